"""Dates of cells: serial numbers of both systems, and steps by months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.kernel.dates import (
    DateSystem,
    add_months,
    date_of_serial,
    month_end,
    month_start,
    months_between,
    serial_of_date,
)
from xlsales.kernel.issues import InvalidInputError

systems = st.sampled_from([1900, 1904])


@pytest.mark.parametrize(
    ("serial", "system", "day"),
    [
        (1, 1900, date(1900, 1, 1)),
        (59, 1900, date(1900, 2, 28)),
        (61, 1900, date(1900, 3, 1)),
        (45351, 1900, date(2024, 2, 29)),
        (46023, 1900, date(2026, 1, 1)),
        (46023.999, 1900, date(2026, 1, 1)),
        (2958465, 1900, date(9999, 12, 31)),
        (2958465.9, 1900, date(9999, 12, 31)),
        (0, 1904, date(1904, 1, 1)),
        (59, 1904, date(1904, 2, 29)),
        (44561, 1904, date(2026, 1, 1)),
        (2957003, 1904, date(9999, 12, 31)),
    ],
)
def test_serial_numbers_are_days(serial: float, system: DateSystem, day: date) -> None:
    assert date_of_serial(serial, system) == day
    assert serial_of_date(day, system) == int(serial)


@pytest.mark.parametrize(
    ("serial", "system"),
    [
        (0, 1900),
        (0.5, 1900),
        (-1, 1900),
        (60, 1900),
        (60.5, 1900),
        (2958466, 1900),
        (-1, 1904),
        (2957004, 1904),
        (float("nan"), 1900),
        (float("inf"), 1904),
    ],
)
def test_what_is_no_day_is_refused(serial: float, system: DateSystem) -> None:
    with pytest.raises(InvalidInputError, match=r"DATE-001 at date: got .*, expected an Excel date"):
        date_of_serial(serial, system)


@given(st.dates(date(1904, 1, 1)), systems)
def test_days_survive_the_way_through_a_cell(day: date, system: DateSystem) -> None:
    assert date_of_serial(serial_of_date(day, system), system) == day


@given(st.dates(date(1900, 1, 1), date(9999, 12, 30)))
def test_the_next_day_is_one_more_but_for_the_day_that_never_was(day: date) -> None:
    step = serial_of_date(day + timedelta(days=1)) - serial_of_date(day)

    assert step == (2 if day == date(1900, 2, 28) else 1)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 3, 31), 0, date(2026, 3, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int, later: date
) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 1), 1),
        (date(2026, 1, 1), date(2026, 1, 31), 0),
        (date(2025, 11, 30), date(2026, 2, 1), 3),
        (date(2026, 2, 1), date(2026, 1, 31), -1),
    ],
)
def test_calendar_months_are_counted_from_month_to_month(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


@given(st.dates(date(1901, 1, 1), date(9990, 1, 1)), st.integers(-11, 60))
def test_counting_months_is_the_way_back(day: date, months: int) -> None:
    assert months_between(day, add_months(day, months)) == months


@given(st.dates(max_value=date(9999, 11, 30)))
def test_a_month_ends_the_day_before_the_next_one_starts(day: date) -> None:
    assert month_start(day).day == 1
    assert month_end(day) + timedelta(days=1) == add_months(month_start(day), 1)
    assert month_start(day) <= day <= month_end(day)
