"""``xlsales run``: a job on the tables of a workbook or a YAML file, its report in a new workbook."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from xlsales.cli.incentives_job import run_incentives_job
from xlsales.cli.incentives_options import check_job_options
from xlsales.cli.writing import writing
from xlsales.kernel.issues import InvalidInputError, Issue, XlSalesError
from xlsales.kernel.words import Language

#: A font that every Chinese Windows and Office has.
_FONTS: dict[Language, str] = {"en": "Calibri", "zh": "Microsoft YaHei"}


def run(options: argparse.Namespace) -> int:
    """Run the job, write its report, and return 2 on bad input, with every problem told."""
    source, target = Path(options.book), Path(options.output)
    try:
        _check_paths(source, target)
        if options.job == "incentives":
            count = run_incentives_job(source, target, options, _FONTS[options.lang])
        else:
            check_job_options(options)
            count = _JOBS[options.job](source, target, options.lang)
    except XlSalesError as error:
        for issue in error.issues:
            print(issue, file=sys.stderr)
        print(f"{len(error.issues)} problem(s); nothing was written.", file=sys.stderr)
        return 2
    print(f"{target}: {count}")
    return 0


def _targets(source: Path, target: Path, language: Language) -> str:
    from xlsales.jobs.targets import read_plan_file, run_targets
    from xlsales.jobs.year_so_far import year_so_far
    from xlsales.reports.targets import targets_report
    from xlsales.reports.xlsx import write_xlsx

    result = run_targets(read_plan_file(source))
    year = year_so_far(result)
    for issue in (*result.issues, *year.issues):
        if issue.severity == "warning":
            print(issue, file=sys.stderr)
    with writing(target):
        write_xlsx(targets_report(result, year, language), target, font=_FONTS[language])
    return f"{len(result.lines)} targets of {len(result.months)} months, every level adds up"


def _grading(source: Path, target: Path, language: Language) -> str:
    from xlsales.jobs.grading import run_grading
    from xlsales.jobs.targets import read_plan_file
    from xlsales.reports.grading_pages import grading_report
    from xlsales.reports.xlsx import write_xlsx

    result = run_grading(read_plan_file(source), source.parent)
    for issue in result.issues:
        if issue.severity == "warning":
            print(issue, file=sys.stderr)
    with writing(target):
        write_xlsx(grading_report(result, language), target, font=_FONTS[language])
    left = result.tables.ledger.rows - len(result.tables.ledger.transactions)
    return f"{len(result.last.customers)} customers graded, {left} transactions left out and listed"


#: What each job does with a source: write its report, and say in a line what came out.
_JOBS: dict[str, Callable[[Path, Path, Language], str]] = {"targets": _targets, "grading": _grading}


def _check_paths(source: Path, target: Path) -> None:
    if target.suffix.casefold() != ".xlsx":
        fix = "Name a new file, such as targets.xlsx."
        raise InvalidInputError(
            Issue("INPUT-010", "-o", repr(str(target)), "a file that ends with .xlsx", fix)
        )
    if target.exists() and source.exists() and target.samefile(source):
        fix = "Name another file; the plan's own workbook stays as it is."
        raise InvalidInputError(
            Issue("INPUT-011", "-o", repr(str(target)), "a file other than the plan", fix)
        )
