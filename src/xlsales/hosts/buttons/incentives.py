"""The Pay incentives button: the pay of the open month, and a statement for each payee beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from xlsales.hosts.buttons.free_names import folder_of
from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language
from xlsales.hosts.buttons.reporting import report_beside
from xlsales.jobs.incentives.job import IncentiveRun, run_incentives
from xlsales.jobs.targets import read_plan_file
from xlsales.ledger.entries import State
from xlsales.ledger.store import Ledger, ledger_path
from xlsales.reports.incentive_pages import incentives_report
from xlsales.reports.incentive_statements import statement_name, statement_report
from xlsales.reports.made import MadeReport

_WORD: Final = {"en": "incentives", "zh": "提成"}
_POSTING: Final = {"en": "posting the month as a draft", "zh": "记入台账（草稿）"}


def run(book: OpenBook, person: Person, language: Language) -> None:
    """Run the job ``incentives`` on the tables of the book and post the month as a draft.

    The ledger is the file beside the book, the one that ``xlsales run incentives`` uses.
    """

    def job(copy: Path) -> MadeReport:
        kept = ledger_path(folder_of(book) / book.name)
        result = run_incentives(read_plan_file(copy), None, _opened(kept))
        person.tell(f"xlsales: {_POSTING[language]}")
        state = _post(kept, result)
        statements = (
            (statement_name(result, payee), statement_report(result, payee, state, language))
            for payee in result.payable
        )
        report = incentives_report(result, state, language)
        return MadeReport(report, "", issues=result.issues, beside=tuple(statements))

    report_beside(book, person, language, _WORD[language], job)


def _opened(kept: Path) -> Ledger | None:
    return Ledger(f"sqlite:///{kept}") if kept.exists() else None


def _post(kept: Path, result: IncentiveRun) -> State:
    """Post the month and return its state; a ledger is begun only now, when nothing is wrong."""
    ledger = _opened(kept) or Ledger(f"sqlite:///{kept}")
    ledger.draft(result.month, result.entries, result.stamp)
    return ledger.state(result.month) or "draft"
