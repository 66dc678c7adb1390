"""What went wrong, where, and how to mend it: the one form in which xlsales complains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem, told so that the reader can mend it alone.

    Attributes:
        code: Stable documented code, e.g. ``TARGET-002``.
        where: Cell, argument or ``file:line`` that is at fault.
        got: What came.
        expected: What was expected instead.
        fix: What to do about it, one sentence.
        severity: ``error`` stops a result, ``warning`` and ``note`` do not.
        cell_error: Excel error value that a cell shows for it.

    Examples:
        >>> print(Issue("COMM-010", "Plan!C7", "0.9", "more than 1", "List tiers by rising bound."))
        COMM-010 at Plan!C7: got 0.9, expected more than 1. List tiers by rising bound.
    """

    code: str
    where: str
    got: str
    expected: str
    fix: str
    severity: Severity = "error"
    cell_error: str = "#VALUE!"

    def __str__(self) -> str:
        return f"{self.code} at {self.where}: got {self.got}, expected {self.expected}. {self.fix}"

    def at(self, where: str) -> Issue:
        """Return the same problem seen from ``where``, once its true place is known."""
        return replace(self, where=where)


class XlSalesError(Exception):
    """Every error of xlsales: it carries one or more issues, never only a text."""

    def __init__(self, *issues: Issue) -> None:
        if not issues:
            raise ValueError("XlSalesError needs at least one issue")
        self.issues = issues
        super().__init__("\n".join(str(issue) for issue in issues))


class InvalidInputError(XlSalesError):
    """An argument, a cell or a table holds something that cannot be used."""


class RefusedFileError(XlSalesError):
    """A file is encrypted, signed, damaged or hostile, and was left alone."""


class ComputationError(XlSalesError):
    """The input is fine, but there is no result, such as a margin that cannot be met."""


def raise_if_any(issues: Iterable[Issue]) -> None:
    """Raise ``InvalidInputError`` with every issue of severity ``error``, if there is one."""
    errors = tuple(issue for issue in issues if issue.severity == "error")
    if errors:
        raise InvalidInputError(*errors)
