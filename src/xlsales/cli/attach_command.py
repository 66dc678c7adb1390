"""``xlsales attach``: which column is what, as a sheet; or the functions for xlwings Lite."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from xlsales.cli.host_commands import output_of
from xlsales.cli.outcome_text import terminal_console
from xlsales.tables.guessing import Guess
from xlsales.workbook import open_package
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.part_saving import write_parts
from xlsales.workbook.patch import WriteReport


def run(options: argparse.Namespace) -> int:
    """Attach, say what was added, and return 0."""
    return _attach_lite(options) if options.lite else _attach_names(options)


def _attach_lite(options: argparse.Namespace) -> int:
    from xlsales.hosts.lite.attaching import attach_lite

    with open_package(Path(options.book)) as package:
        parts = PartEdits(package)
        attach_lite(parts)
        report = write_parts(parts, output_of(options))
    if options.json:
        print(json.dumps(report_json(report), ensure_ascii=False, indent=1))
        return 0
    if report.parts_added or report.parts_changed:
        print(f"{report.destination}: the functions are in, {_parts_text(report)}; all else is as it was.")
    else:
        print(f"{report.destination}: the functions were in already; an exact copy.")
    print("Open it in Excel, open xlwings Lite once (Add-ins), and type =XLSALES.")
    return 0


def _attach_names(options: argparse.Namespace) -> int:
    from xlsales.hosts.column_names import SHEET, attach_column_names, guess_workbook, has_column_names

    with open_package(Path(options.book)) as package:
        known = has_column_names(package)
        guesses = guess_workbook(package)
        parts = PartEdits(package)
        added = attach_column_names(parts, guesses)
        report = write_parts(parts, output_of(options))
    if options.json:
        content = report_json(report) | {"columns": [asdict(guess) for guess in guesses]}
        print(json.dumps(content, ensure_ascii=False, indent=1))
        return 0
    _show(guesses)
    if added:
        print(
            f"{report.destination}: the sheet {SHEET!r} lists them; correct it there. All else is as it was."
        )
    elif known:
        print(f"{report.destination}: the sheet {SHEET!r} was there already and stays; an exact copy.")
    else:
        print(f"{report.destination}: no column was recognised, so no sheet was added; an exact copy.")
    return 0


def _show(guesses: list[Guess]) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("table", "column", "is", "certainty", "where", "sample"):
        table.add_column(heading, justify="right" if heading == "certainty" else "left")
    for guess in guesses:
        meaning = f"[bold]{guess.meaning}[/]" if guess.meaning else "[dim]?[/]"
        certainty = f"{guess.certainty:.0%}" if guess.meaning else ""
        names = (escape(guess.table), escape(guess.column))
        table.add_row(*names, meaning, certainty, escape(guess.where), escape(", ".join(guess.sample)))
    terminal_console().print(table)


def _parts_text(report: WriteReport) -> str:
    return f"{len(report.parts_added)} parts added and {len(report.parts_changed)} changed"


def report_json(report: WriteReport) -> dict[str, object]:
    """Return what was written, for ``--json``."""
    return {
        "destination": str(report.destination),
        "parts_added": list(report.parts_added),
        "parts_changed": list(report.parts_changed),
        "parts_removed": list(report.parts_removed),
    }
