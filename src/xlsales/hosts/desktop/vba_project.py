"""The VBA project of the add-in: xlwings' released template with our modules in place of its example."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from xlsales.kernel.issues import InvalidInputError, Issue

#: The release whose template, VBA and DLL belong together; the VBA names the DLL of its own release.
XLWINGS: Final = "0.37.8"
PROJECT: Final = "XLSales"
VBA_PART: Final = "xl/vbaProject.bin"

_TEMPLATE: Final = "quickstart_addin_ribbon.xlam"
_EXAMPLE_MODULE: Final = "RibbonMyAddin"
_XLWINGS_MODULE: Final = "xlwings"
#: Header of the stream that caches compiled code, and nothing after it: Excel compiles on loading.
_NO_CACHE: Final = b"\xcc\x61\xff\xff\x00\x00\x00"
_PROJECT_NAME_RECORD: Final = 4

#: What is changed in xlwings' own module: what stands there once, what comes in its place.
_EDITS: Final = (
    # The user's file and the sheet with settings carry this name.
    ('PROJECT_NAME As String = "myaddin"', 'PROJECT_NAME As String = "xlsales"'),
    # One Python process for all books: the DLL starts one for each command line it has not seen.
    (
        'PYTHONPATH = AddExcelDir & ";" & ActiveWorkbook.FullName & ";" & ThisWorkbook.FullName & ";"',
        'PYTHONPATH = AddExcelDir & ";" & ThisWorkbook.FullName & ";" & ThisWorkbook.FullName & ";"',
    ),
    # A workbook that somebody sent must not choose the program that is run.
    (
        'If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True Then',
        "If False Then ' xlsales: no settings from a user's workbook",
    ),
    (
        'If source = "" Or source = "directory" Then',
        'If source = "directory" Then \' xlsales: nor from its folder',
    ),
    # A sheet called something.py in a user's workbook is only a sheet.
    (
        "                uses_embedded_code = True",
        "                uses_embedded_code = False ' xlsales: no code from a user's workbook",
    ),
)


def template_path() -> Path:
    """Return the template in the installed xlwings.

    Raises:
        InvalidInputError: ADDIN-004 what the add-in is built from is not installed.
    """
    try:
        import pyopenvba  # noqa: F401 - needed a moment later
        import xlwings
    except ImportError as error:
        raise _not_installed(str(error)) from None
    if xlwings.__version__ != XLWINGS:
        raise _not_installed(f"xlwings {xlwings.__version__}")
    return Path(xlwings.__file__).parent / _TEMPLATE


def _not_installed(got: str) -> InvalidInputError:
    expected = f"pyOpenVBA and xlwings {XLWINGS}"
    return InvalidInputError(
        Issue("ADDIN-004", "addin build", got, expected, "Run: python -m pip install 'xlsales[build]'")
    )


def edited_xlwings_module(source: str) -> str:
    """Return xlwings' VBA module with our changes.

    Raises:
        ValueError: A line to change is not there exactly once, so the release is not the one we know.
    """
    for before, after in _EDITS:
        if source.count(before) != 1:
            raise ValueError(f"found {source.count(before)} times in xlwings' VBA, not once: {before}")
        source = source.replace(before, after)
    return source


def build_project(modules: Mapping[str, str], this_workbook: str, scratch: Path) -> bytes:
    """Return the binary VBA project.

    Args:
        modules: Source by name of the standard modules, in order.
        this_workbook: Code of the workbook itself.
        scratch: Folder for a copy of the template.
    """
    from pyopenvba import ExcelFile

    path = scratch / "project.xlam"
    with ExcelFile(template_path()) as book:
        project = book.vba_project()
        book.set_module(_XLWINGS_MODULE, edited_xlwings_module(book.get_module(_XLWINGS_MODULE)))
        book.set_module("ThisWorkbook", this_workbook)
        project.delete_module(_EXAMPLE_MODULE)
        for name, source in modules.items():
            project.add_module(name, source)
        book.remove_reference("MSForms")
        book.save(path)
    with ZipFile(path) as package:
        return _renamed(package.read(VBA_PART))


def _renamed(project: bytes) -> bytes:
    """Give the project its name, which stands in two streams, and drop compiled code."""
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, decompress

    file = CFB.from_bytes(project)
    directory = bytes(decompress(file.get_stream_in_storage("VBA", "dir")))
    start, end = _name_record(directory)
    record = struct.pack("<HI", _PROJECT_NAME_RECORD, len(PROJECT)) + PROJECT.encode("ascii")
    file.write_stream_in_storage("VBA", "dir", compress(directory[:start] + record + directory[end:]))
    text = re.sub(rb'(?m)^Name="[^"]*"', f'Name="{PROJECT}"'.encode("ascii"), file.get_stream("PROJECT"))
    file.write_stream("PROJECT", _without_blank_windows(text))
    file.write_stream_in_storage("VBA", "_VBA_PROJECT", _NO_CACHE)
    return bytes(file.to_bytes())


def _name_record(directory: bytes) -> tuple[int, int]:
    """Return where the record with the project's name begins and ends."""
    position = 0
    while True:
        kind, size = struct.unpack_from("<HI", directory, position)
        if kind == _PROJECT_NAME_RECORD:
            return position, position + 6 + size
        position += 6 + size


def _without_blank_windows(text: bytes) -> bytes:
    """Drop empty lines among the window positions, which the editor does not write."""
    head, mark, windows = text.partition(b"[Workspace]\r\n")
    lines = [line for line in windows.split(b"\r\n") if line]
    return head + mark + b"".join(line + b"\r\n" for line in lines)
