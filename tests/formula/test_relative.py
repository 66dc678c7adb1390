"""Formulas as seen from their cells: copies are equal, others are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.formula.relative import relative_form
from xlsales.formula.shift import shift_formula

REFERENCES = st.builds(
    lambda column_dollar, column, row_dollar, row: f"{column_dollar}{column}{row_dollar}{row}",
    st.sampled_from(["", "$"]),
    st.sampled_from(["A", "B", "Z", "AB"]),
    st.sampled_from(["", "$"]),
    st.integers(1, 400),
)
OPERANDS = st.one_of(
    REFERENCES,
    st.builds(lambda first, last: f"SUM({first}:{last})", REFERENCES, REFERENCES),
    st.builds(lambda cell: f"'Q1 2026'!{cell}", REFERENCES),
    st.sampled_from(['"A1"', "LOG10(5)", "Sales[Net A1]", "rate_2", "0.05"]),
)
FORMULAS = st.lists(OPERANDS, min_size=1, max_size=5).map("+".join)


@given(FORMULAS, st.integers(0, 500), st.integers(0, 60))
def test_a_copy_has_the_form_of_its_original(text: str, down: int, across: int) -> None:
    copy = shift_formula(text, down, across)

    assert relative_form(copy, 10 + down, 3 + across) == relative_form(text, 10, 3)


@given(FORMULAS, st.integers(1, 500))
def test_the_same_text_elsewhere_is_another_formula_where_it_moves(text: str, down: int) -> None:
    moves = shift_formula(text, down, 0) != text

    assert (relative_form(text, 10 + down, 3) != relative_form(text, 10, 3)) == moves


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("SUM(A:A)", "SUM(A:A)", False),
        ("SUM($A:$A)", "SUM($A:$A)", True),
        ("SUM(1:1)", "SUM(1:1)", True),
        ('IF(A1="B2",1,2)', 'IF(B1="B2",1,2)', True),
        ("'A1'!B2", "'A1'!C2", True),
        ("Table1[[#This Row],[A1]]", "Table1[[#This Row],[A1]]", True),
    ],
)
def test_texts_sheets_and_table_columns_are_no_addresses(first: str, second: str, alike: bool) -> None:
    assert (relative_form(first, 5, 2) == relative_form(second, 5, 3)) == alike
