"""Entries of the ledger, and the differences between what was posted and what is worked out now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal, NamedTuple, TypeAlias

from xlsales.kernel.decimals import written
from xlsales.kernel.phrases import Phrase

State: TypeAlias = Literal["draft", "approved", "locked", "paid"]
#: Each state follows the one before it.
STATES: Final[tuple[State, ...]] = ("draft", "approved", "locked", "paid")


class Source(NamedTuple):
    """What an entry stands for: a payee's component in a month, and the event or rule behind it."""

    payee: str
    component: str
    earned: date
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount posted in a month for what was earned in that month or an earlier one.

    Attributes:
        month: First day of the month in which it is posted.
        source: What it stands for.
        amount: Exact amount.
        words: Its cause.
    """

    month: date
    source: Source
    amount: Fraction
    words: str = ""


def delta_entries(month: date, worked_out: Iterable[Entry], posted: Mapping[Source, Fraction]) -> list[Entry]:
    """Return what has to be posted in an open month for months that are locked.

    Args:
        month: The open month.
        worked_out: Entries of the locked months as they are worked out now.
        posted: What was posted for them so far, in whatever month.

    Returns:
        One entry for every source whose amount differs; together with what was posted they make
        exactly what is worked out now.

    Examples:
        >>> january = date(2026, 1, 1)
        >>> source = Source("Ann", "commission", january, "pay T1")
        >>> now = [Entry(january, source, Fraction(80))]
        >>> [(int(e.amount), e.words) for e in delta_entries(date(2026, 2, 1), now, {source: Fraction(100)})]
        [(-20, 'changed: 100 → 80')]
    """
    now: dict[Source, Fraction] = {}
    for entry in worked_out:
        known = now.get(entry.source)
        now[entry.source] = entry.amount if known is None else known + entry.amount
    found = []
    for source in now.keys() | posted.keys():
        before, after = posted.get(source), now.get(source)
        difference = (after or Fraction(0)) - (before or Fraction(0)) if before != after else Fraction(0)
        if difference:
            found.append(Entry(month, source, difference, _cause(before, after)))
    return sorted(found, key=lambda entry: entry.source)


def _cause(before: Fraction | None, after: Fraction | None) -> str:
    if not before:
        return Phrase("new")
    if after is None:
        return Phrase("no longer there")
    return Phrase("changed: {} → {}", written(before), written(after))
