"""The port to a workbook that is open in a host, and to the person in front of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from xlsales.hosts.buttons.pages import Page


class OpenBook(Protocol):
    """What the button of a job may ask of the open workbook; nothing here writes over a user's cell."""

    @property
    def name(self) -> str:
        """Name of the file, such as ``Plan.xlsx``."""

    @property
    def folder(self) -> Path | None:
        """Folder of the file on this computer, ``None`` where it was never saved or lies on the web."""

    def copy_to(self, folder: Path) -> Path:
        """Write a copy of the book as it is now."""

    def add_sheet(self, page: Page) -> None:
        """Show a page on a new sheet, under a name that is free."""

    def new_book(self, pages: Sequence[Page]) -> None:
        """Show pages in a new workbook."""

    def open_file(self, path: Path) -> None:
        """Open a workbook beside this one."""


class Person(Protocol):
    """Who waits for a button."""

    def tell(self, text: str) -> None:
        """Say what goes on.

        Raises:
            Cancelled: The person wants it to stop.
        """

    def done(self, text: str) -> None:
        """Say what came of it."""


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The person stopped a job."""
