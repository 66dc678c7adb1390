"""A workbook of 514,000 formulas, recalculated by default and in full, against LibreOffice.

One rate of the tier table changes, on which the 10,000 calls of ours depend; LibreOffice, which does not
know our functions, opens the same workbook, calculates everything and saves it. ``--full`` proves every other
saved result, with formualizer first where it is installed (the extra ``fast``), and with cellrune alone. In
the last line a bound of the tier table changes, on which 100,000 native formulas depend too: all of these are
computed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from big_book import Size, write_big_book
from measuring import HERE, Line, Usage, compare, run, show, xlsales
from xlsales.office import find_installation, is_available
from xlsales.office import worker as office_worker
from xlsales.recalculation.files import checker_for

SETTING = "Tiers!B3=0.035"
FAR_REACHING = "Tiers!A3=600"
QUICK = Size(10_000, 1_000, 100)


def lines(quick: bool = False) -> list[Line]:
    """Return the comparisons; none where LibreOffice is not installed."""
    if not is_available():
        print("LibreOffice is not installed: nothing to compare the recalculation with", file=sys.stderr)
        return []
    size = QUICK if quick else Size()
    formulas = 5 * size.rows + size.calls + 4 * size.people + 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "big.xlsx"
        write_big_book(book, size)
        turns = (1, 1) if quick else (3, 2)

        def measured(what: str, aim: str, *options: str, setting: str = SETTING) -> Line:
            return compare(
                f"{what}, {formulas:,} formulas",
                lambda: xlsales("recalc", book, "-o", folder / "ours", "--set", setting, *options),
                "LibreOffice: open, calculate, save",
                lambda: in_office(book, folder / "theirs.xlsx"),
                repeats=turns,
                aim=aim,
            )

        return [
            measured("recalculate our calls and what they reach", "3 times, under 1,500 MB"),
            measured(f"recalculate everything (`--full`, {quick_engine()})", "not slower", "--full"),
            measured(
                "recalculate everything (`--full --engine cellrune`)", "", "--full", "--engine", "cellrune"
            ),
            measured("recalculate what a bound of the tiers reaches", "", setting=FAR_REACHING),
        ]


def quick_engine() -> str:
    """Say whether the quick engine takes part."""
    return "with formualizer" if checker_for("auto") else "without formualizer"


def in_office(book: Path, saved: Path) -> Usage:
    """Let LibreOffice open, calculate and save a workbook."""
    installation = find_installation()
    with tempfile.TemporaryDirectory() as folder:
        worker = office_worker.__file__ or ""
        script = HERE / "office_save.py"
        return run(installation.python, script, worker, installation.soffice, folder, book, saved)


if __name__ == "__main__":
    show(lines("--quick" in sys.argv))
