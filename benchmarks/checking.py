"""How long the audit of a large workbook takes, and of one a tenth its size; nothing here fails.

Each audit is a process of its own. Processor seconds are printed, since other work on the machine makes the
clock lie; the ratio says whether the time grows with the workbook.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from big_book import Size, write_big_book
from measuring import Usage, run

SIZES = {"51,400 formulas": Size(10_000, 1_000, 100), "514,000 formulas": Size()}


def audited(path: Path) -> Usage:
    """Return what the audit of a workbook takes."""
    return run(sys.executable, "-m", "xlsales", "check", path)


def main() -> None:
    """Build both workbooks, audit them and print one line each, then the ratio."""
    used: list[Usage] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, size in SIZES.items():
            path = Path(folder) / "big.xlsx"
            write_big_book(path, size)
            used.append(audited(path))
            print(f"{name}: {used[-1].processor:.1f} processor seconds, {used[-1].peak:,.0f} MB")
    print(f"ten times the formulas: {used[1].processor / used[0].processor:.1f} times the processor seconds")


if __name__ == "__main__":
    main()
