"""Runs a button by its name; what xlsales complains about becomes a sheet of issues."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TypeAlias, TypeVar, cast

from xlsales.hosts.buttons.offered import REPORT
from xlsales.hosts.buttons.open_book import Cancelled, OpenBook, Person
from xlsales.hosts.buttons.pages import Language, issues_page
from xlsales.kernel.issues import XlSalesError

_Book = TypeVar("_Book", bound=OpenBook)
#: Does a button's job on the open book.
Action: TypeAlias = Callable[[_Book, Person, Language], None]

_STOPPED = {"en": "Stopped.", "zh": "已停止。"}


def job_action(name: str) -> Action[OpenBook]:
    """Return what the button of a job or a report does.

    Args:
        name: As ``offered`` has it, such as ``targets`` or ``report_targets``.
    """
    if name.startswith(REPORT):
        from xlsales.hosts.buttons import report

        return partial(report.run, name=name.removeprefix(REPORT))
    return cast(Action[OpenBook], import_module(f"xlsales.hosts.buttons.{name}").run)


def run_action(action: Action[_Book], book: _Book, person: Person, language: Language) -> None:
    """Do what a button stands for; a stop is told, problems become a sheet."""
    try:
        action(book, person, language)
    except Cancelled:
        person.done(_STOPPED[language])
    except XlSalesError as error:
        book.add_sheet(issues_page((("", issue) for issue in error.issues), language))
