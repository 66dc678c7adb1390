"""``python -m xlsales.hosts.buttons``: a button of a host whose own Python is too small for the jobs.

Standard output and input carry a conversation in lines: ``tell``, which is answered with ``go on`` or
``stop``; ``pages``, ``open`` and ``done``, which are not answered.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from xlsales.hosts.buttons.copied_book import AskedPerson, CopiedBook
from xlsales.hosts.buttons.offered import offered
from xlsales.hosts.buttons.running import job_action, run_action


def main(
    arguments: Sequence[str] | None = None, out: TextIO = sys.stdout, answers: TextIO = sys.stdin
) -> None:
    """Run a button on a copy of the open book."""
    parser = argparse.ArgumentParser(prog="python -m xlsales.hosts.buttons", description=__doc__)
    parser.add_argument("button", choices=[button.name for button in offered()])
    parser.add_argument("copy", type=Path, help="the open book as it is now")
    parser.add_argument("--name", required=True, help="name of the user's own file")
    parser.add_argument("--folder", type=Path, help="folder of that file, where it was saved")
    parser.add_argument("--lang", choices=("en", "zh"), default="en")
    options = parser.parse_args(arguments)
    book = CopiedBook(options.copy, options.name, options.folder, out)
    run_action(job_action(options.button), book, AskedPerson(out, answers), options.lang)


if __name__ == "__main__":
    main()
