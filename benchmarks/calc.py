"""One matrix formula on 10,000 rows against 10,000 single formulas, in a real Calc with the extension.

``python benchmarks/calc.py [--quick]``. Needs LibreOffice. Both workbooks hold the same arguments; what is
timed is Calc computing every formula again, the workbook being open and the library loaded.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import xlsxwriter
from tests.hosts.calc_extension import calc_with_extension

from calls import QUICK_ROWS, ROWS, Case, cases
from measuring import machine
from xlsales.functions import call_function
from xlsales.kernel.grid import column_letters
from xlsales.office import OfficeProcess

REPEATS = 3


def put_arguments(sheet: Any, case: Case, first: int) -> tuple[list[str], list[str]]:
    """Write the arguments from a column on; return references for all rows, and for one with ``{row}``."""
    for_all, for_one = [], []
    for i, argument in enumerate([*case.varying, *case.shared]):
        width = len(argument[0])
        left, right = column_letters(first + 1), column_letters(first + width)
        for row, values in enumerate(argument):
            sheet.write_row(row, first, values)
        for_all.append(f"{left}1:{right}{len(argument)}")
        varies = i < len(case.varying)
        row_only = f"{left}{{row}}" if width == 1 else f"{left}{{row}}:{right}{{row}}"
        for_one.append(row_only if varies else f"${left}$1:${right}${len(argument)}")
        first += width
    return for_all, for_one


def books(case: Case, count: int, folder: Path) -> tuple[Path, Path]:
    """Write the two workbooks of a case."""
    width = len(call_function(case.name, case.block()).rows[0])

    def as_block(book: Any) -> None:
        sheet = book.add_worksheet("S")
        for_all, _ = put_arguments(sheet, case, width)
        formula = f"{{=XLSALES.{case.name}({','.join(for_all)})}}"
        sheet.write_array_formula(0, 0, count - 1, width - 1, formula)

    def one_a_row(book: Any) -> None:
        sheet = book.add_worksheet("S")
        _, for_one = put_arguments(sheet, case, width)
        formula = f"{{{{=XLSALES.{case.name}({','.join(for_one)})}}}}"
        for row in range(count):
            sheet.write_array_formula(row, 0, row, width - 1, formula.format(row=row + 1))

    paths = folder / "block.xlsx", folder / "rows.xlsx"
    for path, build in zip(paths, (as_block, one_a_row), strict=True):
        with xlsxwriter.Workbook(str(path)) as book:
            build(book)
    return paths


def seconds(office: OfficeProcess, book: Path) -> float:
    """Return the median time that Calc takes to compute an open workbook."""
    number = office.ask("load", path=str(book))

    def compute() -> None:
        office.ask("calculate", document=number, areas=[])

    compute()
    taken = statistics.median(_timed(compute) for _ in range(REPEATS))
    office.ask("close", document=number)
    return taken


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(count: int) -> None:
    """Print a Markdown table."""
    print(f"{machine()}; one matrix formula on {count:,} rows against {count:,} single formulas, in Calc\n")
    print("| function | matrix formula | single formulas | times faster |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name, calc_with_extension(Path(name)) as office:
        for case in cases(count):
            block, rows = (seconds(office, book) for book in books(case, count, Path(name)))
            print(f"| {case.name} | {block:.3f} s | {rows:.2f} s | {rows / block:.1f} |", flush=True)


if __name__ == "__main__":
    main(QUICK_ROWS if "--quick" in sys.argv else ROWS)
