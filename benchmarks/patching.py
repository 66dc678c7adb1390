"""2,000 cells patched in a workbook of 24 MB, against openpyxl loading and saving it."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from measuring import Line, alone, compare, show

ROWS, COLUMNS, CELLS = 126_000, 14, 2_000
QUICK_ROWS = 20_000


def lines(quick: bool = False) -> list[Line]:
    """Return the comparison."""
    rows = QUICK_ROWS if quick else ROWS
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "numbers.xlsx"
        write_numbers(book, rows)
        megabytes = book.stat().st_size / 1e6
        return [
            compare(
                f"patch {CELLS:,} cells in {megabytes:.0f} MB",
                lambda: alone("patching.py", "ours", book, Path(name) / "ours.xlsx", str(rows)),
                "openpyxl: load, set, save",
                lambda: alone("patching.py", "openpyxl", book, Path(name) / "theirs.xlsx", str(rows)),
                repeats=(3, 1),
                aim="10 times, under 60 MB",
            )
        ]


def write_numbers(path: Path, rows: int) -> None:
    """Write a workbook full of numbers with many digits."""
    import xlsxwriter

    draw = random.Random(3)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet("Numbers")
        for row in range(rows):
            page.write_row(row, 0, [draw.uniform(0, 1e6) for _ in range(COLUMNS)])


def places(rows: int) -> list[tuple[int, int, float]]:
    """Return the cells to patch, row and column from 1, all over the sheet."""
    step = rows // CELLS
    return [(1 + i * step, 1 + i % COLUMNS, float(i)) for i in range(CELLS)]


def ours(book: Path, saved: Path, rows: int) -> None:
    """Patch as a recalculation does."""
    from xlsales.kernel.grid import Cell
    from xlsales.workbook import InputPatch, open_package, write_workbook

    patches = [InputPatch("Numbers", Cell(row, column), value) for row, column, value in places(rows)]
    with open_package(book) as package:
        report = write_workbook(package, saved, patches)
    assert len(report.changed) == CELLS


def openpyxl(book: Path, saved: Path, rows: int) -> None:
    """Do the same with openpyxl, which reads and writes every cell."""
    from openpyxl import load_workbook

    workbook = load_workbook(book)
    for row, column, value in places(rows):
        workbook["Numbers"].cell(row, column).value = value
    workbook.save(saved)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _, who, book, saved, rows = sys.argv
        {"ours": ours, "openpyxl": openpyxl}[who](Path(book), Path(saved), int(rows))
    else:
        show(lines("--quick" in sys.argv))
