"""Scanning by patterns: for sheets in the form that Excel and most programs write.

Rows of the same form as one before are matched whole, others cell by cell with one compiled pattern;
whatever does not fit it exactly raises ``NotPlainError``, and the sheet is scanned by events instead.
"""

from __future__ import annotations

import re
from typing import Final

from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW, column_number
from xlsales.workbook.alike_rows import AlikeRows
from xlsales.workbook.cell_collector import CellCollector, outside_sheet
from xlsales.workbook.keys import COLUMN_BITS, cell_key
from xlsales.workbook.row_forms import FoundCell
from xlsales.workbook.stored_values import NOT_A_NUMBER, UNREADABLE
from xlsales.workbook.xml_text import plain_text

ROW_END: Final = b"</row>"
_CELL: Final = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]+")?(?: t="([A-Za-z]+)")?((?: [a-z]+="[^"<&]*")*)'
    r"(?: ?/>|>"
    r'(?:<(f)((?: [A-Za-z0-9]+="[^"<&]*")*)(?: ?/>|>([^<]*)</f>))?'
    r'(?:<v(?: xml:space="preserve")?( ?/>|>([^<]*)</v>))?'
    r'(?:<is><t(?: xml:space="preserve")?( ?/>|>([^<]*)</t>)</is>)?'
    r"</c>)"
)
_ATTRIBUTE: Final = re.compile(r' ([A-Za-z0-9]+)="([^"]*)"')
_STRANGE: Final = ("<!", "<?", "xmlns")
_PREFIXED: Final = re.compile(r"<[\w.-]+:")
#: Most rows that are scanned cell by cell before a form is tried again.
_MOST_AT_ONCE: Final = 256
_ROW_END_TEXT: Final = ROW_END.decode()


class NotPlainError(Exception):
    """The sheet is not written in the plain form."""


class _Columns(dict[str, int]):
    """Column letters to the column's share of a cell key."""

    def __missing__(self, letters: str) -> int:
        column = column_number(letters)
        if column > MAX_COLUMN:
            raise NotPlainError
        self[letters] = column - 1
        return column - 1


class PlainRows:
    """Takes whole rows and tells their cells to a collector."""

    def __init__(self, collector: CellCollector) -> None:
        self._collector = collector
        self._columns = _Columns()
        self._texts: dict[str, str] = {}
        self._alike = AlikeRows(collector, self._columns, self._texts)
        self._at_once = 1
        self._last_key = cell_key(1, 1) - 1

    def take(self, data: bytes) -> None:
        """Take the bytes of one or more whole rows.

        Raises:
            NotPlainError: They hold something that the pattern does not tell.
        """
        try:
            rows = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise NotPlainError from error
        if "\r" in rows:
            rows = rows.replace("\r\n", "\n").replace("\r", "\n")
        position = 0
        while position < len(rows):
            position = self._take_alike(rows, position)
            position = self._take_others(rows, position)
        self._collector.check_size()

    def _take_alike(self, rows: str, position: int) -> int:
        """Store the rows that have the form of one before; return where they end."""
        taken, end = self._alike.matches(rows, position)
        if taken:
            self._at_once = 1
            last_key = self._alike.store(taken, self._last_key)
            if last_key is None:
                raise NotPlainError
            self._take_key(last_key)
        return end

    def _take_others(self, rows: str, position: int) -> int:
        """Store some rows cell by cell, and learn from the last of them; return where they end.

        The longer no form pays, the more rows these are.
        """
        found: list[FoundCell] = []
        for _ in range(self._at_once):
            if position >= len(rows):
                break
            end = rows.find(_ROW_END_TEXT, position) + len(_ROW_END_TEXT)
            end = end if end >= len(_ROW_END_TEXT) else len(rows)
            found = self._cells(rows, position, end)
            self._take_cells(found)
            position = end
        self._alike.learn(found)
        self._at_once = min(2 * self._at_once, _MOST_AT_ONCE)
        return position

    def _cells(self, rows: str, start: int, end: int) -> list[FoundCell]:
        found = _CELL.findall(rows, start, end)
        strange = any(rows.find(text, start, end) >= 0 for text in _STRANGE)
        if strange or len(found) != rows.count("<c", start, end) or _PREFIXED.search(rows, start, end):
            raise NotPlainError
        return found

    def _take_cells(self, found: list[tuple[str, ...]]) -> None:
        """Store the matches of the pattern; written for speed, as a sheet may have millions."""
        cells = self._collector.cells
        values, formulas, columns = cells.values, cells.formulas, self._columns
        texts, shared = self._texts, self._collector.reader.shared
        last_key = self._last_key
        for letters, digits, kind, rest, has_f, f_attributes, f_text, has_v, v_text, has_i, i_text in found:
            key = (int(digits) << COLUMN_BITS) + columns[letters]
            if key <= last_key:
                raise NotPlainError
            last_key = key
            if has_f:
                if f_attributes or not f_text:
                    self._add_formula(key, f_attributes, f_text, rest)
                elif "&" in f_text or "_x" in f_text:
                    formulas[key] = plain_text(f_text)
                else:
                    formulas[key] = f_text
            if has_v:
                if not kind:
                    if v_text:
                        try:
                            value = float(v_text)
                        except ValueError:
                            values[key] = UNREADABLE
                        else:
                            values[key] = value if value - value == 0 else NOT_A_NUMBER
                    elif has_f:
                        self._collector.add_value(key, kind, v_text, "")
                elif kind == "s" and v_text.isdecimal():
                    values[key] = shared(v_text)
                elif kind == "str":
                    text = plain_text(v_text)
                    values[key] = texts.setdefault(text, text)
                else:
                    self._collector.add_value(key, kind, plain_text(v_text), _mark(rest, "vm"))
            elif has_i:
                text = plain_text(i_text)
                values[key] = texts.setdefault(text, text)
            elif has_f:
                self._collector.add_value(key, kind, None, "")
        self._take_key(last_key)

    def _take_key(self, last_key: int) -> None:
        self._last_key = last_key
        if last_key >> COLUMN_BITS > MAX_ROW:
            raise outside_sheet(self._collector.where, f"row {last_key >> COLUMN_BITS}")

    def _add_formula(self, key: int, attributes: str, text: str, rest: str) -> None:
        pairs = dict(_ATTRIBUTE.findall(attributes))
        self._collector.add_formula(key, pairs, plain_text(text), _mark(rest, "cm"))


def _mark(attributes: str, name: str) -> str:
    return dict(_ATTRIBUTE.findall(attributes)).get(name, "") if attributes else ""
