"""Events that run up together: sums and differences within each group, whole numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsales.jobs.incentives.columns.refusal import UnevenError
from xlsales.kernel.minor_units import INT64_SAFE

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Whole numbers below this are doubles without loss.
_EXACT: Final = 1 << 53


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
        """Return events by key from 0, those of one key in their own order."""
        order = stable_order(keys)
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


@dataclass(frozen=True, slots=True)
class Groups:
    """Events that are summed up, whatever their order.

    Attributes:
        lasts: Place of the last event of each group, groups by rising key.
        totals: Sum of each group.
    """

    lasts: NDArray[np.int64]
    totals: NDArray[np.int64]

    @classmethod
    def of(cls, keys: NDArray[np.int64], values: NDArray[np.int64]) -> Groups:
        """Return sums by key from 0.

        Examples:
            >>> groups = Groups.of(np.array([7, 3, 7]), np.array([1, 2, 30]))
            >>> groups.lasts.tolist(), groups.totals.tolist()
            ([1, 2], [2, 31])
        """
        room = int(keys.max(initial=-1)) + 1
        if room > _dense(len(keys)) or float(np.abs(values).sum(dtype=np.float64)) >= _EXACT:
            runs = Runs.of(keys)
            return cls(runs.order[runs.lasts], runs.running(values[runs.order])[runs.lasts])
        last = np.full(room, -1, dtype=np.int64)
        last[keys] = np.arange(len(keys))
        found = np.flatnonzero(last >= 0)
        # Sums of whole numbers that stay below 2 ** 53 are exact in doubles.
        totals = np.bincount(keys, weights=values, minlength=room)
        return cls(last[found], totals[found].astype(np.int64))


def distinct(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return a place of each different key, by rising key, and which of them each event has.

    Examples:
        >>> places, numbers = distinct(np.array([7, 3, 7]))
        >>> numbers.tolist()
        [1, 0, 1]
    """
    room = int(keys.max(initial=-1)) + 1
    if room > _dense(len(keys)):
        _, places, numbers = np.unique(keys, return_index=True, return_inverse=True)
        return places, numbers.reshape(-1)
    place = np.full(room, -1, dtype=np.int64)
    place[keys] = np.arange(len(keys))
    number = np.cumsum(place >= 0) - 1
    return place[place >= 0], number[keys]


def stable_order(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the order of keys from 0, equal ones as they came: 16 bits at a time, which numpy does quickly.

    Examples:
        >>> stable_order(np.array([70_000, 3, 70_000, 1])).tolist()
        [3, 1, 0, 2]
    """
    highest = int(keys.max(initial=0))
    order: NDArray[np.int64] = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    shift = 16
    while highest >> shift:
        digits = ((keys >> shift) & 0xFFFF).astype(np.uint16)
        order = order[np.argsort(digits[order], kind="stable")]
        shift += 16
    return order


def _dense(count: int) -> int:
    """Return how large keys may be for tables of all of them."""
    return 8 * count + (1 << 16)


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
    """Return one number from 0 for each combination of numbers, in their order.

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
