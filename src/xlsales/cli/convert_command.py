"""``xlsales convert``: our calls as another host spells them."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from xlsales.cli.attach_command import report_json
from xlsales.cli.host_commands import output_of
from xlsales.hosts.converting import Conversion, convert
from xlsales.workbook import open_package


def run(options: argparse.Namespace) -> int:
    """Convert, say what changed, and return 0."""
    with open_package(Path(options.book)) as package:
        done = convert(package, options.host, output_of(options))
    if options.json:
        print(json.dumps(_as_dict(done), ensure_ascii=False, indent=1))
    else:
        _show(done, options.host)
    return 0


def _as_dict(done: Conversion) -> dict[str, object]:
    return report_json(done.written) | {
        "changes": [asdict(change) for change in done.changes],
        "links_left": list(done.links_left),
        "issues": [asdict(issue) for issue in done.issues],
    }


def _show(done: Conversion, host: str) -> None:
    counts = Counter(change.kind for change in done.changes)
    if not counts:
        print(f"{done.written.destination}: every call is spelled for {host} already; an exact copy.")
        return
    texts = [f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in counts.items()]
    print(f"{done.written.destination}: spelled for {host}: {', '.join(texts)}; all else is as it was.")
    for link in done.links_left:
        print(f"The link {link} is left; if no other formula needs it, Excel's Edit Links can break it.")
    for issue in done.issues:
        print(issue)
