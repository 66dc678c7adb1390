"""``xlsales recalc``: workbooks and folders, recalculated without Excel."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeAlias

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.recalculation.files import SUFFIXES, FileOutcome, Order, find_workbooks, recalculate_files

#: Workbooks with the place that each has below the output folder.
Workbooks: TypeAlias = list[tuple[Path, Path]]
#: Told of a workbook, a stage and a count.
Telling: TypeAlias = Callable[[Path, str, int], None]
#: Recalculates workbooks somewhere.
Work: TypeAlias = Callable[[Workbooks, Order, Telling], Iterator[FileOutcome]]


def run(options: argparse.Namespace) -> int:
    """Recalculate, report, and return 1 if any workbook failed."""
    if options.output:
        _check_folder(Path(options.output))
    order = Order(
        folder=None if options.in_place else Path(options.output),
        settings=tuple(options.settings),
        today=read_day(options.today),
        full=options.full,
        engine=options.engine,
        data=tuple(options.data),
    )
    workbooks = find_workbooks(map(Path, options.paths))
    if order.folder is not None:
        workbooks = _without_results(workbooks, order.folder, [Path(path) for path in options.paths])
        _check_apart(workbooks)
    work = _on_cluster(options.scheduler) if options.scheduler else partial(_on_this_machine, options.jobs)
    if options.json:
        from xlsales.cli.outcome_json import outcomes_json

        outcomes = list(work(workbooks, order, lambda path, stage, count: None))
        print(outcomes_json(outcomes))
    else:
        outcomes = report_outcomes(workbooks, order, work)
    return 1 if any(outcome.issues for outcome in outcomes) else 0


def _check_folder(folder: Path) -> None:
    """Refuse a file as the output; other commands write one file, this one a folder of them.

    Raises:
        InvalidInputError: INPUT-019 a file, or a name as files have.
    """
    if folder.is_dir() or not (folder.exists() or folder.suffix.casefold() in SUFFIXES):
        return
    fix = "Name a folder, such as recalculated; the workbook keeps its name in it."
    raise InvalidInputError(Issue("INPUT-019", "-o", repr(str(folder)), "a folder", fix))


def _without_results(workbooks: Workbooks, output: Path, paths: Sequence[Path]) -> Workbooks:
    """Leave out what lies in an output folder inside one of the folders: earlier results."""
    output = output.resolve()
    if not any(path.is_dir() and path.resolve() in output.parents for path in paths):
        return workbooks
    return [each for each in workbooks if each[0] in paths or output not in each[0].resolve().parents]


def _check_apart(workbooks: Workbooks) -> None:
    """Refuse two workbooks that would become one.

    Raises:
        InvalidInputError: FILE-006 two workbooks have the same place in the output folder.
    """
    places: dict[Path, Path] = {}
    issues = []
    for path, below in workbooks:
        first = places.setdefault(below, path)
        if first is not path:
            fix = "Recalculate them one after the other, into two folders."
            expected = f"another name than that of {first}"
            issues.append(Issue("FILE-006", str(path), f"the output {below}", expected, fix))
    if issues:
        raise InvalidInputError(*issues)


def _on_this_machine(jobs: int, workbooks: Workbooks, order: Order, tell: Telling) -> Iterator[FileOutcome]:
    return recalculate_files(workbooks, order, jobs, tell)


def _on_cluster(address: str) -> Work:
    from xlsales.hosts.batch.workbooks import recalculate_on_cluster

    return partial(recalculate_on_cluster, address)


def report_outcomes(workbooks: Workbooks, order: Order, work: Work) -> list[FileOutcome]:
    """Recalculate with a progress bar, and print a report of each workbook."""
    from xlsales.cli.outcome_text import Terminal, terminal_console

    terminal = Terminal(len(workbooks), terminal_console())
    outcomes = []
    with terminal.progress():
        for outcome in work(workbooks, order, terminal.stage):
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
