"""What the ribbon's Python buttons call: ``press`` with a button's name and the language."""

from __future__ import annotations

from typing import Final

from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language
from xlsales.hosts.buttons.running import JOBS, run_action

#: Module of each button by the name in its tag; the ribbon shows only those that are there.
ACTIONS: Final = {
    **JOBS,
    **{
        name: f"xlsales.hosts.desktop.actions.{name}"
        for name in ("errors", "help", "recalculate", "repair", "settings", "map_columns")
    },
}


def press(name: str, language: Language = "en") -> None:
    """Do what a button stands for, on the book from which it was pressed.

    Args:
        name: As in the button's tag, such as ``repair``.
        language: Of what is shown.
    """
    from xlsales.hosts.desktop.xlwings_book import StatusBar, XlwingsBook

    book = XlwingsBook.caller()
    run_button(name, book, StatusBar(book), language)


def run_button(name: str, book: OpenBook, person: Person, language: Language) -> None:
    """Run a button on a book."""
    run_action(ACTIONS[name], book, person, language)
