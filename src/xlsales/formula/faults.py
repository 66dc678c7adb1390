"""What can be wrong with the text of a formula, told as issues."""

from __future__ import annotations

from typing import Final

from xlsales.kernel.issues import Issue, XlSalesError

#: Longest text that is read; Excel itself stops at 8,192 characters.
MAX_LENGTH: Final = 65_536
#: Most calls and parentheses inside one another; Excel itself stops at 64 functions.
MAX_DEPTH: Final = 256


class FormulaError(XlSalesError):
    """The text is no formula that Excel could have stored, or is beyond our limits."""


def too_long(length: int) -> FormulaError:
    """Return FORMULA-001, for a text that is refused unread."""
    return FormulaError(
        Issue(
            "FORMULA-001",
            "formula",
            f"{length:,} characters",
            f"at most {MAX_LENGTH:,}",
            "Move parts of the formula to cells of their own.",
        )
    )


def too_deep(position: int, limit: int = MAX_DEPTH) -> FormulaError:
    """Return FORMULA-002, for brackets, names and LETs nested beyond reason."""
    return FormulaError(
        Issue(
            "FORMULA-002",
            place_of(position),
            f"more than {limit} levels inside one another",
            f"at most {limit}",
            "Move parts of the formula to cells of their own.",
        )
    )


def unexpected(text: str, position: int, expected: str) -> FormulaError:
    """Return FORMULA-003, for a place where the text stops being a formula."""
    rest = text[position : position + 20]
    return FormulaError(
        Issue(
            "FORMULA-003",
            place_of(position),
            repr(rest) if rest else "the end of the formula",
            expected,
            "Correct the formula in Excel, or leave this cell out.",
            cell_error="#NAME?",
        )
    )


def place_of(position: int) -> str:
    """Return how a person counts: the first character is number 1.

    Examples:
        >>> place_of(0)
        'character 1 of the formula'
    """
    return f"character {position + 1} of the formula"
