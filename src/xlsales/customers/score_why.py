"""The strongest reasons of a score, in one line that adds up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from xlsales.customers.score_rules import ScoreRule
from xlsales.customers.scoring import Score
from xlsales.kernel.numbers import shown

STRONGEST: Final = 3


def strongest_reasons(score: Score) -> tuple[tuple[ScoreRule, ...], tuple[ScoreRule, ...]]:
    """Return the three strongest matched rules for and the three strongest against.

    Args:
        score: A score with its matched rules.

    Returns:
        Rules with positive and with negative points, strongest first, of equal ones the earlier.
        Rules that give no points are no reason.
    """
    ordered = sorted(score.matched, key=lambda rule: -abs(rule.points))
    gains = tuple(rule for rule in ordered if rule.points > 0)
    losses = tuple(rule for rule in ordered if rule.points < 0)
    return gains[:STRONGEST], losses[:STRONGEST]


def explain_score(score: Score) -> str:
    """Say where a score comes from.

    Args:
        score: A score with its matched rules.

    Returns:
        ``score = reasons``; the reasons, what other rules give and what group limits change add up
        to the score.

    Examples:
        >>> from xlsales.customers.score_rules import read_rules
        >>> from xlsales.customers.scoring import score_of
        >>> rules = read_rules([["visits", ">=3", 10], ["size", "<10", -4], ["field", "=Retail", 5]])
        >>> score = score_of([5, 8, "retail"], {"visits": 0, "size": 1, "field": 2}, rules)
        >>> explain_score(score)
        '11 = for: +10 visits (>=3), +5 field (=Retail); against: -4 size (<10)'
    """
    gains, losses = strongest_reasons(score)
    shown_points = sum((rule.points for rule in (*gains, *losses)), Fraction(0))
    others = score.points - score.cut - shown_points
    parts = [_listed("for", gains), _listed("against", losses)]
    if others:
        parts.append(f"other rules: {_signed(others)}")
    if score.cut:
        parts.append(f"group limits: {_signed(score.cut)}")
    reasons = "; ".join(part for part in parts if part)
    return f"{shown(score.points)} = {reasons or 'no rule matches'}"


def _listed(side: str, rules: Sequence[ScoreRule]) -> str:
    return f"{side}: {', '.join(_reasons(rules))}" if rules else ""


def _reasons(rules: Iterable[ScoreRule]) -> Iterable[str]:
    return (f"{_signed(rule.points)} {rule.attribute} ({rule.condition.text})" for rule in rules)


def _signed(points: Fraction) -> str:
    return f"+{shown(points)}" if points > 0 else shown(points)
