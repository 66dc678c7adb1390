"""``xlsales run incentives``: the payroll of a month, statements beside it, and the ledger."""

from __future__ import annotations

import argparse
import getpass
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsales.cli.incentives_options import sources_of
from xlsales.kernel.decimals import written
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO

if TYPE_CHECKING:
    from xlsales.jobs.incentives.job import IncentiveRun
    from xlsales.jobs.incentives.what_if import WhatIf
    from xlsales.tables.raw import RawTable

#: Names of what is written, before it is moved to its place.
_PAYROLL: Final = "payroll.xlsx"
_STATEMENTS: Final = "statements"


def run_incentives_job(source: Path, target: Path, options: argparse.Namespace, font: str) -> str:
    """Run the job, write payroll and statements, post the month, and return a line about them.

    Everything is written beside its place first; it is moved there while the month is posted, so
    that a write that fails leaves no posted run, and a run that is refused leaves no files.
    """
    from xlsales.jobs.incentives.job import run_incentives
    from xlsales.jobs.targets import read_plan_file
    from xlsales.ledger.database import ledger_url
    from xlsales.ledger.store import Ledger, ledger_path
    from xlsales.tables.fact_sources import with_sources

    kept = options.ledger or str(ledger_path(source))
    raw = with_sources(read_plan_file(source), source.parent, sources_of(options))
    found = Ledger(ledger_url(kept)) if "://" in kept or Path(kept).exists() else None
    since = found.version() if found else None
    result = run_incentives(raw, _month(options.period), found)
    other = _what_if(result, raw, options.what_if)
    for issue in result.issues:
        if issue.severity == "warning":
            print(issue, file=sys.stderr)
    # Only now, when nothing is wrong, is a new ledger begun.
    ledger = found or Ledger(ledger_url(kept))
    state = ledger.reached(result.month, result.stamp, options.mark)
    who = options.by or getpass.getuser()
    posting = ledger.posting(
        result.month, result.entries, result.stamp, mark=options.mark, who=who, since=since
    )
    try:
        with _staged(target) as stage:
            _write(result, stage, state, options, font, other)
            with posting:
                folder = _moved(stage, target)
    except OSError as error:
        fix = "Close the file where it is open, or choose another place; nothing was posted."
        raise InvalidInputError(
            Issue("INPUT-017", str(target), error.strerror or str(error), "files that can be written", fix)
        ) from None
    total = written(sum(result.payable.values(), ZERO))
    where = f"; {folder}" if folder else ""
    return f"{result.month:%Y-%m} {state}, {len(result.payable)} payees, {total} payable{where}"


def _what_if(result: IncentiveRun, raw: Sequence[RawTable], plan: str | None) -> WhatIf | None:
    if plan is None:
        return None
    from xlsales.jobs.incentives.what_if import what_if
    from xlsales.jobs.targets import read_plan_file

    return what_if(result, raw, read_plan_file(Path(plan)), Path(plan).name)


def _write(
    result: IncentiveRun,
    stage: Path,
    state: str,
    options: argparse.Namespace,
    font: str,
    other: WhatIf | None,
) -> None:
    """Write the payroll and the statements into a folder."""
    from xlsales.hosts.batch.statements import made_here, made_on_cluster
    from xlsales.reports.incentive_pages import incentives_report
    from xlsales.reports.statement_files import statement_parts
    from xlsales.reports.xlsx import write_xlsx

    write_xlsx(incentives_report(result, state, options.lang, other), stage / _PAYROLL, font=font)
    if options.statements == "none":
        return
    statements = stage / _STATEMENTS
    statements.mkdir()
    parts = statement_parts(result, state, options.lang, font)
    made = made_on_cluster(parts, options.scheduler) if options.scheduler else made_here(parts, options.jobs)
    for name, content in made:
        (statements / name).write_bytes(content)


@contextmanager
def _staged(target: Path) -> Iterator[Path]:
    """Give a folder on the same disk as the target; it is gone afterwards."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".xlsales-", dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _moved(stage: Path, target: Path) -> Path | None:
    """Move what was written to its place; return the folder of the statements."""
    folder = None
    if (stage / _STATEMENTS).exists():
        folder = target.with_suffix("")
        folder.mkdir(exist_ok=True)
        for file in sorted((stage / _STATEMENTS).iterdir()):
            file.replace(folder / file.name)
    (stage / _PAYROLL).replace(target)
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
