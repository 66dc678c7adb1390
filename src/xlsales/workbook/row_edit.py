"""Changing the listed cells of one row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple, Protocol

from xlsales.kernel.grid import Cell
from xlsales.kernel.values import CellValue, same_value
from xlsales.workbook.cell_edit import INPUTS, CellEdit, RichError, Role
from xlsales.workbook.cell_writing import changed_cell, new_cell
from xlsales.workbook.edit_checks import check_edit
from xlsales.workbook.keys import cell_key
from xlsales.workbook.plain_row import read_plain_row
from xlsales.workbook.refusals import refusal
from xlsales.workbook.splice import Change, splice
from xlsales.workbook.stored_row import StoredCell, StoredRow, read_row
from xlsales.workbook.stored_values import ValueReader
from xlsales.workbook.xml_reading import is_true

_SPANS: Final = re.compile(rb"(\sspans\s*=\s*[\"'])(\d+):(\d+)(?=[\"'])")
_CREATING: Final = (*INPUTS, Role.MEMBER)


class Marks(Protocol):
    """Hands out ``vm`` marks for newer errors."""

    def error_mark(self, error: RichError) -> int:
        """Return the mark of an error, made when it is not there yet."""


class Claim(NamedTuple):
    """Where something changed: a cell, or with column 0 a whole row, which may be new.

    Places are bytes of UTF-8 from the start of the sheet, before and after.
    """

    row: int
    column: int
    old_start: int
    old_end: int
    new_start: int
    new_end: int


class EditedRow(NamedTuple):
    """A row after its edits; ``cells`` tells what changed, by column, when nothing but cells did."""

    data: bytes
    cells: list[tuple[int, Change]] | None


@dataclass(slots=True)
class EditLog:
    """What happened to the edits of one sheet, by ``cell_key``.

    Attributes:
        changed: Value before and after.
        same: Cells that already held the value.
        formulas_replaced: Cells that lost their formula.
        claims: Where something changed, in order.
    """

    changed: dict[int, tuple[CellValue, CellValue]] = field(default_factory=dict)
    same: set[int] = field(default_factory=set)
    formulas_replaced: set[int] = field(default_factory=set)
    claims: list[Claim] = field(default_factory=list)


@dataclass(slots=True)
class RowEditor:
    """Changes rows of one sheet.

    Attributes:
        where: Name of the sheet's part.
        sheet: Name of its tab, for messages.
        context, closing: Tags around the rows; see ``read_row``.
        prefix: Prefix of the sheet's elements, with its colon.
        column_style: Returns the style of a column, if it has one.
        reader: Reads the values that are there.
        marks: Hands out marks.
        fitting: Makes new text fit the encoding of the sheet.
        plain: Rows hold no comments, CDATA or namespaces.
        log: Filled on the way.
    """

    where: str
    sheet: str
    context: bytes
    closing: bytes
    prefix: str
    column_style: Callable[[int], str | None]
    reader: ValueReader
    marks: Marks
    fitting: Callable[[bytes], bytes]
    plain: bool
    log: EditLog

    def edit(self, data: bytes, number: int, edits: Mapping[int, CellEdit]) -> EditedRow:
        """Return the row with its listed cells changed; the very same bytes when nothing changes.

        Args:
            data: The row, UTF-8.
            number: Its number.
            edits: What to do, by column.
        """
        row = self._read(data, number, edits)
        cells = self._cells_by_column(row, number, edits)
        changes: list[tuple[int, Change]] = []
        created = False
        for column in sorted(edits):
            place = Cell(number, column)
            cell = cells.get(column)
            if cell is not None:
                text = self._changed(data, place, cell, edits[column])
                if text is not None:
                    changes.append((column, Change(cell.span.start, cell.span.end, text)))
            elif self._is_missing(place, edits[column]):
                at = self._insertion_place(row, column, number)
                changes.append((column, Change(at, at, self._created(place, row, edits[column]))))
                created = True
        if not changes:
            return EditedRow(data, [])
        texts = [change for _, change in changes]
        if not created:
            return EditedRow(splice(data, 0, len(data), texts), changes)
        return EditedRow(self._extended(data, row, texts, edits), None)

    def _read(self, data: bytes, number: int, edits: Mapping[int, CellEdit]) -> StoredRow:
        if self.plain and not self.prefix:
            row = read_plain_row(data, number, edits)
            if row is not None:
                return row
        return read_row(data, number, self.context, self.closing, self.where)

    def new_row(self, number: int, edits: Mapping[int, CellEdit]) -> bytes:
        """Return a row that was not there, or nothing when no edit makes a cell."""
        texts = [
            self._created(Cell(number, column), None, edits[column])
            for column in sorted(edits)
            if self._is_missing(Cell(number, column), edits[column])
        ]
        if not texts:
            return b""
        opening = f'<{self.prefix}row r="{number}">'.encode()
        return opening + b"".join(texts) + f"</{self.prefix}row>".encode()

    def _cells_by_column(
        self, row: StoredRow, number: int, edits: Mapping[int, CellEdit]
    ) -> dict[int, StoredCell]:
        cells: dict[int, StoredCell] = {}
        for cell in row.cells:
            if cell.column in cells and cell.column in edits:
                raise _out_of_order(self.where, f"{Cell(number, cell.column)} twice")
            cells[cell.column] = cell
        return cells

    def _changed(self, data: bytes, place: Cell, cell: StoredCell, edit: CellEdit) -> bytes | None:
        check_edit(self.sheet, place, cell, edit)
        before = self._value_of(cell)
        key = cell_key(*place)
        if self._holds_already(data, cell, edit, before):
            self.log.same.add(key)
            return None
        self.log.changed[key] = (before, edit.value)
        if edit.role is Role.FORCED_INPUT and cell.computed:
            self.log.formulas_replaced.add(key)
        return self.fitting(changed_cell(data, cell, edit, self._mark(edit)))

    def _holds_already(self, data: bytes, cell: StoredCell, edit: CellEdit, before: CellValue) -> bool:
        if not same_value(before, edit.value):
            return False
        if edit.role is Role.FORCED_INPUT:
            return not cell.computed
        if edit.role is Role.CLEARED:
            return cell.formula is None
        if edit.area is not None and cell.formula is not None:
            return cell.formula.attributes.get("ref") in (str(edit.area), f"{edit.area}:{edit.area}")
        return True

    def _value_of(self, cell: StoredCell) -> CellValue:
        if cell.kind == "inlineStr" and cell.inline:
            return cell.inline_text
        if cell.value is None or (not cell.value_text and cell.kind != "str"):
            return None
        return self.reader.read(cell.kind, cell.value_text, cell.span.attributes.get("vm", ""))

    def _is_missing(self, place: Cell, edit: CellEdit) -> bool:
        """Tell whether a cell that is not there must be made; note that it already is as wanted if not."""
        if edit.role in _CREATING and edit.value is not None:
            return True
        if edit.role in _CREATING or edit.role is Role.CLEARED:
            self.log.same.add(cell_key(*place))
        return False

    def _created(self, place: Cell, row: StoredRow | None, edit: CellEdit) -> bytes:
        self.log.changed[cell_key(*place)] = (None, edit.value)
        style = self.column_style(place.column)
        prefix = self.prefix
        if row is not None:
            prefix = row.span.prefix
            if is_true(row.span.attributes.get("customFormat")):
                style = row.span.attributes.get("s", style)
        return self.fitting(new_cell(place, prefix, style, edit, self._mark(edit)))

    def _mark(self, edit: CellEdit) -> int | None:
        return self.marks.error_mark(edit.rich_error) if edit.rich_error else None

    def _insertion_place(self, row: StoredRow, column: int, number: int) -> int:
        columns = [cell.column for cell in row.cells]
        if any(left >= right for left, right in pairwise(columns)):
            raise _out_of_order(self.where, f"cells of row {number} out of order")
        for cell in row.cells:
            if cell.column > column:
                return cell.span.start
        return row.span.content_end if not row.span.empty else row.span.end

    def _extended(
        self, data: bytes, row: StoredRow, changes: list[Change], edits: Mapping[int, CellEdit]
    ) -> bytes:
        """Return a row with new cells among the changes."""
        span = row.span
        opening = widened_spans(data[: span.content_start], min(edits), max(edits))
        if not span.empty:
            return opening + splice(data, span.content_start, len(data), changes)
        cells = b"".join(change.text for change in changes)
        return opening[:-2].rstrip() + b">" + cells + f"</{span.prefix}row>".encode()


def widened_spans(opening: bytes, first: int, last: int) -> bytes:
    """Return the row's start tag with its ``spans`` hint covering the columns."""

    def widen(found: re.Match[bytes]) -> bytes:
        low, high = min(int(found[2]), first), max(int(found[3]), last)
        return found[1] + f"{low}:{high}".encode()

    return _SPANS.sub(widen, opening, count=1)


def _out_of_order(where: str, got: str) -> Exception:
    return refusal(
        "WB-028",
        where,
        got,
        "rows and cells in rising order",
        "Open and save the workbook in Excel, then retry.",
    )
