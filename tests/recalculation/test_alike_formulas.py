"""Columns of alike formulas are understood once, with the very result of understanding each by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xlsales.formula.context import BookNames
from xlsales.formula.lift import lift
from xlsales.kernel.grid import Area
from xlsales.recalculation.book import Book, formula_place, place_of
from xlsales.recalculation.row_lifting import RowLifting
from xlsales.recalculation.shapes import Formulas, formula_shape
from xlsales.workbook import ArrayFormula, SheetCells, cell_key

#: {n} is the row's number, {m} the one before.
CALLS = (
    "XLSALES.SPLIT(A{n},$B$2:$B$5)",
    "SUM(XLSALES.SPLIT(A{n},B{n}:C{n}))*2+B$3",
    "XLSALES.SPLIT(A{m},{{1;2}})",
    "XLSALES.SPLIT(ROW(),{{1;1}})",
    "XLSALES.SPLIT(ABS($A$2:$A$5),{{1;1}})",
    "XLSALES.SPLIT(ABS(A$3:A{n}),{{1;1}})",
    "XLSALES.SPLIT(A{n},{{1;1}})+XLSALES.SPLIT(A$5,{{1;1}})",
    'IF(A{n}>3,XLSALES.SPLIT(10,{{1;1}}),"row {n}")',
    "XLSALES.SPLIT(Q{n}!A1,{{1;1}})",
    "XLSALES.SPLIT(A{n}*5,{{1;1}})",
)
SHEETS = ("Plan", *(f"Q{n}" for n in range(1, 13)))
columns = st.lists(st.sampled_from(CALLS), min_size=1, max_size=3).flatmap(
    lambda few: st.lists(st.sampled_from(few), min_size=3, max_size=11)
)


@given(columns, st.booleans())
def test_calls_are_lifted_as_one_by_one(column: list[str], plain: bool) -> None:
    book = Book(BookNames(SHEETS))
    lifting = RowLifting(book)

    for n, call in enumerate(column, 2):
        place, text = place_of("Plan", n, 4), call.format(n=n, m=n - 1)
        found = lifting.lifted(place, text, plain=plain, placed=False)

        assert found == lift(text, formula_place(place), book.names, plain=plain)


def test_most_calls_of_an_alike_column_are_not_read_again() -> None:
    lifting = RowLifting(Book(BookNames(("Plan",))))
    texts = [f"XLSALES.SPLIT(A{n},$B$2:$B$5)" for n in range(2, 50)]

    lifted = [
        lifting.lifted(place_of("Plan", n, 4), t, plain=True, placed=False) for n, t in enumerate(texts, 2)
    ]

    assert lifted[-1].calls[0].arguments == ("Plan!A49", "Plan!$B$2:$B$5")
    (column,) = lifting._columns.values()
    assert column.tries == 1


def test_a_cell_taken_from_a_range_is_that_of_the_formula_s_own_row() -> None:
    lifting = RowLifting(Book(BookNames(("Plan",))))
    text = "XLSALES.SPLIT(ABS($A$2:$A$4),{1;1})"

    arguments = [
        lifting.lifted(place_of("Plan", n, 4), text, plain=True, placed=False).calls[0].arguments[0]
        for n in (2, 3, 4, 5)
    ]

    assert arguments == ["ABS(Plan!A2)", "ABS(Plan!A3)", "ABS(Plan!A4)", "ABS(#VALUE!)"]


def test_sheets_named_like_cells_are_told_apart() -> None:
    texts = {cell_key(n, 4): f"Q{n}!A{n}*2" for n in range(1, 9)}
    sheets = {name: SheetCells() for name in SHEETS} | {"Plan": SheetCells(formulas=texts)}

    formulas = Formulas(Book(BookNames(SHEETS), sheets))

    assert formulas.readers([place_of("Q7", 7, 1)]) == {place_of("Plan", 7, 4)}


@given(st.lists(st.sampled_from((*CALLS, "A{n}*{n}", "A1", "LOG10(A{n})")), min_size=1, max_size=12))
def test_shapes_gather_what_differs_in_row_numbers_only(column: list[str]) -> None:
    texts = {cell_key(n, 4): text.format(n=n, m=n - 1) for n, text in enumerate(column, 2)}
    formulas = Formulas(Book(BookNames(SHEETS), {"Plan": SheetCells(formulas=texts)}))

    gathered = [{formula_shape(texts[key]) for key in shape.keys} for shape in formulas.shapes()]

    assert all(len(shapes) == 1 for shapes in gathered)
    assert sorted(key for shape in formulas.shapes() for key in shape.keys) == list(texts)


def test_an_array_among_alike_formulas_begins_another_shape() -> None:
    texts = {cell_key(n, 4): f"A{n}*2" for n in range(2, 9)}
    array = ArrayFormula(Area(5, 4, 5, 5), dynamic=False)
    cells = SheetCells(formulas=texts, arrays={cell_key(5, 4): array})

    shapes = list(Formulas(Book(BookNames(("Plan",)), {"Plan": cells})).shapes())

    assert [len(shape.keys) for shape in shapes] == [3, 4]
