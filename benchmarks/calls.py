"""One call of a cell function on 10,000 rows, against 10,000 formulas through ``xlsales eval -``."""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from measuring import Line, compare, show, timed, xlsales
from xlsales.functions import call_function
from xlsales.kernel.values import CellError

ROWS, QUICK_ROWS = 10_000, 1_000
TIERS = [[0, 0.01], [500, 0.03], [1_000, 0.05], [2_000, 0.08], [5_000, 0.1]]
BANDS = [[0, "D"], [1_000, "C"], [4_000, "B"], [8_000, "A"]]
THRESHOLDS = [[5_000, 12, 0.1, 80]]


@dataclass(frozen=True, slots=True)
class Case:
    """A function: arguments that vary from row to row, and those that all rows share."""

    name: str
    varying: Sequence[Sequence[Sequence[object]]]
    shared: Sequence[object]
    aim: str = ""

    def block(self) -> list[object]:
        """Return the arguments of one call for all rows."""
        return [*self.varying, *self.shared]

    def formulas(self) -> Iterator[str]:
        """Yield one formula a row."""
        shared = [literal(argument) for argument in self.shared]
        for rows in zip(*self.varying, strict=True):
            arguments = [literal(row[0] if len(row) == 1 else [row]) for row in rows]
            yield f"=XLSALES.{self.name}({','.join([*arguments, *shared])})"


def cases(count: int) -> list[Case]:
    """Return the functions with rows as a sales book has them."""
    draw = random.Random(5)

    def column(low: float, high: float, digits: int = 2) -> list[list[object]]:
        return [[round(draw.uniform(low, high), digits)] for _ in range(count)]

    amounts, quotas = column(0, 9_000), column(1_000, 9_000)
    seasons: list[list[object]] = [[draw.randrange(1, 100) for _ in range(12)] for _ in range(count)]
    fits: list[list[object]] = [[draw.random() > 0.1] for _ in range(count)]
    measures = [amounts, column(0, 40, 0), column(0, 0.4, 3), column(40, 100, 0)]
    return [
        Case("COMMISSION", [amounts], [TIERS], "1,000 times"),
        Case("SPLIT", [amounts, seasons], []),
        Case("ATTAINMENT", [amounts, quotas], []),
        Case("GRADE", [fits, *measures], [THRESHOLDS]),
        Case("BANDS", [amounts], [BANDS]),
    ]


def literal(value: object) -> str:
    """Return a value as a formula writes it."""
    if isinstance(value, list):
        return "{" + ";".join(",".join(map(literal, row)) for row in value) + "}"
    if isinstance(value, str):
        return f'"{value}"'
    return str(value).upper() if isinstance(value, bool) else repr(value)


def lines(quick: bool = False) -> list[Line]:
    """Return a comparison for each function."""
    count = QUICK_ROWS if quick else ROWS
    with tempfile.TemporaryDirectory() as folder:
        return [compared(case, count, Path(folder) / "formulas.txt") for case in cases(count)]


def compared(case: Case, count: int, script: Path) -> Line:
    """Measure one function both ways."""
    script.write_text("\n".join(case.formulas()), "utf-8")
    work = partial(call_function, case.name, case.block())
    first = work()  # loads the function and numpy, as the first cell of a session does
    assert not first.issues
    assert not any(isinstance(value, CellError) for row in first.rows for value in row)
    return compare(
        f"{case.name} on {count:,} rows in one call",
        lambda: timed(work),
        f"{count:,} lines of `xlsales eval -`",
        lambda: xlsales("eval", "-", stdin=script),
        repeats=(15, 3),
        aim=case.aim,
    )


if __name__ == "__main__":
    show(lines("--quick" in sys.argv))
