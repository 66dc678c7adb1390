"""Cutting a sheet into wanted rows and the bytes between them, as a stream."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from xlsales.kernel.grid import MAX_ROW
from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook.limits import Limits
from xlsales.workbook.refusals import refusal
from xlsales.workbook.row_finders import EventRowFinder, PlainRowFinder, RowFinder, RowPlace
from xlsales.workbook.sheet_head import SheetHead


class Piece(NamedTuple):
    """A wanted row, empty where it is not there but belongs; or other bytes, under row 0."""

    row: int
    data: bytes


def row_pieces(
    head: SheetHead,
    chunks: Iterator[bytes],
    rows: Iterable[int],
    where: str,
    limits: Limits,
    *,
    plain: bool,
) -> Iterator[Piece]:
    """Yield everything behind the head of a sheet, cut at the wanted rows.

    Args:
        head: The head, which has begun to read ``chunks``.
        chunks: The rest of the sheet, UTF-8.
        rows: Numbers of the wanted rows.
        where: Name of the part.
        limits: How long a row may be.
        plain: Find rows by patterns.

    Raises:
        NotPlainError: By patterns it cannot be done.
        RefusedFileError: WB-009 not well-formed, WB-013 an endless row, WB-028 rows out of order.
    """
    cutter = _Cutter(head, rows)
    by_patterns = PlainRowFinder(head, cutter.next_wanted, where)
    finder: RowFinder = by_patterns if plain else EventRowFinder(head, where)
    while True:
        for place in finder.find(cutter.window, cutter.base):
            yield from cutter.take(place)
        if finder.data_end is not None:
            break
        yield from cutter.flush(finder.settled)
        if len(cutter.rest) > limits.row:
            raise _endless_row(where, limits)
        cutter.move(_next_chunk(chunks, where))
    yield from cutter.finish(finder.data_end)
    yield Piece(0, cutter.rest)
    yield from (Piece(0, chunk) for chunk in chunks)


class _Cutter:
    """The window over the sheet: what was read and may still be asked for."""

    def __init__(self, head: SheetHead, rows: Iterable[int]) -> None:
        self.window = head.rest
        self.base = len(head.data)
        self._told = self.base
        self._rows = deque(sorted(rows))

    @property
    def rest(self) -> bytes:
        """What is in the window and was not told."""
        return self.window[self._told - self.base :]

    def next_wanted(self) -> int:
        """Return the next wanted row, or one past the sheet."""
        return self._rows[0] if self._rows else MAX_ROW + 1

    def take(self, place: RowPlace) -> Iterator[Piece]:
        """Yield what stands before a row where rows are missing, and the row if it is wanted."""
        while self._rows and self._rows[0] < place.number:
            yield from self.flush(place.start)
            yield Piece(self._rows.popleft(), b"")
        if self._rows and self._rows[0] == place.number:
            yield from self.flush(place.start)
            yield Piece(self._rows.popleft(), self._tell(place.end))

    def flush(self, place: int) -> Iterator[Piece]:
        """Yield what stands before a place."""
        if place > self._told:
            yield Piece(0, self._tell(place))

    def finish(self, data_end: int) -> Iterator[Piece]:
        """Yield what is left of the rows, and the wanted rows that never came."""
        yield from self.flush(data_end)
        while self._rows:
            yield Piece(self._rows.popleft(), b"")

    def move(self, chunk: bytes) -> None:
        """Take more of the sheet into the window and let go of what was told."""
        self.window = self.rest + chunk
        self.base = self._told

    def _tell(self, place: int) -> bytes:
        data = self.window[self._told - self.base : place - self.base]
        self._told = place
        return data


def _next_chunk(chunks: Iterator[bytes], where: str) -> bytes:
    chunk = next(chunks, None)
    if chunk is None:
        raise refusal("WB-009", where, "no end of the rows", "well-formed XML", "Restore the workbook.")
    return chunk


def _endless_row(where: str, limits: Limits) -> RefusedFileError:
    return refusal(
        "WB-013",
        where,
        f"a row longer than {limits.row} bytes",
        "rows of usual length",
        "If you trust the file, raise the limits.",
    )
