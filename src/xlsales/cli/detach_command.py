"""``xlsales detach``: the workbook as it was before ``attach``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from xlsales.cli.attach_command import report_json
from xlsales.cli.host_commands import output_of
from xlsales.hosts.column_names import detach_column_names
from xlsales.hosts.lite.detaching import detach_lite
from xlsales.workbook import open_package
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.part_saving import write_parts


def run(options: argparse.Namespace) -> int:
    """Take out what is ours, say what it was, and return 0."""
    with open_package(Path(options.book)) as package:
        parts = PartEdits(package)
        gone = {
            "the functions for xlwings Lite": detach_lite(parts),
            "the sheet of column names": detach_column_names(parts),
        }
        report = write_parts(parts, output_of(options))
    if options.json:
        print(json.dumps(report_json(report), ensure_ascii=False, indent=1))
        return 0
    taken = " and ".join(name for name, was_there in gone.items() if was_there)
    done = f"without {taken}" if taken else "nothing of ours was in it; an exact copy"
    print(f"{report.destination}: {done}.")
    return 0
