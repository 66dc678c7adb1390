"""What the rows of a grading policy must say together; each check is a small function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from xlsales.customers.conditions import parse_condition
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.plans.base import Location
from xlsales.plans.grading import GradingPolicies, GradingPolicy

#: Names the cell of a field.
Where = Callable[[Location], str]
_TOLERANCE: Final = Decimal("0.0001")


def check_policies(policies: GradingPolicies, where: Where) -> list[Issue]:
    """Return everything that is wrong with the policies, version by version.

    Args:
        policies: All versions.
        where: Names the cell of a field.
    """
    issues = [*_tests(policies, where), *_conditions(policies, where), *_overrides(policies, where)]
    issues += _without_conditions(policies, where)
    days = {row.effective_from for row in policies.settings}
    days |= {row.effective_from for row in policies.bands}
    days |= {row.effective_from for row in policies.scores} or {date.max}
    days |= {row.effective_from for row in policies.factors}
    for day in sorted(days):
        version = policies.in_force(day)
        issues += [*_bands(version, where), *_labels(version, where), *_weights(version, where)]
    return list(dict.fromkeys(issues))


def _tests(policies: GradingPolicies, where: Where) -> Iterator[Issue]:
    tests = [("capability", index, row.test) for index, row in enumerate(policies.capability)]
    tests += [("scores", index, row.test) for index, row in enumerate(policies.scores)]
    for name, index, test in tests:
        try:
            parse_condition(float(test) if isinstance(test, Decimal) else test)
        except InvalidInputError as error:
            yield from (issue.at(where((name, index, "test"))) for issue in error.issues)


def _conditions(policies: GradingPolicies, where: Where) -> Iterator[Issue]:
    for index, row in enumerate(policies.conditions):
        if row.threshold is None and row.percentile is None:
            yield Issue(
                "GPOL-001",
                where(("conditions", index, "threshold")),
                f"no number for {row.measure}",
                "a threshold or a percentile",
                "Fill one of them, or remove the condition.",
            )


def _without_conditions(policies: GradingPolicies, where: Where) -> Iterator[Issue]:
    by_conditions = not policies.settings or any(
        row.settings.basis == "conditions" for row in policies.settings
    )
    if by_conditions and not policies.conditions:
        fix = "Add the table conditions, such as volume 100000, or set basis to score."
        came = "basis conditions without any"
        yield Issue("GPOL-011", where(("settings",)), came, "a table of conditions", fix)


def _overrides(policies: GradingPolicies, where: Where) -> Iterator[Issue]:
    for index, row in enumerate(policies.overrides):
        if row.until < row.start:
            yield Issue(
                "GPOL-002",
                where(("overrides", index, "until")),
                f"{row.until} before {row.start}",
                "a last day that is not before the first",
                "Correct the days.",
            )
        policy = policies.in_force(row.until)
        if policy.grades and row.grade not in (*policy.grades, policy.settings.new_label):
            yield Issue(
                "GPOL-003",
                where(("overrides", index, "grade")),
                repr(row.grade),
                f"one of {', '.join(policy.grades)}",
                "Correct the grade.",
            )


def _bands(policy: GradingPolicy, where: Where) -> Iterator[Issue]:
    if policy.settings.basis != "score":
        return
    if not policy.bands:
        fix = "Add the table bands with grade and score, or set basis to conditions."
        yield Issue("GPOL-004", where(("settings",)), "basis score without bands", "a table of bands", fix)
    scores = [band.score for band in policy.bands]
    if len(set(scores)) < len(scores) or len({band.grade for band in policy.bands}) < len(scores):
        fix = "List every grade once, each with a bound of its own."
        yield Issue("GPOL-005", where(("bands",)), "a grade or a bound twice", "each once", fix)
    if not policy.scores:
        fix = "Add the table scores with attribute, test and points."
        yield Issue("GPOL-006", where(("settings",)), "basis score without rules", "a table of scores", fix)


def _labels(policy: GradingPolicy, where: Where) -> Iterator[Issue]:
    labels = (*policy.grades, policy.settings.new_label)
    if len(set(labels)) < len(labels):
        fix = "Give every grade a label of its own."
        yield Issue("GPOL-007", where(("settings",)), ", ".join(labels), "different labels", fix)
    if policy.settings.abc_a >= policy.settings.abc_b:
        fix = "Write abc_a below abc_b, such as 0.8 and 0.95."
        came = f"{policy.settings.abc_a} and {policy.settings.abc_b}"
        yield Issue("GPOL-010", where(("settings",)), came, "rising cuts of ABC", fix)


def _weights(policy: GradingPolicy, where: Where) -> Iterator[Issue]:
    """Weights total 100 % at both levels, and a group has one weight."""
    for side in ("attractiveness", "strength"):
        rows = [row for row in policy.factors if row.side == side]
        groups: dict[str, set[Decimal]] = {}
        for row in rows:
            groups.setdefault(row.group, set()).add(row.group_weight)
            if row.best == row.worst:
                fix = "Give the rating that counts 0 and the one that counts 100."
                yield Issue("GPOL-009", where(("factors",)), f"{row.attribute}", "a worst unlike best", fix)
        for group, weights in groups.items():
            own = sum((row.weight for row in rows if row.group == group), Decimal(0))
            if len(weights) > 1 or abs(own - 1) > _TOLERANCE:
                fix = "Give the group one weight, and its factors weights that total 1."
                came = f"{side}, {group}: factors total {own}"
                yield Issue("GPOL-008", where(("factors",)), came, "weights that total 1", fix)
        total = sum((min(weights) for weights in groups.values()), Decimal(0))
        if groups and abs(total - 1) > _TOLERANCE:
            fix = "Give groups weights that total 1."
            came = f"{side}: groups total {total}"
            yield Issue("GPOL-008", where(("factors",)), came, "weights that total 1", fix)
