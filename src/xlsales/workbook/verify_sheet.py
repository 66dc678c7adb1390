"""Two editions of one sheet in lock-step: the same text, but for listed cells."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TypeAlias
from xml.etree.ElementTree import Element

from xlsales.kernel.grid import column_number
from xlsales.kernel.issues import RefusedFileError
from xlsales.kernel.values import CellValue
from xlsales.workbook.archive import Archive
from xlsales.workbook.archive_directory import Entry
from xlsales.workbook.cell_edit import CellEdit, Role
from xlsales.workbook.limits import Limits
from xlsales.workbook.part_encoding import detect_encoding
from xlsales.workbook.refusals import refusal
from xlsales.workbook.row_pieces import Piece, row_pieces
from xlsales.workbook.scan_plain import NotPlainError
from xlsales.workbook.sheet_head import SheetHead, read_head
from xlsales.workbook.splice import Change, splice
from xlsales.workbook.stored_form import stored_form
from xlsales.workbook.xml_reading import feed_piece, local_name, read_tree, safe_parser
from xlsales.workbook.xml_text import escape_xstring

#: Changed cells by row and column.
ListedCells: TypeAlias = Mapping[int, Mapping[int, CellEdit]]


def compare_sheets(
    original: Archive, old: Entry, new: Archive, twin: Entry, listed: ListedCells, limits: Limits
) -> None:
    """Refuse a sheet that differs from its original outside the listed cells, or holds other values there.

    Raises:
        RefusedFileError: WB-030, or WB-009 when it is no well-formed XML.
    """
    try:
        _compare(original, old, new, twin, listed, limits, plain=True)
    except NotPlainError:
        _compare(original, old, new, twin, listed, limits, plain=False)


def _compare(
    original: Archive,
    old: Entry,
    new: Archive,
    twin: Entry,
    listed: ListedCells,
    limits: Limits,
    *,
    plain: bool,
) -> None:
    old_chunks, new_chunks = original.chunks(old), _checked(new.chunks(twin), twin.name)
    old_text, new_text = _utf8(old_chunks, old.name), _utf8(new_chunks, twin.name)
    old_head, new_head = read_head(old_text, old.name), read_head(new_text, twin.name)
    if _comparable(old_head) != _comparable(new_head):
        raise _differs(twin.name, "before the rows")
    old_parts = _parts(old_head, old_text, listed, old.name, limits, plain=plain)
    new_parts = _parts(new_head, new_text, listed, twin.name, limits, plain=plain)
    for (number, old_row, old_digest), (_, new_row, new_digest) in zip(old_parts, new_parts, strict=True):
        if old_digest != new_digest:
            raise _differs(twin.name, f"before row {number}" if number else "behind the rows")
        if old_row != new_row:
            _compare_rows(
                _cells(old_row, old_head, old.name),
                _cells(new_row, new_head, twin.name),
                listed[number],
                f"{twin.name}, row {number}",
            )


def _checked(chunks: Iterator[bytes], where: str) -> Iterator[bytes]:
    """Yield the chunks while a parser checks that they are well-formed."""
    parser = safe_parser(where)
    for chunk in chunks:
        feed_piece(parser, chunk, where)
        yield chunk
    feed_piece(parser, b"", where, last=True)


def _utf8(chunks: Iterator[bytes], where: str) -> Iterator[bytes]:
    encoding, source = detect_encoding(chunks, where)
    return encoding.to_utf8(source, where)


def _comparable(head: SheetHead) -> bytes:
    """Return the head without what may change: the dimension, and whether there are rows at all."""
    data = head.data
    if head.dimension is not None:
        start, end, _ = head.dimension
        data = splice(data, 0, len(data), [Change(start, end, b"")])
    return data.removesuffix(b">").removesuffix(b"/").rstrip()


def _parts(
    head: SheetHead, text: Iterator[bytes], listed: ListedCells, where: str, limits: Limits, *, plain: bool
) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield each listed row with a digest of what stands before it; last, as row 0, what stands behind."""
    digest = hashlib.sha256()
    for piece in _all_pieces(head, text, listed, where, limits, plain=plain):
        if piece.row:
            yield piece.row, piece.data, digest.digest()
            digest = hashlib.sha256()
        else:
            digest.update(piece.data)
    yield 0, b"", digest.digest()


def _all_pieces(
    head: SheetHead, text: Iterator[bytes], listed: ListedCells, where: str, limits: Limits, *, plain: bool
) -> Iterator[Piece]:
    if not head.empty:
        yield from row_pieces(head, text, listed, where, limits, plain=plain)
        return
    yield from (Piece(row, b"") for row in sorted(listed))
    yield Piece(0, f"</{head.data_name}>".encode() + head.rest)
    yield from (Piece(0, chunk) for chunk in text)


def _cells(row: bytes, head: SheetHead, where: str) -> Element | None:
    """Return a row as a tree; ``None`` when it is not there."""
    if not row:
        return None
    root = read_tree([head.context + row + head.closing], where)
    return root[0][0]


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
