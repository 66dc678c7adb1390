"""Runs a button by its name; what xlsales complains about becomes a sheet of issues."""

from __future__ import annotations

from importlib import import_module
from typing import Final, Protocol

from xlsales.hosts.buttons.open_book import Cancelled, OpenBook, Person
from xlsales.hosts.buttons.pages import Language, issues_page
from xlsales.kernel.issues import XlSalesError

_HERE: Final = "xlsales.hosts.buttons"
#: Module of each job by the name of its button; a host shows only those that are there.
JOBS: Final = {name: f"{_HERE}.{name}" for name in ("targets", "incentives", "customers", "report", "check")}
_STOPPED: Final = {"en": "Stopped.", "zh": "已停止。"}


class Action(Protocol):
    """What the module of a button offers."""

    def run(self, book: OpenBook, person: Person, language: Language) -> None:
        """Do the button's job on the open book."""


def run_action(module: str, book: OpenBook, person: Person, language: Language) -> None:
    """Run the module of a button.

    Args:
        module: Its full name.
        book: The open book.
        person: Who waits.
        language: Of what is shown.
    """
    action: Action = import_module(module)
    try:
        action.run(book, person, language)
    except Cancelled:
        person.done(_STOPPED[language])
    except XlSalesError as error:
        book.add_sheet(issues_page((("", issue) for issue in error.issues), language))
