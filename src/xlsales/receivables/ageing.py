"""How old receivables are: amounts by days overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown
from xlsales.kernel.steps import first_not_rising, reached

DEFAULT_BUCKETS: Final = (30, 60, 90)


def read_buckets(cells: Sequence[Fraction | None]) -> tuple[int, ...]:
    """Return the last day of each bucket but the open one; blanks are passed over.

    Raises:
        InvalidInputError: AGE-001 no bucket, or days that are not whole, positive and rising.

    Examples:
        >>> read_buckets([Fraction(15), Fraction(45), None])
        (15, 45)
    """
    days = [cell for cell in cells if cell is not None]
    whole = all(day.denominator == 1 and day > 0 for day in days)
    if not days or not whole or first_not_rising(days) is not None:
        came = ", ".join(map(shown, days)) or "nothing"
        fix = "Write the last day of each bucket, such as 30, 60, 90."
        raise InvalidInputError(Issue("AGE-001", "", came, "rising whole numbers of days", fix))
    return tuple(map(int, days))


def bucket_labels(buckets: Sequence[int] = DEFAULT_BUCKETS) -> tuple[str, ...]:
    """Return what the buckets are called.

    Examples:
        >>> bucket_labels()
        ('not due', '1–30', '31–60', '61–90', 'over 90')
    """
    first_days = (1, *(day + 1 for day in buckets[:-1]))
    spans = (f"{first}–{last}" for first, last in zip(first_days, buckets, strict=True))
    return ("not due", *spans, f"over {buckets[-1]}")


def ageing_of(
    items: Sequence[tuple[Fraction, date]], as_of: date, buckets: Sequence[int] = DEFAULT_BUCKETS
) -> tuple[Fraction, ...]:
    """Return what is open in each bucket.

    Args:
        items: Open amount and due day of each invoice, shape (n, 2); credit notes are negative.
        as_of: The day of the question; due on that day is not overdue.
        buckets: Last day of each bucket but the open one.

    Returns:
        Not due, each bucket, and beyond the last one; they sum to the total of ``items``.

    Examples:
        >>> invoices = [(Fraction(5), date(2026, 1, 31)), (Fraction(7), date(2025, 12, 31))]
        >>> [str(amount) for amount in ageing_of(invoices, date(2026, 1, 31))]
        ['5', '0', '7', '0', '0']
    """
    last_days = [Fraction(day) for day in (0, *buckets)]
    sums = [Fraction(0)] * (len(last_days) + 1)
    for amount, due in items:
        sums[reached(last_days, Fraction((as_of - due).days), "upper") + 1] += amount
    return tuple(sums)
