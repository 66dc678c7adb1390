"""Rules between the fields of an incentive plan; each returns every problem with its location."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from itertools import pairwise
from typing import Final

from xlsales.incentives.overrides import find_cycle
from xlsales.kernel.issues import Issue
from xlsales.kernel.words import folded
from xlsales.plans.base import Location
from xlsales.plans.incentives import Component, IncentivePlan
from xlsales.plans.versions import Roster, Versions

#: Names the cell of a location.
Where = Callable[[Location], str]

#: Which table of the plan each kind looks into; ``None`` where it needs none.
_TABLE_OF: Final[Mapping[str, str]] = {
    "tiered": "tiers",
    "curve": "curves",
    "rank prize": "prizes",
    "scorecard": "weights",
}
_MAY_HAVE: Final[Mapping[str, str]] = {"flat": "rates", "override": "steps"}


def incentive_plan_issues(plan: IncentivePlan, where: Where, dimensions: set[str]) -> list[Issue]:
    """Return every problem of a plan.

    Args:
        plan: The models, each of them valid.
        where: Names the cell of a location.
        dimensions: Columns of the transactions that filters can look at.

    Returns:
        INC-001 a component twice in one version, INC-002 a component whose kind changes with a
        version, INC-003 a field or a table that a component lacks, INC-004 a filter on a column
        that the transactions do not have, INC-005 factors where they cannot apply, INC-006 a cap
        where there is none, INC-010 bounds that do not rise or a place given twice, INC-011 a curve
        that pays without sales, INC-012 weights that do not total 1, INC-020 a plan that nobody
        defined, INC-021 a manager who is nobody, INC-022 days of service that end early or overlap,
        INC-023 managers in a circle.
    """
    return [
        *_components(plan, where, dimensions),
        *_rising(plan, where),
        *_prize_places(plan, where),
        *_weights(plan, where),
        *_people(plan, where),
    ]


def _components(plan: IncentivePlan, where: Where, dimensions: set[str]) -> Iterator[Issue]:
    seen: set[tuple[object, ...]] = set()
    kinds: dict[str, str] = {}
    names = {
        table: {folded(row.table) for row in getattr(plan, table)}
        for table in ("tiers", "curves", "steps", "prizes", "rates", "weights")
    }
    for number, component in enumerate(plan.components):
        row: Location = ("components", number)
        key = (folded(component.plan), component.effective_from, folded(component.component))
        if key in seen:
            fix = "Give it another name, or another first day."
            yield Issue(
                "INC-001",
                where((*row, "component")),
                f"{component.component!r} again",
                "each once a version",
                fix,
            )
        seen.add(key)
        kind = kinds.setdefault(folded(component.component), component.kind)
        if kind != component.kind:
            fix = "Give the new kind a new name; what runs up cannot change its kind."
            yield Issue("INC-002", where((*row, "kind")), component.kind, kind, fix)
        yield from _tables(component, row, where, names)
        yield from _needs(component, row, where)
        looked_at = {*component.labels, *(component.once_per or "").split(",")} | {
            component.credited_to or ""
        }
        for name in sorted(looked_at - dimensions - {""}):
            fix = "Name a column of the transactions that holds texts."
            expected = "one of " + ", ".join(sorted(dimensions))
            yield Issue("INC-004", where((*row, "labels", name)), f"column {name!r}", expected, fix)


def _tables(
    component: Component, row: Location, where: Where, names: Mapping[str, set[str]]
) -> Iterator[Issue]:
    needed = _TABLE_OF.get(component.kind)
    if needed is not None and component.table is None:
        fix = f"Name its table, of those in {needed}."
        yield Issue("INC-003", where((*row, "table")), "no table", f"a table of {needed}", fix)
    wanted = [("table", component.table, needed or _MAY_HAVE.get(component.kind))]
    wanted += [
        ("discount_table", component.discount_table, "steps"),
        ("late_table", component.late_table, "steps"),
    ]
    for field, name, table in wanted:
        if name is None:
            continue
        if table is None:
            fix = "Clear the cell."
            yield Issue("INC-003", where((*row, field)), repr(name), f"no table for {component.kind}", fix)
        elif folded(name) not in names[table]:
            close = get_close_matches(folded(name), sorted(names[table]), 1, 0.6)
            fix = f"Did you mean {close[0]!r}?" if close else f"Add its rows to {table}."
            yield Issue("INC-003", where((*row, field)), repr(name), f"a table of {table}", fix)


def _needs(component: Component, row: Location, where: Where) -> Iterator[Issue]:
    """Yield what a kind lacks, and what does not go with it."""
    kind = component.kind
    if kind in ("flat", "override") and component.rate is None and component.table is None:
        yield _lacks(component, "rate", row, where)
    if kind in ("spiff", "new listing", "penalty") and component.amount is None:
        yield _lacks(component, "amount", row, where)
    if kind == "new listing" and not component.once_per:
        yield _lacks(component, "once_per", row, where)
    if component.mode == "hybrid" and component.whole_up_to is None:
        yield _lacks(component, "whole_up_to", row, where)
    if kind != "flat" and (component.discount_table or component.late_table):
        field = "discount_table" if component.discount_table else "late_table"
        fix = "Give the factor to a flat component; what runs up through tiers is not weighted by deal."
        yield Issue("INC-005", where((*row, field)), f"factors for {kind}", "kind flat", fix)
    if component.late_table and component.basis != "cash":
        fix = "Pay it on cash, or leave out the factors."
        yield Issue("INC-005", where((*row, "late_table")), f"basis {component.basis}", "basis cash", fix)
    if component.cap is not None and kind in ("rank prize", "scorecard"):
        fix = "Clear the cell; prizes and scores have their own limits."
        yield Issue("INC-006", where((*row, "cap")), f"a cap on {kind}", "a component paid by events", fix)


def _lacks(component: Component, field: str, row: Location, where: Where) -> Issue:
    fix = f"Fill {field}, or choose another kind."
    return Issue("INC-003", where((*row, field)), f"no {field}", f"{field} for {component.kind}", fix)


def _rising(plan: IncentivePlan, where: Where) -> Iterator[Issue]:
    for table, field, strict in (
        ("tiers", "bound", True),
        ("curves", "attainment", False),
        ("steps", "bound", True),
    ):
        last: dict[str, Decimal] = {}
        for number, row in enumerate(getattr(plan, table)):
            value: Decimal = getattr(row, field)
            before = last.get(folded(row.table))
            if before is not None and (value < before or (strict and value == before)):
                fix = f"List the rows of {row.table!r} by rising {field}, each once."
                expected = f"more than {before}" if strict else f"{before} or more"
                yield Issue("INC-010", where((table, number, field)), f"{value}", expected, fix)
            last[folded(row.table)] = value
            if table == "curves" and value <= 0 and row.payout:
                fix = "Start the curve above 0; pay without sales is fixed pay."
                yield Issue(
                    "INC-011", where((table, number, "payout")), f"{row.payout}", "0 at no sales", fix
                )


def _prize_places(plan: IncentivePlan, where: Where) -> Iterator[Issue]:
    seen: set[tuple[str, int]] = set()
    for number, row in enumerate(plan.prizes):
        key = (folded(row.table), row.place)
        if key in seen:
            fix = "Give each place one prize."
            yield Issue(
                "INC-010", where(("prizes", number, "place")), f"{row.place} again", "each place once", fix
            )
        seen.add(key)


def _weights(plan: IncentivePlan, where: Where) -> Iterator[Issue]:
    sums: dict[str, Decimal] = {}
    last: dict[str, int] = {}
    for number, row in enumerate(plan.weights):
        sums[row.table] = sums.get(row.table, Decimal(0)) + row.weight
        last[row.table] = number
    for table, total in sums.items():
        if abs(total - 1) > Decimal("0.0001"):
            fix = f"Let the weights of {table!r} total 1."
            yield Issue("INC-012", where(("weights", last[table], "weight")), f"a total of {total}", "1", fix)


def _people(plan: IncentivePlan, where: Where) -> Iterator[Issue]:
    roster, versions = Roster(plan.people), Versions(plan.components)
    names = versions.names()
    numbers = {id(seat): number for number, seat in enumerate(plan.people)}
    for number, seat in enumerate(plan.people):
        row: Location = ("people", number)
        if seat.plan is not None and folded(seat.plan) not in names:
            close = get_close_matches(folded(seat.plan), sorted(names), 1, 0.6)
            fix = f"Did you mean {close[0]!r}?" if close else "Add the plan's components, or clear the cell."
            yield Issue("INC-020", where((*row, "plan")), repr(seat.plan), "a plan of the components", fix)
        if seat.manager and not roster.seats(seat.manager):
            fix = "Add the manager as a person, or correct the name."
            yield Issue("INC-021", where((*row, "manager")), repr(seat.manager), "one of the people", fix)
        if seat.end < seat.start:
            fix = "Correct one of the days."
            yield Issue("INC-022", where((*row, "end")), f"{seat.end}", f"{seat.start} or later", fix)
    for name in roster.names:
        for before, after in pairwise(roster.seats(name)):
            if after.start <= before.end:
                fix = f"End the row before on the day before {after.start}."
                place = where(("people", numbers[id(after)], "start"))
                yield Issue("INC-022", place, f"{name} twice on {after.start}", "one row a day", fix)
    yield from _cycles(plan, roster, where)


def _cycles(plan: IncentivePlan, roster: Roster, where: Where) -> Iterator[Issue]:
    """Yield a circle of managers on any day on which somebody's manager changes."""
    told: set[frozenset[str]] = set()
    for day in sorted({seat.start for seat in plan.people}):
        on_day = {name: roster.on(name, day) for name in roster.names}
        cycle = find_cycle({name: seat.manager if seat else None for name, seat in on_day.items()})
        if cycle is None or frozenset(cycle) in told:
            continue
        told.add(frozenset(cycle))
        number = next(i for i, seat in enumerate(plan.people) if seat is on_day[cycle[0]])
        fix = "Let one of them report to somebody else."
        got = " → ".join(cycle)
        yield Issue("INC-023", where(("people", number, "manager")), got, "managers without a circle", fix)
