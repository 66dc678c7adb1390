"""The suite of calls in a real Calc with the extension installed: equal to direct calls."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from books import make_book
from hosts.calc import calculated_in_calc
from hosts.calc_extension import calc_with_extension
from hosts.calls import CALLS
from hosts.comparing import comparable, directly, parts_of
from needs_office import NEEDS_OFFICE
from xlsales.kernel.values import CellError, CellValue
from xlsales.office import OfficeProcess, values_of
from xlsales.recalculation.calls import Rows

pytestmark = NEEDS_OFFICE

REFUSED = CellError("Err:504")


def cells_given(call: str) -> Iterator[CellValue]:
    """Go through every cell of the arguments of a call."""
    for argument in parts_of(call)[1]:
        yield from chain.from_iterable(argument if isinstance(argument, tuple) else [[argument]])


#: What Calc gives instead, and why; the extension's README lists the same. An error value that a call is
#: given keeps the whole call from us.
KNOWN_DIFFERENCES: dict[str, list[list[CellValue]]] = {
    **{
        call: [[REFUSED] * len(row) for row in directly(call)]
        for call in CALLS
        if any(isinstance(cell, CellError) for cell in cells_given(call))
    },
    # Too many arguments do not reach us.
    "SPLIT(1,2,3,4,5,6,7,8)": [[REFUSED]],
    # TRUE arrives as 1 and FALSE as 0, which here are scores of their own.
    'BANT({3,3,3,3;TRUE,FALSE,2,"";0,0,"",""})': [
        [100, True, None],
        [25, False, "timeline"],
        [0, False, "need, timeline"],
    ],
}


@pytest.fixture(scope="module")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeProcess]:
    with calc_with_extension(tmp_path_factory.mktemp("calc")) as office:
        yield office


@pytest.fixture(scope="module")
def suite(
    calc: OfficeProcess, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Rows, tuple[CellValue, CellValue]]]:
    """The whole suite in one workbook, calculated once."""
    sizes = {call: size_of(expected(call)) for call in CALLS}
    return calculated_in_calc(calc, CALLS, sizes, tmp_path_factory.mktemp("suite") / "suite.xlsx")


def expected(call: str) -> list[list[CellValue]]:
    """Return what a call must show in Calc, TRUE as 1."""
    rows = KNOWN_DIFFERENCES.get(call) or comparable(directly(call))
    return [[float(value) if isinstance(value, bool) else value for value in row] for row in rows]


def size_of(rows: list[list[CellValue]]) -> tuple[int, int]:
    return len(rows), len(rows[0])


@pytest.mark.parametrize("call", CALLS)
def test_a_call_gives_what_a_direct_call_gives(
    suite: dict[str, tuple[Rows, tuple[CellValue, CellValue]]], call: str
) -> None:
    rows, size = suite[call]

    assert comparable(rows) == expected(call)
    if isinstance(rows[0][0], CellError):
        assert size == (rows[0][0],) * 2 or size == size_of(expected(call))
    else:
        assert size == size_of(expected(call))


def test_each_known_difference_is_one() -> None:
    assert set(KNOWN_DIFFERENCES) <= set(CALLS)
    assert all(expected(call) != comparable(directly(call)) for call in KNOWN_DIFFERENCES)


def shown(calc: OfficeProcess, folder: Path, *formulas: str, epoch_1904: bool = False) -> list[CellValue]:
    """Return what array formulas of one cell show; A1:A4 hold 1, a blank, an error and TRUE."""

    def build(book: Any) -> None:
        sheet = book.add_worksheet("S")
        sheet.write("A1", 1)
        sheet.write_formula("A3", "=1/0")
        sheet.write("A4", True)
        for i, formula in enumerate(formulas):
            sheet.write_array_formula(i, 2, i, 2, f"{{{formula}}}")

    path = folder / "book.xlsx"
    if epoch_1904:
        import xlsxwriter

        with xlsxwriter.Workbook(str(path), {"date_1904": True}) as book:
            build(book)
    else:
        make_book(path, build)
    return [row[2] for row in values_of(path, calc)["S"][: len(formulas)]]


def test_errors_are_real_errors(calc: OfficeProcess, tmp_path: Path) -> None:
    values = shown(
        calc,
        tmp_path,
        '=IFERROR(XLSALES.SPLIT(-1,"x"),"caught")',
        "=ISNA(XLSALES.SALES_FOR(1000,{0,0}))+0",
        "=ERROR.TYPE(XLSALES.SPLIT(100,A3))",
        '=SUM(IFERROR(XLSALES.ATTAINMENT(A1:A2&"",{1;1}),7))',
    )

    assert values == ["caught", 1, 2, 7]


#: A2 is blank, but a unit of 0 arrives: do not round.
UNIT_0 = "=INDEX(XLSALES.SPLIT(1.006,{1;1},A2),2)"


def test_a_blank_in_a_range_takes_no_part_and_a_single_blank_is_0(
    calc: OfficeProcess, tmp_path: Path
) -> None:
    values = shown(
        calc, tmp_path, "=XLSALES.SPLIT(100,A1:A2)", '=INDEX(XLSALES.SPLIT(1.006,{1;1},""),2)', UNIT_0
    )

    assert values == [100, 0.5, 0.503]


def test_a_range_with_errors_can_be_given_with_blanks_in_their_place(
    calc: OfficeProcess, tmp_path: Path
) -> None:
    values = shown(
        calc, tmp_path, "=SUM(XLSALES.SPLIT(100,A1:A3))", '=SUM(XLSALES.SPLIT(100,IFERROR(A1:A3,"")))'
    )

    assert values == [REFUSED, 100]


def test_texts_can_be_compared_once_they_are_joined_with_nothing(calc: OfficeProcess, tmp_path: Path) -> None:
    call = 'XLSALES.BANDS({95;80;10},{"A",80;"B",0})'

    values = shown(
        calc,
        tmp_path,
        f'=SUMPRODUCT(({call}="A")*1)',
        f'=SUMPRODUCT(({call}&""="A")*1)',
    )

    assert values == [0, 2]


def test_names_stand_in_any_case(calc: OfficeProcess, tmp_path: Path) -> None:
    assert shown(calc, tmp_path, "=xlsales.margin(100,80)") == [0.2]


@pytest.mark.parametrize(("epoch_1904", "workdays"), [(False, 22), (True, 23)])
def test_dates_follow_the_documents_date_system(
    calc: OfficeProcess, tmp_path: Path, epoch_1904: bool, workdays: int
) -> None:
    values = shown(calc, tmp_path, "=XLSALES.WORKDAYS(46023,1)", epoch_1904=epoch_1904)

    assert values == [workdays]
