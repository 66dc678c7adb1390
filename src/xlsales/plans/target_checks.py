"""Rules between the fields of a target plan; each returns every problem with its location."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final

from xlsales.kernel.issues import Issue
from xlsales.plans.base import Location
from xlsales.plans.organisation_checks import organisation_issues
from xlsales.plans.policy import MONTH, policy_of
from xlsales.plans.targets import TargetPlan

#: Names the cell of a location.
Where = Callable[[Location], str]

_GOALS: Final = ("total", "growth", "market", "profit")


def target_plan_issues(plan: TargetPlan, where: Where, history_dimensions: Iterable[str] = ()) -> list[Issue]:
    """Return every problem of a plan.

    Args:
        plan: The models, each of them valid.
        where: Names the cell of a location.
        history_dimensions: Dimensions that the history is told by.

    Returns:
        PLAN-010 to PLAN-013 about the goal, PLAN-020 to PLAN-027 about the steps, PLAN-030 to
        PLAN-036 about people, PLAN-040 to PLAN-043 about ramps and limits, PLAN-050 and PLAN-051
        about given totals.
    """
    return [
        *_goal(plan, where),
        *_steps(plan, where, set(history_dimensions)),
        *organisation_issues(plan, where),
        *_ramps(plan, where),
        *_limits(plan, where),
        *_floors(plan, where),
        *_margins(plan, where),
    ]


def dimensions_of(plan: TargetPlan) -> set[str]:
    """Return the dimensions that people and members are told by, with the month."""
    found = {MONTH, *(member.dimension for member in plan.members)}
    for seat in plan.seats:
        found.update(("person", "manager"), seat.labels)
    return found


def _goal(plan: TargetPlan, where: Where) -> Iterator[Issue]:
    settings = plan.settings
    given = [name for name in _GOALS if getattr(settings, name) is not None]
    if not given and not plan.margins:
        yield Issue(
            "PLAN-010",
            where(("settings",)),
            "no goal",
            "one of total, growth, market with share, profit with margin",
            "Give the total, or what it follows from.",
        )
    for extra in given[1:]:
        yield Issue(
            "PLAN-011",
            where(("settings", extra)),
            f"{extra} beside {given[0]}",
            "one goal",
            "Clear one of them.",
        )
    for goal, partner in (("market", "share"), ("share", "market"), ("profit", "margin")):
        if getattr(settings, goal) is not None and getattr(settings, partner) is None:
            yield Issue(
                "PLAN-012",
                where(("settings", goal)),
                f"{goal} without {partner}",
                "both of them",
                f"Add {partner}.",
            )
    if settings.total is not None and settings.total < 0:
        yield Issue(
            "PLAN-013", where(("settings", "total")), f"{settings.total}", "0 or more", "Give a total from 0."
        )


def _steps(plan: TargetPlan, where: Where, history: set[str]) -> Iterator[Issue]:
    policy = policy_of(plan)
    if not policy:
        yield Issue(
            "PLAN-020",
            where(("steps", 0, "effective_from")),
            f"steps from {plan.steps[0].effective_from} on",
            f"steps in force on {plan.settings.start}, the plan's first day",
            "Date the steps on or before the plan's start, or leave the date blank.",
        )
        return
    known = dimensions_of(plan) | history
    for step in policy:
        for number in step.rows:
            yield from _step_row(plan, number, known, where)
        if len(step.rows) > 1 and sum(plan.steps[row].factor for row in step.rows) == 0:
            row = ("steps", step.rows[0], "factor")
            yield Issue(
                "PLAN-023", where(row), "factors that add up to 0", "a factor above 0", "Give each its part."
            )
    names = [step.dimension for step in policy]
    for step in policy:
        if names.index(step.dimension) != policy.index(step):
            yield Issue(
                "PLAN-022",
                where(("steps", step.rows[0], "dimension")),
                f"{step.dimension!r} again",
                "each dimension once",
                "Put the rows of one dimension one below the other.",
            )
    if MONTH not in names:
        yield Issue(
            "PLAN-024",
            where(("steps",)),
            "no step for the month",
            "a step with the dimension month",
            "Add it, with weights such as season, last year or working days.",
        )


def _step_row(plan: TargetPlan, number: int, known: set[str], where: Where) -> Iterator[Issue]:
    step = plan.steps[number]
    if step.dimension not in known:
        yield Issue(
            "PLAN-021",
            where(("steps", number, "dimension")),
            repr(step.dimension),
            "one of " + ", ".join(sorted(known)),
            "Name a column of the organisation, the members or the history.",
        )
        return
    if step.weights in ("season", "working days", "4-4-5", "4-5-4", "5-4-4") and step.dimension != MONTH:
        yield Issue(
            "PLAN-025",
            where(("steps", number, "weights")),
            f"{step.weights} for {step.dimension}",
            "weights of members, such as last year",
            "Use it for the month only.",
        )
    names = [("column", step.column)] if step.weights in ("column", "growth") else []
    names += [("coefficient", name) for name in (step.coefficient or "").split(",") if name]
    for field, name in names:
        yield from _column(plan, number, field, name, where)


def _column(plan: TargetPlan, number: int, field: str, name: str | None, where: Where) -> Iterator[Issue]:
    step = plan.steps[number]
    if not name:
        yield Issue(
            "PLAN-026",
            where(("steps", number, "weights")),
            f"{step.weights} without a column",
            "the name of a column",
            "Name the column that holds the weights.",
        )
        return
    members = [(i, member) for i, member in enumerate(plan.members) if member.dimension == step.dimension]
    sources = [("members", i, member.values) for i, member in members]
    if not members:
        sources = [("seats", i, seat.values) for i, seat in enumerate(plan.seats)]
    if not any(name in values for _, _, values in sources):
        found = sorted({key for _, _, values in sources for key in values})
        yield Issue(
            "PLAN-027",
            where(("steps", number, field)),
            repr(name),
            "a column of numbers" + (f", such as {', '.join(found)}" if found else ""),
            f"Add the column where the {step.dimension} is listed.",
        )
    lowest = Decimal(-1) if step.weights == "growth" and field == "column" else Decimal(0)
    for kind, i, values in sources:
        if name in values and values[name] < lowest:
            yield Issue(
                "PLAN-028",
                where((kind, i, "values", name)),
                f"{values[name]}",
                f"{lowest} or more",
                "Use a weight that is not negative, or leave the cell blank.",
            )


def _ramps(plan: TargetPlan, where: Where) -> Iterator[Issue]:
    months: dict[str, set[int]] = {}
    for i, step in enumerate(plan.ramps):
        if step.month in months.setdefault(step.ramp, set()):
            yield Issue(
                "PLAN-040",
                where(("ramps", i, "month")),
                f"month {step.month} of {step.ramp!r} again",
                "each month of service once",
                "Remove one of the rows.",
            )
        months[step.ramp].add(step.month)
    for i, step in enumerate(plan.ramps):
        gaps = sorted(set(range(1, max(months[step.ramp]))) - months[step.ramp])
        if gaps and step.month == max(months[step.ramp]):
            yield Issue(
                "PLAN-041",
                where(("ramps", i, "month")),
                f"no month {gaps[0]} of {step.ramp!r}",
                "every month of service from 1 on",
                "Add the month.",
            )
    named = [("seats", i, seat.ramp) for i, seat in enumerate(plan.seats)]
    named += [("members", i, member.ramp) for i, member in enumerate(plan.members)]
    for kind, i, ramp in named:
        if ramp is not None and ramp not in months:
            yield Issue(
                "PLAN-042",
                where((kind, i, "ramp")),
                repr(ramp),
                "one of " + (", ".join(sorted(months)) or "the ramps, of which there are none"),
                "Name a ramp of the table of ramps.",
            )


def _limits(plan: TargetPlan, where: Where) -> Iterator[Issue]:
    order = [step.dimension for step in policy_of(plan)]
    for i, limit in enumerate(plan.limits):
        named = [name for name in order if name in limit.labels]
        if not limit.labels or named != order[: len(limit.labels)]:
            path = ", ".join(order[: max(len(named), 1)])
            yield Issue(
                "PLAN-043",
                where(("limits", i)),
                f"labels of {', '.join(limit.labels) or 'nothing'}",
                f"the labels of a path from the top: {path}, and so on",
                "Fill the columns of every step above as well.",
            )
        if limit.floor is not None and limit.cap is not None and limit.floor > limit.cap:
            yield Issue(
                "PLAN-044",
                where(("limits", i, "floor")),
                f"{limit.floor}",
                f"at most its cap, {limit.cap}",
                "Lower the floor or raise the cap.",
            )


def _floors(plan: TargetPlan, where: Where) -> Iterator[Issue]:
    """Floors and locks of one level must leave room in the total."""
    total = plan.settings.total
    if total is None:
        return
    growth = Decimal(1)
    for depth, step in enumerate(policy_of(plan), start=1):
        growth *= 1 + (step.over_assignment or 0)
        rows = [i for i, limit in enumerate(plan.limits) if len(limit.labels) == depth]
        least = [plan.limits[i].lock or plan.limits[i].floor or Decimal(0) for i in rows]
        if rows and sum(least) > total * growth:
            cells = ", ".join(
                where(("limits", i, "lock" if plan.limits[i].lock is not None else "floor")) for i in rows
            )
            yield Issue(
                "PLAN-045",
                cells,
                f"floors and locks that add up to {sum(least)}",
                f"at most {total * growth}",
                "Lower them or raise the total.",
            )


def _margins(plan: TargetPlan, where: Where) -> Iterator[Issue]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for i, margin in enumerate(plan.margins):
        groups.setdefault(tuple(sorted(margin.labels)), []).append(i)
    sums = {names: sum((plan.margins[i].amount for i in rows), Decimal(0)) for names, rows in groups.items()}
    wanted = plan.settings.total
    source = "the total"
    for names, found in sums.items():
        if wanted is None:
            wanted, source = found, f"those by {' and '.join(names)}"
        if found != wanted:
            yield Issue(
                "PLAN-050",
                where(("margins", groups[names][0], "amount")),
                f"totals by {' and '.join(names)} that add up to {found}",
                f"{wanted}, as {source}",
                f"Make them agree; they differ by {found - wanted}.",
            )
    if (MONTH,) in groups:
        given = {plan.margins[i].labels[MONTH] for i in groups[(MONTH,)]}
        missing = [label for label in month_labels(plan) if label not in given]
        if missing:
            yield Issue(
                "PLAN-051",
                where(("margins", groups[(MONTH,)][0], "labels", MONTH)),
                f"no total for {', '.join(missing)}",
                f"all {plan.settings.periods} months of the plan",
                "Add the months, 0 where nothing is planned.",
            )


def month_labels(plan: TargetPlan) -> list[str]:
    """Return the labels of the plan's months, such as 2026-01."""
    from xlsales.kernel.dates import add_months, month_start

    first = month_start(plan.settings.start)
    return [f"{add_months(first, number):%Y-%m}" for number in range(plan.settings.periods)]
