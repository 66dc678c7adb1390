"""Patching one sheet as a stream: only the rows of listed cells are ever taken apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from xlsales.kernel.grid import Area, Cell
from xlsales.workbook.array_watch import ArrayWatch
from xlsales.workbook.cell_edit import INPUTS, CellEdit, Role
from xlsales.workbook.edit_checks import part_of_array
from xlsales.workbook.keys import cell_key
from xlsales.workbook.limits import Limits
from xlsales.workbook.part_encoding import PartEncoding, detect_encoding
from xlsales.workbook.row_edit import Claim, EditedRow, EditLog, Marks, RowEditor
from xlsales.workbook.row_pieces import Piece, row_pieces
from xlsales.workbook.sheet_head import SheetHead, read_head
from xlsales.workbook.stored_values import ValueReader

RowEdits: TypeAlias = Mapping[int, Mapping[int, CellEdit]]


@dataclass(frozen=True, slots=True)
class SheetPatcher:
    """Patches one sheet.

    Attributes:
        where: Name of its part.
        sheet: Name of its tab.
        edits: What to do, by row and column.
        spills: Keys of the anchors whose whole result is among the edits.
        reader: Reads the values that are there.
        marks: Hands out ``vm`` marks.
        limits: How long a row may be.
    """

    where: str
    sheet: str
    edits: RowEdits
    spills: Collection[int]
    reader: ValueReader
    marks: Marks
    limits: Limits

    def patch(self, chunks: Iterator[bytes], log: EditLog, *, plain: bool) -> Iterator[bytes]:
        """Yield the patched sheet.

        Args:
            chunks: The sheet as it is.
            log: Filled on the way; not complete before the last chunk was taken.
            plain: Find rows by patterns.

        Raises:
            NotPlainError: By patterns it cannot be done.
            RefusedFileError: As ``row_pieces`` and ``RowEditor``.
        """
        encoding, source = detect_encoding(chunks, self.where)
        text = encoding.to_utf8(source, self.where)
        head = read_head(text, self.where)
        editor = self._editor(head, log, encoding, plain=plain)
        yield from (encoding.from_utf8(piece) for piece in self._pieces(head, text, editor, plain=plain))

    def missing(self, log: EditLog) -> list[int]:
        """Return the keys of edits whose cell was not found."""
        return [
            cell_key(row, column)
            for row, columns in self.edits.items()
            for column in columns
            if cell_key(row, column) not in log.changed and cell_key(row, column) not in log.same
        ]

    def _pieces(
        self, head: SheetHead, text: Iterator[bytes], editor: RowEditor, *, plain: bool
    ) -> Iterator[bytes]:
        opening = head.widened(self._created_area())
        if head.empty:
            yield from self._filled(head, opening, editor)
            yield head.rest
            yield from text
            return
        yield opening
        watch = ArrayWatch(self.spills)
        old_at, new_at = len(head.data), len(opening)
        for piece in row_pieces(head, text, self.edits, self.where, self.limits, plain=plain):
            watch.see(piece.data)
            data = piece.data
            if piece.row:
                self._refuse_inside_array(piece.row, watch)
                edited = self._edited(piece, editor)
                editor.log.claims += _claims(piece, edited, old_at, new_at)
                data = edited.data
            old_at += len(piece.data)
            new_at += len(data)
            yield data

    def _edited(self, piece: Piece, editor: RowEditor) -> EditedRow:
        edits = self.edits[piece.row]
        if piece.data:
            return editor.edit(piece.data, piece.row, edits)
        return EditedRow(editor.new_row(piece.row, edits), None)

    def _refuse_inside_array(self, row: int, watch: ArrayWatch) -> None:
        """Refuse a constant inside an array: Excel does not let one be typed there."""
        for column, edit in self.edits.get(row, {}).items():
            if edit.role in INPUTS and watch.holds(Cell(row, column)):
                raise part_of_array(f"{self.sheet}!{Cell(row, column)}")

    def _filled(self, head: SheetHead, opening: bytes, editor: RowEditor) -> Iterator[bytes]:
        """Yield the head of a sheet without rows, and the rows that are new."""
        rows = {row: editor.new_row(row, self.edits[row]) for row in sorted(self.edits)}
        if not any(rows.values()):
            yield opening
            return
        opening = opening.removesuffix(b"/>").rstrip() + b">"
        at = len(opening)
        for number, data in rows.items():
            editor.log.claims.append(Claim(number, 0, len(head.data), len(head.data), at, at + len(data)))
            at += len(data)
        yield opening + b"".join(rows.values()) + f"</{head.data_name}>".encode()

    def _editor(self, head: SheetHead, log: EditLog, encoding: PartEncoding, *, plain: bool) -> RowEditor:
        return RowEditor(
            where=self.where,
            sheet=self.sheet,
            context=head.context,
            closing=head.closing,
            prefix=head.prefix,
            column_style=head.column_style,
            reader=self.reader,
            marks=self.marks,
            fitting=encoding.fitting,
            plain=plain,
            log=log,
        )

    def _created_area(self) -> Area | None:
        """Return the rectangle of the cells that may be new."""
        places = [
            (row, column)
            for row, columns in self.edits.items()
            for column, edit in columns.items()
            if edit.role in (*INPUTS, Role.MEMBER) and edit.value is not None
        ]
        if not places:
            return None
        rows, columns = zip(*places, strict=True)
        return Area(min(rows), min(columns), max(rows), max(columns))


def _claims(piece: Piece, edited: EditedRow, old_at: int, new_at: int) -> Iterator[Claim]:
    """Yield where a row changed, given where it stands before and after."""
    if edited.cells is None:
        yield Claim(piece.row, 0, old_at, old_at + len(piece.data), new_at, new_at + len(edited.data))
        return
    for column, change in edited.cells:
        new_start = new_at + change.start
        new_end = new_start + len(change.text)
        yield Claim(piece.row, column, old_at + change.start, old_at + change.end, new_start, new_end)
        new_at += len(change.text) - (change.end - change.start)
