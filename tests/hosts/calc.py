"""A LibreOffice of our own with the extension in it, and workbooks for it to calculate."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from books import make_book
from hosts.comparing import parts_of
from xlsales.hosts.libreoffice.extension import build_extension
from xlsales.kernel.grid import column_letters
from xlsales.kernel.values import CellError, CellValue
from xlsales.office import OfficeProcess, find_installation, values_of
from xlsales.recalculation.calls import Rows

#: Where extensions for every user of a machine go; root can install no others.
_SHARED_EXTENSIONS = "UNO_SHARED_PACKAGES_CACHE"
IDENTIFIER = "org.xlsales.calc"


class Extensions:
    """The extensions of a LibreOffice that sees no others, below a folder of ours."""

    def __init__(self, folder: Path) -> None:
        self.installed = folder / "extensions"
        self.variables = {_SHARED_EXTENSIONS: self.installed.as_uri()}
        self._profile = folder / "unopkg"
        self._file = folder / "xlsales.oxt"

    def install(self) -> None:
        """Build the extension and install it as an administrator does."""
        self._file.write_bytes(build_extension())
        self.unopkg("add", str(self._file))

    def unopkg(self, *words: str) -> str:
        """Run LibreOffice's extension manager; return what it says."""
        beside = Path(find_installation().soffice).resolve().with_name("unopkg")
        program = str(beside) if beside.exists() else shutil.which("unopkg")
        assert program is not None
        done = subprocess.run(
            [program, words[0], "--shared", f"-env:UserInstallation={self._profile.as_uri()}", *words[1:]],
            env={**os.environ, **self.variables},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def calc_with_extension(folder: Path) -> Iterator[OfficeProcess]:
    """Install the extension below a folder; yield a LibreOffice that has it."""
    extensions = Extensions(folder)
    extensions.install()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in extensions.variables.items():
            patch.setenv(name, value)
        with OfficeProcess() as office:
            yield office


def calculated_in_calc(
    office: OfficeProcess, calls: Sequence[str], sizes: Mapping[str, tuple[int, int]], path: Path
) -> dict[str, tuple[Rows, tuple[CellValue, CellValue]]]:
    """Put every call on a sheet of its own, arguments in cells, and let Calc compute the workbook.

    Args:
        office: The process to use.
        calls: Calls with constant arguments.
        sizes: Rows and columns that each call's array formula fills.
        path: Where the workbook goes.

    Returns:
        By call what its cells hold, and the rows and columns that Calc says the result has.
    """

    def build(book: Any) -> None:
        for i, call in enumerate(calls):
            _put_call(book.add_worksheet(f"C{i}"), call, sizes[call])

    sheets = values_of(make_book(path, build), office)
    found = {}
    for i, call in enumerate(calls):
        rows = sheets[f"C{i}"]
        height, width = sizes[call]
        found[call] = (tuple(tuple(row[:width]) for row in rows[1 : 1 + height]), (rows[0][0], rows[0][1]))
    return found


def _put_call(sheet: Any, call: str, size: tuple[int, int]) -> None:
    """Fill a sheet: the size in row 1, the result from A2 on, each argument's cells right of it."""
    name, arguments = parts_of(call)
    height, width = size
    column = max(width, 2)
    references = []
    for argument in arguments:
        if argument is None:
            references.append("")
            continue
        rows = argument if isinstance(argument, tuple) else ((argument,),)
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                put_cell(sheet, i, column + j, value)
        last = column_letters(column + len(rows[0]))
        references.append(f"{column_letters(column + 1)}1:{last}{len(rows)}")
        column += len(rows[0])
    formula = f"XLSALES.{name}({','.join(references)})"
    sheet.write_formula(0, 0, f"=ROWS({formula})")
    sheet.write_formula(0, 1, f"=COLUMNS({formula})")
    sheet.write_array_formula(1, 0, height, width - 1, f"{{={formula}}}")


def put_cell(sheet: Any, row: int, column: int, value: CellValue) -> None:
    """Write a value as a workbook holds it."""
    if isinstance(value, CellError):
        sheet.write_formula(row, column, f"={value.code}", None, value.code)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write(row, column, value)
