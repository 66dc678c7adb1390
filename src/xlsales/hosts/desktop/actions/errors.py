"""The Errors button: why cells of this book show errors."""

from __future__ import annotations

from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language, book_of, issues_page
from xlsales.hosts.desktop.call_log import CALLS

_NONE = {"en": "No call of this workbook has complained.", "zh": "本工作簿的函数没有报错。"}


def run(book: OpenBook, person: Person, language: Language) -> None:
    """List the issues of every cell whose latest call complained, the newest first."""
    found = [
        (refusal.where, issue)
        for refusal in CALLS.refusals()
        if book_of(refusal.where).casefold() == book.name.casefold()
        for issue in refusal.issues
    ]
    if found:
        book.add_sheet(issues_page(found, language))
    else:
        person.done(_NONE[language])
