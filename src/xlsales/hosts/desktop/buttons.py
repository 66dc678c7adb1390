"""What the ribbon's Python buttons call: ``press`` with a button's name and the language."""

from __future__ import annotations

from importlib import import_module
from typing import Final, Protocol

from xlsales.hosts.desktop.open_book import Cancelled, OpenBook, Person
from xlsales.hosts.desktop.pages import Language, issues_page
from xlsales.kernel.issues import XlSalesError

_ACTIONS: Final = "xlsales.hosts.desktop.actions"
#: Module of each action by the name in the button's tag; the ribbon shows only those that are there.
ACTIONS: Final = {
    name: f"{_ACTIONS}.{name}"
    for name in (
        "errors",
        "help",
        "recalculate",
        "repair",
        "settings",
        "targets",
        "incentives",
        "customers",
        "report",
        "map_columns",
    )
}
_STOPPED: Final = {"en": "Stopped.", "zh": "已停止。"}


class Action(Protocol):
    """What a module of an action offers."""

    def run(self, book: OpenBook, person: Person, language: Language) -> None:
        """Do the button's job on the open book."""


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
    """Run an action; what xlsales complains about becomes a sheet of issues."""
    action: Action = import_module(ACTIONS[name])
    try:
        action.run(book, person, language)
    except Cancelled:
        person.done(_STOPPED[language])
    except XlSalesError as error:
        book.add_sheet(issues_page((("", issue) for issue in error.issues), language))
