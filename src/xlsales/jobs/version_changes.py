"""What a new version of targets changes, and why each target changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from xlsales.kernel.numbers import ZERO
from xlsales.targets.versions import Change, changes_between

if TYPE_CHECKING:
    from xlsales.jobs.targets import Targets

_Key = tuple[tuple[str, ...], date]


@dataclass(frozen=True, slots=True)
class VersionChange:
    """A target that changed, and the reason that the data show.

    Attributes:
        change: Labels and month, old and new amount.
        cause: ``new line``, ``line dropped``, ``in service otherwise`` or ``split again``.
    """

    change: Change[_Key]
    cause: str


def version_changes(result: Targets) -> list[VersionChange]:
    """Return the targets that differ from the previous version; none without one."""
    if not result.tables.previous:
        return []
    old: dict[_Key, Fraction] = {}
    for row in result.tables.previous:
        key = tuple(row.labels.get(name, "") for name in result.dimensions), row.month.replace(day=1)
        old[key] = old.get(key, ZERO) + row.target
    new = {(line.labels, line.month): line.target for line in result.lines}
    known_before = {labels for labels, _ in old}
    known_now = {labels for labels, _ in new}
    return [
        VersionChange(change, _cause(change, known_before, known_now, old))
        for change in changes_between(old, new)
        if change.difference
    ]


def _cause(
    change: Change[_Key],
    before: set[tuple[str, ...]],
    now: set[tuple[str, ...]],
    old: Mapping[_Key, Fraction],
) -> str:
    labels = change.key[0]
    if labels not in before:
        return "new line"
    if labels not in now:
        return "line dropped"
    if not change.old or not change.new:
        return "in service otherwise"
    return "split again"
