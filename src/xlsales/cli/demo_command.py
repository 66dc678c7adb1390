"""``xlsales demo``: the whole main job on the demo workbooks."""

from __future__ import annotations

import argparse
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from xlsales.cli.cell_tables import value_text
from xlsales.cli.changed_cells import changed_in
from xlsales.cli.outcome_text import Terminal, terminal_console
from xlsales.cli.writing import writing
from xlsales.formula.addresses import quoted_sheet
from xlsales.kernel.grid import parse_area
from xlsales.recalculation.book import address
from xlsales.recalculation.files import FileOutcome, Order, recalculate_file
from xlsales.recalculation.report import Changed, Recalculation
from xlsales.resources import resource_folder

#: Changed cells shown of one place to look at, and digits after the point of each.
_SAMPLES: Final = 4
_DIGITS: Final = 4

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "input": "input",
        "value": "set to",
        "why": "why",
        "look": "where to look",
        "changed": "{} changed",
        "unchanged": "unchanged, as it should be",
        "done": "As they were: {before}, recalculated: {after}",
        "next": "Open a workbook of each side by side, or try your own:",
    },
    "zh": {
        "input": "输入",
        "value": "改为",
        "why": "原因",
        "look": "看哪里",
        "changed": "{} 个单元格有变化",
        "unchanged": "不变，理应如此",
        "done": "原文件：{before}，重算后：{after}",
        "next": "请并排打开两个文件夹里的工作簿对照，或重算您自己的：",
    },
}


def run(options: argparse.Namespace) -> int:
    """Copy the demo workbooks, change inputs as a user would, recalculate, show what changed."""
    source = resource_folder("workbooks")
    tasks = tomllib.loads((source / "demo.toml").read_text("utf-8"))["workbook"]
    demo = _Demo(source, Path(options.folder), terminal_console(), options.lang)
    failed = sum(1 for task in tasks if demo.recalculate(task).issues)
    demo.close()
    return 1 if failed else 0


@dataclass(frozen=True, slots=True)
class _Demo:
    """One showing: where the workbooks come from, where they go, in which language."""

    source: Path
    folder: Path
    console: Console
    language: str

    @property
    def before(self) -> Path:
        return self.folder / "before"

    @property
    def after(self) -> Path:
        return self.folder / "after"

    def recalculate(self, task: Mapping[str, Any]) -> FileOutcome:
        """Recalculate a copy of one workbook with the inputs of its task, and show it."""
        path = self.before / task["file"]
        with writing(path):
            self.before.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.source / task["file"], path)
        order = Order(self.after, tuple(f"{each['ref']}={_typed(each['value'])}" for each in task["set"]))
        terminal = Terminal(1, self.console)
        with terminal.progress():
            outcome = recalculate_file(
                path, Path(task["file"]), order, lambda s, n: terminal.stage(path, s, n)
            )
        self.console.rule(f"[bold]{escape(task['title'][self.language])}[/]", align="left")
        if outcome.recalculation is None:
            terminal.show(outcome)
            return outcome
        self._show_inputs(task)
        self._show_places(task, outcome.recalculation)
        terminal.show_summary(outcome)
        self.console.print()
        return outcome

    def close(self) -> None:
        """Say where the workbooks are, and what to do next."""
        places = {
            "before": f"[bold]{escape(str(self.before))}[/]",
            "after": f"[bold]{escape(str(self.after))}[/]",
        }
        self.console.print(self._word("done").format(**places))
        self.console.print(self._word("next"))
        self.console.print("  xlsales recalc YOUR.xlsx -o recalculated --set 'Plan!B2=120000'")

    def _word(self, name: str) -> str:
        return _WORDS[self.language][name]

    def _show_inputs(self, task: Mapping[str, Any]) -> None:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for heading in ("input", "value", "why"):
            table.add_column(self._word(heading))
        for each in task["set"]:
            value = each["value"]
            shown = value_text(value) if isinstance(value, (int, float)) else escape(_typed(value))
            table.add_row(escape(each["ref"]), shown, escape(each["why"][self.language]))
        self._print_indented(table)

    def _show_places(self, task: Mapping[str, Any], done: Recalculation) -> None:
        self._print_indented(f"[dim]{self._word('look')}[/]")
        for look in task["look"]:
            sheet, _, area = look["where"].rpartition("!")
            changed = changed_in(done.changed, sheet.strip("'"), parse_area(area))
            where = escape(f"{quoted_sheet(sheet)}!{area}")
            count = self._changed_text(len(changed))
            self._print_indented(f"[cyan]{where}[/]  [dim]{count}[/]")
            self._print_indented(escape(look[self.language]), 4)
            if changed:
                self._print_indented(_samples(changed, self.console.width - 4), 4)

    def _changed_text(self, count: int) -> str:
        if not count:
            return self._word("unchanged")
        if self.language == "en":
            return self._word("changed").format(f"{count:,} cell" + ("s" if count > 1 else ""))
        return self._word("changed").format(f"{count:,}")

    def _print_indented(self, content: str | Text | Table, columns: int = 2) -> None:
        self.console.print(Padding(content, (0, 0, 0, columns), expand=False))


def _typed(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _samples(changed: Sequence[Changed], width: int) -> Text:
    """Return the first changes, as many as go into one line."""
    line = Text.from_markup(_sample(changed[0]))
    for each in changed[1:_SAMPLES]:
        longer = line + Text.from_markup(" · " + _sample(each))
        if longer.cell_len > width:
            break
        line = longer
    return line


def _sample(changed: Changed) -> str:
    cell = address(changed.place).rpartition("!")[2]
    before, after = value_text(changed.before, _DIGITS), value_text(changed.after, _DIGITS)
    return f"[dim]{cell}[/] {before} → {after}"
