"""Values on their way through COM, in and out."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.hosts.desktop.answering import answer
from xlsales.hosts.desktop.call_log import CallLog
from xlsales.hosts.desktop.com_values import (
    COM_ERROR,
    ERROR_MARK,
    ERROR_NUMBERS,
    argument_from_com,
    rows_to_com,
)
from xlsales.kernel.values import ERROR_CODES, CellError


@pytest.mark.parametrize(
    ("given_value", "read"),
    [
        (None, None),
        ("", ""),
        ("甲", "甲"),
        (1.5, 1.5),
        (True, True),
        (7, 7.0),
        (Decimal("12.3400"), 12.34),  # money that a macro hands over
        (datetime(2026, 1, 31, 12, tzinfo=UTC), datetime(2026, 1, 31, 12)),
        (-2146826246, CellError("#N/A")),
        (-2146826281, CellError("#DIV/0!")),
    ],
)
def test_a_value_is_read_as_the_cell_holds_it(given_value: Any, read: Any) -> None:
    alone, among = argument_from_com(given_value), argument_from_com(((given_value, 1.0),))

    assert alone == read
    assert type(alone) is type(read)
    assert among == ((read, 1.0),)


def test_an_array_constant_of_one_row_is_a_row() -> None:
    assert argument_from_com((1.0, -2146826246)) == ((1.0, CellError("#N/A")),)


def test_every_error_value_has_its_number_and_comes_through_both_ways() -> None:
    assert set(ERROR_NUMBERS) == ERROR_CODES - {"#BUSY!"}
    for code, number in ERROR_NUMBERS.items():
        assert argument_from_com(COM_ERROR + number) == CellError(code)
        assert rows_to_com([[CellError(code)]]) == [[f"{ERROR_MARK}{number}"]]


def test_a_date_counts_in_the_date_system_of_its_workbook() -> None:
    day = datetime(2026, 1, 15, tzinfo=UTC)

    found = [answer("RAMP", "", system, day, ((day,),), 0.5, log=CallLog()) for system in (1900, 1904)]

    assert found[0] == found[1] == rows_to_com(call_function("RAMP", [46037, [[46037]], 0.5]).rows)


def test_an_error_value_without_a_number_is_a_value_error() -> None:
    assert rows_to_com([[CellError("#BUSY!")]]) == rows_to_com([[CellError("#VALUE!")]])


@given(
    st.lists(st.lists(st.one_of(st.none(), st.floats(allow_nan=False), st.text(), st.booleans()), min_size=1))
)
def test_a_result_holds_only_what_com_passes_on_unchanged(rows: list[list[Any]]) -> None:
    for row in rows_to_com(rows):
        assert all(type(value) in (float, str, bool) for value in row)
