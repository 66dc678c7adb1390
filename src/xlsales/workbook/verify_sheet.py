"""Two editions of one sheet in lock-step: the same text, but for listed cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from xlsales.kernel.grid import Cell, column_number
from xlsales.kernel.issues import RefusedFileError
from xlsales.kernel.values import CellValue
from xlsales.workbook.archive import Archive
from xlsales.workbook.archive_directory import Entry
from xlsales.workbook.cell_edit import CellEdit, Role
from xlsales.workbook.part_encoding import detect_encoding
from xlsales.workbook.refusals import refusal
from xlsales.workbook.row_edit import Claim
from xlsales.workbook.sheet_head import SheetHead, read_head
from xlsales.workbook.splice import Change, splice
from xlsales.workbook.stored_form import stored_form
from xlsales.workbook.xml_reading import is_main, local_name, read_tree
from xlsales.workbook.xml_text import escape_xstring

_STEP: Final = 1 << 18
_PLAIN_RESULT: Final = re.compile(
    rb'<c r="(?P<address>[A-Z]+[0-9]+)"(?P<style> s="[0-9]+")?(?: t="(?P<kind>[a-z]+)")?>'
    rb"(?P<formula><f>[^<]*</f>)(?:<v(?: xml:space=\"preserve\")?(?:/>|>(?P<value>[^<]*)</v>))?</c>"
)


@dataclass(frozen=True, slots=True)
class ListedChanges:
    """What may differ in a sheet: cells by row and column, at claimed places."""

    cells: Mapping[int, Mapping[int, CellEdit]]
    claims: Sequence[Claim]


def compare_sheets(original: Archive, old: Entry, new: Archive, twin: Entry, listed: ListedChanges) -> None:
    """Refuse a sheet that differs from its original outside the listed cells, or holds other values there.

    The claimed places are not trusted: all bytes outside them must be equal, and inside each there must
    be one listed cell, or one row that is the same as before but for its listed cells. So what
    was well-formed is so still.

    Raises:
        RefusedFileError: WB-030, or WB-009 when it is no well-formed XML.
    """
    where = twin.name
    before = _Reader(original.chunks(old), where)
    after = _Reader(new.chunks(twin), where)
    old_head, new_head = before.head, after.head
    if _comparable(old_head) != _comparable(new_head):
        raise _differs(where, "before the rows")
    for claim in listed.claims:
        _compare_run(before, after, claim, where)
        old_text = before.take(claim.old_end - claim.old_start)
        new_text = after.take(claim.new_end - claim.new_start)
        edits = listed.cells.get(claim.row, {})
        if claim.column:
            _compare_cell(old_text, new_text, old_head, new_head, claim, edits, where)
        elif old_text != new_text:
            _compare_rows(
                _row(old_text, old_head, claim.row, where),
                _row(new_text, new_head, claim.row, where),
                edits,
                f"{where}, row {claim.row}",
            )
    if old_head.empty and not new_head.empty:
        closing = f"</{new_head.data_name}>".encode()
        if after.take(len(closing)) != closing:
            raise _differs(where, "the end of the rows")
    _compare_rest(before, after, where)


def _compare_run(before: _Reader, after: _Reader, claim: Claim, where: str) -> None:
    """Compare what stands before a row that changed."""
    length = claim.old_start - before.position
    if length < 0 or length != claim.new_start - after.position:
        raise _differs(where, f"before row {claim.row}")
    while length:
        step = min(length, _STEP)
        if before.take(step) != after.take(step):
            raise _differs(where, f"before row {claim.row}")
        length -= step


def _compare_rest(before: _Reader, after: _Reader, where: str) -> None:
    while (piece := before.take(_STEP)) or after.peek():
        if piece != after.take(_STEP):
            raise _differs(where, "behind the changed rows")


class _Reader:
    """The text of a sheet in UTF-8, read on demand; its position stands behind the head at first."""

    def __init__(self, chunks: Iterator[bytes], where: str) -> None:
        encoding, source = detect_encoding(chunks, where)
        self._text = encoding.to_utf8(source, where)
        self.head = read_head(self._text, where)
        self.position = len(self.head.data)
        self._buffer = bytearray(self.head.rest)

    def peek(self) -> bool:
        """Tell whether there is more."""
        self._fill(1)
        return bool(self._buffer)

    def take(self, length: int) -> bytes:
        """Return the next bytes, fewer at the end."""
        self._fill(length)
        data = bytes(self._buffer[:length])
        del self._buffer[:length]
        self.position += len(data)
        return data

    def _fill(self, length: int) -> None:
        while len(self._buffer) < length:
            chunk = next(self._text, None)
            if chunk is None:
                return
            self._buffer += chunk


def _comparable(head: SheetHead) -> bytes:
    """Return the head without what may change: the dimension, and whether there are rows at all."""
    data = head.data
    if head.dimension is not None:
        start, end, _ = head.dimension
        data = splice(data, 0, len(data), [Change(start, end, b"")])
    return data.removesuffix(b">").removesuffix(b"/").rstrip()


def _row(data: bytes, head: SheetHead, number: int, where: str) -> Element | None:
    """Return a claimed row as a tree; ``None`` when it is not there.

    Raises:
        RefusedFileError: WB-030 it is not exactly this one row.
    """
    if not data:
        return None
    root = read_tree([head.context + data + head.closing], where)
    rows = list(root[0])
    claimed = len(root) == 1 and len(rows) == 1 and is_main(rows[0].tag, "row")
    if not claimed or rows[0].get("r", str(number)) != str(number):
        raise _differs(where, f"row {number} is not where it should be")
    return rows[0]


def _compare_rows(
    old: Element | None, new: Element | None, listed: Mapping[int, CellEdit], where: str
) -> None:
    if new is None:
        raise _differs(where, "a row is gone")
    if old is not None and _row_attributes(old) != _row_attributes(new):
        raise _differs(where, "its attributes")
    before = _by_column(old) if old is not None else {}
    after = _by_column(new)
    for column in before.keys() | after.keys():
        left, right = before.get(column), after.get(column)
        place = f"{where}, column {column}"
        if column not in listed:
            if left is None or right is None or not _equal(left, right):
                raise _differs(place, "a cell that is not listed")
        elif right is not None:
            _check_listed(left, right, listed[column], place)


def _compare_cell(
    old: bytes,
    new: bytes,
    old_head: SheetHead,
    new_head: SheetHead,
    claim: Claim,
    edits: Mapping[int, CellEdit],
    where: str,
) -> None:
    """Compare one claimed cell, by a pattern where it is plain."""
    edit = edits.get(claim.column)
    place = Cell(claim.row, claim.column)
    if edit is None:
        raise _differs(f"{where}, {place}", "a cell that is not listed")
    if edit.role is Role.RESULT and _is_plain_result(old, new, place, edit):
        return
    pair = [
        _row(
            b"<%srow>%s</%srow>" % (head.prefix.encode(), data, head.prefix.encode()), head, claim.row, where
        )
        for head, data in ((old_head, old), (new_head, new))
    ]
    cells = [list(row) if row is not None else [] for row in pair]
    if [len(group) for group in cells] != [1, 1] or not all(
        is_main(cell.tag, "c") and cell.get("r", str(place)) == str(place) for (cell,) in cells
    ):
        raise _differs(f"{where}, {place}", "more or less than one cell")
    _check_listed(cells[0][0], cells[1][0], edit, f"{where}, {place}")


def _in_row(cell: bytes, head: SheetHead) -> bytes:
    """Return a cell as a row of its own."""
    prefix = head.prefix.encode()
    return b"<" + prefix + b"row>" + cell + b"</" + prefix + b"row>"


def _is_plain_result(old: bytes, new: bytes, place: Cell, edit: CellEdit) -> bool:
    """Tell whether both are plain formula cells, the same but for type, mark and the listed value."""
    before, after = _PLAIN_RESULT.fullmatch(old), _PLAIN_RESULT.fullmatch(new)
    form = stored_form(edit.value)
    if before is None or after is None or form is None:
        return False
    return (
        before["address"] == after["address"] == str(place).encode()
        and (before["style"], before["formula"]) == (after["style"], after["formula"])
        and (after["kind"] or b"", after["value"]) == (form.kind.encode(), form.text.encode())
    )


def _row_attributes(row: Element) -> dict[str, str]:
    return {name: value for name, value in row.items() if name != "spans"}


def _by_column(row: Element) -> dict[int, Element]:
    cells = {}
    column = 0
    for cell in row:
        reference = cell.get("r")
        column = column_number(reference.rstrip("0123456789")) if reference else column + 1
        cells[column] = cell
    return cells


def _equal(left: Element, right: Element) -> bool:
    return (
        left.tag == right.tag
        and left.items() == right.items()
        and (left.text or "") == (right.text or "")
        and len(left) == len(right)
        and all(_equal(*pair) for pair in zip(left, right, strict=True))
    )


def _check_listed(left: Element | None, right: Element, edit: CellEdit, where: str) -> None:
    """Refuse a listed cell with another style or formula than before, or another value than listed."""
    if left is not None and left.get("s") != right.get("s"):
        raise _differs(where, "the style of a listed cell")
    if edit.role not in (Role.FORCED_INPUT, Role.CLEARED, Role.MEMBER):
        kept = left is not None and _formula(left, edit.role)
        if (kept or None) != _formula(right, edit.role):
            raise _differs(where, "the formula of a listed cell")
    if _value(right) != _expected_value(edit.value):
        raise _differs(where, "another value in a listed cell")


def _formula(cell: Element, role: Role) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    for part in cell:
        if local_name(part.tag) == "f":
            kept = [item for item in part.items() if role is not Role.ANCHOR or item[0] != "ref"]
            return part.text or "", tuple(sorted(kept))
    return None


def _value(cell: Element) -> tuple[str, str] | None:
    """Return type and text of a cell's value, a text under one type however it is stored."""
    for part in cell:
        if local_name(part.tag) in ("v", "is"):
            text = "".join(part.itertext())
            kind = cell.get("t", "")
            return ("str" if kind == "inlineStr" else kind), text
    return None


def _expected_value(value: CellValue) -> tuple[str, str] | None:
    if isinstance(value, str):
        return "str", escape_xstring(value)
    form = stored_form(value)
    return (form.kind, form.text) if form else None


def _differs(where: str, got: str) -> RefusedFileError:
    return refusal(
        "WB-030",
        where,
        f"a difference: {got}",
        "nothing changed but the listed cells",
        "The original is as it was; please report this with the workbook.",
    )
