"""BANT: is a lead qualified by budget, authority, need and timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown

CRITERIA: Final = ("budget", "authority", "need", "timeline")
#: Best answer; answers run from 0.
BEST: Final = Fraction(3)


@dataclass(frozen=True, slots=True)
class Qualification:
    """How far a lead is qualified.

    Attributes:
        score: 0 to 100; an unknown criterion earns nothing.
        qualified: ``None`` while the unknown criteria could still decide.
        unknown: Criteria without an answer.
    """

    score: Fraction
    qualified: bool | None
    unknown: tuple[str, ...]


def read_weights(cells: Sequence[Fraction | None]) -> tuple[Fraction, ...]:
    """Return the weights of the four criteria as parts of 1; a blank weight counts as none.

    Raises:
        InvalidInputError: BANT-001 not four weights, a negative one, or all of them 0.

    Examples:
        >>> read_weights([Fraction(1), Fraction(1), Fraction(2), None])
        (Fraction(1, 4), Fraction(1, 4), Fraction(1, 2), Fraction(0, 1))
    """
    weights = [cell or Fraction(0) for cell in cells]
    total = sum(weights, Fraction(0))
    if len(weights) != len(CRITERIA) or min(weights) < 0 or not total:
        came = ", ".join(map(shown, weights))
        fix = f"Give one weight each for {', '.join(CRITERIA)}."
        raise InvalidInputError(Issue("BANT-001", "", came, "four weights of 0 or more, not all 0", fix))
    return tuple(weight / total for weight in weights)


def qualify(
    answers: Sequence[Fraction | None], weights: Sequence[Fraction], cutoff: Fraction
) -> Qualification:
    """Qualify one lead.

    Args:
        answers: Budget, authority, need, timeline, each 0 to 3; shape (4,); ``None`` is unknown.
        weights: Parts of 1, shape (4,), see ``read_weights``.
        cutoff: Least score of a qualified lead, 0 to 100.

    Returns:
        The score of what is known; qualified as soon as that is enough, not qualified as soon as the
        best answers to the rest would not be.

    Raises:
        InvalidInputError: BANT-002 not four answers, BANT-003 an answer outside 0 to 3.

    References:
        BANT on a scale of 0 to 3 (hulft, scrapine); unknown answers kept apart from bad ones.

    Examples:
        >>> equal = read_weights([Fraction(1)] * 4)
        >>> qualify([Fraction(3), Fraction(2), None, Fraction(0)], equal, Fraction(60))
        Qualification(score=Fraction(125, 3), qualified=None, unknown=('need',))
    """
    _check_answers(answers)
    score = _score([answer or Fraction(0) for answer in answers], weights)
    possible = _score([BEST if answer is None else answer for answer in answers], weights)
    qualified = True if score >= cutoff else (None if possible >= cutoff else False)
    unknown = tuple(name for name, answer in zip(CRITERIA, answers, strict=True) if answer is None)
    return Qualification(score, qualified, unknown)


def _score(answers: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    parts = (answer * weight for answer, weight in zip(answers, weights, strict=True))
    return 100 * sum(parts, Fraction(0)) / BEST


def _check_answers(answers: Sequence[Fraction | None]) -> None:
    if len(answers) != len(CRITERIA):
        fix = f"Select the columns {', '.join(CRITERIA)}."
        raise InvalidInputError(Issue("BANT-002", "answers", f"{len(answers)} columns", "four columns", fix))
    issues = [
        Issue("BANT-003", f"answers, {name}", shown(answer), "0 to 3", "Answer from 0 (no) to 3 (yes).")
        for name, answer in zip(CRITERIA, answers, strict=True)
        if answer is not None and not 0 <= answer <= BEST
    ]
    if issues:
        raise InvalidInputError(*issues)
