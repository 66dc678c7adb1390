"""What a host hands over and what it gets back: plain cell values, read once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Any, Final, TypeAlias

from xlsales.kernel.blocks import Block
from xlsales.kernel.dates import DateSystem, serial_of_date
from xlsales.kernel.numbers import exact, to_float
from xlsales.kernel.values import CellError, CellValue

#: What a function may return for one cell.
Result: TypeAlias = CellValue | Fraction | date

_PLAIN: Final = frozenset({float, int, str, bool, type(None), CellError})
_SECONDS_A_DAY: Final = 86_400


def read_block(argument: object, system: DateSystem = 1900) -> Block[CellValue]:
    """Return an argument of a host as a block of cell values.

    Args:
        argument: A scalar, a list (one row) or a list of rows, of whatever types the host has.
        system: Date system of the workbook.

    Returns:
        The values, at least one cell; a ragged list is filled with blanks.

    Examples:
        >>> read_block([[1, None], ["a", True]]).rows
        ((1, None), ('a', True))
        >>> read_block(5).shape
        (1, 1)
    """
    if isinstance(argument, Block):
        return argument
    if not isinstance(argument, (list, tuple)):
        return Block.cell(read_cell(argument, system))
    rows: Sequence[Sequence[Any]] = argument
    if not rows or not isinstance(rows[0], (list, tuple)):
        rows = [rows]
    widths = set(map(len, rows))
    width = max(widths)
    if not width:
        return Block.cell(None)
    if len(widths) == 1 and _is_plain(cells := list(chain.from_iterable(rows))):
        return Block.filled(cells, width)
    return Block(
        tuple(tuple(read_cell(value, system) for value in row) + (None,) * (width - len(row)) for row in rows)
    )


def _is_plain(cells: Sequence[Any]) -> bool:
    """Tell whether every cell can stay as it is; a sum that is not finite may be worth a closer look."""
    kinds = set(map(type, cells))
    if not kinds <= _PLAIN:
        return False
    if float not in kinds:
        return True
    floats = cells if len(kinds) == 1 else [value for value in cells if type(value) is float]
    return math.isfinite(sum(floats))


def read_cell(value: object, system: DateSystem = 1900) -> CellValue:
    """Return one value of a host as a cell value; dates become serial numbers.

    Examples:
        >>> read_cell(datetime(2026, 1, 1, 12)), read_cell(float("nan"))
        (46023.5, CellError(code='#NUM!', issue=None))
    """
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else CellError("#NUM!")
    if value is None or isinstance(value, (bool, int, str, CellError)):
        return value
    if isinstance(value, datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
        return serial_of_date(value.date(), system) + seconds / _SECONDS_A_DAY
    if isinstance(value, date):
        return serial_of_date(value, system)
    if isinstance(value, Decimal):
        return float(value) if value.is_finite() else CellError("#NUM!")
    if hasattr(value, "item"):  # a numpy scalar
        return read_cell(value.item(), system)
    return str(value)


def write_cell(value: Result, system: DateSystem = 1900) -> CellValue:
    """Return a function's result as a cell value: exact numbers become doubles.

    Raises:
        ComputationError: NUM-001 (``#NUM!``) a number beyond what a cell can hold, as in Excel.

    Examples:
        >>> write_cell(Fraction(1, 8)), write_cell(date(2026, 1, 1)), write_cell(None)
        (0.125, 46023, None)
    """
    if type(value) in _PLAIN:
        return value  # type: ignore[return-value]
    if isinstance(value, Fraction):
        return to_float(value)
    if isinstance(value, date):
        return serial_of_date(value, system)
    return read_cell(value, system)


def is_written(block: Block[Any]) -> bool:
    """Tell whether a result already holds cell values only, as those of block paths do.

    Examples:
        >>> is_written(Block(((1.5, None),))), is_written(Block.cell(Fraction(1)))
        (True, False)
    """
    return _PLAIN.issuperset(set(map(type, chain.from_iterable(block.rows))))


def exact_block(block: Block[float | None]) -> Block[Fraction | None]:
    """Return the numbers of a block as cells show them, exactly.

    Examples:
        >>> exact_block(Block.of([[0.1 + 0.2, None]])).rows
        ((Fraction(3, 10), None),)
    """
    return block.map(lambda value: None if value is None else exact(value))
