"""How long the text of a formula takes, in microseconds: run it, read it; nothing here fails.

The formulas have the shapes of a sales workbook: products of cells, nested IF, VLOOKUP, SUMPRODUCT tiers, and
calls of ours.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from xlsales.formula.contained import self_contained
from xlsales.formula.context import BookNames, Place
from xlsales.formula.lift import lift
from xlsales.formula.parser import parse
from xlsales.formula.references import find_references
from xlsales.formula.shift import shift_formula
from xlsales.kernel.grid import Cell

ROWS = 2_000
REPEATS = 5
SHAPES = (
    "E{0}*F{0}",
    "IF(G{0}>5000,0.1,IF(G{0}>2000,0.08,IF(G{0}>1000,0.05,IF(G{0}>500,0.03,0.01))))",
    "VLOOKUP(C{0},Products!$A$2:$B$501,2,FALSE)",
    "G{0}-I{0}*E{0}",
    "SUMPRODUCT((G{0}>Tiers!$A$2:$A$6)*(G{0}-Tiers!$A$2:$A$6)*Tiers!$C$2:$C$6)",
    "_xldudf_XLSALES_COMMISSION(G{0},Tiers!$A$2:$B$6)",
)
BOOK = BookNames(("Sales", "Products", "Tiers"))


def formulas() -> list[tuple[Place, str]]:
    """Return formulas of every shape, row by row."""
    return [
        (Place("Sales", Cell(row, 12)), shape.format(row)) for row in range(2, ROWS + 2) for shape in SHAPES
    ]


def best_microseconds(work: Callable[[Place, str], object]) -> float:
    """Return the time for one formula, the best of a few runs."""
    everything = formulas()
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        for place, text in everything:
            work(place, text)
        best = min(best, time.perf_counter() - start)
    return best / len(everything) * 1e6


WORK: dict[str, Callable[[Place, str], object]] = {
    "find_references": lambda _, text: find_references(text),
    "shift_formula, a new text each time": lambda _, text: shift_formula(text, 1, 0),
    "shift_formula, one shared text": lambda place, _: shift_formula(SHAPES[1].format(2), place.cell.row, 0),
    "parse": lambda _, text: parse(text),
    "self_contained": lambda place, text: self_contained(text, place, BOOK),
    "lift": lambda place, text: lift(text, place, BOOK),
}


def main() -> None:
    """Print a table."""
    print(f"{len(SHAPES)} shapes, {ROWS:,} rows each; microseconds a formula, best of {REPEATS}")
    for name, work in WORK.items():
        print(f"{best_microseconds(work):8.1f}  {name}")


if __name__ == "__main__":
    main()
