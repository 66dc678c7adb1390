"""``xlsales run incentives``: the payroll of a month, statements beside it, and the ledger."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from xlsales.kernel.decimals import written
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import Language

if TYPE_CHECKING:
    from xlsales.jobs.incentives.job import IncentiveRun
    from xlsales.ledger.entries import State
    from xlsales.ledger.store import Ledger


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options that only this job has."""
    group = command.add_argument_group("incentives")
    group.add_argument("--period", metavar="YYYY-MM", help="the open month, unless the plan names it")
    group.add_argument("--ledger", metavar="FILE", help="ledger file; beside the workbook unless given")
    group.add_argument(
        "--mark", choices=("draft", "approved", "locked", "paid"), help="bring the month to its next state"
    )
    group.add_argument("--what-if", metavar="PLAN", help="compare with the plan of another file")


def run_incentives_job(source: Path, target: Path, options: argparse.Namespace, font: str) -> str:
    """Run the job, post the month, write payroll and statements, and return a line about them."""
    from xlsales.jobs.incentives.job import run_incentives
    from xlsales.jobs.incentives.what_if import what_if
    from xlsales.jobs.targets import read_plan_file
    from xlsales.ledger.store import Ledger, ledger_path
    from xlsales.reports.incentive_pages import incentives_report
    from xlsales.reports.xlsx import write_xlsx

    kept = Path(options.ledger) if options.ledger else ledger_path(source)
    raw = read_plan_file(source)
    found = Ledger(f"sqlite:///{kept}") if kept.exists() else None
    result = run_incentives(raw, _month(options.period), found)
    other = None
    if options.what_if:
        other = what_if(result, raw, read_plan_file(Path(options.what_if)), Path(options.what_if).name)
    # Only now, when nothing is wrong, is a new ledger begun.
    state = _post(found or Ledger(f"sqlite:///{kept}"), result, options.mark)
    for issue in result.issues:
        if issue.severity == "warning":
            print(issue, file=sys.stderr)
    write_xlsx(incentives_report(result, state, options.lang, other), target, font=font)
    folder = _statements(result, target, state, options.lang, font)
    total = written(sum(result.payable.values(), ZERO))
    return f"{result.month:%Y-%m} {state}, {len(result.payable)} payees, {total} payable; {folder}"


def _post(ledger: Ledger, result: IncentiveRun, mark: State | None) -> State:
    if mark == "draft":
        ledger.advance(result.month, "draft")
    ledger.draft(result.month, result.entries, result.stamp)
    if mark in ("approved", "locked", "paid"):
        ledger.advance(result.month, mark)
    return ledger.state(result.month) or "draft"


def _statements(result: IncentiveRun, target: Path, state: str, language: Language, font: str) -> Path:
    from xlsales.reports.incentive_statements import statement_name, statement_report
    from xlsales.reports.xlsx import write_xlsx

    folder = target.with_suffix("")
    folder.mkdir(exist_ok=True)
    for payee in result.payable:
        report = statement_report(result, payee, state, language)
        write_xlsx(report, folder / statement_name(result, payee), font=font)
    return folder


def _month(text: str | None) -> date | None:
    """Return the first day of a month.

    Raises:
        InvalidInputError: INPUT-012 a text that is no month.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        fix = "Write the month as 2026-03."
        raise InvalidInputError(Issue("INPUT-012", "--period", repr(text), "a month", fix)) from None
