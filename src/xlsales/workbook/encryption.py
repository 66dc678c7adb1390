"""Workbooks behind a password: opened for reading with the extra ``encrypted``."""

from __future__ import annotations

import io
from importlib import import_module
from types import ModuleType
from typing import Any, BinaryIO, Final

from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook.refusals import refusal

#: With this Excel encrypts a workbook that is write-protected only; it opens without asking.
DEFAULT_PASSWORD: Final = "VelvetSweatshop"


def decrypt(file: BinaryIO, where: str, password: str | None) -> BinaryIO:
    """Return the package inside an encrypted file, in memory only.

    The given password is tried, or without one Excel's default password.

    Raises:
        RefusedFileError: WB-002 the extra is not installed, or the password is missing or wrong.
    """
    library = _library(where)
    file.seek(0)
    plain = io.BytesIO()
    try:
        office: Any = library.OfficeFile(file)
        office.load_key(password=password or DEFAULT_PASSWORD)
        office.decrypt(plain)
    except Exception as error:  # the library raises its own, struct's and the cipher's errors alike
        raise _wrong_password(where, password) from error
    plain.seek(0)
    return plain


def _library(where: str) -> ModuleType:
    try:
        return import_module("msoffcrypto")
    except ImportError as error:
        raise refusal(
            "WB-002",
            where,
            "an encrypted workbook",
            "the extra that can decrypt",
            'Run pip install "xlsales[encrypted]", then give the password; or save it without one.',
        ) from error


def _wrong_password(where: str, password: str | None) -> RefusedFileError:
    got = "a password that does not fit" if password else "an encrypted workbook and no password"
    fix = "Save it without a password in Excel; a program that reads it can give the password."
    return refusal("WB-002", where, got, "its password", fix)
