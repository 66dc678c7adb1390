"""Potential, target and key accounts: the grade that fit and four conditions give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.values import CellValue, is_blank

#: Volume, orders a year, margin and credit (0 to 100), in the order of the contract.
MEASURES: Final = ("volume", "frequency", "margin", "credit")
Measures: TypeAlias = Sequence[Fraction | None]


@dataclass(frozen=True, slots=True)
class GradeLabels:
    """What the grades are called.

    Attributes:
        potential: Needs are not met.
        target: Needs are met.
        key: Needs are met and every condition too.
        unknown: It is unknown whether needs are met.
    """

    potential: CellValue = "potential"
    target: CellValue = "target"
    key: CellValue = "key"
    unknown: CellValue = "potential"


def read_labels(cells: Sequence[CellValue], default: GradeLabels) -> GradeLabels:
    """Return the labels that a row of cells gives; a blank cell keeps the default.

    Args:
        cells: Potential, target, key and, if wanted, unknown; shape (3,) or (4,).
        default: Labels for blank cells.

    Raises:
        InvalidInputError: GRADE-002 another number of labels.

    Examples:
        >>> read_labels(["C", "B", "A"], GradeLabels())
        GradeLabels(potential='C', target='B', key='A', unknown='C')
    """
    if len(cells) not in (3, 4):
        fix = "List potential, target, key and, if wanted, a label for unknown fit."
        raise InvalidInputError(Issue("GRADE-002", "", f"{len(cells)} labels", "three or four labels", fix))
    potential, target, key = (
        preset if is_blank(cell) else cell
        for cell, preset in zip(cells[:3], (default.potential, default.target, default.key), strict=True)
    )
    unknown = potential if len(cells) < 4 or is_blank(cells[3]) else cells[3]
    return GradeLabels(potential, target, key, unknown)


def read_thresholds(cells: Sequence[Fraction | None]) -> tuple[Fraction | None, ...]:
    """Return the thresholds of the four conditions; ``None`` is a condition not used.

    Raises:
        InvalidInputError: GRADE-001 not four cells.
    """
    if len(cells) != len(MEASURES):
        fix = f"Give one threshold each for {', '.join(MEASURES)}; leave a cell blank where it is not used."
        raise InvalidInputError(Issue("GRADE-001", "", f"{len(cells)} cells", "four thresholds", fix))
    return tuple(cells)


def grade_of(fit: bool | None, measures: Measures, thresholds: Measures, labels: GradeLabels) -> CellValue:
    """Grade one customer.

    Args:
        fit: Whether we can meet the customer's needs; ``None`` is unknown.
        measures: Volume, orders a year, margin, credit 0 to 100, shape (4,); ``None`` is unknown and
            meets no condition.
        thresholds: Least value of each, shape (4,); ``None`` is not used.
        labels: Names of the grades.

    Returns:
        A label; ``None`` where fit and all measures are blank.

    References:
        Handbook rule of potential, target and key accounts: needs not met, needs met, and needs met
        with large volume, frequent orders, good margin and integrity.

    Examples:
        >>> limits = [Fraction(100), None, None, Fraction(80)]
        >>> grade_of(True, [Fraction(100), None, None, Fraction(80)], limits, GradeLabels())
        'key'
        >>> grade_of(True, [Fraction(100), None, None, None], limits, GradeLabels())
        'target'
    """
    if fit is None:
        return None if all(measure is None for measure in measures) else labels.unknown
    if not fit:
        return labels.potential
    return labels.target if missing_conditions(measures, thresholds) else labels.key


def missing_conditions(measures: Measures, thresholds: Measures) -> tuple[int, ...]:
    """Return which conditions are not met, from 0; a blank measure meets none."""
    return tuple(
        i
        for i, (measure, threshold) in enumerate(zip(measures, thresholds, strict=True))
        if threshold is not None and (measure is None or measure < threshold)
    )
