"""Draws: what a month pays in advance, and what it keeps back to repay earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from xlsales.incentives.draws import DrawAccount, DrawPeriod
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.lines import Line, PayStep
from xlsales.kernel.dates import add_months, month_end
from xlsales.kernel.decimals import written
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.phrases import Phrase

#: State of each draw by payee and month.
Balances = dict[tuple[str, date], DrawPeriod]


def draw_lines(context: Context, lines: Iterable[Line], balances: Balances) -> Iterator[Line]:
    """Yield what draws add to a month or keep back from it.

    Among the exceptions: INC-106 a draw owed by somebody who has left.

    Args:
        context: The run.
        lines: Everything earned.
        balances: Gets the state of each draw by payee and month.
    """
    earned: dict[tuple[str, date], Fraction] = {}
    for line in lines:
        key = (line.payee, line.month)
        earned[key] = earned.get(key, ZERO) + line.amount
    for payee in sorted(context.roster.names):
        if any(seat.draw for seat in context.roster.seats(payee)):
            yield from _of_payee(context, payee, earned, balances)
            _note_owed(context, payee, balances)


def _of_payee(
    context: Context, payee: str, earned: dict[tuple[str, date], Fraction], balances: Balances
) -> Iterator[Line]:
    account = DrawAccount()
    month = context.first
    while month <= context.last:
        seat = context.roster.on(payee, month_end(month)) or context.roster.on(payee, month)
        draw = Fraction(seat.draw) if seat is not None else ZERO
        if seat is not None:
            forgiven = seat.draw_forgiven is not None and seat.draw_forgiven <= month_end(month)
            account.recoverable = seat.recoverable and not forgiven
            account.recovery_cap = Fraction(seat.recovery_cap)
            if forgiven and account.owed:
                step = PayStep(ZERO, words=Phrase("balance of {} forgiven", written(account.owed)))
                yield _line(payee, month, ZERO, account.owed, step)
                account.owed = ZERO
        amount = earned.get((payee, month), ZERO)
        if draw or account.owed:
            state = account.pay(amount, draw)
            balances[payee, month] = state
            added = context.rounded(state.paid) - amount
            if added:
                words = Phrase(
                    "draw {}, earned {}, owed {}", *(written(part) for part in (draw, amount, state.owed))
                )
                yield _line(payee, month, added, amount, PayStep(added, words=words))
        month = add_months(month, 1)


def _line(payee: str, month: date, amount: Fraction, base: Fraction, step: PayStep) -> Line:
    day = month_end(month)
    return Line(payee, "draw", month, "draw", f"{month:%Y-%m}", day, amount, base, (step,))


def _note_owed(context: Context, payee: str, balances: Balances) -> None:
    """Note a balance that no later pay will recover."""
    state = balances.get((payee, context.last))
    left = context.roster.seats(payee)[-1].end
    if state is None or not state.owed or left >= month_end(context.last):
        return
    context.exceptions.append(
        Issue(
            "INC-106",
            f"{payee} {context.last:%Y-%m}",
            f"a draw of {written(state.owed)} owed after {left}",
            "nothing owed by somebody who has left",
            "Book it as a receivable, or forgive it by a day in the people.",
            severity="warning",
        )
    )
