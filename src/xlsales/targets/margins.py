"""Totals of rows and columns of a table: whether any table can have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from xlsales.kernel.issues import ComputationError, Issue
from xlsales.kernel.numbers import ONE, shown
from xlsales.kernel.transport import Cell, Transport, usable_cells

#: Name, numbers and totals of rows or columns.
_Side = tuple[str, list[int], list[int]]

#: Rows or columns that a message names one by one.
_MOST_NAMES = 10

#: Digits of a total where cells are not rounded: as many as a double holds.
_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Margins:
    """Totals as whole numbers of a unit.

    Attributes:
        rows: Total of each row, in units.
        columns: Total of each column, in units.
        unit: What one unit is worth.
    """

    rows: list[int]
    columns: list[int]
    unit: Fraction

    def cells_in_use(self, cells: Iterable[Cell]) -> set[Cell]:
        """Return those cells that can be above 0 in a table with these totals.

        Raises:
            ComputationError: TARGET-103 no table has them; the rows and columns are named.

        Examples:
            >>> corner = [(0, 0), (0, 1), (1, 1)]
            >>> sorted(Margins([1, 1], [1, 1], ONE).cells_in_use(corner))
            [(0, 0), (1, 1)]
        """
        room = {(row, column): min(self.rows[row], self.columns[column]) for row, column in cells}
        table = Transport(self.rows, self.columns, {cell: most for cell, most in room.items() if most})
        table.give(table.room)
        if not table.complete():
            raise ComputationError(self._unreachable(*table.stuck()))
        return usable_cells(table)

    def _unreachable(self, rows: list[int], columns: list[int]) -> Issue:
        """Name rows that need more than their columns can take, or the same seen from columns."""
        other_rows = [row for row in range(len(self.rows)) if row not in rows]
        other_columns = [column for column in range(len(self.columns)) if column not in columns]
        if len(rows) <= len(other_columns):
            where = f"row_totals[{rows[0] + 1},1]"
            return self._too_much(where, ("row", rows, self.rows), ("column", columns, self.columns))
        where = f"column_totals[1,{other_columns[0] + 1}]"
        return self._too_much(where, ("column", other_columns, self.columns), ("row", other_rows, self.rows))

    def _too_much(self, where: str, wanting: _Side, giving: _Side) -> Issue:
        line, numbers, totals = wanting
        needed = sum(totals[number] for number in numbers) * self.unit
        other, others, other_totals = giving
        possible = sum(other_totals[number] for number in others) * self.unit
        source = f"all that open cells of {_named(other, others)} allow" if others else "as no cell is open"
        return Issue(
            "TARGET-103",
            where,
            f"{shown(needed)} for {_named(line, numbers)}",
            f"at most {shown(possible)}, {source}",
            "Open cells by a seed above 0, unlock cells, or change the totals.",
        )


def _named(line: str, numbers: list[int]) -> str:
    several = "" if len(numbers) == 1 else "s"
    names = ", ".join(str(number + 1) for number in numbers[:_MOST_NAMES])
    more = f" and {len(numbers) - _MOST_NAMES} more" if len(numbers) > _MOST_NAMES else ""
    return f"{line}{several} {names}{more}"


def margins_in_units(rows: Sequence[Fraction], columns: Sequence[Fraction], unit: Fraction) -> Margins:
    """Return totals as whole numbers of the greatest amount that divides them and the unit.

    A unit of 0 is taken as small as fifteen digits of the sum allow.

    Examples:
        >>> margins_in_units([Fraction(3), Fraction(3, 2)], [Fraction(9, 2)], ONE)
        Margins(rows=[6, 3], columns=[9], unit=Fraction(1, 2))
    """
    step = _greatest_divisor([unit, *rows, *columns]) or ONE
    if not unit:
        digits = len(str(int(sum(rows) / step)))
        step /= 10 ** max(_DIGITS - digits, 0)
    return Margins([int(row / step) for row in rows], [int(column / step) for column in columns], step)


def _greatest_divisor(amounts: Sequence[Fraction]) -> Fraction:
    scale = lcm(*(amount.denominator for amount in amounts))
    return Fraction(gcd(*(int(amount * scale) for amount in amounts)), scale)
