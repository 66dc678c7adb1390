"""Points for attributes: lead and customer scores by rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from xlsales.customers.score_rules import ScoreRule, ScoreRules
from xlsales.kernel.values import CellValue
from xlsales.kernel.words import folded

Missing = Literal["neutral", "zero", "block"]


@dataclass(frozen=True, slots=True)
class Score:
    """A score and where it comes from.

    Attributes:
        matched: Rules that were passed, in the order of the table.
        cut: What group limits take away from a sum, or give back to a negative one.
    """

    matched: tuple[ScoreRule, ...]
    cut: Fraction

    @property
    def points(self) -> Fraction:
        """The score: the matched rules' points and what limits change."""
        return sum((rule.points for rule in self.matched), Fraction(0)) + self.cut


def score_of(
    values: Sequence[CellValue],
    columns: Mapping[str, int],
    rules: ScoreRules,
    missing: Missing = "neutral",
) -> Score | None:
    """Score one customer or lead.

    Args:
        values: One row of attributes, shape (k,).
        columns: Column of each folded attribute, see ``attribute_columns``.
        rules: Every rule that matches adds its points; a group's sum is kept within its limit, above
            and below 0.
        missing: A blank attribute matches no rule (``neutral``), is tested as 0 (``zero``), or leaves
            the whole row without a score (``block``). Tests for blanks are always decided.

    Returns:
        The score with its parts, or ``None`` where it is blocked.

    Raises:
        InvalidInputError: COND-002 a text where a test needs a number.

    References:
        Points, negative points and group limits as in HubSpot's and Zoho's lead scoring.

    Examples:
        >>> from xlsales.customers.score_rules import read_rules
        >>> rules = read_rules([["visits", ">=3", 10, "web", 12], ["pages", ">=5", 8, "web", None]])
        >>> score = score_of([3, 9], {"visits": 0, "pages": 1}, rules)
        >>> score.points, score.cut
        (Fraction(12, 1), Fraction(-6, 1))
    """
    matched = []
    for rule in rules.rules:
        value = values[columns[folded(rule.attribute)]]
        holds = rule.condition.holds(value)
        if holds is None and missing == "block":
            return None
        if holds is None and missing == "zero":
            holds = rule.condition.holds(0)
        if holds:
            matched.append(rule)
    return Score(tuple(matched), _limit_cut(matched, rules.limits))


def _limit_cut(matched: Sequence[ScoreRule], limits: Mapping[str, Fraction]) -> Fraction:
    cut = Fraction(0)
    for group, limit in limits.items():
        total = sum((rule.points for rule in matched if rule.group == group), Fraction(0))
        cut += min(max(total, -limit), limit) - total
    return cut
