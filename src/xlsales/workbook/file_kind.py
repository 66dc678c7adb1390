"""What a file is, whatever it is called: told by its first bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO, Final, Literal

from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook.refusals import refusal

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORKBOOK: Final = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
_MARKUP: Final = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|table|meta|script|style|div)\b", re.I)
_TEXT: Final = re.compile(rb"[\x09\x0a\x0d\x20-\x7e\x80-\xff]+")
_HEAD: Final = 4096
_PIECE: Final = 1 << 20

Container = Literal["zip", "encrypted"]


def container_kind(file: BinaryIO, where: str) -> Container:
    """Tell a package from an encrypted one, and refuse everything else.

    Raises:
        RefusedFileError: WB-003 another kind of file, named in the message; WB-004 damaged.
    """
    file.seek(0)
    head = file.read(_HEAD)
    if head.startswith(b"PK"):
        return "zip"
    if head.startswith(_COMPOUND):
        if _mentions(file, "EncryptedPackage"):
            return "encrypted"
        raise _other(where, "an old .xls workbook" if _mentions(file, "Workbook") else "an OLE document")
    raise _refusal_by_head(head, where)


def _refusal_by_head(head: bytes, where: str) -> RefusedFileError:
    if not head:
        return _other(where, "an empty file")
    tests: tuple[tuple[Callable[[bytes], object], str], ...] = (
        (_OLD_WORKBOOK.match, "an old .xls workbook"),
        (_MARKUP.match, "a web page (HTML)"),
        (
            lambda data: b"urn:schemas-microsoft-com:office:spreadsheet" in data,
            "an XML Spreadsheet 2003 file",
        ),
        (lambda data: data.lstrip().startswith(b"<"), "an XML or HTML text"),
        (lambda data: data.startswith(b"%PDF"), "a PDF"),
        (_TEXT.fullmatch, "a text such as CSV"),
    )
    for test, kind in tests:
        if test(head.removeprefix(b"\xef\xbb\xbf")):
            return _other(where, kind)
    return refusal(
        "WB-004",
        where,
        "bytes that are no workbook",
        "an .xlsx, .xlsm, .xltx or .xltm",
        "Restore the workbook from a backup.",
    )


def _other(where: str, kind: str) -> RefusedFileError:
    return refusal(
        "WB-003",
        where,
        kind,
        "an .xlsx, .xlsm, .xltx or .xltm",
        "Open it in Excel and save it as an .xlsx workbook.",
    )


def _mentions(file: BinaryIO, stream: str) -> bool:
    """Tell whether a compound file has a stream of this name; names stand in it as UTF-16."""
    wanted = stream.encode("utf-16-le") + b"\0\0"
    file.seek(0)
    rest = b""
    while piece := file.read(_PIECE):
        if wanted in rest + piece:
            return True
        rest = piece[-len(wanted) :]
    return False
