"""Bands of a score: labels that begin at a bound, such as A from 80."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import exact, shown
from xlsales.kernel.steps import Boundary, first_not_rising, reached
from xlsales.kernel.values import CellValue, is_blank, is_number


@dataclass(frozen=True, slots=True)
class Bands:
    """Labels and where they begin, lowest first.

    Attributes:
        bounds: Rising lower bounds, shape (n,).
        labels: Label of each band, shape (n,).
    """

    bounds: tuple[Fraction, ...]
    labels: tuple[CellValue, ...]


def read_bands(rows: Sequence[Sequence[CellValue]]) -> Bands:
    """Read a table of bands.

    Args:
        rows: Bound and label in either order, shape (n, 2), rising or falling; wholly blank rows are
            passed over. Where both columns hold numbers, the first is the bound.

    Raises:
        InvalidInputError: BAND-001 not two columns or no row, BAND-002 a bound is no number,
            BAND-003 a label is missing, BAND-004 the bounds neither rise nor fall.

    Examples:
        >>> read_bands([["A", 80], ["B", 60], ["C", 0]])
        Bands(bounds=(Fraction(0, 1), Fraction(60, 1), Fraction(80, 1)), labels=('C', 'B', 'A'))
    """
    placed = [(i, row) for i, row in enumerate(rows) if not all(map(is_blank, row))]
    if not placed or len(placed[0][1]) != 2:
        came = f"{len(rows[0])} columns" if placed else "no band"
        fix = "Select the columns bound and label, one row a band."
        raise InvalidInputError(Issue("BAND-001", "", came, "two columns: lower bound, label", fix))
    bound_at = 0 if all(is_number(row[0]) for _, row in placed) else 1
    if bound_at and not any(is_number(row[1]) for _, row in placed):
        bound_at = 0
    raise_if_any(issue for i, row in placed for issue in _row_issues(i, row, bound_at))
    pairs = [(exact(_as_number(row[bound_at])), row[1 - bound_at]) for _, row in placed]
    if len(pairs) > 1 and pairs[0][0] > pairs[1][0]:
        pairs.reverse()
    bounds = tuple(bound for bound, _ in pairs)
    wrong = first_not_rising(bounds)
    if wrong is not None:
        raise InvalidInputError(_disordered(bounds[wrong - 1], bounds[wrong]))
    return Bands(bounds, tuple(label for _, label in pairs))


def band_of(bands: Bands, score: Fraction, boundary: Boundary = "lower") -> CellValue:
    """Return the label of the band that a score has reached.

    Args:
        bands: The bands.
        score: What is graded, in the bounds' unit.
        boundary: ``lower``: a score equal to a bound is in the band that begins there; ``upper``: in
            the one below.

    Raises:
        InvalidInputError: BAND-005 the score is below the lowest band; a cell shows ``#N/A``.

    References:
        Chinese customer grading at 80, 60, 40 (pinggu.org thread 13383317), whose text leaves the
        bounds themselves open; ``boundary`` closes them.

    Examples:
        >>> bands = read_bands([[0, "D"], [40, "C"], [60, "B"], [80, "A"]])
        >>> band_of(bands, Fraction(80)), band_of(bands, Fraction(80), "upper")
        ('A', 'B')
    """
    step = reached(bands.bounds, score, boundary)
    if step < 0:
        raise InvalidInputError(_below(score, bands.bounds[0], boundary))
    return bands.labels[step]


def _row_issues(index: int, row: Sequence[CellValue], bound_at: int) -> list[Issue]:
    issues = []
    if not is_number(row[bound_at]):
        came = "blank" if is_blank(row[bound_at]) else f"the text {row[bound_at]!r}"
        fix = "Type the score where this band begins."
        issues.append(Issue("BAND-002", f"[{index + 1},{bound_at + 1}]", came, "a number", fix))
    if is_blank(row[1 - bound_at]):
        fix = "Type the label of this band."
        issues.append(Issue("BAND-003", f"[{index + 1},{2 - bound_at}]", "blank", "a label", fix))
    return issues


def _as_number(value: CellValue) -> float:
    assert isinstance(value, (int, float))
    return value


def _disordered(before: Fraction, after: Fraction) -> Issue:
    came = f"{shown(after)} beside {shown(before)}"
    fix = "List each bound once, from the lowest to the highest or the other way round."
    return Issue("BAND-004", "", came, "bounds that rise or fall", fix)


def _below(score: Fraction, lowest: Fraction, boundary: Boundary) -> Issue:
    expected = f"{'at least' if boundary == 'lower' else 'more than'} {shown(lowest)}"
    fix = "Add a band that begins lower, such as 0."
    return Issue("BAND-005", "score", shown(score), expected, fix, cell_error="#N/A")
