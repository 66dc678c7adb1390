"""What a recalculation did, as a person reads it in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellError, CellValue
from xlsales.recalculation.book import address
from xlsales.recalculation.files import FileOutcome
from xlsales.recalculation.report import Changed, Kept, Recalculation
from xlsales.workbook.keys import cell_place

#: Lines of a table; the rest is counted, and --json has it all.
_LINES: Final = 12
_WHY: Final = {
    "unavailable": "cannot be computed here",
    "baseline": "not reproduced from Excel's own inputs",
    "uncertain": "rests on a cell that was kept",
    "random": "random draw",
}


class Terminal:
    """Prints reports above a progress bar."""

    def __init__(self, workbooks: int, console: Console | None = None) -> None:
        self._console = console or Console()
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._task = self._bar.add_task("workbooks", total=workbooks)

    def progress(self) -> Progress:
        """Return the bar, to be shown while the work goes on."""
        return self._bar

    def stage(self, path: Path, stage: str, count: int) -> None:
        """Show what is being done to which workbook."""
        size = f" {count:,} formulas" if count else ""
        self._bar.update(self._task, description=escape(f"{path.name}: {stage}{size}"))

    def show(self, outcome: FileOutcome) -> None:
        """Print the report of a workbook."""
        self._bar.advance(self._task)
        console = self._console
        if outcome.recalculation is None:
            console.print(f"[bold red]✗[/] [bold]{escape(str(outcome.path))}[/] was left alone")
            for issue in outcome.issues:
                console.print(f"  {escape(str(issue))}", soft_wrap=True)
            return
        done = outcome.recalculation
        console.print(
            f"[bold green]✓[/] [bold]{escape(str(outcome.path))}[/]  {_summary(done, outcome.seconds)}"
        )
        if done.changed:
            console.print(_changes(done))
        if done.kept:
            console.print(_kept(done.kept))
        for told in done.told[:_LINES]:
            console.print(f"  {escape(address(told.place))}: {escape(str(told.issue))}", soft_wrap=True)
        for text in done.elsewhere[:_LINES]:
            console.print(f"  not recalculated, {escape(text)}", soft_wrap=True)
        if outcome.written and outcome.written.backup:
            console.print(f"  [dim]backup: {escape(str(outcome.written.backup))}[/]", soft_wrap=True)

    def show_summary(self, outcome: FileOutcome) -> None:
        """Print the lines that every workbook has."""
        done, console = outcome.recalculation, self._console
        if done is None or outcome.written is None:
            return
        name = escape(str(outcome.written.destination))
        console.print(f"[bold green]✓[/] [bold]{name}[/]", soft_wrap=True)
        console.print(f"  {_summary(done, outcome.seconds)}", soft_wrap=True)
        if outcome.written.stale and done.changed:
            stale = " and ".join(outcome.written.stale)
            console.print(
                f"  [dim]{stale} keep their old picture until a spreadsheet program opens the file[/]"
            )

    def total(self, outcomes: Sequence[FileOutcome]) -> None:
        """Print the last line for several workbooks."""
        if len(outcomes) < 2:
            return
        changed = sum(len(o.recalculation.changed) for o in outcomes if o.recalculation)
        failed = sum(1 for o in outcomes if o.issues)
        tail = f", [bold red]{failed} failed[/]" if failed else ""
        self._console.print(f"\n{len(outcomes)} workbooks, {changed:,} cells changed{tail}")


def _summary(done: Recalculation, seconds: float) -> str:
    parts = [
        f"{done.formulas:,} formulas, {done.own:,} with our functions",
        f"[bold]{len(done.changed):,} cells changed[/]",
    ]
    stale = sum(1 for kept in done.kept if kept.stale)
    if done.kept:
        parts.append(f"{len(done.kept):,} kept" + (f", {stale:,} of them out of date" if stale else ""))
    if done.unverified:
        parts.append(f"{len(done.unverified):,} had no saved result to check against")
    return " · ".join(parts) + f"  [dim]{seconds:.1f} s[/]"


def _changes(done: Recalculation) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2), header_style="dim")
    table.add_column("  cell")
    table.add_column("before", justify="right")
    table.add_column("after", justify="right")
    for changed in done.changed[:_LINES]:
        table.add_row(
            "  " + escape(address(changed.place)), value_text(changed.before), value_text(changed.after)
        )
    left = len(done.changed) - _LINES
    if left > 0:
        sheets = Counter(changed.place.sheet for changed in done.changed)
        counts = ", ".join(f"{escape(sheet)} {count:,}" for sheet, count in sheets.most_common(6))
        table.add_row(f"  … {left:,} more ({counts})", "", "")
    return table


def _kept(kept: Sequence[Kept]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2), header_style="dim")
    table.add_column("  kept")
    table.add_column("formula", max_width=40, no_wrap=True, overflow="ellipsis")
    table.add_column("why")
    ordered = sorted(kept, key=lambda each: (not each.stale, each.why == "uncertain"))
    for each in ordered[:_LINES]:
        why = f"{_WHY[each.why]}: {each.reason}" + (" [yellow](out of date)[/]" if each.stale else "")
        table.add_row("  " + escape(address(each.place)), escape("=" + each.formula), why)
    if len(kept) > _LINES:
        table.add_row(f"  … {len(kept) - _LINES:,} more", "", "--json names them all")
    return table


def changed_in(changed: Sequence[Changed], sheet: str, area: Area) -> list[Changed]:
    """Return the changed cells of a rectangle, text columns last."""
    found = [each for each in changed if each.place.sheet == sheet and cell_place(each.place.key) in area]
    return sorted(found, key=lambda each: isinstance(each.after, str))


def value_text(value: CellValue) -> str:
    """Write a value for the terminal, shortened."""
    if value is None or value == "":
        return "[dim]blank[/]"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return f"{value:,.10g}" if abs(value) < 1e10 else f"{value:,.2f}"
    text = str(value) if isinstance(value, CellError) else value
    return escape(text if len(text) <= 40 else text[:37] + "...")
