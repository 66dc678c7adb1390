"""The buttons of reports: what ``xlsales report`` writes, of the open book."""

from __future__ import annotations

from pathlib import Path

from xlsales.hosts.buttons.free_names import folder_of
from xlsales.hosts.buttons.offered import REPORT, offered
from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language
from xlsales.hosts.buttons.reporting import report_beside
from xlsales.ledger.store import ledger_path
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.registry import maker_of


def run(book: OpenBook, person: Person, language: Language, name: str) -> None:
    """Make the report of a name; the ledger beside the book is read, nothing is posted."""
    folder = folder_of(book)
    kept = ledger_path(folder / book.name)
    options = ReportOptions(folder=folder, ledger=kept, source_name=book.name)

    def job(copy: Path) -> MadeReport:
        return maker_of(name)(copy, language, options)

    (button,) = (button for button in offered() if button.name == REPORT + name)
    word = button.chinese.label if language == "zh" else button.english.label
    report_beside(book, person, language, word, job)
