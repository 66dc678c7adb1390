"""The Pay incentives button: the pay of the open month, and a statement for each payee beside it."""

from __future__ import annotations

import getpass
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from xlsales.hosts.buttons.free_names import folder_of
from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language
from xlsales.hosts.buttons.reporting import report_beside
from xlsales.jobs.incentives.job import IncentiveRun, run_incentives
from xlsales.jobs.targets import read_plan_file
from xlsales.ledger.store import Ledger, ledger_path
from xlsales.reports.incentive_pages import incentives_report
from xlsales.reports.incentive_statements import statement_report
from xlsales.reports.made import MadeReport
from xlsales.reports.statement_files import statement_names

_WORD: Final = {"en": "incentives", "zh": "提成"}
_POSTING: Final = {"en": "posting the month as a draft", "zh": "记入台账（草稿）"}


def run(book: OpenBook, person: Person, language: Language) -> None:
    """Run the job ``incentives`` on the tables of the book and post the month as a draft.

    The ledger is the file beside the book, the one that ``xlsales run incentives`` uses. The month is
    posted along with the move of the finished files to their place.
    """
    month = _Month(ledger_path(folder_of(book) / book.name), person, language)
    report_beside(book, person, language, _WORD[language], month.work_out, around=month.posting)


class _Month:
    """A month on its way into the ledger."""

    def __init__(self, kept: Path, person: Person, language: Language) -> None:
        self._url = f"sqlite:///{kept}"
        self._found = Ledger(self._url) if kept.exists() else None
        self._since = self._found.version() if self._found else None
        self._person = person
        self._language: Language = language
        self._result: IncentiveRun | None = None

    def work_out(self, copy: Path) -> MadeReport:
        """Run the job on a copy of the book."""
        result = self._result = run_incentives(read_plan_file(copy), None, self._found)
        state = self._found.reached(result.month, result.stamp, None) if self._found else "draft"
        names = statement_names(result.payable, result.month)
        statements = (
            (names[payee], statement_report(result, payee, state, self._language)) for payee in result.payable
        )
        report = incentives_report(result, state, self._language)
        return MadeReport(report, "", issues=result.issues, beside=tuple(statements))

    def posting(self) -> AbstractContextManager[None]:
        """Post the month; a ledger is begun only now, when nothing is wrong."""
        result = self._result
        assert result is not None
        self._person.tell(f"xlsales: {_POSTING[self._language]}")
        ledger = self._found or Ledger(self._url)
        return ledger.posting(
            result.month, result.entries, result.stamp, who=getpass.getuser(), since=self._since
        )
