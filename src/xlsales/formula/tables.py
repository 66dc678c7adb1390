"""Which cells a structured reference means."""

from __future__ import annotations

from typing import Final

from xlsales.formula.context import TableShape
from xlsales.kernel.grid import Area

#: What Excel shows for a part that the table does not have, and for a row that it does not reach.
NO_SUCH_PART: Final = "#REF!"
NOT_THIS_ROW: Final = "#VALUE!"


def table_area(
    table: TableShape,
    items: tuple[str, ...],
    first_column: str | None,
    last_column: str | None,
    row: int,
) -> Area | str:
    """Return the rectangle of a structured reference, or the error value that Excel gives.

    Args:
        table: The table that is meant.
        items: As in ``TableReference``; none means the data.
        first_column: First or only column; ``None`` for all.
        last_column: Last column of several; ``None`` for one.
        row: Row of the formula, for ``[#This Row]`` and ``@``.

    Examples:
        >>> sales = TableShape("Sales", "Data", Area(1, 1, 6, 3), ("Region", "Rep", "Net"), totals_rows=1)
        >>> str(table_area(sales, (), "Rep", "Net", 3)), str(table_area(sales, ("this row",), "Net", None, 3))
        ('B2:C5', 'C3')
        >>> table_area(sales, ("this row",), "Net", None, 9), table_area(sales, (), "Gross", None, 3)
        ('#VALUE!', '#REF!')
    """
    columns = _columns(table, first_column, last_column)
    if columns is None:
        return NO_SUCH_PART
    rows = _rows(table, items or ("data",), row)
    if isinstance(rows, str):
        return rows
    return Area(rows[0], columns[0], rows[1], columns[1])


def _columns(table: TableShape, first: str | None, last: str | None) -> tuple[int, int] | None:
    if first is None:
        return table.area.left, table.area.right
    names = [column.casefold() for column in table.columns]
    try:
        start = names.index(first.casefold())
        end = names.index(last.casefold()) if last is not None else start
    except ValueError:
        return None
    return table.area.left + min(start, end), table.area.left + max(start, end)


def _rows(table: TableShape, items: tuple[str, ...], row: int) -> tuple[int, int] | str:
    top, bottom = table.area.top, table.area.bottom
    first, last = top + table.header_rows, bottom - table.totals_rows
    spans = {
        "all": (top, bottom),
        "data": (first, last),
        "headers": (top, first - 1),
        "totals": (last + 1, bottom),
        "this row": (row, row),
    }
    if "this row" in items and not first <= row <= last:
        return NOT_THIS_ROW
    wanted = [span for span in map(spans.__getitem__, items) if span[0] <= span[1]]
    if not wanted:
        return NO_SUCH_PART
    return min(start for start, _ in wanted), max(end for _, end in wanted)
