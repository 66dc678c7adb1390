"""The suite of calls as a workbook that Calc calculates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from books import make_book
from hosts.comparing import parts_of
from xlsales.kernel.grid import column_letters
from xlsales.kernel.values import CellError, CellValue
from xlsales.office import OfficeProcess, values_of
from xlsales.recalculation.calls import Rows


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
