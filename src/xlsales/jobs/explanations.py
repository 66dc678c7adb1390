"""Explanations: one line of arithmetic for each level, which a person can redo by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from xlsales.jobs.target_weights import Reason
from xlsales.kernel.decimals import written
from xlsales.targets.cascade import Handed, Level, Part

#: Signs after a share: rounded down, up, not at all, or held by a bound.
DOWN: Final = "↓"
UP: Final = "↑"
EXACT: Final = "="
HELD: Final = "■"
#: The part that takes what is left of its parent below one unit.
REST: Final = "⊕"


def explain_step(label: str, part: Part, parent: Fraction, handed: Handed, level: Level) -> str:
    """Return how a part's amount comes from its parent's.

    The line reads ``label: parent × (1 + over-assignment) - held × weight / weights sign amount``;
    the sign says how the share became the amount: ``↓`` rounded down to the unit, ``↑`` up to the
    next one, because its remainder was among the greatest, ``⊕`` with the rest below one unit,
    ``=`` exact, ``■`` held by a bound.

    Examples:
        >>> part, third = Part(("North",), Fraction(1)), Fraction(100, 3)
        >>> handed = Handed(Fraction(34), Fraction(100), Fraction(0), Fraction(3), third)
        >>> explain_step("North", part, Fraction(100), handed, Level("region", Fraction(1)))
        'North: 100 × 1 / 3 ↑ 34'
    """
    amount = written(handed.amount)
    if handed.is_held or not _is_near(handed, level):
        return f"{label}: {HELD} {amount}"
    pool = written(parent)
    if handed.pool != parent:
        pool = f"({pool} × {written(1 + level.over_assignment)} → {written(handed.pool)})"
    if handed.held:
        pool = f"({written(handed.pool) if handed.pool == parent else pool} − {written(handed.held)})"
    sign = _sign(handed, level)
    weight = f"{written(part.weight or Fraction(0))} / {written(handed.weight_sum)}"
    return f"{label}: {pool} × {weight} {sign} {amount}"


def _sign(handed: Handed, level: Level) -> str:
    if handed.amount == handed.share:
        return EXACT
    if handed.amount % level.unit:
        return REST
    return UP if handed.amount > handed.share else DOWN


def _is_near(handed: Handed, level: Level) -> bool:
    """Tell whether rounding alone explains the amount."""
    return abs(handed.amount - handed.share) < level.unit or handed.amount == handed.share


def explain_weight(reasons: Sequence[Reason], names: Mapping[str, str] | None = None) -> str:
    """Return how a weight comes about, such as ``0.5 × 30 / 120 (last year) + 0.5 × 1 / 3 (even)``.

    Args:
        reasons: Elements and factors of the weight.
        names: Words for the kinds, in another language.

    Examples:
        >>> explain_weight([Reason("last year", Fraction(30)), Reason("in service", Fraction(1, 2))])
        '30 (last year) × 0.5 (in service)'
    """
    words = names or {}
    elements = [_element(reason, words) for reason in reasons if not _is_factor(reason, reasons)]
    factors = [_element(reason, words) for reason in reasons if _is_factor(reason, reasons)]
    first = " + ".join(elements)
    if factors and len(elements) > 1:
        first = f"({first})"
    return " × ".join([first, *factors])


def _is_factor(reason: Reason, reasons: Sequence[Reason]) -> bool:
    is_blend = any(one.part is not None for one in reasons)
    return reason.part is None if is_blend else reason is not reasons[0]


def _element(reason: Reason, words: Mapping[str, str]) -> str:
    name = words.get(reason.kind, reason.kind)
    if reason.part is None:
        return f"{written(reason.value)} ({name})"
    return f"{written(reason.part)} × {written(reason.value)} / {written(reason.of or Fraction(1))} ({name})"
