"""``xlsales demo``: the whole main job on the demo workbooks."""

from __future__ import annotations

import argparse
import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from xlsales.cli.outcome_text import Terminal, changed_in, value_text
from xlsales.formula.addresses import quoted_sheet
from xlsales.kernel.grid import parse_area
from xlsales.recalculation.book import address
from xlsales.recalculation.files import FileOutcome, Order, recalculate_file
from xlsales.recalculation.report import Changed, Recalculation
from xlsales.resources import resource_folder

#: Changed cells shown of one place to look at.
_SAMPLES = 4


def run(options: argparse.Namespace) -> int:
    """Copy the demo workbooks, change inputs as a user would, recalculate, show what changed."""
    folder = Path(options.folder)
    source = resource_folder("workbooks")
    tasks = tomllib.loads((source / "demo.toml").read_text("utf-8"))["workbook"]
    before, after = folder / "before", folder / "after"
    before.mkdir(parents=True, exist_ok=True)
    console = Console()
    outcomes = [_task(task, source, before, after, console) for task in tasks]
    failed = sum(1 for outcome in outcomes if outcome.issues)
    console.print(
        f"\nAs they were: [bold]{escape(str(before))}[/], recalculated: [bold]{escape(str(after))}[/]"
    )
    console.print("Open a workbook of each side by side, or try your own:")
    console.print("  xlsales recalc YOUR.xlsx -o recalculated --set 'Plan!B2=120000'")
    return 1 if failed else 0


def _task(task: dict[str, Any], source: Path, before: Path, after: Path, console: Console) -> FileOutcome:
    path = before / task["file"]
    shutil.copyfile(source / task["file"], path)
    order = Order(after, tuple(f"{each['ref']}={_typed(each['value'])}" for each in task["set"]))
    terminal = Terminal(1, console)
    with terminal.progress():
        outcome = recalculate_file(path, Path(task["file"]), order, lambda s, n: terminal.stage(path, s, n))
    console.rule(f"[bold]{escape(task['title']['en'])}[/]", align="left")
    console.print(f"[dim]{escape(task['title']['zh'])}[/]")
    if outcome.recalculation is None:
        terminal.show(outcome)
        return outcome
    _show_inputs(task, outcome.recalculation, console)
    _show_places(task, outcome.recalculation, console)
    terminal.show_summary(outcome)
    return outcome


def _typed(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _show_inputs(task: dict[str, Any], done: Recalculation, console: Console) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2), header_style="dim")
    for heading in ("  input", "set to", "why"):
        table.add_column(heading)
    for each in task["set"]:
        table.add_row("  " + escape(each["ref"]), escape(_typed(each["value"])), escape(each["why"]["en"]))
    console.print(table)


def _show_places(task: dict[str, Any], done: Recalculation, console: Console) -> None:
    console.print("  [dim]where to look[/]")
    for look in task["look"]:
        sheet, _, area = look["where"].rpartition("!")
        changed = changed_in(done.changed, sheet.strip("'"), parse_area(area))
        where = f"{quoted_sheet(sheet)}!{area}"
        count = f"{len(changed)} cells changed" if changed else "unchanged, as it should be"
        console.print(f"  [cyan]{escape(where)}[/]  {escape(look['en'])}  [dim]{count}[/]")
        samples = "   ".join(_sample(each) for each in changed[:_SAMPLES])
        if samples:
            console.print(f"      {samples}")


def _sample(changed: Changed) -> str:
    cell = address(changed.place).rpartition("!")[2]
    return f"{cell}: {value_text(changed.before)} [dim]→[/] {value_text(changed.after)}"
