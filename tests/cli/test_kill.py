"""``recalc --in-place``, killed at any moment: the workbook is the old or the new one, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.plan_book import cells, make_plan

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")

#: Says that the command begins, once everything that it needs is read in: kills at random moments then
#: strike while it works and not while Python starts.
CHILD = """
import sys
import xlsales.cli.recalc_command, xlsales.cli.outcome_json, xlsales.recalculation.engines.cellrune
from xlsales.cli.main import main
print("go", flush=True)
sys.exit(main(sys.argv[1:]))
"""


def start(plan: Path) -> subprocess.Popen[bytes]:
    """Start the command and return when it begins."""
    words = [
        sys.executable,
        "-c",
        CHILD,
        "recalc",
        str(plan),
        "--in-place",
        "--set",
        "AnnualTarget=300",
        "--json",
    ]
    child = subprocess.Popen([*words, "--engine", "cellrune"], stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"go\n"
    return child


def finish(child: subprocess.Popen[bytes]) -> None:
    child.communicate(timeout=60)


@dataclass
class Struck:
    """How many kills left the old workbook and how many the new one, and how many had a backup by then."""

    old: int = 0
    new: int = 0
    backups: int = 0


def kill_often(folder: Path, times: int) -> Struck:
    """Kill the command at random moments of its work."""
    plan = make_plan(folder / "plan.xlsx")
    original = plan.read_bytes()
    begun = time.monotonic()
    finish(start(plan))
    whole = time.monotonic() - begun
    recalculated = plan.read_bytes()
    assert cells(plan)["D2"] == 100

    chance = random.Random(11)
    struck = Struck()
    for _ in range(times):
        _clear(folder)
        plan.write_bytes(original)
        child = start(plan)
        time.sleep(chance.uniform(0, whole))
        child.send_signal(signal.SIGKILL)
        finish(child)
        found = plan.read_bytes()
        assert found in (original, recalculated)
        assert cells(plan)["D2"] == (33.34 if found == original else 100)
        backups = list(folder.glob("plan.backup-*"))
        assert [backup.read_bytes() for backup in backups] in ([], [original])
        assert backups or found == original
        struck.old += found == original
        struck.new += found == recalculated
        struck.backups += len(backups)
    _clear(folder)
    return struck


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def test_eight_kills_leave_the_workbook_whole(tmp_path: Path) -> None:
    struck = kill_often(tmp_path, 8)

    assert struck.old + struck.new == 8


@pytest.mark.slow
def test_a_hundred_and_twenty_kills_leave_the_workbook_whole(tmp_path: Path) -> None:
    struck = kill_often(tmp_path, 120)

    assert struck.old > 20
    assert struck.new > 5
    assert struck.backups >= struck.new


def test_what_a_kill_leaves_behind_does_not_stop_the_next_run(tmp_path: Path) -> None:
    plan = make_plan(tmp_path / "plan.xlsx")
    child = start(plan)
    child.send_signal(signal.SIGKILL)
    finish(child)

    finish(start(plan))

    assert cells(plan)["D2"] == 100
