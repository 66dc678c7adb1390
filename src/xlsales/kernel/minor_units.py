"""Large blocks as whole minor units: exact integers in numpy, or a polite refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: From this many cells on, the block path is worth the import of numpy.
BLOCK_FROM: Final = 256
#: Products of amounts and rates stay below this, so that int64 never overflows.
INT64_SAFE: Final = 1 << 62

_PLACES = (0, 2, 4, 6, 9)
#: Below it, a double and the decimal of 15 digits that a cell shows are one to one.
_LARGEST = 1e15
#: Reading at 15 digits changes no number by more than this part of it.
_NOISE = 1e-14


@dataclass(frozen=True, slots=True)
class MinorUnits:
    """A column of exact decimals: ``units / 10 ** places``.

    Attributes:
        units: int64, shape (n,); 0 where blank.
        places: Decimal places of every unit.
        blank: bool, shape (n,).
    """

    units: NDArray[np.int64]
    places: int
    blank: NDArray[np.bool_]

    @property
    def largest(self) -> int:
        """The greatest magnitude, in units."""
        import numpy as np

        return int(np.abs(self.units).max(initial=0))


def read_minor_units(values: Sequence[float | None], places: int | None = None) -> MinorUnits | None:
    """Read a column of cell numbers at 15 digits into whole minor units.

    Args:
        values: Numbers and blanks as cells hold them, shape (n,); nothing else.
        places: Decimal places wanted; ``None`` takes the fewest of 0, 2, 4, 6, 9 that do.

    Returns:
        The exact units, or ``None`` where a value has more places or is too large:
        the caller then takes the plain path.

    Examples:
        >>> found = read_minor_units([0.1 + 0.2, None, 12.0])
        >>> found.units.tolist(), found.places, found.blank.tolist()
        ([30, 0, 1200], 2, [False, True, False])
        >>> read_minor_units([1 / 3]) is None
        True
    """
    import numpy as np

    numbers = np.array(values, dtype=np.float64)  # None becomes NaN
    blank = np.isnan(numbers)
    numbers[blank] = 0.0
    if not np.isfinite(numbers).all():
        return None
    for tried in _PLACES if places is None else (places,):
        units = _whole(numbers, 10.0**tried)
        if units is not None:
            return MinorUnits(units, tried, blank)
    return None


def _whole(numbers: NDArray[np.float64], scale: float) -> NDArray[np.int64] | None:
    import numpy as np

    if np.abs(numbers).max(initial=0.0) >= _LARGEST / scale:
        return None
    scaled = np.rint(numbers * scale)
    back = scaled / scale
    odd = back != numbers
    if odd.any():
        if (np.abs(back - numbers) > _NOISE * np.abs(numbers)).any():
            return None  # more than noise: the number has more places
        # Noise beyond 15 digits: read those as the cell shows them, and try once more.
        shown = np.array([float(f"{number:.15g}") for number in numbers[odd]])
        again = np.rint(shown * scale)
        if (again / scale != shown).any():
            return None
        scaled[odd] = again
    return scaled.astype(np.int64)


def whole_rate(rates: Sequence[Fraction]) -> tuple[list[int], int] | None:
    """Write exact rates as integers over one power of ten.

    Args:
        rates: Exact rates, shape (k,).

    Returns:
        The integers and the power of ten below them, or ``None`` where a rate is
        no decimal of at most 12 places.

    Examples:
        >>> whole_rate([Fraction(1, 20), Fraction(3, 1000)])
        ([50, 3], 3)
        >>> whole_rate([Fraction(1, 3)]) is None
        True
    """
    for places in range(13):
        scale = 10**places
        if all((rate * scale).denominator == 1 for rate in rates):
            return [int(rate * scale) for rate in rates], places
    return None


def round_units(units: NDArray[np.int64], divisor: int) -> NDArray[np.int64]:
    """Divide whole numbers by ``divisor``, halves away from zero.

    Examples:
        >>> import numpy as np
        >>> round_units(np.array([14, 15, -15, -14]), 10).tolist()
        [1, 2, -2, -1]
    """
    import numpy as np

    rounded = (np.abs(units) + divisor // 2) // divisor
    return np.where(units < 0, -rounded, rounded)
