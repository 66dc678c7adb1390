"""What the engine by columns leaves to the plain one, which can do everything."""

from __future__ import annotations

from typing import Final

from xlsales.plans.incentives import Component, ComponentKind, IncentivePlan

#: Kinds that are worked out by column; a kind that is not named here goes the plain way.
PAID: Final = frozenset(("flat", "tiered", "curve", "spiff", "override"))
#: Kinds whose events are counted by column, and ranked afterwards.
RANKED: Final[frozenset[ComponentKind]] = frozenset(("rank prize", "pool"))
#: Fields of a component that the columns know; one that is not named here, and is used, is left.
COMPONENT_FIELDS: Final = frozenset(
    [
        "plan",
        "effective_from",
        "component",
        "kind",
        "basis",
        "tax",
        "accumulator",
        "mode",
        "boundary",
        "table",
        "rate",
        "amount",
        "target_pay",
        "of_target",
        "prorated",
        "proration",
        "whole_up_to",
        "multiplier",
        "gate",
        "minimum",
        "ties",
        "ranking",
        "discount_table",
        "late_table",
        "cap",
        "cap_per",
        "holdback",
        "release_months",
        "clawback_months",
        "clawback_mode",
        "credited_to",
        "pay_at",
        "labels",
    ]
)
SETTING_FIELDS: Final = frozenset(
    [
        "name",
        "author",
        "source",
        "currency",
        "start",
        "period",
        "unit",
        "rounding",
        "rounding_mode",
        "rate_rule",
        "penalty_limit",
        "expedient_months",
        "transactions_source",
        "transactions_query",
        "payments_source",
        "payments_query",
    ]
)


class UnevenError(Exception):
    """Something that has no place in columns of whole numbers; the plain engine does it."""


def suits(plan: IncentivePlan) -> bool:
    """Tell whether a plan's settings are such that amounts are whole units, line by line."""
    settings = plan.settings
    return settings.rounding == "line" and settings.unit > 0 and not _used(settings, SETTING_FIELDS)


def suited_names(plan: IncentivePlan) -> dict[str, list[int]]:
    """Return the components that can be worked out by column, each with its rows in the plan."""
    rows: dict[str, list[int]] = {}
    for number, component in enumerate(plan.components):
        rows.setdefault(component.component, []).append(number)
    return {name: found for name, found in rows.items() if _suit([plan.components[row] for row in found])}


def _suit(versions: list[Component]) -> bool:
    """Tell whether what may not change from version to version stays the same."""
    same = {
        (one.kind, one.basis, one.tax, one.credited_to, one.accumulator, one.cap_per, bool(one.holdback))
        for one in versions
    }
    known = all(one.kind in PAID | RANKED and not _used(one, COMPONENT_FIELDS) for one in versions)
    return len(same) == 1 and known and all(map(_is_simple, versions))


def _is_simple(one: Component) -> bool:
    """Tell whether a component runs up without factors in tiers and without rankings by deal."""
    if one.kind in RANKED:
        return one.accumulator != "deal" and one.tie_break is None
    weighed = one.discount_table is not None or one.late_table is not None
    return one.kind == "flat" or not weighed


def _used(model: Component | object, known: frozenset[str]) -> set[str]:
    """Return the fields that are set to something and are not among the known ones."""
    fields = type(model).model_fields  # type: ignore[attr-defined]
    return {
        name
        for name, field in fields.items()
        if name not in known and getattr(model, name) != field.get_default(call_default_factory=True)
    }
