"""Splits in two dimensions: every row and every column sums exactly to its total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from xlsales.kernel.issues import Issue, raise_if_any
from xlsales.kernel.numbers import CENT, ZERO, shown, to_float
from xlsales.targets.controlled_rounding import rounded_table
from xlsales.targets.fitting import fitted
from xlsales.targets.margins import margins_in_units

Table: TypeAlias = Sequence[Sequence[Fraction | None]]


def split_matrix(
    row_totals: Sequence[Fraction],
    column_totals: Sequence[Fraction],
    seed: Table,
    unit: Fraction = CENT,
    locked: Table | None = None,
) -> list[list[Fraction | None]]:
    """Split totals of rows and columns over a table, in whole units, exact in both directions.

    Args:
        row_totals: Total of each row from 0, shape (n,).
        column_totals: Total of each column from 0, shape (k,), the same sum.
        seed: Proportions, shape (n, k), from 0: 0 stays 0 and blank stays blank.
        unit: Smallest amount handed out; where totals are no multiples of it, the greatest
            amount that divides it and them. 0 does not round.
        locked: Fixed cells, shape (n, k).

    Returns:
        Cells, shape (n, k): the seed scaled to the totals by iterative proportional fitting, each
        rounded up or down so that rows and columns keep their totals.

    Raises:
        InvalidInputError: TARGET-100 a negative total or seed, TARGET-101 totals that disagree,
            TARGET-102 locks above a total, TARGET-005 a negative unit.
        ComputationError: TARGET-103 rows or columns that cannot reach their totals, TARGET-104
            seeds of such different size that the fitting does not come near.

    References:
        Deming and Stephan (1940); controlled rounding: Cox (1987).

    Examples:
        >>> ones = [[Fraction(1)] * 2] * 2
        >>> cells = split_matrix([Fraction(3), Fraction(2)], [Fraction(4), Fraction(1)], ones, Fraction(1))
        >>> [[int(cell) for cell in row] for row in cells]
        [[2, 1], [2, 0]]
    """
    raise_if_any(_issues(row_totals, column_totals, seed, unit))
    locks = locked or [[None] * len(column_totals)] * len(row_totals)
    open_cells = {
        (row, column): value
        for row, line in enumerate(seed)
        for column, value in enumerate(line)
        if value and locks[row][column] is None
    }
    margins = margins_in_units(*_without_locks(row_totals, column_totals, locks), unit)
    in_use = margins.cells_in_use(open_cells)
    table = fitted(
        {cell: to_float(value) for cell, value in open_cells.items() if cell in in_use},
        margins.rows,
        margins.columns,
    )
    amounts = rounded_table(table, margins.rows, margins.columns)
    return [
        [
            _cell(value, locks[row][column], amounts.get((row, column), 0) * margins.unit)
            for column, value in enumerate(line)
        ]
        for row, line in enumerate(seed)
    ]


def _cell(seed: Fraction | None, lock: Fraction | None, amount: Fraction) -> Fraction | None:
    if lock is not None:
        return lock
    return None if seed is None else amount


def _without_locks(
    row_totals: Sequence[Fraction], column_totals: Sequence[Fraction], locks: Table
) -> tuple[list[Fraction], list[Fraction]]:
    held_rows = [_held(line) for line in locks]
    held_columns = [_held(line) for line in zip(*locks, strict=True)]
    raise_if_any(
        Issue(
            "TARGET-102",
            f"locked {line} {number}",
            f"locked cells that add up to {shown(held)}",
            f"at most the total of the {line}, {shown(total)}",
            "Lower the locks or raise the total.",
        )
        for line, totals, helds in (
            ("row", row_totals, held_rows),
            ("column", column_totals, held_columns),
        )
        for number, (total, held) in enumerate(zip(totals, helds, strict=True), start=1)
        if held > total
    )
    return (
        [total - held for total, held in zip(row_totals, held_rows, strict=True)],
        [total - held for total, held in zip(column_totals, held_columns, strict=True)],
    )


def _held(locks: Sequence[Fraction | None]) -> Fraction:
    return sum((lock for lock in locks if lock is not None), ZERO)


def _issues(
    row_totals: Sequence[Fraction], column_totals: Sequence[Fraction], seed: Table, unit: Fraction
) -> Iterator[Issue]:
    for name, totals in (("row_totals", row_totals), ("column_totals", column_totals)):
        for at, total in enumerate(totals, start=1):
            if total < 0:
                yield _negative(f"{name}[{at},1]" if name == "row_totals" else f"{name}[1,{at}]", total)
    for row, line in enumerate(seed, start=1):
        for column, value in enumerate(line, start=1):
            if value is not None and value < 0:
                yield _negative(f"seed[{row},{column}]", value)
    if unit < 0:
        yield Issue("TARGET-005", "unit", shown(unit), "0 or more", "Give the smallest amount, such as 0.01.")
    rows, columns = sum(row_totals, ZERO), sum(column_totals, ZERO)
    if rows != columns:
        yield Issue(
            "TARGET-101",
            "column_totals",
            f"a sum of {shown(columns)} (columns)",
            f"the sum of the row totals, {shown(rows)}",
            f"Make both add up to the same; they differ by {shown(columns - rows)}.",
        )


def _negative(where: str, value: Fraction) -> Issue:
    return Issue("TARGET-100", where, shown(value), "0 or more", "Use amounts that are not negative.")
