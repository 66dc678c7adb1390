"""One number per cell, so that a million cells make a modest dictionary."""

from __future__ import annotations

from typing import Final

from xlsales.kernel.grid import Cell

#: How many bits of a key tell the column; those above tell the row.
COLUMN_BITS: Final = 14
#: The bits of a key that tell the column, from 0.
COLUMN_MASK: Final = (1 << COLUMN_BITS) - 1


def cell_key(row: int, column: int) -> int:
    """Return the number of a cell, both numbers from 1; keys sort in reading order.

    Examples:
        >>> cell_key(1, 1), cell_key(2, 1) > cell_key(1, 16384)
        (16384, True)
    """
    return row << COLUMN_BITS | (column - 1)


def cell_place(key: int) -> Cell:
    """Return the cell of a key.

    Examples:
        >>> str(cell_place(cell_key(7, 2)))
        'B7'
    """
    return Cell(key >> COLUMN_BITS, (key & COLUMN_MASK) + 1)
