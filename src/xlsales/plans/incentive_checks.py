"""Rules between the fields of an incentive plan; each returns every problem with its location."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import pairwise
from typing import Final, get_args

from xlsales.incentives.overrides import find_cycle
from xlsales.kernel.issues import Issue
from xlsales.kernel.words import folded
from xlsales.plans.base import Location, Where
from xlsales.plans.incentive_table_checks import plan_table_issues
from xlsales.plans.incentives import Component, ComponentKind, IncentivePlan
from xlsales.plans.versions import Roster, Versions

#: Which table of the plan each kind looks into; ``None`` where it needs none.
_TABLE_OF: Final[Mapping[str, str]] = {
    "tiered": "tiers",
    "curve": "curves",
    "matrix": "matrices",
    "rank prize": "prizes",
    "scorecard": "weights",
}
_MAY_HAVE: Final[Mapping[str, str]] = {"flat": "rates", "override": "steps", "pool": "weights"}
#: Kinds that use a field; another kind with it is told, so that nothing is believed that does not hold.
_KINDS_OF: Final[Mapping[str, tuple[ComponentKind, ...]]] = {
    "across": ("matrix",),
    "tie_break": ("rank prize",),
    "rating_table": ("scorecard",),
    "reward": ("penalty",),
    "keep_days": ("new listing",),
    "own_too": ("override",),
    "in_kind": ("spiff", "new listing", "rank prize"),
    "benefit_months": ("flat", "tiered", "matrix", "curve", "spiff", "new listing", "override"),
    "discount_table": ("flat", "tiered", "curve", "spiff"),
    "late_table": ("flat", "tiered", "curve", "spiff"),
    "gate": tuple(kind for kind in get_args(ComponentKind) if kind != "new listing"),
}


def incentive_plan_issues(plan: IncentivePlan, where: Where, dimensions: set[str]) -> list[Issue]:
    """Return every problem of a plan.

    Args:
        plan: The models, each of them valid.
        where: Names the cell of a location.
        dimensions: Columns of the transactions that filters can look at.

    Returns:
        INC-001 a component twice in one version, INC-002 a component whose kind changes with a
        version, INC-003 a field or a table that a component lacks, INC-004 a filter on a column
        that the transactions do not have, INC-005 late factors on another basis than cash or a
        tie-break with cash, INC-006 a cap where there is none, INC-007 a field that the kind does
        not use, INC-020 a plan that nobody defined, INC-021 a manager who is nobody, INC-022 days of
        service that end early or overlap, INC-023 managers in a circle; and what ``plan_table_issues`` finds.
    """
    return [
        *_components(plan, where, dimensions),
        *plan_table_issues(plan, where),
        *_people(plan, where),
    ]


def _components(plan: IncentivePlan, where: Where, dimensions: set[str]) -> Iterator[Issue]:
    seen: set[tuple[object, ...]] = set()
    kinds: dict[str, str] = {}
    names = {
        table: {folded(row.table) for row in getattr(plan, table)}
        for table in ("tiers", "curves", "steps", "prizes", "rates", "weights", "matrices", "ratings")
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
            component.credited_to or "",
            "" if component.across in ("discount", "margin") else component.across or "",
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
        ("rating_table", component.rating_table, "ratings"),
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
    if kind == "pool" and component.rate is None and component.amount is None:
        yield _lacks(component, "rate", row, where)
    if kind == "matrix" and component.across is None:
        yield _lacks(component, "across", row, where)
    if kind == "new listing" and not component.once_per:
        yield _lacks(component, "once_per", row, where)
    if component.mode == "hybrid" and component.whole_up_to is None:
        yield _lacks(component, "whole_up_to", row, where)
    if component.tie_break == "cash" or (component.tie_break and component.basis == "cash"):
        fix = "Rank by another basis, or settle equal values by the rule for ties."
        got = f"tie-break {component.tie_break} for {component.basis}"
        yield Issue("INC-005", where((*row, "tie_break")), got, "a basis other than cash", fix)
    if component.late_table and component.basis != "cash":
        fix = "Pay it on cash, or leave out the factors."
        yield Issue("INC-005", where((*row, "late_table")), f"basis {component.basis}", "basis cash", fix)
    for field, kinds in _KINDS_OF.items():
        if getattr(component, field) and kind not in kinds:
            fix = "Clear the cell, or choose a kind that uses it."
            yield Issue("INC-007", where((*row, field)), f"{field} for {kind}", " or ".join(kinds), fix)
    if component.cap is not None and kind in ("rank prize", "scorecard", "pool"):
        fix = "Clear the cell; prizes, pools and scores have their own limits."
        yield Issue("INC-006", where((*row, "cap")), f"a cap on {kind}", "a component paid by events", fix)


def _lacks(component: Component, field: str, row: Location, where: Where) -> Issue:
    fix = f"Fill {field}, or choose another kind."
    return Issue("INC-003", where((*row, field)), f"no {field}", f"{field} for {component.kind}", fix)


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
