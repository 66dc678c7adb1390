"""Two versions of targets beside each other: what changed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Generic, Literal, NamedTuple, TypeVar

Key = TypeVar("Key")
ChangeKind = Literal["new", "dropped", "raised", "lowered"]


class Change(NamedTuple, Generic[Key]):
    """A target that differs between two versions; ``None`` where a version does not have it."""

    key: Key
    old: Fraction | None
    new: Fraction | None
    kind: ChangeKind

    @property
    def difference(self) -> Fraction:
        """The new amount less the old one."""
        return (self.new or Fraction(0)) - (self.old or Fraction(0))


def changes_between(old: Mapping[Key, Fraction], new: Mapping[Key, Fraction]) -> list[Change[Key]]:
    """Return every target that differs, in the order of the new version, dropped ones last.

    Examples:
        >>> changes = changes_between({"Ann": Fraction(5), "Bob": Fraction(5)}, {"Ann": Fraction(7)})
        >>> [(change.key, change.kind, int(change.difference)) for change in changes]
        [('Ann', 'raised', 2), ('Bob', 'dropped', -5)]
    """
    changes: list[Change[Key]] = []
    for key, amount in new.items():
        before = old.get(key)
        if before is None:
            changes.append(Change(key, None, amount, "new"))
        elif before != amount:
            changes.append(Change(key, before, amount, "raised" if amount > before else "lowered"))
    changes += (Change(key, amount, None, "dropped") for key, amount in old.items() if key not in new)
    return changes
