"""Events that run up together: sums and differences within each group, whole numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xlsales.jobs.incentives.columns.refusal import UnevenError
from xlsales.kernel.minor_units import INT64_SAFE

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Runs:
    """The order in which events run up, group after group.

    Attributes:
        order: Place of each event, sorted by group and within it as the events were given.
        group: Number of each one's group, from 0, rising.
        firsts: Where each group begins.
    """

    order: NDArray[np.int64]
    group: NDArray[np.int64]
    firsts: NDArray[np.int64]

    @classmethod
    def of(cls, keys: NDArray[np.int64]) -> Runs:
        """Return events by key, those of one key in their own order."""
        order = np.argsort(keys, kind="stable")
        found = keys[order]
        begins = np.ones(len(found), dtype=bool)
        begins[1:] = found[1:] != found[:-1]
        return cls(order, np.cumsum(begins) - 1, np.flatnonzero(begins))

    @property
    def lasts(self) -> NDArray[np.int64]:
        """Where each group ends."""
        ends: NDArray[np.int64] = np.append(self.firsts[1:], len(self.order)) - 1
        return ends if len(self.firsts) else self.firsts

    def running(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return each group's running total.

        Raises:
            UnevenError: The totals are too large for whole numbers of 64 bits.
        """
        if float(np.abs(values).sum(dtype=np.float64)) >= INT64_SAFE:
            raise UnevenError
        total: NDArray[np.int64] = np.cumsum(values)
        before = (total - values)[self.firsts]
        return total - before[self.group]

    def before(self, totals: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return what stood before each event, 0 before a group's first."""
        earlier = np.zeros_like(totals)
        earlier[1:] = totals[:-1]
        earlier[self.firsts] = 0
        return earlier


def fits(largest: int, factor: int) -> None:
    """Do nothing where a product stays within 64 bits.

    Raises:
        UnevenError: It does not.
    """
    if largest * abs(factor) >= INT64_SAFE:
        raise UnevenError


def largest_of(values: NDArray[np.int64]) -> int:
    """Return the greatest magnitude."""
    return int(np.abs(values).max(initial=0))


def key_of(*parts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return one number for each combination of numbers, in their order.

    Raises:
        UnevenError: There are too many combinations.
    """
    key = np.zeros(len(parts[0]), dtype=np.int64)
    room = 1
    for part in parts:
        low, high = (int(part.min()), int(part.max())) if len(part) else (0, 0)
        size = high - low + 1
        room *= size
        fits(room, 1)
        key = key * size + (part - low)
    return key


def whole_quotients(numbers: NDArray[np.int64], divisor: int, *, to_even: bool) -> NDArray[np.int64]:
    """Divide by a positive whole number; halves away from zero, or to the even neighbour.

    Examples:
        >>> numbers = np.array([5, 15, -5, -15, 14])
        >>> whole_quotients(numbers, 10, to_even=False).tolist()
        [1, 2, -1, -2, 1]
        >>> whole_quotients(numbers, 10, to_even=True).tolist()
        [0, 2, 0, -2, 1]
    """
    if divisor == 1:
        return numbers.copy()
    sizes = np.abs(numbers)
    rounded = (2 * sizes + divisor) // (2 * divisor)
    if to_even:
        tie = (2 * sizes) % (2 * divisor) == divisor
        rounded -= tie & (rounded % 2 == 1)
    return np.where(numbers < 0, -rounded, rounded)
