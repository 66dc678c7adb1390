"""Pages on sheets of xlwings: what the desktop and xlwings Lite write alike."""

from __future__ import annotations

from typing import Any, Final

from xlsales.hosts.buttons.pages import Link, Page, PageCell

#: Excel's limit for the name of a sheet.
LONGEST_NAME: Final = 31
#: A text that begins with one of these would be taken for a formula.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "'")


def add_sheet(book: Any, title: str) -> Any:
    """Return a new last sheet of a book, under a name that is free."""
    sheets = book.sheets
    taken = {sheet.name.casefold() for sheet in sheets}
    return sheets.add(free_name(title, taken), after=sheets[len(sheets) - 1])


def free_name(title: str, taken: set[str]) -> str:
    """Return a name for a sheet that is not taken.

    Args:
        title: What it should be.
        taken: Names that are there, in small letters.

    Examples:
        >>> free_name("xlsales issues", {"xlsales issues"})
        'xlsales issues 2'
    """
    name, number = title[:LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        tail = f" {number}"
        name = title[: LONGEST_NAME - len(tail)] + tail
    return name


def fill_sheet(sheet: Any, page: Page) -> None:
    """Write a page from the first cell on, headings in bold."""
    rows = [list(page.columns), *([_written(cell) for cell in row] for row in page.rows)]
    sheet.range((1, 1)).value = rows
    for i, row in enumerate(page.rows, start=2):
        for j, cell in enumerate(row, start=1):
            if isinstance(cell, Link):
                sheet.range((i, j)).formula = cell.formula
    sheet.range((1, 1), (1, len(page.columns))).font.bold = True
    sheet.autofit()


def _written(cell: PageCell) -> str | float | None:
    if isinstance(cell, Link):
        return None
    return as_text(cell) if isinstance(cell, str) else cell


def as_text(text: str) -> str:
    """Return a text that Excel does not take for a formula.

    Examples:
        >>> as_text("-5"), as_text("North")
        ("'-5", 'North')
    """
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
