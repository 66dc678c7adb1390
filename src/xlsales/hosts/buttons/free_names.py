"""Names of new files beside a workbook: nothing is written over."""

from __future__ import annotations

from pathlib import Path

from xlsales.hosts.buttons.open_book import OpenBook
from xlsales.kernel.issues import InvalidInputError, Issue


def folder_of(book: OpenBook) -> Path:
    """Return the folder of the open book.

    Raises:
        InvalidInputError: ADDIN-005 the book is in no folder of this computer.
    """
    if book.folder is None:
        raise InvalidInputError(
            Issue("ADDIN-005", book.name, "no folder", "a saved workbook", "Save it on this computer first.")
        )
    return book.folder


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """Return a file that is not there yet, nor a folder of its name, numbered where the first choice is."""
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists() or path.with_suffix("").exists():
        number += 1
        path = folder / f"{stem} {number}{suffix}"
    return path
