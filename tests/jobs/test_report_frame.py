"""The period of a report: asked for, stated, or that of the latest row."""

from __future__ import annotations

from datetime import date

import pytest

from jobs.report_tables import day, settings
from xlsales.jobs.report_frame import ReportPeriod, opened, report_period
from xlsales.kernel.issues import InvalidInputError

TODAY = date(2026, 5, 20)


def period(asked: str | None = None, days: tuple[date, ...] = (), **stated: object) -> ReportPeriod:
    _, found = opened([settings(**stated)] if stated else [])
    return report_period(asked, found, days, TODAY)


@pytest.mark.parametrize(
    ("asked", "start", "end", "code"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2026"),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "2026-Q1"),
        ("2026-q4", date(2026, 10, 1), date(2026, 12, 31), "2026-Q4"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
    ],
)
def test_a_year_a_quarter_or_a_month_can_be_asked_for(asked: str, start: date, end: date, code: str) -> None:
    found = period(asked, period_start=day(1, 5))

    assert (found.start, found.end, found.code) == (start, end, code)


@pytest.mark.parametrize("asked", ["2026-13", "2026-00", "2026-Q5", "26", "soon", "0026"])
def test_a_period_that_cannot_be_read_says_how_to_write_one(asked: str) -> None:
    with pytest.raises(InvalidInputError, match="REPORT-020") as caught:
        period(asked)

    assert "2026-Q1" in str(caught.value)


def test_the_file_states_both_days_or_one_of_them() -> None:
    both = period(period_start=day(1, 5), period_end=day(2, 10))

    assert (both.start, both.end, both.code) == (day(1, 5), day(2, 10), "2026-02-10")
    assert period(period_start=day(2, 1)).end == day(2, 28)
    assert period(period_end=day(2, 10)).start == day(2, 1)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="REPORT-021"):
        period(period_start=day(2, 2), period_end=day(2, 1))


def test_the_month_of_the_latest_row_is_taken_but_not_of_the_future() -> None:
    assert period(days=(day(1, 3), day(2, 7), date(2027, 1, 1))).code == "2026-02"
    assert period().code == "2026-05"


def test_a_month_that_is_cut_is_known_by_its_last_day() -> None:
    assert ReportPeriod(day(1, 1), day(1, 30)).code == "2026-01-30"
    assert ReportPeriod(day(2, 1), day(4, 30)).code == "2026-04-30"
    assert not ReportPeriod(day(1, 1), day(1, 30)).holds(day(1, 31))
