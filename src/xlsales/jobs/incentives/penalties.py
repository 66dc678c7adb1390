"""Penalties: missed follow-ups always cost, those beyond the standard pay only where a plan says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from xlsales.incentives.asymmetric import AsymmetricRule, above_legal_limit, asymmetric_pay
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.lines import Line, PayStep
from xlsales.kernel.dates import month_end
from xlsales.kernel.decimals import written
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.phrases import Phrase, joined
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component
from xlsales.tables.incentive_rows import Activity


def penalty_lines(context: Context) -> Iterator[Line]:
    """Yield what missed follow-ups cost, and what others beyond the standard pay.

    Each month's deductions are held against the law: INC-101 deductions above the legal limit.
    """
    sums: dict[tuple[str, date], Fraction] = {}
    for row in sorted(context.happened.activities):
        if not context.is_paid(row.month):
            continue
        for component in context.components(row.person, month_end(row.month)):
            if component.kind != "penalty" or folded(row.component) not in ("", folded(component.component)):
                continue
            line = _line(context, row, component)
            if line is not None:
                sums[row.person, row.month] = sums.get((row.person, row.month), ZERO) + min(line.amount, ZERO)
                yield line
    for (person, month), amount in sums.items():
        _hold_against_limit(context, person, month, -amount)


def _line(context: Context, row: Activity, component: Component) -> Line | None:
    rule = AsymmetricRule(
        Fraction(component.amount or 0) * Fraction(component.multiplier),
        None if component.reward is None else Fraction(component.reward),
        None if component.cap is None else Fraction(component.cap),
    )
    pay = asymmetric_pay(row.done, row.planned, rule)
    if not pay.amount:
        return None
    words = Phrase("{} planned, {} done", written(row.planned), written(row.done))
    if pay.is_capped:
        cap = Phrase("cap {}", written(rule.penalty_cap or ZERO))
        step = PayStep(pay.amount, words=joined((words, cap), ", "))
    else:
        step = PayStep(pay.amount, pay.difference, pay.amount / pay.difference, words)
    return Line(
        row.person,
        component.component,
        row.month,
        "penalty" if pay.amount < 0 else "pay",
        f"{row.month:%Y-%m}",
        month_end(row.month),
        context.rounded(pay.amount),
        pay.difference,
        (step,),
    )


def _hold_against_limit(context: Context, person: str, month: date, deducted: Fraction) -> None:
    seat = context.roster.on(person, month_end(month))
    limit = Fraction(context.plan.settings.penalty_limit)
    if seat is None or seat.wage is None or not above_legal_limit(deducted, Fraction(seat.wage), limit):
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
