"""Two logs of the same events: what only one of them has, and where their amounts differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from xlsales.kernel.numbers import ZERO

Finding: TypeAlias = Literal["only first", "only second", "amount", "count"]


class LogDifference(NamedTuple):
    """An event that two logs tell differently.

    Attributes:
        key: What identifies it, such as person, customer and day.
        finding: In which way they differ; ``count`` where one has it more often.
        first, second: What each log adds up to for it; ``None`` where it has none.
    """

    key: Hashable
    finding: Finding
    first: Fraction | None
    second: Fraction | None

    @property
    def difference(self) -> Fraction:
        """The second log's amount less the first's."""
        return (self.second or ZERO) - (self.first or ZERO)


def log_differences(
    first: Iterable[tuple[Hashable, Fraction]],
    second: Iterable[tuple[Hashable, Fraction]],
    tolerance: Fraction = ZERO,
) -> tuple[LogDifference, ...]:
    """Compare two logs, as a third party does that supervises the counted events (IN11).

    Args:
        first: Key and amount of each event that pay is based on, in any order; a visit counts 1.
        second: The same from the other source.
        tolerance: Amounts that differ by no more than this agree.

    Returns:
        Differences in the order of the keys' first appearance; nothing where the logs agree.

    Examples:
        >>> ours = [("visit 1", Fraction(1)), ("visit 2", Fraction(1))]
        >>> theirs = [("visit 2", Fraction(1)), ("visit 3", Fraction(1))]
        >>> [(one.key, one.finding) for one in log_differences(ours, theirs)]
        [('visit 1', 'only first'), ('visit 3', 'only second')]
    """
    logs: tuple[dict[Hashable, list[Fraction]], ...] = (defaultdict(list), defaultdict(list))
    for log, rows in zip(logs, (first, second), strict=True):
        for key, amount in rows:
            log[key].append(amount)
    found = []
    for key in dict.fromkeys([*logs[0], *logs[1]]):
        mine, theirs = logs[0].get(key), logs[1].get(key)
        finding = _finding(mine, theirs, tolerance)
        if finding is not None:
            found.append(LogDifference(key, finding, _total(mine), _total(theirs)))
    return tuple(found)


def _finding(
    mine: list[Fraction] | None, theirs: list[Fraction] | None, tolerance: Fraction
) -> Finding | None:
    if theirs is None:
        return "only first"
    if mine is None:
        return "only second"
    if abs(sum(mine, ZERO) - sum(theirs, ZERO)) > tolerance:
        return "amount"
    return None if len(mine) == len(theirs) else "count"


def _total(amounts: list[Fraction] | None) -> Fraction | None:
    return None if amounts is None else sum(amounts, ZERO)
