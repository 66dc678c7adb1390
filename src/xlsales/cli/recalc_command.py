"""``xlsales recalc``: workbooks and folders, recalculated without Excel."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.recalculation.files import FileOutcome, Order, find_workbooks, recalculate_files


def run(options: argparse.Namespace) -> int:
    """Recalculate, report, and return 1 if any workbook failed."""
    order = Order(
        folder=None if options.in_place else Path(options.output),
        settings=tuple(options.settings),
        today=read_day(options.today),
        full=options.full,
        engine=options.engine,
    )
    workbooks = find_workbooks(map(Path, options.paths))
    if options.json:
        from xlsales.cli.outcome_json import outcomes_json

        outcomes = list(recalculate_files(workbooks, order, options.jobs, lambda path, stage, count: None))
        print(outcomes_json(outcomes))
    else:
        outcomes = report_outcomes(workbooks, order, options.jobs)
    return 1 if any(outcome.issues for outcome in outcomes) else 0


def report_outcomes(workbooks: list[tuple[Path, Path]], order: Order, jobs: int) -> list[FileOutcome]:
    """Recalculate with a progress bar, and print a report of each workbook."""
    from xlsales.cli.outcome_text import Terminal

    terminal = Terminal(len(workbooks))
    outcomes = []
    with terminal.progress():
        for outcome in recalculate_files(workbooks, order, jobs, terminal.stage):
            terminal.show(outcome)
            outcomes.append(outcome)
    terminal.total(outcomes)
    return outcomes


def read_day(text: str | None) -> date | None:
    """Return the day of ``--today``.

    Raises:
        InvalidInputError: INPUT-005 it is no date.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidInputError(
            Issue("INPUT-005", "--today", repr(text), "a date", "Write it as 2026-01-31.")
        ) from None
