"""Checks of what happened against the plan: every problem at once, before anything is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from fractions import Fraction

from xlsales.jobs.incentives.currencies import Exchange, no_rate
from xlsales.kernel.decimals import written
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import TOTAL_TOLERANCE, ZERO
from xlsales.kernel.words import folded
from xlsales.plans.incentives import IncentivePlan
from xlsales.plans.versions import Roster, Versions
from xlsales.tables.incentive_rows import CreditShare, Happened, Transaction


def happened_issues(plan: IncentivePlan, happened: Happened) -> list[Issue]:
    """Return every problem of the rows.

    Returns:
        INC-030 an id given twice, INC-031 an original that is missing, INC-032 an original that is
        no sale or comes later, INC-033 a return with a positive amount, INC-034 a payment of no
        invoice, INC-035 a transaction of nobody, INC-036 a day outside service or plan, INC-037 a
        foreign amount on a day without a rate of exchange, INC-040 a share of no sale,
        INC-041 shares that do not total 1, INC-050 somebody who is not among the
        people, INC-051 a component that is not in the plan, INC-052 a target or an amount by hand
        given twice, INC-053 a negative target, INC-054 a filter that no transaction fits.
    """
    roster = Roster(plan.people)
    known = {one.id: one for one in happened.transactions}
    return [
        *_twice("INC-030", "transaction", ((one.id, one.where) for one in happened.transactions)),
        *_twice("INC-030", "payment", ((one.id, one.where) for one in happened.payments)),
        *_twice("INC-030", "adjustment", ((one.id, one.where) for one in happened.adjustments)),
        *_originals(happened, known),
        *_sellers(plan, happened, roster, known),
        *_currencies(plan, happened),
        *_credits(happened.credits, known, roster),
        *_named_people(happened, roster),
        *_named_components(plan, happened),
        *_credited_to(plan, happened, roster),
        *_idle_filters(plan, happened),
    ]


def _twice(code: str, what: str, ids: Iterable[tuple[str, str]]) -> Iterator[Issue]:
    first: dict[str, str] = {}
    for id_, where in ids:
        if id_ in first:
            fix = f"It stands at {first[id_]} already; remove one, or give it its own id."
            yield Issue(code, where, f"{what} {id_!r} again", "each id once", fix)
        first.setdefault(id_, where)


def _originals(happened: Happened, known: dict[str, Transaction]) -> Iterator[Issue]:
    for one in happened.transactions:
        origin = known.get(one.original)
        if one.original and origin is None:
            fix = "Correct the id, or add the transaction."
            yield Issue("INC-031", one.where, f"original {one.original!r}", "the id of a transaction", fix)
        elif one.kind == "cancel" and origin is None:
            fix = "Name the transaction that ends."
            yield Issue("INC-031", one.where, "a cancellation of nothing", "an original", fix)
        elif origin is not None and (origin.kind in ("return", "cancel") or one.day < origin.day):
            fix = "Name the sale itself, and give a day on or after it."
            expected = f"a sale on or before {one.day}"
            yield Issue("INC-032", one.where, f"{origin.kind} of {origin.day}", expected, fix)
        if one.kind == "return" and one.amount > 0:
            fix = "Write returns as negative amounts."
            yield Issue("INC-033", one.where, f"a return of {written(one.amount)}", "0 or less", fix)
    for payment in happened.payments:
        origin = known.get(payment.transaction)
        if origin is None or origin.kind in ("return", "cancel", "booking"):
            fix = "Name the sale or invoice that was paid."
            yield Issue("INC-034", payment.where, repr(payment.transaction), "an invoice's id", fix)


def _currencies(plan: IncentivePlan, happened: Happened) -> Iterator[Issue]:
    exchange = Exchange(plan.settings, plan.exchange)
    for one in happened.transactions:
        if exchange.is_foreign(one.currency) and exchange.on(one.currency, one.day) is None:
            yield no_rate(one, exchange.day_of(one.day))


def _sellers(
    plan: IncentivePlan, happened: Happened, roster: Roster, known: dict[str, Transaction]
) -> Iterator[Issue]:
    versions = Versions(plan.components)
    shared = {share.transaction for share in happened.credits}
    for one in happened.transactions:
        if one.kind == "cancel" or one.original in known:
            continue
        if one.person:
            yield from _in_service(one.person, one.day, one.where, roster, versions)
        elif one.id not in shared:
            fix = "Name the seller, or share the transaction in the credits."
            yield Issue("INC-035", one.where, f"nobody for {one.id!r}", "a person", fix)
    for share in happened.credits:
        if share.transaction in known:
            yield from _in_service(share.person, known[share.transaction].day, share.where, roster, versions)


def _in_service(person: str, day: date, where: str, roster: Roster, versions: Versions) -> Iterator[Issue]:
    seat = roster.on(person, day)
    if not roster.seats(person):
        yield unknown_person(person, where, roster)
    elif seat is None:
        spans = ", ".join(f"{one.start} to {one.end}" for one in roster.seats(person))
        fix = "Correct the day or the person, or add a row to the people."
        yield Issue("INC-036", where, f"{person} on {day}", f"a day of service: {spans}", fix)
    elif seat.plan and folded(seat.plan) in versions.names() and not versions.on(seat.plan, day):
        fix = "Date the plan's first version on or before it."
        yield Issue("INC-036", where, f"{day}", f"a day on which plan {seat.plan!r} is in force", fix)


def unknown_person(person: str, where: str, roster: Roster) -> Issue:
    """Return the issue of somebody who is not among the people."""
    close = get_close_matches(person, roster.names, 1, 0.6)
    fix = f"Did you mean {close[0]!r}?" if close else "Add the person to the people."
    return Issue("INC-050", where, repr(person), "one of the people", fix)


def _credits(
    credits: Iterable[CreditShare], known: dict[str, Transaction], roster: Roster
) -> Iterator[Issue]:
    totals: dict[str, Fraction] = {}
    places: dict[str, str] = {}
    for one in credits:
        if one.transaction not in known or known[one.transaction].original:
            fix = "Name a sale; returns are shared as their originals."
            yield Issue("INC-040", one.where, repr(one.transaction), "the id of a sale", fix)
        if one.share < 0:
            fix = "A return is a negative amount, not a negative share."
            yield Issue("INC-041", one.where, written(one.share), "0 or more", fix)
        if not one.overlay:
            totals[one.transaction] = totals.get(one.transaction, ZERO) + one.share
            places[one.transaction] = one.where
    for transaction, total in totals.items():
        if abs(total - 1) > TOTAL_TOLERANCE:
            fix = "Correct the shares, or mark those on top as overlay."
            got = f"shares of {transaction!r} that total {written(total)}"
            yield Issue("INC-041", places[transaction], got, "a total of 1", fix)


def _named_people(happened: Happened, roster: Roster) -> Iterator[Issue]:
    named = [
        *((row.person, row.where) for row in happened.targets),
        *((row.person, row.where) for row in happened.adjustments),
        *((row.person, row.where) for row in happened.overrides),
        *((row.person, row.where) for row in happened.activities),
        *((row.person, row.where) for row in happened.scores),
    ]
    for person, where in named:
        if not roster.seats(person):
            yield unknown_person(person, where, roster)
    seen: set[tuple[object, ...]] = set()
    for row in happened.targets:
        key = (row.person, row.month, folded(row.component))
        if key in seen:
            fix = "Keep one of them; two would be added up."
            yield Issue("INC-052", row.where, f"{row.person} {row.month:%Y-%m} again", "one target", fix)
        if row.amount < 0:
            fix = "Give a target from 0."
            yield Issue("INC-053", row.where, written(row.amount), "0 or more", fix)
        seen.add(key)
    seen.clear()
    for manual in happened.overrides:
        key = (manual.person, manual.month, folded(manual.component))
        if key in seen:
            fix = "Keep the one that holds."
            yield Issue("INC-052", manual.where, f"{manual.person} again", "one amount by hand", fix)
        seen.add(key)


def _named_components(plan: IncentivePlan, happened: Happened) -> Iterator[Issue]:
    names = {folded(component.component) for component in plan.components}
    named = [
        *((row.component, row.where) for row in happened.targets),
        *((row.component, row.where) for row in happened.overrides),
        *((row.component, row.where) for row in happened.activities),
    ]
    for name, where in named:
        if name and folded(name) not in names:
            close = get_close_matches(folded(name), sorted(names), 1, 0.6)
            fix = f"Did you mean {close[0]!r}?" if close else "Name a component of the plan."
            yield Issue("INC-051", where, repr(name), "a component", fix)


def _credited_to(plan: IncentivePlan, happened: Happened, roster: Roster) -> Iterator[Issue]:
    """Yield people whom a column of the transactions names, such as a referrer, and nobody knows."""
    for column in sorted({component.credited_to for component in plan.components if component.credited_to}):
        for one in happened.transactions:
            named = one.labels.get(column)
            if named and not roster.seats(named):
                yield unknown_person(named, one.where, roster)


def _idle_filters(plan: IncentivePlan, happened: Happened) -> Iterator[Issue]:
    known = {(name, folded(label)) for one in happened.transactions for name, label in one.labels.items()}
    for component in plan.components:
        for name, label in component.labels.items():
            if (name, folded(label)) in known:
                continue
            close = get_close_matches(folded(label), sorted(one for at, one in known if at == name), 1, 0.6)
            fix = f"Did you mean {close[0]!r}?" if close else "Correct the filter, if it should have."
            where = f"{component.component} from {component.effective_from}"
            got, expected = f"{name} {label!r}, which no transaction has", f"a {name} of the transactions"
            yield Issue("INC-054", where, got, expected, fix, severity="warning")
