"""Runs of the ``xlsales`` command, inside this process or as one of its own."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from xlsales.cli.main import main


@dataclass(frozen=True)
class Finished:
    """What a command left: exit code and both streams."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Return the standard output, read as JSON."""
        return json.loads(self.out)


def run(*arguments: str | Path, lines: str = "") -> Finished:
    """Run a command in this process; ``lines`` is its standard input."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", io.StringIO(lines)):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Finished(code, out.getvalue(), err.getvalue())


def run_apart(*arguments: str | Path, lines: str = "", folder: Path | None = None) -> Finished:
    """Run a command as a process of its own, as a shell does."""
    done = subprocess.run(
        [sys.executable, "-m", "xlsales", *map(str, arguments)],
        input=lines,
        capture_output=True,
        cwd=folder,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Finished(done.returncode, done.stdout, done.stderr)
