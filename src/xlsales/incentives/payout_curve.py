"""Payout curves: what an attainment pays, straight from knot to knot."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from xlsales.incentives.tier_tables import cell_issues, number_in, used_lines
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO, shown
from xlsales.kernel.steps import reached
from xlsales.kernel.values import CellValue

Below: TypeAlias = Literal["zero", "first", "extend"]
Above: TypeAlias = Literal["cap", "extend"]
BELOW: Final[tuple[Below, ...]] = ("zero", "first", "extend")
ABOVE: Final[tuple[Above, ...]] = ("cap", "extend")

_COLUMNS: Final = ("attainment", "payout")


@dataclass(frozen=True, slots=True)
class Curve:
    """Knots of a payout curve.

    Attributes:
        attainments: Never falling, shape (k,); at equal ones the curve jumps, the later applies.
        payouts: Shape (k,).
    """

    attainments: tuple[Fraction, ...]
    payouts: tuple[Fraction, ...]

    def slope(self, knot: int) -> Fraction | None:
        """Return the slope from a knot to the next, ``None`` where the curve jumps."""
        size = self.attainments[knot + 1] - self.attainments[knot]
        return (self.payouts[knot + 1] - self.payouts[knot]) / size if size else None

    def outer_slope(self, *, first: bool) -> Fraction:
        """Return the slope of the first or the last stretch; 0 where there is none."""
        knots = range(len(self.payouts) - 1)
        slopes = (self.slope(knot) for knot in (knots if first else reversed(knots)))
        return next((slope for slope in slopes if slope is not None), ZERO)


def curve_payout(curve: Curve, attainment: Fraction, below: Below = "zero", above: Above = "cap") -> Fraction:
    """Return what an attainment pays on a curve.

    Args:
        curve: The knots.
        attainment: 1 is 100 %.
        below: Below the first knot: ``zero``, the ``first`` knot's payout, or ``extend`` the first
            stretch.
        above: Above the last knot: ``cap`` at its payout or ``extend`` the last stretch.

    Examples:
        >>> curve = Curve((Fraction(1, 2), Fraction(1)), (Fraction(0), Fraction(1)))
        >>> [float(curve_payout(curve, Fraction(x))) for x in ("0.4", "0.5", "0.75", "1.2")]
        [0.0, 0.0, 0.5, 1.0]
    """
    knot = reached(curve.attainments, attainment)
    if knot < 0:
        return _below(curve, attainment, below)
    way = attainment - curve.attainments[knot]
    if knot == len(curve.attainments) - 1:
        return curve.payouts[-1] + (way * curve.outer_slope(first=False) if above == "extend" else ZERO)
    return curve.payouts[knot] + way * (curve.slope(knot) or ZERO)


def _below(curve: Curve, attainment: Fraction, below: Below) -> Fraction:
    if below == "zero":
        return ZERO
    if below == "first":
        return curve.payouts[0]
    return curve.payouts[0] + (attainment - curve.attainments[0]) * curve.outer_slope(first=True)


def read_curve(block: Block[CellValue]) -> Curve:
    """Read the knots of a curve: attainment and payout, one knot a row.

    Raises:
        InvalidInputError: TIER-002 text, TIER-005 a blank, CURVE-001 attainments that fall,
            CURVE-002 not two columns.
    """
    lines = used_lines(block)
    if not lines or len(lines[0].cells) != 2:
        came = f"{block.height} x {block.width} cells" if lines else "only blank cells"
        fix = "Select attainment and payout side by side, one knot a row."
        raise InvalidInputError(Issue("CURVE-002", "", came, "two columns", fix))
    issues = list(cell_issues(lines, (0, 1), _COLUMNS))
    before: Fraction | None = None
    for line in lines:
        attainment = number_in(line.cells[0])
        if attainment is not None and before is not None and attainment < before:
            fix = "List the knots by rising attainment; equal ones make a jump."
            expected = f"{shown(before)} or more"
            issues.append(Issue("CURVE-001", line.place(0), shown(attainment), expected, fix))
        before = attainment if attainment is not None else before
    if issues:
        raise InvalidInputError(*issues)
    numbers = [[number_in(cell) or ZERO for cell in line.cells] for line in lines]
    return Curve(tuple(row[0] for row in numbers), tuple(row[1] for row in numbers))
