"""Other rows for an Excel table: its cells and its part are written anew, all else stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from xlsales.kernel.grid import Area
from xlsales.workbook.limits import Limits
from xlsales.workbook.model import Table
from xlsales.workbook.outline import Node
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.plain_row import read_plain_row
from xlsales.workbook.refusals import refusal
from xlsales.workbook.row_finders import STRANGE
from xlsales.workbook.row_pieces import Piece, row_pieces
from xlsales.workbook.sheet_head import read_head
from xlsales.workbook.splice import Change, splice
from xlsales.workbook.stored_row import StoredRow, read_row
from xlsales.workbook.stored_values import ValueReader
from xlsales.workbook.table_cells import CellContent, TableRowWriter
from xlsales.workbook.table_ranges import MovedEnd

_REF: Final = re.compile(rb"(\sref\s*=\s*)(\"[^\"]*\"|'[^']*')")


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows that a table shall have.

    Attributes:
        table: The table as it is.
        rows: Contents, shape (n, k), at least one row.
    """

    table: Table
    rows: tuple[tuple[CellContent, ...], ...]

    @property
    def first_row(self) -> int:
        """Row of the first data."""
        return self.table.area.top + self.table.header_rows

    @property
    def old_last_row(self) -> int:
        """Row of the last data as it is."""
        return self.table.area.bottom - self.table.totals_rows

    @property
    def last_row(self) -> int:
        """Row of the last data as it shall be."""
        return self.first_row + len(self.rows) - 1

    @property
    def area(self) -> Area:
        """The table as it shall be, with its header and totals."""
        old = self.table.area
        return Area(old.top, old.left, self.last_row + self.table.totals_rows, old.right)

    @property
    def moved_end(self) -> MovedEnd:
        """Where ranges end from now on that ended with the data."""
        return MovedEnd(self.table.area, self.old_last_row, self.last_row)


def write_table_rows(parts: PartEdits, change: TableRows) -> None:
    """Write other rows into a table; its sheet and its part are among the edits then.

    New rows take the styles of the last one. Conditional formats, validations, the filter and the sort that
    end with the table's data end with its new data.

    Args:
        parts: Edits of the open workbook.
        change: The rows. The cells below the table must be free as far as it grows.

    Raises:
        RefusedFileError: WB-037 the table has no part or its sheet no rows; WB-009 to WB-028 as for a patch.
    """
    package = parts.package
    sheet = package.sheet(change.table.sheet).part
    part, root = _table_part(parts, sheet, change.table.name)
    reader = ValueReader(lambda: package.shared_strings, package.rich_values, package.date_system)
    parts.write(sheet, _Sheet(parts.read(sheet) or b"", sheet, change, package.limits).rewritten(reader))
    parts.write(part, _resized(parts.read(part) or b"", root, change))
    parts.remove_linked_part("calcChain")


def _table_part(parts: PartEdits, sheet_part: str, name: str) -> tuple[str, Node]:
    for part in parts.linked_parts(sheet_part, "table"):
        _, root = parts.outline(part)
        if name in (root.get("displayName"), root.get("name")):
            return part, root
    raise refusal("WB-037", name, "no part of this table", "one", "Open and save the workbook in Excel.")


def _resized(data: bytes, root: Node, change: TableRows) -> bytes:
    """Return the table part with its new area, and that of its filter and sort."""
    changes = [_with_reference(data, root, str(change.area))]
    for node in root.inside():
        if node.local in ("autoFilter", "sortState", "sortCondition") and node.get("ref"):
            reference = change.moved_end.moved_list(node.get("ref") or "")
            changes.append(_with_reference(data, node, reference))
    return splice(data, 0, len(data), changes)


def _with_reference(data: bytes, node: Node, reference: str) -> Change:
    tag = data[node.span.start : node.span.content_start]
    text = _REF.sub(rb'\g<1>"' + reference.encode() + b'"', tag, count=1)
    return Change(node.span.start, node.span.content_start, text)


class _Sheet:
    """The sheet of a table, UTF-8."""

    def __init__(self, data: bytes, where: str, change: TableRows, limits: Limits) -> None:
        self._data = data
        self._where = where
        self._change = change
        self._limits = limits
        self._head = read_head(iter([data]), where)
        if self._head.empty:
            raise refusal("WB-037", where, "a sheet without rows", "the table's", "Save it in Excel.")
        behind = data[len(self._head.data) :]
        self._is_plain = not self._head.prefix and not any(mark in behind for mark in STRANGE)

    def rewritten(self, reader: ValueReader) -> bytes:
        """Return the sheet with the table's new rows."""
        change, head = self._change, self._head
        old_last = change.old_last_row
        writer = TableRowWriter(
            head.prefix, change.table.area, self._row(old_last)[1], old_last, head.column_style, reader
        )
        totals = {
            change.last_row + number: self._row(old_last + number)
            for number in range(1, change.table.totals_rows + 1)
        }
        moves = change.last_row != old_last
        bottom = max(change.table.area.bottom, change.area.bottom) if moves else old_last
        pieces = (
            self._new_row(writer, *piece, totals) if piece.row else piece.data
            for piece in self._pieces(range(change.first_row, bottom + 1))
        )
        return self._with_ranges(b"".join((head.widened(change.area), *pieces)))

    def _pieces(self, wanted: Iterable[int]) -> Iterator[Piece]:
        chunks = iter([self._data])
        head = read_head(chunks, self._where)
        return row_pieces(head, chunks, wanted, self._where, self._limits, plain=False)

    def _row(self, number: int) -> tuple[bytes, StoredRow | None]:
        """Return a row as it is stored."""
        data = next((piece.data for piece in self._pieces([number]) if piece.row), b"")
        return data, self._stored(number, data)

    def _stored(self, number: int, data: bytes) -> StoredRow | None:
        area, head = self._change.table.area, self._head
        row = read_plain_row(data, number, range(area.left, area.right + 1)) if self._is_plain else None
        if row is None and data:
            return read_row(data, number, head.context, head.closing, self._where)
        return row

    def _new_row(
        self,
        writer: TableRowWriter,
        number: int,
        data: bytes,
        totals: Mapping[int, tuple[bytes, StoredRow | None]],
    ) -> bytes:
        stored, change = self._stored(number, data), self._change
        if number <= change.last_row:
            return writer.data_row(number, data, stored, change.rows[number - change.first_row])
        return writer.row_behind(number, data, stored, totals.get(number, (b"", None)))

    def _with_ranges(self, data: bytes) -> bytes:
        """Return the sheet with the ranges behind its rows moved."""
        end = data.rfind(f"</{self._head.data_name}".encode())
        return data[:end] + self._change.moved_end.moved_ranges(data[end:])
