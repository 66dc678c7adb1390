"""Guarantees: what a month pays at least, by days of service; nothing of it is owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.lines import Line, PayStep
from xlsales.kernel.dates import add_months, month_end
from xlsales.kernel.decimals import written
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.phrases import Phrase
from xlsales.targets.spans import Span


def guarantee_lines(context: Context, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield what brings each month's pay up to the guaranteed minimum.

    Args:
        context: The run.
        lines: Everything earned in the months that are paid.
    """
    guaranteed = {
        payee for payee in context.roster.names if any(s.guarantee for s in context.roster.seats(payee))
    }
    if not guaranteed:
        return
    earned: dict[tuple[str, date], Fraction] = {}
    for line in lines:
        if line.payee in guaranteed:
            earned[line.payee, line.month] = earned.get((line.payee, line.month), ZERO) + line.amount
    for payee in sorted(guaranteed):
        month = context.first
        while month <= context.last:
            amount = earned.get((payee, month), ZERO)
            least = context.rounded(guarantee_of(context, payee, month))
            if amount < least:
                words = Phrase("guaranteed {}, earned {}", written(least), written(amount))
                step = PayStep(least - amount, words=words)
                day = month_end(month)
                source = f"{month:%Y-%m}"
                yield Line(payee, "guarantee", month, "guarantee", source, day, step.pay, amount, (step,))
            month = add_months(month, 1)


def guarantee_of(context: Context, payee: str, month: date) -> Fraction:
    """Return the guaranteed pay of a month, each row of the person by its days in it."""
    whole = Span(month, month_end(month))
    return sum(
        (
            Fraction(seat.guarantee) * Fraction(Span(seat.start, seat.end).within(whole).days, whole.days)
            for seat in context.roster.seats(payee)
        ),
        ZERO,
    )
