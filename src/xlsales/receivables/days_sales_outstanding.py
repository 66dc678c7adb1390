"""Days sales outstanding: how many days of sales wait to be paid."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import shown


def simple_dso(receivables: Fraction, sales: Fraction, days: Fraction) -> Fraction | None:
    """Return receivables in days of average sales.

    Args:
        receivables: Open amount at the end of the period.
        sales: Credit sales of the period.
        days: Days of the period.

    Returns:
        Days; ``None`` without sales.

    Examples:
        >>> round(float(simple_dso(Fraction(150_000), Fraction(1_800_000), Fraction(365))), 1)
        30.4
    """
    return receivables / sales * days if sales else None


def countback_dso(
    receivables: Fraction, sales: Sequence[Fraction | None], days: Sequence[Fraction]
) -> Fraction | None:
    """Return receivables in days, counted back from the newest sales.

    Args:
        receivables: Open amount at the end of the last period, 0 or more.
        sales: Credit sales of each period, newest last, shape (n,); a blank is a period without sales.
        days: Days of each period, shape (n,).

    Returns:
        The days of the periods whose sales the receivables still hold, the last one in proportion;
        ``None`` without sales.

    Raises:
        InvalidInputError: DSO-001 a negative amount, DSO-002 the receivables are more than all the
            sales, a cell shows ``#N/A``.

    References:
        Count-back (exhaustion) method of credit management.

    Examples:
        >>> month = [Fraction(30)] * 3
        >>> countback_dso(Fraction(150), [Fraction(100)] * 3, month)
        Fraction(45, 1)
    """
    sold = [amount or Fraction(0) for amount in sales]
    _check_signs(receivables, sold)
    if not any(sold):
        return None
    rest, counted = receivables, Fraction(0)
    for amount, span in zip(reversed(sold), reversed(days), strict=True):
        if rest < amount:
            return counted + span * rest / amount
        rest -= amount
        if not rest:
            return counted + (span if amount else 0)
        counted += span
    fix = "Give the sales of more periods."
    came = f"{shown(receivables)} open"
    expected = f"at most the sales of all periods, {shown(sum(sold, Fraction(0)))}"
    raise InvalidInputError(Issue("DSO-002", "receivables", came, expected, fix, cell_error="#N/A"))


def _check_signs(receivables: Fraction, sales: Sequence[Fraction]) -> None:
    fix = "Net credit notes against the sales of their period."
    named = [("receivables", receivables), *(("sales", amount) for amount in sales)]
    raise_if_any(
        Issue("DSO-001", name, shown(amount), "0 or more", fix) for name, amount in named if amount < 0
    )
