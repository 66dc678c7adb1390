"""What must hold whatever a workbook holds: rectangles cover their cells, circles are found exactly."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from xlsales.formula.context import BookNames
from xlsales.jobs.audit.blocks import blocks_of
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.circles import circles
from xlsales.kernel.grid import Area, Cell
from xlsales.recalculation.book import Book
from xlsales.workbook.keys import cell_key
from xlsales.workbook.model import SheetCells

CELLS = st.tuples(st.integers(1, 6), st.integers(1, 3))
AREAS = st.builds(
    lambda one, two: Area(min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])),
    CELLS,
    CELLS,
)
#: Formulas by cell, each reading some areas.
READING = st.dictionaries(CELLS, st.lists(AREAS, min_size=1, max_size=2), max_size=10)


@given(st.sets(CELLS, max_size=18))
def test_rectangles_cover_every_cell_once_and_no_other(cells: set[tuple[int, int]]) -> None:
    blocks = blocks_of(cell_key(*cell) for cell in cells)

    covered = [
        (row, column)
        for area in blocks
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    ]

    assert sorted(covered) == sorted(cells)


@given(READING)
@settings(max_examples=400)
def test_a_circle_is_told_exactly_where_there_is_one(reading: dict[tuple[int, int], list[Area]]) -> None:
    texts = {cell_key(*cell): "+".join(f"SUM({area})" for area in areas) for cell, areas in reading.items()}
    cells = SheetCells(values=dict.fromkeys(texts, 0.0), formulas=texts)
    audited = AuditedBook(Path("book.xlsx"), Book(BookNames(("S",)), {"S": cells}), ())

    found = list(circles(audited))

    assert bool(found) == _has_circle(reading)
    for finding in found:
        (area,) = finding.areas
        assert _comes_back(reading, area.corner)


def _has_circle(reading: dict[tuple[int, int], list[Area]]) -> bool:
    return any(_comes_back(reading, Cell(*cell)) for cell in reading)


def _comes_back(reading: dict[tuple[int, int], list[Area]], start: Cell) -> bool:
    """Tell by plain search whether a formula needs itself."""
    seen: set[tuple[int, int]] = set()
    waiting = [cell for cell in reading if any(cell in area for area in reading[start])]
    while waiting:
        cell = waiting.pop()
        if cell == start:
            return True
        if cell not in seen:
            seen.add(cell)
            waiting += [other for other in reading if any(other in area for area in reading[cell])]
    return False
