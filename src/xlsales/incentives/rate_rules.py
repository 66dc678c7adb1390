"""Rates by rule: the most specific rule that fits wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from xlsales.incentives.keys import BLANK, Key
from xlsales.kernel.issues import ComputationError, InvalidInputError, Issue

#: Which keys a rule names.
Mask: TypeAlias = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class RateRule:
    """A rate for whatever fits its keys.

    Attributes:
        row: Its place in the table, from 1, for messages.
        keys: One for each key column; a blank fits any.
        rate: The rate.
        first: First day in force, ``None`` since ever.
        last: Last day in force, ``None`` for ever.
    """

    row: int
    keys: tuple[Key, ...]
    rate: Fraction
    first: date | None = None
    last: date | None = None

    @property
    def mask(self) -> Mask:
        """Which keys the rule names."""
        return tuple(key != BLANK for key in self.keys)

    def is_in_force(self, day: date | None) -> bool:
        """Tell whether a day lies in the rule's window, both ends counted; no day is in any."""
        if day is None:
            return True
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Rules, found by the keys they name.

    Attributes:
        by_mask: For each set of named keys, the rules by the values of those keys.
    """

    by_mask: Mapping[Mask, Mapping[tuple[Key, ...], Sequence[RateRule]]]

    @classmethod
    def of(cls, rules: Iterable[RateRule]) -> RuleBook:
        """Return a book of some rules."""
        by_mask: dict[Mask, dict[tuple[Key, ...], list[RateRule]]] = {}
        for rule in rules:
            by_mask.setdefault(rule.mask, {}).setdefault(_named(rule.keys, rule.mask), []).append(rule)
        return cls(by_mask)

    def rate_for(self, keys: Sequence[Key], day: date | None = None) -> Fraction:
        """Return the rate of the most specific rule in force: the one that names most keys.

        Args:
            keys: One key a column of the rules.
            day: The day that counts; ``None`` asks for no window.

        Raises:
            InvalidInputError: RULE-001 two rules fit equally; both rows are named.
            ComputationError: RULE-002 (``#N/A``) no rule fits.

        Examples:
            >>> anything = RateRule(1, (("blank", None),), Fraction(1, 20))
            >>> tea = RateRule(2, (("text", "tea"),), Fraction(1, 10))
            >>> book = RuleBook.of([anything, tea])
            >>> book.rate_for([("text", "tea")]), book.rate_for([("text", "ink")])
            (Fraction(1, 10), Fraction(1, 20))
        """
        best: list[RateRule] = []
        named = -1
        for mask, rules in self.by_mask.items():
            if sum(mask) < named:
                continue
            fitting = [rule for rule in rules.get(_named(keys, mask), ()) if rule.is_in_force(day)]
            if fitting and sum(mask) > named:
                best, named = [], sum(mask)
            best += fitting
        if not best:
            raise ComputationError(_no_rule(keys, day))
        if len(best) > 1:
            raise InvalidInputError(_tie(best))
        return best[0].rate


def _named(keys: Sequence[Key], mask: Mask) -> tuple[Key, ...]:
    return tuple(key for key, names in zip(keys, mask, strict=True) if names)


def _no_rule(keys: Sequence[Key], day: date | None) -> Issue:
    came = ", ".join("blank" if key == BLANK else str(key[1]) for key in keys)
    when = f" on {day}" if day else ""
    fix = "Add a rule, or one with blank keys that fits anything."
    return Issue("RULE-002", "keys", came + when, "keys that a rule fits", fix, cell_error="#N/A")


def _tie(best: Sequence[RateRule]) -> Issue:
    rows = sorted(rule.row for rule in best)
    came = "rows " + " and ".join(map(str, rows)) + " fit equally"
    fix = "Name one more key in one of them, or let their dates not overlap."
    return Issue("RULE-001", "rules", came, "one most specific rule", fix)
