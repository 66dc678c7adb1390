"""A table as it stands in a file: headings, rows of values, and the place of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, overload

from xlsales.kernel.dates import DateSystem
from xlsales.kernel.values import CellValue, is_blank

#: A value of a file: of a cell, or of YAML, which knows dates.
RawValue = CellValue | object

#: The row of the headings, where a place is asked for.
HEADINGS = -1


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table of a workbook or a YAML file, nothing converted yet.

    Attributes:
        name: What the table or its sheet is called.
        headings: Heading of each column, shape (k,).
        rows: Values, shape (n, k); no row is blank.
        place: Names the cell or line of a row and a column, both from 0; row -1 is the headings.
        dates: What serial number 0 stands for.
        typed: Numbers may come as text, as in YAML.
    """

    name: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[RawValue]]
    place: Callable[[int, int], str]
    dates: DateSystem = 1900
    typed: bool = False

    @property
    def where(self) -> str:
        """The place of the first heading, which stands for the table."""
        return self.place(HEADINGS, 0)


@dataclass(frozen=True, slots=True)
class ColumnRows(Sequence[Sequence[RawValue]]):
    """Rows of a source that gives columns; a row is made when it is asked for.

    Attributes:
        columns: Values of each column, shape (k, n).

    Examples:
        >>> rows = ColumnRows(((1, 2), ("a", "b")))
        >>> len(rows), rows[1], list(rows)
        (2, (2, 'b'), [(1, 'a'), (2, 'b')])
    """

    columns: Sequence[Sequence[Any]]

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    @overload
    def __getitem__(self, index: int) -> Sequence[RawValue]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Sequence[RawValue]]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return ColumnRows(tuple(column[index] for column in self.columns))
        return tuple(column[index] for column in self.columns)


def columns_of(table: RawTable) -> Sequence[Sequence[Any]]:
    """Return the values of a table by column, shape (k, n)."""
    if isinstance(table.rows, ColumnRows):
        return table.rows.columns
    return list(zip(*table.rows, strict=True)) or [()] * len(table.headings)


def is_empty(row: Sequence[RawValue]) -> bool:
    """Tell whether nothing stands in a row.

    Examples:
        >>> is_empty([None, "", "  "]), is_empty([None, 0])
        (True, False)
    """
    return all(is_blank(value) or (isinstance(value, str) and not value.strip()) for value in row)
