"""ABC classes: the few customers that bring most of the sales, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Final, Literal

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown
from xlsales.kernel.values import CellValue, is_blank

Crossing = Literal["down", "up"]
Ties = Literal["together", "row"]

DEFAULT_CUTS: Final = (Fraction(4, 5), Fraction(19, 20))
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class AbcRule:
    """How values become classes.

    Attributes:
        cuts: Rising shares of the total, shape (k,).
        crossing: Class of the item that crosses a cut: the lower (``down``) or the upper one (``up``).
        ties: Equal values share a class (``together``), or each row is placed by itself (``row``).
    """

    cuts: tuple[Fraction, ...] = DEFAULT_CUTS
    crossing: Crossing = "down"
    ties: Ties = "together"


def read_cuts(cells: Sequence[Fraction | None]) -> tuple[Fraction, ...]:
    """Return the cuts of a row of cells; blanks are passed over.

    Raises:
        InvalidInputError: ABC-001 no cut, one outside 0 to 1, or they do not rise.

    Examples:
        >>> read_cuts([Fraction(1, 2), None, Fraction(9, 10)])
        (Fraction(1, 2), Fraction(9, 10))
    """
    cuts = tuple(cell for cell in cells if cell is not None)
    rising = all(low < high for low, high in pairwise(cuts))
    if not cuts or not rising or cuts[0] <= 0 or cuts[-1] > 1:
        came = ", ".join(map(shown, cuts)) or "none"
        fix = "Write shares such as 0.8 and 0.95."
        raise InvalidInputError(Issue("ABC-001", "", came, "rising shares above 0, at most 1", fix))
    return cuts


def class_labels(labels: Sequence[CellValue] | None, classes: int) -> tuple[CellValue, ...]:
    """Return one label a class, best first; letters where none are given.

    Args:
        labels: Labels of the user, shape (classes,), or ``None``.
        classes: One more than there are cuts.

    Raises:
        InvalidInputError: ABC-002 too few or too many labels, or a blank one.

    Examples:
        >>> class_labels(None, 3)
        ('A', 'B', 'C')
    """
    if labels is None and classes <= len(_LETTERS):
        return tuple(_LETTERS[:classes])
    if labels is None or len(labels) != classes or any(map(is_blank, labels)):
        came = "none" if labels is None else f"{len(labels)} cells"
        fix = "Give one label more than there are cuts, best class first."
        raise InvalidInputError(Issue("ABC-002", "labels", came, f"{classes} labels", fix))
    return tuple(labels)


def abc_classes(values: Sequence[Fraction | None], rule: AbcRule) -> tuple[int | None, ...]:
    """Return the class of each value by its cumulative share of the total.

    Args:
        values: Sales of each customer, shape (n,); ``None`` is blank.
        rule: Cuts, and what happens at them.

    Returns:
        Class from 0 (best), shape (n,); ``None`` where blank. The largest value is always in the best
        class; zero and negative values are in the last one and no part of the total.

    References:
        Cumulative share with the crossing item one class lower: OCA product_abc_classification, and the
        table of 43 customers at 55 % and 85 % (9cbs.com).

    Examples:
        >>> abc_classes([Fraction(x) for x in (5, 80, 15, 0)], AbcRule())
        (2, 0, 1, 2)
        >>> abc_classes([Fraction(x) for x in (5, 80, 15, 0)], AbcRule(crossing="up"))
        (2, 0, 1, 2)
    """
    last = len(rule.cuts)
    places: list[int | None] = [None if value is None else last for value in values]
    positive = sorted(
        ((value, i) for i, value in enumerate(values) if value is not None and value > 0),
        key=lambda pair: -pair[0],
    )
    total = sum((value for value, _ in positive), Fraction(0))
    bounds = [cut * total for cut in rule.cuts]
    before = Fraction(0)
    for value, rows in _together(positive, rule.ties):
        after = before + value * len(rows)
        for row in rows:
            places[row] = _class(before, after, bounds, rule.crossing) if before else 0
        before = after
    return tuple(places)


def _together(positive: Sequence[tuple[Fraction, int]], ties: Ties) -> Iterator[tuple[Fraction, list[int]]]:
    """Yield each value with the rows that are placed at once, largest first."""
    if ties == "row":
        yield from ((value, [row]) for value, row in positive)
        return
    for value, pairs in groupby(positive, key=lambda pair: pair[0]):
        yield value, [row for _, row in pairs]


def _class(before: Fraction, after: Fraction, bounds: Sequence[Fraction], crossing: Crossing) -> int:
    if crossing == "down":
        return sum(after > bound for bound in bounds)
    return sum(before >= bound for bound in bounds)
