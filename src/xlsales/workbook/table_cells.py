"""The cells of a table's row as they shall be: values, formulas, the styles of the last row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from xlsales.kernel.grid import Area, Cell
from xlsales.kernel.issues import RefusedFileError
from xlsales.kernel.values import CellValue, same_value
from xlsales.workbook.cell_edit import CellEdit, Role
from xlsales.workbook.cell_writing import changed_cell, new_cell
from xlsales.workbook.refusals import refusal
from xlsales.workbook.row_edit import widened_spans
from xlsales.workbook.splice import Change, splice
from xlsales.workbook.stored_form import storable
from xlsales.workbook.stored_row import StoredCell, StoredRow
from xlsales.workbook.stored_values import ValueReader
from xlsales.workbook.xml_text import xml_attribute, xml_text

#: What a new row takes over from the last one.
_ROW_LOOKS: Final = ("ht", "customHeight", "s", "customFormat")


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A formula of a table's column.

    Attributes:
        text: Without ``=``, as it reads in its own row.
        is_array: Stored as an array of one cell, as hosts store our calls.
    """

    text: str
    is_array: bool = False


#: What a cell shall hold. A formula where one stands already is left as it is stored.
CellContent: TypeAlias = CellValue | FormulaCell


@dataclass(frozen=True, slots=True)
class TableRowWriter:
    """Writes rows of one table.

    Attributes:
        prefix: Prefix of the sheet's elements, with its colon.
        area: The table as it was.
        last_row: Its last row of data, which new rows look like.
        last_number: Number of that row; what stands in the table's columns below is replaced as a whole.
        column_style: Style of a sheet's column.
        reader: Reads stored values.
    """

    prefix: str
    area: Area
    last_row: StoredRow | None
    last_number: int
    column_style: Callable[[int], str | None]
    reader: ValueReader

    def data_row(
        self, number: int, data: bytes, stored: StoredRow | None, contents: Sequence[CellContent]
    ) -> bytes:
        """Return a row with these contents; the very same bytes where it has them already."""
        cells = {cell.column: cell for cell in stored.cells} if stored else {}
        texts: dict[int, bytes] = {}
        for column, content in enumerate(contents, self.area.left):
            place, cell = Cell(number, column), cells.get(column)
            if number > self.last_number and cell is not None:
                _refuse_source(cell, place)
                texts[column] = self._cell(place, data, None, content) or b""
                continue
            text = self._cell(place, data, cell, content)
            if text is not None:
                texts[column] = text
        return self._row(number, data, stored, texts)

    def row_behind(
        self,
        number: int,
        data: bytes,
        stored: StoredRow | None,
        totals: tuple[bytes, StoredRow | None],
    ) -> bytes:
        """Return a row behind the data: a row of totals, or one that the table has left."""
        columns = range(self.area.left, self.area.right + 1)
        texts: dict[int, bytes] = {}
        for cell in stored.cells if stored else ():
            if cell.column in columns:
                _refuse_source(cell, Cell(number, cell.column))
                texts[cell.column] = b""
        from_data, from_row = totals
        for cell in from_row.cells if from_row else ():
            if cell.column in columns:
                if cell.formula_kind:
                    raise _shared(Cell(number, cell.column), "other cells")
                texts[cell.column] = _moved_cell(from_data, cell, Cell(number, cell.column))
        return self._row(number, data, stored, texts)

    def _cell(self, place: Cell, data: bytes, cell: StoredCell | None, content: CellContent) -> bytes | None:
        """Return a cell's new text, ``None`` where it stays as it is."""
        if isinstance(content, FormulaCell):
            return None if cell is not None and cell.computed else self._formula(place, cell, content)
        value = storable(content)
        edit = CellEdit(Role.FORCED_INPUT, value)
        if cell is not None:
            _refuse_source(cell, place)
            same = not cell.computed and same_value(self._value_of(cell), value)
            return None if same else changed_cell(data, cell, edit, None)
        style = self._looks(place.column).get("s")
        if value is None and style is None:
            return None
        return new_cell(place, self.prefix, style, edit, None)

    def _formula(self, place: Cell, cell: StoredCell | None, content: FormulaCell) -> bytes:
        looks = self._looks(place.column)
        attributes = {"r": str(place)}
        style = cell.span.attributes.get("s") if cell is not None else looks.get("s")
        if style is not None:
            attributes["s"] = style
        if content.is_array and "cm" in looks:
            attributes["cm"] = looks["cm"]
        opening = "".join(f' {name}="{xml_attribute(value)}"' for name, value in attributes.items())
        kind = f' t="array" ref="{place}"' if content.is_array else ""
        prefix = self.prefix
        formula = f"<{prefix}f{kind}>{xml_text(content.text)}</{prefix}f>"
        return f"<{prefix}c{opening}>{formula}</{prefix}c>".encode()

    def _looks(self, column: int) -> Mapping[str, str]:
        """Return the attributes of the last row's cell in a column."""
        row = self.last_row
        for cell in row.cells if row else ():
            if cell.column == column:
                return cell.span.attributes
        style = self.column_style(column)
        return {} if style is None else {"s": style}

    def _value_of(self, cell: StoredCell) -> CellValue:
        if cell.kind == "inlineStr" and cell.inline:
            return cell.inline_text
        if cell.value is None or (not cell.value_text and cell.kind != "str"):
            return None
        return self.reader.read(cell.kind, cell.value_text, cell.span.attributes.get("vm", ""))

    def _row(self, number: int, data: bytes, stored: StoredRow | None, texts: Mapping[int, bytes]) -> bytes:
        """Return a row with the cells of some columns replaced, added, or taken out where blank."""
        if stored is None:
            cells = b"".join(texts[column] for column in sorted(texts))
            return self._new_opening(number) + cells + f"</{self.prefix}row>".encode() if cells else b""
        there = {cell.column: cell.span for cell in stored.cells}
        changes: list[Change] = []
        behind = b""
        for column in sorted(texts):
            span = there.get(column)
            if span is not None:
                changes.append(Change(span.start, span.end, texts[column]))
                continue
            after = next((cell.span.start for cell in stored.cells if cell.column > column), None)
            if after is None:
                behind += texts[column]
            elif changes and changes[-1].start == changes[-1].end == after:
                changes[-1] = Change(after, after, changes[-1].text + texts[column])
            else:
                changes.append(Change(after, after, texts[column]))
        return _assembled(data, stored, changes, behind, texts)

    def _new_opening(self, number: int) -> bytes:
        row = self.last_row
        looks = row.span.attributes if row else {}
        kept = "".join(f' {name}="{xml_attribute(looks[name])}"' for name in _ROW_LOOKS if name in looks)
        return f'<{self.prefix}row r="{number}"{kept}>'.encode()


def _assembled(
    data: bytes, row: StoredRow, changes: list[Change], behind: bytes, texts: Mapping[int, bytes]
) -> bytes:
    if not changes and not behind:
        return data
    span = row.span
    opening = widened_spans(data[: span.content_start], min(texts), max(texts))
    if span.empty:
        cells = b"".join(change.text for change in changes) + behind
        return opening[:-2].rstrip() + b">" + cells + f"</{span.prefix}row>".encode() if cells else data
    changes.append(Change(span.content_end, span.content_end, behind))
    return opening + splice(data, span.content_start, len(data), changes)


def _refuse_source(cell: StoredCell, place: Cell) -> None:
    """Refuse to take away the formula whose text other cells share."""
    shared = cell.formula_kind == "shared" and bool(cell.formula_text)
    area = cell.formula.attributes.get("ref", "") if cell.formula else ""
    if shared and area not in ("", str(place), f"{place}:{place}"):
        raise _shared(place, f"the cells {area}")


def _shared(place: Cell, others: str) -> RefusedFileError:
    return refusal(
        "WB-033",
        str(place),
        f"a formula that it shares with {others}",
        "a formula of this cell alone",
        "Enter the formula of this cell anew in Excel, save, then retry.",
    )


def _moved_cell(data: bytes, cell: StoredCell, place: Cell) -> bytes:
    """Return the bytes of a cell under another address; what it holds stays."""
    attributes = {"r": str(place), **{k: v for k, v in cell.span.attributes.items() if k != "r"}}
    text = "".join(f' {name}="{xml_attribute(value)}"' for name, value in attributes.items())
    opening = f"<{cell.span.prefix}c{text}".encode()
    if cell.span.empty:
        return opening + b"/>"
    return opening + b">" + data[cell.span.content_start : cell.span.end]
