"""Proration: the share of a period that someone is in service."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Literal

from xlsales.kernel.dates import add_months, month_end, month_start, months_between
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO
from xlsales.targets.spans import Span

ProrationBasis = Literal["days", "days_exclusive", "months"]


def prorated_share(service: Span, period: Span, basis: ProrationBasis = "days") -> Fraction:
    """Return the share of a period in service.

    Args:
        service: First and last day in service.
        period: First and last day of the period.
        basis: ``days`` counts both ends; ``days_exclusive`` does not count the first day of a
            service that starts inside the period, over the same number of days; ``months`` gives
            every calendar month of the period the same part, by its share of days in service.

    Returns:
        A fraction from 0 to 1.

    Raises:
        InvalidInputError: TARGET-032 a service or a period that ends before it starts.

    Examples:
        >>> from datetime import date
        >>> june = Span(date(2026, 6, 1), date(2026, 6, 30))
        >>> late = Span(date(2026, 6, 21), date.max)
        >>> prorated_share(late, june), prorated_share(late, june, "days_exclusive")
        (Fraction(1, 3), Fraction(3, 10))
    """
    _check_order(service, period)
    if basis == "months":
        return _months_of(service.within(period)) / _months_of(period)
    days = service.within(period).days
    if basis == "days_exclusive" and days and service.first >= period.first:
        days -= 1
    return Fraction(days, period.days)


@lru_cache(maxsize=4096)
def _months_of(span: Span) -> Fraction:
    """Return how many calendar months a span is, a begun one by its share of days."""
    months = ZERO
    for number in range(months_between(span.first, span.last) + 1):
        first = add_months(month_start(span.first), number)
        month = Span(first, month_end(first))
        months += Fraction(month.within(span).days, month.days)
    return months


def _check_order(service: Span, period: Span) -> None:
    issues = [
        Issue("TARGET-032", name, f"{span.last}", f"{span.first} or later", "Give the first day first.")
        for name, span in (("end", service), ("period_end", period))
        if span.last < span.first
    ]
    if issues:
        raise InvalidInputError(*issues)
