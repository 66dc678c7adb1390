"""What a button shows: a page of rows, with links to cells, in the user's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from xlsales.kernel.issues import Issue

Language: TypeAlias = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Link:
    """A cell of the same book to jump to."""

    sheet: str
    cell: str

    @property
    def label(self) -> str:
        """The place as a person reads it."""
        return f"{self.sheet}!{self.cell}"

    @property
    def formula(self) -> str:
        """A formula that jumps there and works on Windows, on a Mac and after sending the file.

        Examples:
            >>> Link("Bob's", "B2").formula
            '=HYPERLINK("#\\'Bob\\'\\'s\\'!B2","Bob\\'s!B2")'
        """
        sheet = self.sheet.replace("'", "''")
        target = f"#'{sheet}'!{self.cell}".replace('"', '""')
        label = self.label.replace('"', '""')
        return f'=HYPERLINK("{target}","{label}")'


PageCell: TypeAlias = str | float | Link


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to be.

    Attributes:
        title: Wanted name of the sheet; the book may have to number it.
        columns: Heading of each column.
        rows: As many cells as columns each.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[PageCell, ...], ...]


_ISSUE_COLUMNS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("Where", "Code", "Got", "Expected", "What to do"),
    "zh": ("位置", "代码", "实际", "应为", "怎么办"),
}
_ISSUE_TITLE: Final[dict[Language, str]] = {"en": "xlsales issues", "zh": "xlsales 问题"}
_EXTERNAL: Final = re.compile(r"'?\[(?P<book>[^\]]+)\](?P<sheet>.+?)'?!(?P<cell>\$?[A-Z]+\$?\d+)")
_OWN: Final = re.compile(r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!\[]+))!(?P<cell>\$?[A-Z]+\$?\d+)")


def book_of(address: str) -> str:
    """Return the book that an address as Excel writes it belongs to, empty where it names none.

    Examples:
        >>> book_of("'[Sales plan.xlsx]East 1'!$B$2"), book_of("S!A1")
        ('Sales plan.xlsx', '')
    """
    found = _EXTERNAL.fullmatch(address)
    return found["book"].replace("''", "'") if found else ""


def link_or_text(where: str) -> PageCell:
    """Return a link where a text names one cell of a sheet, else the text.

    Examples:
        >>> link_or_text("'[Sales plan.xlsx]East 1'!$B$2")
        Link(sheet='East 1', cell='B2')
        >>> link_or_text("Plan!C7"), link_or_text("weights[2,1]")
        (Link(sheet='Plan', cell='C7'), 'weights[2,1]')
    """
    external = _EXTERNAL.fullmatch(where)
    if external:
        return Link(external["sheet"].replace("''", "'"), external["cell"].replace("$", ""))
    own = _OWN.fullmatch(where)
    if own:
        sheet = own["plain"] or own["quoted"].replace("''", "'")
        return Link(sheet, own["cell"].replace("$", ""))
    return where


def issues_page(issues: Iterable[tuple[str, Issue]], language: Language) -> Page:
    """Return the sheet of issues.

    Args:
        issues: Each with the cell that it is about; an empty cell leaves the issue's own place.
        language: Of the headings; the messages are in English.
    """
    rows = tuple(
        (
            link_or_text(cell or issue.where),
            issue.code,
            f"{issue.where}: {issue.got}" if cell else issue.got,
            issue.expected,
            issue.fix,
        )
        for cell, issue in issues
    )
    return Page(_ISSUE_TITLE[language], _ISSUE_COLUMNS[language], rows)
