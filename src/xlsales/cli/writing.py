"""A file that cannot be written is told as any other problem: with its place and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsales.kernel.issues import InvalidInputError, Issue


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Write an output within; what the system refuses becomes a problem of that output.

    Raises:
        InvalidInputError: INPUT-018 the place cannot be written.

    Examples:
        >>> with writing(Path("report.xlsx")):
        ...     raise PermissionError(13, "Permission denied")
        Traceback (most recent call last):
        ...
        xlsales.kernel.issues.InvalidInputError: INPUT-018 at report.xlsx: got Permission denied, \
expected a place that can be written. Close the file where it is open, or name another place.
    """
    try:
        yield
    except OSError as error:
        raise InvalidInputError(not_written(str(target), error)) from None


def not_written(where: str, error: OSError) -> Issue:
    """Return what the system refused, as a problem of a place."""
    got = error.strerror or str(error)
    fix = "Close the file where it is open, or name another place."
    return Issue("INPUT-018", where, got, "a place that can be written", fix)
