"""PRORATE, RAMP and PACE: every count of days at, before and after its boundary."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import call, cells, column, day, error, value
from xlsales.functions import call_function
from xlsales.kernel.values import CellError
from xlsales.targets.proration import ProrationBasis, prorated_share
from xlsales.targets.spans import Span

F = Fraction
JUNE = (day("2026-06-01"), day("2026-06-30"))
YEAR = (day("2026-01-01"), day("2026-12-31"))
BASES: tuple[ProrationBasis, ...] = ("days", "days_exclusive", "months")


@pytest.mark.parametrize(
    ("start", "end", "days", "exclusive"),
    [
        ("2026-05-31", None, 30, 30),
        ("2026-06-01", None, 30, 29),
        ("2026-06-02", None, 29, 28),
        ("2026-06-21", None, 10, 9),
        ("2026-06-29", None, 2, 1),
        ("2026-06-30", None, 1, 0),
        ("2026-07-01", None, 0, 0),
        ("2026-01-01", "2026-05-31", 0, 0),
        ("2026-01-01", "2026-06-01", 1, 1),
        ("2026-01-01", "2026-06-29", 29, 29),
        ("2026-01-01", "2026-06-30", 30, 30),
        ("2026-01-01", "2026-07-01", 30, 30),
        ("2026-06-10", "2026-06-20", 11, 10),
        ("2026-06-10", "2026-06-10", 1, 0),
    ],
)
def test_days_of_service_in_june(start: str, end: str | None, days: int, exclusive: int) -> None:
    """Case D13 and D14: the source counts both ways, so the basis must be said."""
    service = (day(start), day(end) if end else None)

    assert value("PRORATE", 30, *service, *JUNE) == days
    assert value("PRORATE", 30, *service, *JUNE, "days_exclusive") == exclusive


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-01-01", None, "12"),
        ("2025-06-01", None, "12"),
        ("2026-06-01", None, "7"),
        ("2026-06-16", None, "6.5"),
        ("2026-12-31", None, "1/31"),
        ("2026-06-16", "2026-09-15", "3"),
        ("2026-02-15", "2026-02-28", "1/2"),
        ("2027-01-01", None, "0"),
    ],
)
def test_months_count_by_their_share_of_days(start: str, end: str | None, months: str) -> None:
    amount = value("PRORATE", 12, day(start), day(end) if end else "", *YEAR, "months")

    assert amount == pytest.approx(float(F(months)), rel=1e-15)


def test_months_of_a_period_that_starts_inside_a_month_count_by_its_part_of_them() -> None:
    half_march, april = Span(date(2026, 3, 16), date(2026, 3, 31)), Span(date(2026, 4, 1), date(2026, 4, 30))
    period = Span(half_march.first, april.last)

    assert prorated_share(half_march, period, "months") == F(16, 31) / (F(16, 31) + 1)
    assert prorated_share(april, period, "months") == 1 / (F(16, 31) + 1)


def test_a_leap_year_has_its_day() -> None:
    year = (day("2028-01-01"), day("2028-12-31"))

    assert value("PRORATE", 366, day("2028-02-29"), None, *year) == 366 - 59


def test_every_argument_may_be_a_range_and_one_bad_row_spoils_one_row() -> None:
    starts = column(day("2026-06-21"), "x", None, day("2026-07-01"), CellError("#N/A"))

    assert cells("PRORATE", 30, starts, None, *JUNE) == [10, "#VALUE!", None, 0, "#N/A"]
    assert cells("PRORATE", column(30, 60), day("2026-06-21"), None, *JUNE, ["days", "按天不含首日"]) == [
        10,
        9,
        20,
        18,
    ]


def test_blank_amounts_and_dates_are_unknown_and_a_zero_is_no_date() -> None:
    assert value("PRORATE", None, *JUNE, *JUNE) is None
    assert value("PRORATE", 30, None, None, *JUNE) is None
    assert value("PRORATE", 30, 0, None, *JUNE) is None
    assert value("PRORATE", 30, JUNE[0], 0, *JUNE) == 30
    assert value("PRORATE", 30, JUNE[0], None, JUNE[0], None) is None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((30, JUNE[1], JUNE[0], *JUNE), "TARGET-032 at end: got 2026-06-01, expected 2026-06-30 or later"),
        ((30, JUNE[0], None, JUNE[1], JUNE[0]), "TARGET-032 at period_end: got 2026-06-01"),
        ((30, *JUNE, *JUNE, "hours"), "ARG-002 at basis"),
        ((30, 60, None, *JUNE), "DATE-001 at start"),
    ],
)
def test_wrong_dates_are_named(arguments: tuple[object, ...], message: str) -> None:
    assert error("PRORATE", *arguments).startswith(f"#VALUE! {message}")


days_of_time = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(days_of_time, days_of_time, days_of_time, days_of_time, days_of_time, st.sampled_from(BASES))
def test_the_shares_of_two_stretches_of_service_add_up(
    start: date, handover: date, end: date, first: date, last: date, basis: ProrationBasis
) -> None:
    start, handover, end = sorted((start, handover, end))
    period = Span(min(first, last), max(first, last))
    earlier, later = Span(start, handover), Span(handover + timedelta(days=1), end + timedelta(days=2))

    both = prorated_share(Span(start, later.last), period, basis)
    parts = prorated_share(earlier, period, basis) + prorated_share(later, period, basis)

    lost = (
        F(1, period.days) if basis == "days_exclusive" and later.within(period).first == later.first else F(0)
    )
    assert 0 <= both <= 1
    assert both - parts in {F(0), lost}


@given(days_of_time, days_of_time, st.sampled_from(BASES))
def test_service_that_begins_before_the_period_and_goes_on_is_all_of_it(
    first: date, last: date, basis: ProrationBasis
) -> None:
    period = Span(min(first, last), max(first, last))

    assert prorated_share(Span(period.first - timedelta(days=1), date.max), period, basis) == 1


# --- RAMP ---


@pytest.mark.parametrize(
    ("start", "period", "fraction"),
    [
        ("2026-01-31", "2025-12-31", 0),
        ("2026-01-31", "2026-01-01", 0.25),
        ("2026-01-01", "2026-01-31", 0.25),
        ("2026-01-31", "2026-02-01", 0.5),
        ("2026-01-31", "2026-03-01", 0.75),
        ("2026-01-31", "2026-04-01", 1),
        ("2026-01-31", "2036-04-01", 1),
        ("2025-12-31", "2026-01-01", 0.5),
    ],
)
def test_the_month_of_the_start_is_month_one(start: str, period: str, fraction: float) -> None:
    """Case D17; facts table B row 11."""
    assert value("RAMP", day(start), day(period), [0.25, 0.5, 0.75]) == fraction


def test_people_down_and_months_across_give_a_table() -> None:
    months = [day(f"2026-0{month}-01") for month in (1, 2, 3)]
    people = column(day("2026-01-15"), day("2026-02-01"), None, "soon")

    assert call("RAMP", people, months, column(0, 0.5)).rows == (
        (0, 0.5, 1),
        (0, 0, 0.5),
        (None, None, None),
        (CellError("#VALUE!"),) * 3,
    )


@pytest.mark.parametrize(
    ("ramp", "message"),
    [
        ([0.5, None, 1], "TARGET-031 at ramp: got a blank cell"),
        ([[0.5, 1], [0.5, 1]], "TARGET-031 at ramp: got 2 x 2 cells"),
        (["x"], "ARG-001 at ramp"),
    ],
)
def test_a_wrong_ramp_is_named(ramp: object, message: str) -> None:
    assert error("RAMP", JUNE[0], JUNE[0], ramp).startswith(f"#VALUE! {message}")


# --- PACE ---


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-05-31", [0, 30, None, None, 300, 10]),
        ("2026-06-01", [1, 29, 60, 1800, 240, pytest.approx(240 / 29)]),
        ("2026-06-12", [12, 18, 5, 150, 240, pytest.approx(240 / 18)]),
        ("2026-06-29", [29, 1, pytest.approx(60 / 29), pytest.approx(60 / 29 * 30), 240, 240]),
        ("2026-06-30", [30, 0, 2, 60, 240, None]),
        ("2026-07-01", [30, 0, 2, 60, 240, None]),
    ],
)
def test_the_day_of_the_count_is_gone(as_of: str, expected: list[Any]) -> None:
    """Facts table B row 15: day 0 and the last day have no rate, and no division by zero."""
    actual = 0 if as_of == "2026-05-31" else 60

    assert cells("PACE", actual, 300, day(as_of), *JUNE) == expected


def test_a_passed_target_requires_nothing_and_a_goal_of_zero_is_no_error() -> None:
    assert cells("PACE", 400, 300, day("2026-06-10"), *JUNE)[4:] == [-100, 0]
    assert cells("PACE", 30, 0, day("2026-06-10"), *JUNE) == [10, 20, 3, 90, -30, 0]
    assert cells("PACE", 30, None, day("2026-06-10"), *JUNE) == [10, 20, 3, 90, None, None]


def test_working_days_of_a_country_are_counted_where_it_is_given() -> None:
    february = (day("2026-02-01"), day("2026-02-28"))

    assert cells("PACE", 110, 200, day("2026-02-14"), *february, "CN") == [11, 5, 10, 160, 90, 18]
    assert cells("PACE", 110, 200, day("2026-02-23"), *february, "CN") == [11, 5, 10, 160, 90, 18]
    assert cells("PACE", 110, 200, day("2026-02-24"), *february, "CN")[:2] == [12, 4]


def test_headers_stand_on_top_and_one_bad_row_spoils_one_row() -> None:
    table = call("PACE", column(60, "x", None), 300, day("2026-06-12"), *JUNE, None, True).rows

    assert table[0] == (
        "days gone",
        "days left",
        "run rate a day",
        "projected",
        "gap to the target",
        "required a day",
    )
    assert table[1][3] == 150
    assert table[2] == (CellError("#VALUE!"),) * 6
    assert table[3] == (None,) * 6


def test_a_year_nobody_knows_spoils_its_row_only() -> None:
    ends = column(day("2026-06-30"), day("2027-06-30"))

    outcome = call("PACE", 60, 300, day("2026-06-12"), JUNE[0], ends, "CN")

    assert outcome.rows[0][0] == 10
    assert outcome.rows[1] == (CellError("#VALUE!"),) * 6
    assert "CN 2027" in str(outcome.issues[0])


def test_an_end_before_the_start_is_named() -> None:
    assert error("PACE", 1, 2, JUNE[0], JUNE[1], JUNE[0]).startswith(
        "#VALUE! TARGET-033 at end: got 2026-06-01"
    )


def test_dates_may_hold_a_time_of_day() -> None:
    assert cells("PACE", 60, 300, day("2026-06-12") + 0.9, JUNE[0] + 0.5, JUNE[1] + 0.1)[:2] == [12, 18]
    assert (
        call_function("PRORATE", [30, date(2026, 6, 21), None, date(2026, 6, 1), date(2026, 6, 30)]).value
        == 10
    )
