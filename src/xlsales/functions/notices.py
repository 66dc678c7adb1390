"""Notes and warnings of one call: told beside the result, never inside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from xlsales.kernel.issues import Issue

_notices: ContextVar[list[Issue] | None] = ContextVar("notices", default=None)


def notice(issue: Issue) -> None:
    """Tell something about the call that is being made; without a listener it is dropped."""
    heard = _notices.get()
    if heard is not None:
        heard.append(issue)


@contextmanager
def listening() -> Iterator[list[Issue]]:
    """Collect what is told inside the ``with`` block.

    Examples:
        >>> with listening() as heard:
        ...     notice(Issue("RFM-010", "dates", "2 rows", "none after as_of", "They are left out."))
        >>> [issue.code for issue in heard]
        ['RFM-010']
    """
    heard: list[Issue] = []
    token = _notices.set(heard)
    try:
        yield heard
    finally:
        _notices.reset(token)
