"""A row read by patterns tells of its wanted cells what a parser tells, or leaves the row to the parser."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.vocabulary import MAIN
from xlsales.workbook.plain_row import read_plain_row
from xlsales.workbook.stored_row import StoredCell, read_row

CONTEXT = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
CLOSING = b"</sheetData></worksheet>"
CELLS = (
    "<v>1</v>",
    "<f>A1&lt;2</f><v>漢</v>",
    '<f t="array" ref="A1:B2">SUM(A1)</f><v/>',
    '<f t="shared" si="0"/><v>1</v>',
    "<is><t>x</t></is>",
    "",
    None,
)
cells = st.dictionaries(st.integers(1, 30), st.sampled_from(CELLS), max_size=8)


def a_row(contents: dict[int, str | None]) -> bytes:
    found = "".join(
        f'<c r="{"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n - 1] if n < 27 else "A" + "ABCD"[n - 27]}7" s="1"'
        + ("/>" if content is None else f">{content}</c>")
        for n, content in sorted(contents.items())
    )
    return f'<row r="7" spans="1:30">{found}</row>'.encode()


def told(cell: StoredCell) -> tuple[object, ...]:
    return cell, cell.kind, cell.formula_kind, cell.computed


@given(cells, st.sets(st.integers(1, 30), min_size=1, max_size=4))
def test_wanted_cells_are_told_as_a_parser_tells_them(
    contents: dict[int, str | None], wanted: set[int]
) -> None:
    data = a_row(contents)
    parsed = {cell.column: cell for cell in read_row(data, 7, CONTEXT, CLOSING, "sheet").cells}

    row = read_plain_row(data, 7, wanted)

    if row is not None:
        found = {cell.column: cell for cell in row.cells}
        assert all(told(found[n]) == told(parsed[n]) for n in wanted & parsed.keys())
        assert found.keys() == parsed.keys() or found.keys() == wanted


def test_where_all_wanted_cells_are_there_no_other_is_told() -> None:
    row = read_plain_row(a_row(dict.fromkeys(range(1, 9), "<v>1</v>")), 7, {3, 5})

    assert row is not None
    assert [cell.column for cell in row.cells] == [3, 5]


def test_where_a_wanted_cell_is_missing_all_places_are_told() -> None:
    row = read_plain_row(a_row(dict.fromkeys((1, 2, 4), "<v>1</v>")), 7, {2, 3})

    assert row is not None
    assert [cell.column for cell in row.cells] == [1, 2, 4]


@pytest.mark.parametrize(
    "inside",
    [
        '<c r="A8"><v>1</v></c>',
        '<c r="B7"><v>1</v></c><c><v>1</v></c>',
        '<c r="ZZZ7"><v>1</v></c>',
        '<c r="B7"><v>1</v></c><extLst><c r="C7"/></extLst>',
        '<x:c r="B7"/>',
    ],
)
def test_what_is_strange_is_left_to_the_parser(inside: str) -> None:
    assert read_plain_row(f'<row r="7"><c r="A7"><v>1</v></c>{inside}</row>'.encode(), 7, {1}) is None


def test_a_long_row_that_does_not_fit_is_given_up_at_once() -> None:
    cell = '<c r="A7"><v>1</v></c>'
    start = time.process_time()

    assert read_plain_row(f'<row r="7">{cell * 16_000}<c></row>'.encode(), 7, {1}) is None
    assert time.process_time() - start < 5


def test_a_cell_twice_is_told_twice() -> None:
    row = read_plain_row(b'<row r="7"><c r="A7"><v>1</v></c><c r="A7"><v>2</v></c></row>', 7, {1})

    assert row is not None
    assert [cell.column for cell in row.cells] == [1, 1]
