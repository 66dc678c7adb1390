"""What follows earning: holdback and release, clawback, rounding, adjustments, manual amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from xlsales.incentives.accruals import full_months
from xlsales.incentives.clawback import clawback
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.earning import PaidEvent
from xlsales.jobs.incentives.lines import Line, PayStep
from xlsales.kernel.dates import add_months, month_end, month_start
from xlsales.kernel.decimals import written
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.phrases import Phrase
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component
from xlsales.tables.incentive_rows import Transaction

#: Sum of a payee's component in a month.
Sums = dict[tuple[str, str, date], Fraction]


def sums_of(lines: Iterable[Line]) -> Sums:
    """Return the sum of each payee, component and month."""
    sums: Sums = {}
    for line in lines:
        key = (line.payee, line.component, line.month)
        sums[key] = sums.get(key, ZERO) + line.amount
    return sums


def rounding_lines(context: Context, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield what brings each component's running total to whole units, month by month."""
    exact: dict[tuple[str, str], Fraction] = {}
    for (payee, component, month), amount in sorted(sums_of(lines).items()):
        before = exact.get((payee, component), ZERO)
        after = exact[payee, component] = before + amount
        paid = context.rounded(after) - context.rounded(before)
        if paid != amount:
            step = PayStep(paid - amount, words=Phrase("rounded once for the component"))
            yield Line(payee, component, month, "rounding", "", month_end(month), step.pay, amount, (step,))


def holdback_lines(context: Context, paid: Sequence[PaidEvent], lines: Iterable[Line]) -> Iterator[Line]:
    """Yield what is held back of each month's pay, and its release."""
    held: dict[tuple[str, str], Component] = {
        (one.line.payee, one.line.component): one.component for one in paid if one.component.holdback
    }
    for (payee, name, month), amount in sorted(sums_of(lines).items()):
        component = held.get((payee, name))
        if component is None or not amount:
            continue
        share = Fraction(component.holdback)
        kept = context.rounded(amount * share)
        later = add_months(month, component.release_months)
        source = f"{month:%Y-%m}"
        words = Phrase("until {}", f"{later:%Y-%m}")
        yield Line(
            payee,
            name,
            month,
            "holdback",
            source,
            month_end(month),
            -kept,
            amount,
            (PayStep(-amount * share, -amount, share, words),),
        )
        yield Line(
            payee,
            name,
            later,
            "release",
            source,
            later,
            kept,
            amount,
            (PayStep(kept, words=Phrase("of {}", source)),),
        )


def clawback_lines(
    context: Context,
    ended: Sequence[tuple[Transaction, Transaction]],
    paid: Sequence[PaidEvent],
    caps: Sequence[Line],
) -> Iterator[Line]:
    """Yield what is taken back of deals that end too early; never more than was paid for them."""
    by_deal: dict[str, list[PaidEvent]] = {}
    for one in paid:
        if one.component.clawback_months is not None:
            by_deal.setdefault(one.event.deal, []).append(one)
    cuts: dict[tuple[str, str, str], Fraction] = {}
    for cut in caps:
        key = (cut.payee, cut.component, cut.source)
        cuts[key] = cuts.get(key, ZERO) + cut.amount
    for cancel, deal in ended:
        sums: dict[tuple[str, str], Fraction] = {}
        components: dict[tuple[str, str], Component] = {}
        for one in by_deal.get(deal.id, ()):
            if one.line.month > month_start(cancel.day):
                continue
            place = (one.line.payee, one.line.component)
            cut_by_cap = cuts.get((*place, one.line.source), ZERO)
            sums[place] = sums.get(place, ZERO) + one.line.amount + cut_by_cap
            components[place] = one.component
        for place, amount in sorted(sums.items()):
            component = components[place]
            required = component.clawback_months or 0
            kept = full_months(deal.day, cancel.day - timedelta(days=1))
            released = add_months(month_start(deal.day), component.release_months) <= cancel.day
            received = amount if released else amount * (1 - Fraction(component.holdback))
            back = clawback(
                received, Fraction(kept), Fraction(required), component.clawback_mode, context.unit
            )
            if back:
                words = Phrase(
                    "{} kept {} of {} months, paid {}", deal.id, str(kept), str(required), written(received)
                )
                yield Line(
                    *place,
                    month_start(cancel.day),
                    "clawback",
                    cancel.id,
                    cancel.day,
                    -back,
                    received,
                    (PayStep(-back, words=words),),
                )


def adjustment_lines(context: Context) -> Iterator[Line]:
    """Yield the amounts added by hand."""
    for one in context.happened.adjustments:
        words = Phrase("{} (approved by {})", one.reason, one.approved_by)
        yield Line(
            one.person,
            "adjustment",
            month_start(one.day),
            "adjustment",
            one.id,
            one.day,
            one.amount,
            steps=(PayStep(one.amount, words=words),),
        )


def manual_lines(context: Context, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield what brings a component to the amount that was set by hand."""
    sums = {(payee, folded(name), month): value for (payee, name, month), value in sums_of(lines).items()}
    for one in context.happened.overrides:
        worked_out = sums.get((one.person, folded(one.component), one.month), ZERO)
        words = Phrase("{} → {}: {} ({})", written(worked_out), written(one.amount), one.reason, one.by)
        difference = one.amount - worked_out
        yield Line(
            one.person,
            one.component,
            one.month,
            "manual",
            f"{one.month:%Y-%m}",
            month_end(one.month),
            difference,
            worked_out,
            (PayStep(difference, words=words),),
        )
