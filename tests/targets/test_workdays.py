"""WORKDAYS: periods, holidays that move, make-up workdays, and years that nobody knows yet."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import call, cells, column, day, error
from xlsales.kernel.values import CellError
from xlsales.targets.country_days import country_days
from xlsales.targets.spans import FREQUENCIES, Frequency, Span, periods_from
from xlsales.targets.workdays import WorkCalendar

F = Fraction


def test_chinese_months_of_2026_count_holidays_and_make_up_workdays() -> None:
    """State Council notice of November 2025: Jan 1-3, Feb 15-23, ...; work on Jan 4, Feb 14, Feb 28 ..."""
    months = cells("WORKDAYS", day("2026-01-01"), 12, "month", "CN")

    assert months == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("2026-02-13", 1),  # Friday before the make-up Saturday
        ("2026-02-14", 1),  # Saturday, worked
        ("2026-02-15", 0),  # Sunday, first day of the festival
        ("2026-02-16", 0),
        ("2026-02-23", 0),
        ("2026-02-24", 1),
        ("2026-02-28", 1),  # Saturday, worked
        ("2026-03-01", 0),
        ("2025-01-26", 1),  # the festival of 2025 was in January, and this Sunday was worked
        ("2025-02-08", 1),
    ],
)
def test_the_spring_festival_moves_and_takes_its_make_up_days_along(text: str, weight: int) -> None:
    """Facts table B row 6: lunar month shift year on year."""
    calendar = WorkCalendar(country_days("CN"))

    assert calendar.weight(date.fromisoformat(text)) == weight


def test_american_months_leave_out_federal_holidays() -> None:
    months = cells("WORKDAYS", day("2026-01-15"), 12, None, "us")

    assert months == [20, 19, 22, 22, 20, 21, 22, 21, 21, 21, 19, 22]


@pytest.mark.parametrize(
    ("country", "start"),
    [("CN", "2027-01-01"), ("CN", "2000-12-31"), ("AE", "2035-01-01"), ("VN", "2030-01-01")],
)
def test_a_year_without_official_data_is_an_error_and_never_a_guess(country: str, start: str) -> None:
    message = error("WORKDAYS", day(start), 1, "month", country)

    assert message.startswith(
        f"#VALUE! TARGET-052 at country: got {country} {start[:4]}, expected a year whose"
    )


def test_the_last_month_of_a_known_year_is_known() -> None:
    assert cells("WORKDAYS", day("2026-12-01"), 1, "month", "CN") == [23]
    assert "CN 2027" in error("WORKDAYS", day("2026-12-01"), 2, "month", "CN")


@pytest.mark.parametrize("country", ["ZZ", "China", "US-XX"])
def test_an_unknown_country_is_named(country: str) -> None:
    assert error("WORKDAYS", day("2026-01-01"), 1, "month", country).startswith(
        f"#VALUE! TARGET-051 at country: got {country}, expected an ISO code such as CN, US or DE-BY"
    )


def test_a_part_of_a_country_has_its_own_holidays() -> None:
    """Epiphany is off in Bavaria and worked in Berlin."""
    germany = WorkCalendar(country_days("DE"))
    bavaria = WorkCalendar(country_days("de-by"))

    assert (germany.weight(date(2026, 1, 6)), bavaria.weight(date(2026, 1, 6))) == (1, 0)


def test_the_weekend_is_that_of_the_country() -> None:
    """Saudi Arabia rests on Friday and Saturday."""
    saudi = WorkCalendar(country_days("SA"))

    week = [saudi.weight(date(2024, 9, 2) + timedelta(days=i)) for i in range(7)]
    assert week == [1, 1, 1, 1, 0, 0, 1]


def test_weekdays_may_weigh_differently() -> None:
    weights = [1, 1, 1, 1, 1, 0.5, 0]

    assert cells("WORKDAYS", day("2026-06-01"), 1, "month", None, weights) == [24]
    assert cells("WORKDAYS", day("2026-06-01"), 1, "month", None, column(*weights)) == [24]


def test_a_make_up_workday_weighs_the_mean_of_monday_to_friday() -> None:
    assert cells("WORKDAYS", day("2026-02-09"), 1, "week", "CN", [1, 1, 1, 1, 2, 0.5, 0]) == [7.2]


def test_own_holidays_are_added_with_a_weight_or_without() -> None:
    monday = day("2026-06-01")
    week = [monday, 1, "week", None, None]

    assert cells("WORKDAYS", *week, [monday, monday + 1]) == [3]
    assert cells("WORKDAYS", *week, column(monday, monday + 1, None, "")) == [3]
    assert cells("WORKDAYS", *week, [[monday, 0.5], [monday + 1, None]]) == [3.5]
    assert cells("WORKDAYS", *week, [[monday, 0.25]]) == [4.25]
    assert cells("WORKDAYS", *week, [[monday + 5, 1]]) == [6]
    assert cells("WORKDAYS", *week, monday) == [4]
    assert cells("WORKDAYS", *week, monday + 30) == [5]


def test_own_days_come_before_the_country() -> None:
    festival, worked = day("2026-02-16"), day("2026-02-14")

    assert cells("WORKDAYS", worked, 1, "week", "CN", None, [[worked, 0]]) == [5]
    assert cells("WORKDAYS", festival, 1, "week", "CN", None, [[festival, 1]]) == [1]


def test_serials_of_the_1904_system_are_understood() -> None:
    from xlsales.functions import call_function

    outcome = call_function("WORKDAYS", [day("2026-06-01") - 1462, 1, "week", None, None, [44712]], 1904)

    assert outcome.rows == ((4,),)


@pytest.mark.parametrize(
    ("frequency", "start", "firsts"),
    [
        ("month", "2026-01-31", ["2026-01-01", "2026-02-01", "2026-03-01"]),
        ("月", "2026-01-31", ["2026-01-01", "2026-02-01", "2026-03-01"]),
        ("quarter", "2026-06-30", ["2026-04-01", "2026-07-01", "2026-10-01"]),
        ("quarter", "2026-07-01", ["2026-07-01", "2026-10-01", "2027-01-01"]),
        ("week", "2026-06-07", ["2026-06-01", "2026-06-08", "2026-06-15"]),
        ("week", "2026-06-08", ["2026-06-08", "2026-06-15", "2026-06-22"]),
        ("4-4-5", "2026-01-01", ["2025-12-29", "2026-01-26", "2026-02-23", "2026-03-30"]),
        ("4-5-4", "2026-01-01", ["2025-12-29", "2026-01-26", "2026-03-02", "2026-03-30"]),
        ("5-4-4", "2026-01-01", ["2025-12-29", "2026-02-02", "2026-03-02", "2026-03-30"]),
        ("13", "2026-01-01", ["2025-12-29", "2026-01-26", "2026-02-23", "2026-03-23"]),
    ],
)
def test_the_start_moves_to_the_first_day_of_its_period(
    frequency: str, start: str, firsts: list[str]
) -> None:
    english: Frequency = "month" if frequency == "月" else frequency  # type: ignore[assignment]

    spans = periods_from(date.fromisoformat(start), len(firsts), english)

    assert [span.first for span in spans] == [date.fromisoformat(first) for first in firsts]
    expected = [
        sum((first + timedelta(days=i)).weekday() < 5 for i in range(length.days))
        for first, length in ((span.first, span) for span in spans)
    ]
    assert cells("WORKDAYS", day(start), len(firsts), frequency) == expected


def test_thirteen_may_be_typed_as_a_number() -> None:
    assert cells("WORKDAYS", day("2026-01-01"), 13, 13) == [20] * 13


@given(st.dates(date(1901, 1, 1), date(2100, 1, 1)), st.integers(1, 30), st.sampled_from(FREQUENCIES))
def test_periods_follow_each_other_without_gap(start: date, count: int, frequency: Frequency) -> None:
    spans = periods_from(start, count, frequency)

    assert len(spans) == count
    assert spans[0].first <= start <= spans[0].last
    for span, following in pairwise(spans):
        assert following.first == span.last + timedelta(days=1)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_days_of_a_span_are_counted_with_both_ends(first: date, last: date) -> None:
    span = Span(first, last)

    assert span.days == max((last - first).days + 1, 0)
    assert len(list(span.each_day())) == span.days


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("x", 1), "ARG-001 at start"),
        ((day("2026-01-01"), 0), "ARG-001 at periods: got 0"),
        ((day("2026-01-01"), 1, "day"), "ARG-002 at frequency: got the text 'day', expected one of month"),
        ((day("9999-12-01"), 2), "TARGET-050 at periods"),
        (
            (day("2026-01-01"), 1, "month", None, [1, 1, 1, 1, 1]),
            "TARGET-053 at weekday_weights: got 1 x 5 cells",
        ),
        ((day("2026-01-01"), 1, "month", None, [1, 1, 1, 1, 1, 1, -1]), "TARGET-053 at weekday_weights"),
        ((day("2026-01-01"), 1, "month", None, [1, 1, 1, 1, 1, 1, None]), "TARGET-053 at weekday_weights"),
        (
            (day("2026-01-01"), 1, "month", None, None, ["x"]),
            "ARG-001 at holidays[1,1]: got the text 'x', expected a date",
        ),
        (
            (day("2026-01-01"), 1, "month", None, None, [[46023, "x"]]),
            "ARG-001 at holidays[1,1]: got the text 'x'",
        ),
        ((day("2026-01-01"), 1, "month", None, None, [[46023, -1]]), "TARGET-054 at holidays[1,1]: got -1"),
    ],
)
def test_wrong_arguments_are_named(arguments: tuple[object, ...], message: str) -> None:
    assert error("WORKDAYS", *arguments).startswith(f"#VALUE! {message}")


def test_an_error_value_among_the_holidays_comes_back() -> None:
    assert call("WORKDAYS", 46023, 1, "month", None, None, [CellError("#N/A")]).rows == (
        (CellError("#N/A"),),
    )


def test_a_result_is_a_column_of_weights_for_split() -> None:
    weights = call("WORKDAYS", day("2026-01-01"), 12, "month", "CN").rows

    parts = cells("SPLIT", 1_000_000, weights)

    assert sum(round(part * 100) for part in parts) == 100_000_000
