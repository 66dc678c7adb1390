"""Killed at any moment of an in-place save, the workbook is the old or the new one, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workbook.vocabulary import plan_book, scanned

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")

ROWS = 4000
#: Says when it begins to save, then saves in place.
CHILD = """
import sys
from pathlib import Path
from xlsales.kernel.grid import Cell
from xlsales.workbook import CellPatch, open_package, write_workbook
path = Path(sys.argv[1])
package = open_package(path)
patches = [CellPatch("Plan", Cell(row, 1), row * 10) for row in range(1, {rows} + 1)]
print("go", flush=True)
write_workbook(package, path, patches, in_place=True)
print("done", flush=True)
"""


def start(path: Path) -> subprocess.Popen[str]:
    """Start a save and return when it begins."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD.format(rows=ROWS), str(path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "go\n"
    return child


def finish(child: subprocess.Popen[str]) -> None:
    assert child.stdout is not None
    child.wait(timeout=60)
    child.stdout.close()


def first_column(path: Path) -> list[object]:
    cells = scanned(path)
    return [cells.values[key] for key in sorted(cells.formulas)]


def kill_often(folder: Path, times: int) -> tuple[int, int]:
    """Kill saves at random moments; return how many were before and after the swap."""
    rows = (f'<row r="{n}"><c r="A{n}"><f>B{n}</f><v>{n}</v></c></row>' for n in range(1, ROWS + 1))
    path = plan_book(
        folder, "".join(rows), parts={"xl/media/image1.png": random.Random(1).randbytes(1 << 19)}
    )
    original = path.read_bytes()
    begun = time.monotonic()
    finish(start(path))
    whole = time.monotonic() - begun
    new = path.read_bytes()
    assert new != original
    assert first_column(path) == [n * 10 for n in range(1, ROWS + 1)]

    chance = random.Random(7)
    old_count = new_count = 0
    for _ in range(times):
        path.write_bytes(original)
        child = start(path)
        time.sleep(chance.uniform(0, whole))
        child.send_signal(signal.SIGKILL)
        finish(child)
        found = path.read_bytes()
        assert found in (original, new)
        old_count += found == original
        new_count += found == new
        for backup in folder.glob("*.backup-*"):
            assert backup.read_bytes() == original
    return old_count, new_count


def test_ten_kills_leave_the_workbook_whole(tmp_path: Path) -> None:
    old_count, _ = kill_often(tmp_path, 10)

    assert old_count > 0


@pytest.mark.slow
def test_a_hundred_and_twenty_kills_leave_the_workbook_whole(tmp_path: Path) -> None:
    old_count, new_count = kill_often(tmp_path, 120)

    assert old_count > 20
    assert new_count > 5
