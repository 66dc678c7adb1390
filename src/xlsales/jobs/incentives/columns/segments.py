"""A scale as straight pieces, found by asking the scale itself, and paid for many totals at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from xlsales.jobs.incentives.columns.refusal import UnevenError
from xlsales.jobs.incentives.columns.runs import fits
from xlsales.kernel.numbers import ONE, ZERO

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: A double tells whole numbers apart up to here.
_EXACT: Final = 1 << 53
#: No rounding of a few steps in doubles is off by more than this part of what was added up.
_NOISE: Final = 2.0**-47


class Segment(NamedTuple):
    """A straight piece of a function of a total t and a size s: ``slope t + by_size s + constant``.

    Attributes:
        knot: Where it begins, as a multiple of the size; ``None`` for the first.
        inclusive: The knot itself belongs to it.
    """

    knot: Fraction | None
    inclusive: bool
    slope: Fraction
    by_size: Fraction
    constant: Fraction


class Size(NamedTuple):
    """How a payee's own scale differs from the common one.

    Attributes:
        size: What the knots are multiplied by, above 0.
        slope, constant: What the slopes and the constants are multiplied by.
    """

    size: Fraction = ONE
    slope: Fraction = ONE
    constant: Fraction = ONE


#: Pays nothing.
NOTHING: Final = Size(ZERO, ZERO, ZERO)


def segments_of(
    scale: Callable[[Fraction], Callable[[Fraction], Fraction]], knots: Sequence[Fraction]
) -> list[Segment]:
    """Return a scale as segments, less what a total of 0 earns.

    Args:
        scale: Returns what a total earns, for a size; between knots times the size it is straight.
        knots: Where it may bend or jump, for size 1.

    Examples:
        >>> whole = lambda size: (lambda total: total / 10 if total >= size else ZERO)
        >>> [(one.knot, one.inclusive, float(one.slope)) for one in segments_of(whole, [ONE])]
        [(None, True, 0.0), (Fraction(1, 1), True, 0.1)]
    """
    ordered = sorted({ZERO, *knots})
    single, double = _lines(scale(ONE), ordered, ONE), _lines(scale(ONE * 2), ordered, ONE * 2)
    found = []
    for (knot, inclusive, slope, height), (_, _, _, height_of_two) in zip(single, double, strict=True):
        by_size = height_of_two - height
        found.append(Segment(knot, inclusive, slope, by_size, height - by_size))
    merged = [found[0]]
    for one in found[1:]:
        if one[2:] != merged[-1][2:]:
            merged.append(one)
    return merged


def _lines(
    earned: Callable[[Fraction], Fraction], knots: Sequence[Fraction], size: Fraction
) -> list[tuple[Fraction | None, bool, Fraction, Fraction]]:
    """Return (knot, inclusive, slope, height at 0) of each stretch and of each knot by itself."""
    base = earned(ZERO)
    places = [knot * size for knot in knots]
    stretches = [(places[0] - 2, places[0] - 1)]
    stretches += [((2 * low + high) / 3, (low + 2 * high) / 3) for low, high in pairwise(places)]
    stretches.append((places[-1] + 1, places[-1] + 2))
    found: list[tuple[Fraction | None, bool, Fraction, Fraction]] = []
    for number, (low, high) in enumerate(stretches):
        below, above = earned(low) - base, earned(high) - base
        slope = (above - below) / (high - low)
        height = below - slope * low
        if number:
            knot, place = knots[number - 1], places[number - 1]
            at = earned(place) - base
            if at == height + slope * place:
                found.append((knot, True, slope, height))
            elif at == found[-1][3] + found[-1][2] * place:
                found.append((knot, False, slope, height))
            else:
                found += [(knot, True, ZERO, at), (knot, False, slope, height)]
        else:
            found.append((None, True, slope, height))
    return found


class Reading(NamedTuple):
    """Values as doubles, how far off they may be, and where each comes from."""

    values: NDArray[np.float64]
    errors: NDArray[np.float64]
    pieces: NDArray[np.int64]


@dataclass(frozen=True)
class Sized:
    """Segments for payees of several sizes.

    Attributes:
        segments: The common segments.
        sizes: One for each number of a size.
        places: Decimal places of the totals that are asked for.
        factor: What every value is multiplied by.
    """

    segments: Sequence[Segment]
    sizes: Sequence[Size]
    places: int
    factor: Fraction

    def __post_init__(self) -> None:
        known = {size.size: self._bounds(size) for size in {one.size: one for one in self.sizes}.values()}
        bounds = [known[size.size] for size in self.sizes]
        object.__setattr__(
            self, "_starts", np.array(bounds, dtype=np.int64).reshape(len(self.sizes), len(self.segments) - 1)
        )

    def _bounds(self, size: Size) -> list[int]:
        """Return the first whole total of each segment but the first."""
        found = []
        for segment in self.segments[1:]:
            assert segment.knot is not None
            at = segment.knot * size.size * 10**self.places
            first = -(-at.numerator // at.denominator)
            if not segment.inclusive and at.denominator == 1:
                first += 1
            fits(first, 1)
            found.append(first)
        return found

    def read(self, totals: NDArray[np.int64], sizes: NDArray[np.int64]) -> Reading:
        """Return the value of each total; ``sizes`` are places in ``self.sizes``.

        Raises:
            UnevenError: Totals that a double cannot hold.
        """
        if int(np.abs(totals).max(initial=0)) >= _EXACT:
            raise UnevenError
        starts: NDArray[np.int64] = self._starts  # type: ignore[attr-defined]
        pieces = np.zeros(len(totals), dtype=np.int64)
        for column in range(starts.shape[1]):
            pieces += totals >= starts[sizes, column]
        scale = self.factor / 10**self.places
        slopes = _doubles([one.slope * scale for one in self.segments])[pieces]
        by_size = _doubles([one.by_size * self.factor for one in self.segments])[pieces]
        constants = _doubles([one.constant * self.factor for one in self.segments])[pieces]
        size, slope, constant = (_doubles(column)[sizes] for column in zip(*self.sizes, strict=True))
        first, second, third = slopes * slope * totals, by_size * size, constants * constant
        values = first + second + third
        errors = (np.abs(first) + np.abs(second) + np.abs(third)) * _NOISE
        return Reading(values, errors, pieces)

    def exact(self, total: int, size: int, piece: int) -> Fraction:
        """Return the exact value of a total."""
        segment, its = self.segments[piece], self.sizes[size]
        value = segment.slope * its.slope * Fraction(total, 10**self.places)
        return (value + segment.by_size * its.size + segment.constant * its.constant) * self.factor


def _doubles(values: Sequence[Fraction]) -> NDArray[np.float64]:
    return np.array([float(value) for value in values], dtype=np.float64)
