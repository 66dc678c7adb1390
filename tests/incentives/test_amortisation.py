"""Amortisation of the cost of contracts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.incentives.amortisation import amortisation
from xlsales.kernel.dates import add_months
from xlsales.kernel.issues import InvalidInputError

JANUARY = date(2026, 1, 1)


def test_d15_a_cost_is_written_off_in_a_straight_line() -> None:
    # D15 of the worked cases: 15,000 over 36 months is 416.67 a month.
    found = amortisation({JANUARY: Fraction(15000)}, 36, add_months(JANUARY, 40))

    expenses = [one.expense for one in found.values()]
    assert expenses[0] == Fraction("416.67")
    assert max(expenses[:36]) - min(expenses[:36]) <= Fraction("0.01")
    assert sum(expenses) == sum(expenses[:36]) == 15000


def test_a_contract_that_ends_is_written_off_at_once() -> None:
    ended = add_months(JANUARY, 2)
    found = amortisation({JANUARY: Fraction(120), ended: Fraction(-30)}, 12, add_months(JANUARY, 3), ended)

    assert [one.expense for one in found.values()] == [10, 10, 70, 0]


def test_what_comes_after_the_benefit_is_an_expense_at_once() -> None:
    late = add_months(JANUARY, 3)
    found = amortisation({JANUARY: Fraction(30), late: Fraction(8)}, 3, late)

    assert [one.expense for one in found.values()] == [10, 10, 10, 8]


@given(
    costs=st.dictionaries(st.integers(0, 30), st.integers(-(10**7), 10**7), max_size=6),
    months=st.integers(1, 40),
    until=st.integers(0, 40),
    ended=st.one_of(st.none(), st.integers(0, 40)),
)
def test_costs_are_expenses_and_the_asset_that_is_left(
    costs: dict[int, int], months: int, until: int, ended: int | None
) -> None:
    posted = {add_months(JANUARY, k): Fraction(cents, 100) for k, cents in costs.items()}
    last = add_months(JANUARY, until)

    found = amortisation(posted, months, last, None if ended is None else add_months(JANUARY, ended))

    total = sum(amount for month, amount in posted.items() if month <= last)
    left = list(found.values())[-1].left if found else 0
    assert total == sum(one.expense for one in found.values()) + left
    if posted and last >= add_months(min(posted), months - 1):
        assert left == 0


@pytest.mark.parametrize("months", [0, -1])
def test_a_benefit_lasts_a_month_at_least(months: int) -> None:
    with pytest.raises(InvalidInputError, match="ACCRUAL-002"):
        amortisation({JANUARY: Fraction(1)}, months, JANUARY)
