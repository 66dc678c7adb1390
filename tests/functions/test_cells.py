"""What a host hands over becomes plain cell values, once, and results become cell values again."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions.cells import exact_block, is_written, read_block, read_cell, write_cell
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import ComputationError
from xlsales.kernel.values import CellError


@pytest.mark.parametrize(
    ("argument", "rows"),
    [
        (5, ((5,),)),
        ("x", (("x",),)),
        (None, ((None,),)),
        ([1, 2], ((1, 2),)),
        ((1, 2), ((1, 2),)),
        ([[1], [2]], ((1,), (2,))),
        ([], ((None,),)),
        ([[]], ((None,),)),
        ([[1, 2], [3]], ((1, 2), (3, None))),
        ([[date(2026, 1, 1), Decimal("1.5")]], ((46023, 1.5),)),
        ([[CellError("#N/A")]], ((CellError("#N/A"),),)),
    ],
)
def test_any_argument_of_a_host_is_a_block(argument: object, rows: object) -> None:
    assert read_block(argument).rows == rows


def test_a_block_is_taken_as_it_is() -> None:
    block: Block[object] = Block.of([[1, 2]])

    assert read_block(block) is block


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (date(1900, 1, 1), 1),
        (date(1900, 2, 28), 59),
        (date(1900, 3, 1), 61),
        (date(2026, 1, 31), 46053),
        (datetime(2026, 1, 31, 6), 46053.25),
        (datetime(2026, 1, 31, 23, 59, 59), 46053 + 86399 / 86400),
        (Decimal("0.1"), 0.1),
        (Decimal("Infinity"), CellError("#NUM!")),
        (math.inf, CellError("#NUM!")),
        (-math.inf, CellError("#NUM!")),
        (math.nan, CellError("#NUM!")),
        (numpy.float64(1.5), 1.5),
        (numpy.int64(7), 7),
        (numpy.bool_(True), True),
        (True, True),
        ("", ""),
    ],
)
def test_a_value_of_a_host_is_a_cell_value(value: object, cell: object) -> None:
    read = read_cell(value)

    assert read == cell
    assert type(read) in (int, float, bool, str, CellError)


def test_a_date_counts_from_1904_where_the_workbook_does() -> None:
    assert read_cell(date(1904, 1, 1), 1904) == 0
    assert read_cell(date(2026, 1, 1), 1904) == 46023 - 1462
    assert write_cell(date(2026, 1, 1), 1904) == 46023 - 1462


def test_a_number_that_is_not_finite_is_an_error_wherever_it_hides_in_a_block() -> None:
    rows = read_block([[1.0, math.inf], [2.0, math.nan]]).rows

    assert rows == ((1.0, CellError("#NUM!")), (2.0, CellError("#NUM!")))


def test_large_numbers_whose_sum_is_infinite_are_still_numbers() -> None:
    assert read_block([[1.7e308, 1.7e308]]).rows == ((1.7e308, 1.7e308),)


@pytest.mark.parametrize(
    ("result", "cell"),
    [
        (Fraction(1, 8), 0.125),
        (CellError("#N/A"), CellError("#N/A")),
        (Fraction(1, 10**400), 0.0),
        (date(2026, 1, 1), 46023),
        (None, None),
        ("ok", "ok"),
        (False, False),
    ],
)
def test_a_result_becomes_a_cell_value(result: object, cell: object) -> None:
    written = write_cell(result)  # type: ignore[arg-type]

    assert written == cell
    assert type(written) is type(cell)


def test_a_result_that_no_cell_can_hold_is_refused_as_in_excel() -> None:
    with pytest.raises(ComputationError, match="NUM-001") as refused:
        write_cell(Fraction(10**400))

    assert refused.value.issues[0].cell_error == "#NUM!"


LARGEST = 9.99999999999999e307  # that Excel lets anyone type


@given(st.floats(-LARGEST, LARGEST))
def test_an_exact_number_is_within_fifteen_digits_of_the_cell(number: float) -> None:
    (exact,) = exact_block(Block.of([[number]])).cells()

    assert exact is not None
    assert abs(exact - Fraction(number)) <= abs(Fraction(number)) / 10**14
    assert float(f"{float(exact):.15g}") == float(f"{number:.15g}")


VALUES = st.one_of(st.none(), st.integers(), st.floats(), st.text(), st.booleans())


@given(st.one_of(VALUES, st.lists(VALUES), st.lists(st.lists(VALUES))))
def test_whatever_comes_gives_a_rectangle_of_cell_values(argument: object) -> None:
    block = read_block(argument)

    assert block.size >= 1
    assert {len(row) for row in block.rows} == {block.width}
    assert is_written(block)
