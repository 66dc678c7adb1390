"""What the ribbon's Python buttons call: ``press`` with a button's name and the language."""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast

from xlsales.hosts.buttons.open_book import Person
from xlsales.hosts.buttons.pages import Language
from xlsales.hosts.buttons.running import Action, job_action, run_action
from xlsales.hosts.desktop.excel_book import ExcelBook

#: Buttons of Excel alone; every other name is that of a job.
OWN: Final = ("errors", "help", "recalculate", "repair", "settings", "map_columns")


def press(name: str, language: Language = "en") -> None:
    """Do what a button stands for, on the book from which it was pressed.

    Args:
        name: As in the button's tag, such as ``repair``.
        language: Of what is shown.
    """
    from xlsales.hosts.desktop.xlwings_book import StatusBar, XlwingsBook

    book = XlwingsBook.caller()
    run_button(name, book, StatusBar(book), language)


def run_button(name: str, book: ExcelBook, person: Person, language: Language) -> None:
    """Run a button on a book."""
    run_action(action_of(name), book, person, language)


def action_of(name: str) -> Action[ExcelBook]:
    """Return what a button does, by the name in its tag."""
    if name in OWN:
        return cast(Action[ExcelBook], import_module(f"xlsales.hosts.desktop.actions.{name}").run)
    return job_action(name)
