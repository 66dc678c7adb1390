"""The sheet that tells which column is what: guessed when a workbook is attached, the user's to correct."""

from __future__ import annotations

from typing import Final

from xlsales.tables.guessing import Guess, guess_columns
from xlsales.tables.header_rows import tables_to_guess
from xlsales.workbook import Package
from xlsales.workbook.new_sheet import add_table_sheet, remove_last_sheet
from xlsales.workbook.part_edits import PartEdits

SHEET: Final = "xlsales"
#: Jobs know the table by this name, and its first three columns by theirs.
TABLE: Final = "column_names"
HEADINGS: Final = ("table", "field", "column", "certainty", "place", "sample")


def guess_workbook(package: Package) -> list[Guess]:
    """Return a guess for every column of the workbook's tables, our own sheet left out."""
    return guess_columns(table for table in tables_to_guess(package) if not _is_ours(table.name))


def _is_ours(table: str) -> bool:
    return table.casefold() in {SHEET, TABLE} or table.casefold().startswith(f"{TABLE}_")


def has_column_names(package: Package) -> bool:
    """Tell whether the workbook has our sheet already; what a user corrected in it stays."""
    return any(sheet.name.casefold() == SHEET for sheet in package.sheets)


def attach_column_names(parts: PartEdits, guesses: list[Guess]) -> bool:
    """Add the sheet with what was guessed.

    Returns:
        Whether it was added: not where it is there already, or where nothing was guessed.

    Raises:
        RefusedFileError: WB-010 the workbook part lists no sheets in the usual way.
    """
    rows = [_row(guess) for guess in guesses if guess.meaning]
    if not rows or has_column_names(parts.package):
        return False
    add_table_sheet(parts, SHEET, TABLE, HEADINGS, rows)
    return True


def _row(guess: Guess) -> tuple[str | float, ...]:
    sample = ", ".join(guess.sample)
    return (guess.table, guess.meaning, guess.column, guess.certainty, guess.where, sample)


def detach_column_names(parts: PartEdits) -> bool:
    """Take the sheet out, if it is ours by its headings.

    Raises:
        RefusedFileError: WB-036 other sheets stand behind it.
    """
    package = parts.package
    for sheet in package.sheets:
        tables = package.tables_of(sheet.name)
        if sheet.name.casefold() == SHEET and any(table.columns[:3] == HEADINGS[:3] for table in tables):
            remove_last_sheet(parts, sheet.name)
            return True
    return False
