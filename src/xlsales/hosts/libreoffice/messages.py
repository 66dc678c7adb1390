"""What the functions said since the last full recalculation, for whoever asks why a cell shows an error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from xlsales.kernel.issues import Issue

#: Different messages kept; later ones are dropped until the list is cleared.
_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Message:
    """What a function said, and how often.

    Attributes:
        function: Name of the function, no namespace.
        issue: What it said.
        calls: How many calls it came from.
    """

    function: str
    issue: Issue
    calls: int


_heard: Counter[tuple[str, Issue]] = Counter()


def tell(function: str, issues: Iterable[Issue]) -> None:
    """Keep what a call said.

    Examples:
        >>> forget()
        >>> tell("SPLIT", [Issue("ARG-004", "total", "nothing", "a number", "Write it.")] * 2)
        >>> [(message.function, message.issue.code, message.calls) for message in messages()]
        [('SPLIT', 'ARG-004', 2)]
    """
    for issue in issues:
        if (function, issue) in _heard or len(_heard) < _MOST:
            _heard[function, issue] += 1


def messages() -> tuple[Message, ...]:
    """Return what was said, in the order in which it was first heard."""
    return tuple(Message(function, issue, calls) for (function, issue), calls in _heard.items())


def forget() -> None:
    """Clear the list."""
    _heard.clear()
