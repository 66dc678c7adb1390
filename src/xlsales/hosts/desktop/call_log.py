"""Why cells show errors: the issues of the latest call of each cell, until it succeeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from xlsales.kernel.issues import Issue

#: Cells remembered; the oldest is forgotten first.
MOST_CELLS: Final = 1000


@dataclass(frozen=True, slots=True)
class Refusal:
    """What one call in one cell complained about.

    Attributes:
        where: The cell with its book and sheet, as Excel writes it; empty for a call from a macro.
        function: Name of the function.
        issues: What was wrong.
    """

    where: str
    function: str
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class CallLog:
    """Issues by cell and function; a call without issues clears its own.

    Examples:
        >>> log = CallLog()
        >>> log.note("[Plan.xlsx]S!$A$1", "SPLIT", [Issue("ARG-001", "total", "x", "a number", "Fix it.")])
        >>> [(each.where, each.function) for each in log.refusals()]
        [('[Plan.xlsx]S!$A$1', 'SPLIT')]
        >>> log.note("[Plan.xlsx]S!$A$1", "SPLIT", [])
        >>> log.refusals()
        ()
    """

    _cells: dict[tuple[str, str], Refusal] = field(default_factory=dict)

    def note(self, where: str, function: str, issues: Sequence[Issue]) -> None:
        """Remember what a call complained about, in place of what it said before."""
        key = (where, function)
        self._cells.pop(key, None)
        if issues:
            self._cells[key] = Refusal(where, function, tuple(issues))
            if len(self._cells) > MOST_CELLS:
                del self._cells[next(iter(self._cells))]

    def refusals(self) -> tuple[Refusal, ...]:
        """Return what is still wrong, the newest first."""
        return tuple(reversed(self._cells.values()))


#: The log of this process.
CALLS: Final = CallLog()
