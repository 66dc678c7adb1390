"""Grades that do not flicker: a customer moves only when a score is clearly past a bound."""

from __future__ import annotations

from fractions import Fraction

from xlsales.customers.bands import Bands, band_of
from xlsales.customers.tables import unknown_name
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown
from xlsales.kernel.steps import reached
from xlsales.kernel.values import CellValue
from xlsales.kernel.words import folded


def regrade(
    previous: CellValue,
    score: Fraction | None,
    bands: Bands,
    promote: Fraction = Fraction(0),
    demote: Fraction = Fraction(5),
) -> CellValue:
    """Return the new grade of a customer, with hysteresis.

    Args:
        previous: The grade so far; ``None`` is graded for the first time.
        score: The new score; ``None`` keeps the grade.
        bands: Bounds and grades.
        promote: A higher grade needs its bound and this many points more, 0 or more.
        demote: A grade is lost below its bound less this many points, 0 or more.

    Returns:
        The highest grade that the score is promoted to, else the grade kept or, step by step down, the
        first whose bound less ``demote`` the score reaches. The lowest grade is never lost.

    Raises:
        InvalidInputError: REGR-001 a margin is negative, REGR-002 the previous grade is none of the
            bands', BAND-005 a first score is below the lowest band.

    References:
        Annual re-rating of Chinese customer-grading rules, made steady by a margin.

    Examples:
        >>> bands = Bands((Fraction(0), Fraction(60), Fraction(80)), ("C", "B", "A"))
        >>> [regrade("A", Fraction(score), bands) for score in (80, 75, 74)]
        ['A', 'A', 'B']
        >>> regrade("C", Fraction(80), bands), regrade(None, Fraction(60), bands)
        ('A', 'B')
    """
    _check_margins(promote, demote)
    if score is None:
        return previous
    if previous is None:
        return band_of(bands, score)
    grade = _place(previous, bands)
    raised = reached(bands.bounds, score - promote)
    if raised > grade:
        return bands.labels[raised]
    while grade > 0 and score < bands.bounds[grade] - demote:
        grade -= 1
    return bands.labels[grade]


def _check_margins(promote: Fraction, demote: Fraction) -> None:
    issues = [
        Issue("REGR-001", name, shown(margin), "0 or more", "Give the margin without a sign.")
        for name, margin in (("promote", promote), ("demote", demote))
        if margin < 0
    ]
    if issues:
        raise InvalidInputError(*issues)


def _place(previous: CellValue, bands: Bands) -> int:
    names = {_name(label): place for place, label in enumerate(bands.labels)}
    place = names.get(_name(previous))
    if place is None:
        raise InvalidInputError(
            unknown_name("REGR-002", "previous", _name(previous), names, "a grade of the bands")
        )
    return place


def _name(label: CellValue) -> str:
    number = isinstance(label, (int, float)) and not isinstance(label, bool)
    return shown(label) if number else folded(str(label))  # type: ignore[arg-type]
