"""What a recalculation did, as a person reads it in a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from xlsales.cli.cell_tables import LINES, changes_table, kept_table
from xlsales.recalculation.book import address
from xlsales.recalculation.files import FileOutcome
from xlsales.recalculation.report import Recalculation

#: Columns of a pipe or a file, which has no width of its own.
_PIPE_WIDTH: Final = 120


def terminal_console() -> Console:
    """Return where reports go; a pipe is given room."""
    wide = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(width=_PIPE_WIDTH if wide else None, highlight=False)


class Terminal:
    """Prints reports above a progress bar; in a pipe there is no bar."""

    def __init__(self, workbooks: int, console: Console) -> None:
        self._console = console
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("workbooks", total=workbooks)

    def progress(self) -> AbstractContextManager[object]:
        """Return the bar, to be shown while the work goes on."""
        return self._bar if self._console.is_terminal else nullcontext()

    def stage(self, path: Path, stage: str, count: int) -> None:
        """Show what is being done to which workbook."""
        size = f" {count:,} formulas" if count else ""
        self._bar.update(self._task, description=escape(f"{path.name}: {stage}{size}"))

    def show(self, outcome: FileOutcome) -> None:
        """Print the report of a workbook."""
        self._bar.advance(self._task)
        done = outcome.recalculation
        if done is None:
            self._show_failure(outcome)
            return
        self.show_summary(outcome)
        self._show_tables(done)
        if done.changed:
            self._console.print(changes_table(done))
        if done.kept:
            self._console.print(kept_table(done.kept))
        self._show_remarks(done)

    def _show_failure(self, outcome: FileOutcome) -> None:
        name = escape(str(outcome.path))
        self._console.print(f"[bold red]✗[/] [bold]{name}[/] was left alone", soft_wrap=True)
        self._lines(map(str, outcome.issues))

    def show_summary(self, outcome: FileOutcome) -> None:
        """Print the lines that every recalculated workbook has."""
        done, written = outcome.recalculation, outcome.written
        if done is None or written is None:
            return
        name = escape(near_path(written.destination))
        self._console.print(
            f"[bold green]✓[/] [bold]{name}[/]  [dim]{outcome.seconds:.1f} s[/]", soft_wrap=True
        )
        self._console.print(Padding(summary_text(done), (0, 0, 0, 2), expand=False))
        if written.stale and done.changed:
            parts = " and ".join(written.stale)
            self._lines([f"{parts} keep their old picture until a spreadsheet program opens the file"], "dim")
        if written.backup:
            self._lines([f"backup: {near_path(written.backup)}"], "dim")

    def _show_tables(self, done: Recalculation) -> None:
        """Say which tables got their rows from a file, and what does not follow."""
        for table in done.refilled:
            rows = f"{table.rows_before:,} to {table.rows_after:,} rows from {table.file}"
            self._lines([f"table {table.table} ({table.area}): {rows}"])
            self._lines(map(str, table.issues[:LINES]), "yellow")

    def _show_remarks(self, done: Recalculation) -> None:
        self._lines(f"{address(told.place)}: {told.issue}" for told in done.told[:LINES])
        self._lines(f"not recalculated, {text}" for text in done.elsewhere[:LINES])
        left = max(len(done.told) - LINES, 0) + max(len(done.elsewhere) - LINES, 0)
        if left:
            self._lines([f"… {left:,} more remarks, --json has them all"])

    def _lines(self, texts: Iterable[str], style: str = "none") -> None:
        """Print indented lines; they are not broken, so that paths and messages can be copied."""
        for text in texts:
            self._console.print(f"  [{style}]{escape(text)}[/]", soft_wrap=True)

    def total(self, outcomes: Sequence[FileOutcome]) -> None:
        """Print the last line for several workbooks."""
        if len(outcomes) < 2:
            return
        changed = sum(len(o.recalculation.changed) for o in outcomes if o.recalculation)
        failed = sum(1 for o in outcomes if o.issues)
        tail = f", [bold red]{failed} failed[/]" if failed else ""
        self._console.print(f"\n{len(outcomes)} workbooks, {_cells(changed)} changed{tail}")


def near_path(path: Path) -> str:
    """Return a path as a person at this folder would write it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def summary_text(done: Recalculation) -> str:
    """Return the counts of a workbook in one line."""
    parts = [
        f"{_many(done.formulas, 'formula')}, {done.own:,} with our functions",
        f"[bold]{_cells(len(done.changed))} changed[/]",
    ]
    stale = sum(1 for kept in done.kept if kept.stale)
    if done.kept:
        parts.append(f"{len(done.kept):,} kept" + (f", {stale:,} of them out of date" if stale else ""))
    if done.unverified:
        parts.append(f"{len(done.unverified):,} had no saved result to check against")
    return " · ".join(parts)


def _cells(count: int) -> str:
    return _many(count, "cell")


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
