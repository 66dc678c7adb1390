"""Prizes by rank, penalties and scorecards: what is paid for a window rather than an event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from xlsales.incentives.ranking import rank_prizes
from xlsales.incentives.scorecard import weighted_score
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.earning import Credited, Earnings
from xlsales.jobs.incentives.lines import Line, PayStep
from xlsales.jobs.incentives.windows import window_of
from xlsales.kernel.dates import month_end, month_start
from xlsales.kernel.decimals import written
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component
from xlsales.targets.spans import Span


def prize_lines(context: Context, earnings: Earnings) -> Iterator[Line]:
    """Yield the prizes of every ranking whose window has ended by the open month.

    Args:
        context: The run.
        earnings: Events of the components of kind rank prize.

    Equal values are settled by the component's rule; who comes first among them is who reached it
    first, then the name.
    """
    rankings: dict[tuple[str, Span], dict[str, list[Credited]]] = {}
    for key, group in earnings.groups.items():
        rankings.setdefault((key.component, key.window), {})[key.payee] = group
    for (name, window), by_payee in sorted(rankings.items()):
        month = month_start(window.last)
        if month > context.last:
            continue
        component = max((group[-1].component for group in by_payee.values()), key=_version)
        yield from _prizes(context, name, component, month, by_payee)


def _version(component: Component) -> date:
    return component.effective_from


def _prizes(
    context: Context, name: str, component: Component, month: date, by_payee: dict[str, list[Credited]]
) -> Iterator[Line]:
    payees = sorted(by_payee, key=lambda payee: (by_payee[payee][-1].event.order[:2], payee))
    values = [sum((one.event.amount for one in by_payee[payee]), ZERO) for payee in payees]
    minimum = None if component.minimum is None else Fraction(component.minimum)
    prizes = context.tables.prizes[folded(component.table or "")]
    won = rank_prizes(values, prizes, component.ties, minimum, context.unit)
    for payee, value, prize in zip(payees, values, won, strict=True):
        if prize:
            place = 1 + sum(other > value for other in values)
            equals = sum(other == value for other in values)
            words = f"place {place} of {len(payees)} with {written(value)}"
            if equals > 1:
                words += f", {equals} equal ({component.ties})"
            yield Line(
                payee,
                name,
                month,
                "prize",
                f"{month:%Y-%m}",
                month_end(month),
                prize,
                value,
                (PayStep(prize, words=words),),
            )


def penalty_lines(context: Context) -> Iterator[Line]:
    """Yield what missed follow-ups cost.

    Each month's deductions are held against the legal limit: INC-101 deductions above it.
    """
    sums: dict[tuple[str, date], Fraction] = {}
    for row in sorted(context.happened.activities):
        missed = max(row.planned - row.done, ZERO)
        if not missed or not context.is_paid(row.month):
            continue
        for component in context.components(row.person, month_end(row.month)):
            if component.kind != "penalty" or folded(row.component) not in ("", folded(component.component)):
                continue
            each = Fraction(component.amount or 0) * Fraction(component.multiplier)
            exact = -missed * each
            if component.cap is not None:
                exact = max(exact, -Fraction(component.cap))
            amount = context.rounded(exact)
            sums[row.person, row.month] = sums.get((row.person, row.month), ZERO) + amount
            words = f"{written(row.planned)} planned, {written(row.done)} done"
            steps = (PayStep(exact, -missed, each, words),)
            yield Line(
                row.person,
                component.component,
                row.month,
                "penalty",
                f"{row.month:%Y-%m}",
                month_end(row.month),
                amount,
                -missed,
                steps,
            )
    for (person, month), amount in sums.items():
        _hold_against_limit(context, person, month, -amount)


def _hold_against_limit(context: Context, person: str, month: date, deducted: Fraction) -> None:
    seat = context.roster.on(person, month_end(month))
    limit = Fraction(context.plan.settings.penalty_limit)
    if seat is None or seat.wage is None or deducted <= limit * Fraction(seat.wage):
        return
    context.exceptions.append(
        Issue(
            "INC-101",
            f"{person} {month:%Y-%m}",
            f"deductions of {written(deducted)}",
            f"at most {written(limit * Fraction(seat.wage))}, {written(limit * 100)}% of the wage",
            "Have the deduction checked against the law; this is not legal advice.",
            severity="warning",
        )
    )


def scorecard_lines(context: Context) -> Iterator[Line]:
    """Yield target pay times weighted score, for every payee and window that has scores.

    INC-102 a scorecard without all its scores or without target pay.
    """
    scores: dict[tuple[str, date], dict[str, Fraction]] = {}
    for row in sorted(context.happened.scores):
        scores.setdefault((row.person, row.month), {})[folded(row.measure)] = row.score
    for (person, month), known in scores.items():
        if not context.is_paid(month):
            continue
        for component in context.components(person, month_end(month)):
            if component.kind == "scorecard":
                yield from _scorecard(context, person, month, component, known)


def _scorecard(
    context: Context, person: str, month: date, component: Component, known: dict[str, Fraction]
) -> Iterator[Line]:
    rows = context.tables.weights[folded(component.table or "")]
    window = window_of(month, component.accumulator)
    score = weighted_score(
        [Fraction(row.weight) for row in rows],
        [known.get(folded(row.measure)) for row in rows],
        [None if row.cap is None else Fraction(row.cap) for row in rows],
    )
    pay = context.target_pay(component, person, window)
    if score is None or pay is None:
        lacking = [row.measure for row in rows if folded(row.measure) not in known]
        got = "no score for " + ", ".join(lacking) if lacking else "no target pay"
        fix = "Give it; the component pays nothing until then."
        where = f"{person} {month:%Y-%m}"
        context.exceptions.append(
            Issue("INC-102", where, got, f"all of {component.component}", fix, severity="warning")
        )
        return
    exact = pay * score * Fraction(component.multiplier)
    words = " + ".join(f"{written(Fraction(row.weight))} × {row.measure}" for row in rows)
    factor = Fraction(component.multiplier)
    yield Line(
        person,
        component.component,
        month,
        "pay",
        f"{month:%Y-%m}",
        month_end(month),
        context.rounded(exact),
        score,
        (PayStep(pay * score, pay, score, words),),
        factor,
    )
