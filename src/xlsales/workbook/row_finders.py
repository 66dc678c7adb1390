"""Finding the rows of a sheet in a stream of bytes: by patterns, or by parser events.

Places are counted from the start of the sheet. Patterns are fast and serve sheets whose rows hold
plain tags only; where they cannot be sure they raise ``NotPlainError``. Events serve every sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, Protocol

from xlsales.workbook.refusals import refusal
from xlsales.workbook.scan_plain import NotPlainError
from xlsales.workbook.sheet_head import SheetHead
from xlsales.workbook.stored_row import TAG, split_name
from xlsales.workbook.xml_reading import MAIN, feed_piece

_NUMBER: Final = re.compile(rb"\sr\s*=\s*[\"']([0-9]{1,9})[\"']")
#: What may follow the name of a tag.
_AFTER_NAME: Final = (b"", b" ", b"/", b"\t", b"\n", b"\r")
#: What a plain sheet does not hold among its rows.
STRANGE: Final = (b"<!", b"<?", b"xmlns")


class RowPlace(NamedTuple):
    """Where a row stands."""

    number: int
    start: int
    end: int


class RowFinder(Protocol):
    """Finds rows in a window that moves over the sheet.

    Attributes:
        settled: Everything before this place is told.
        data_end: Where the rows end, once that is known.
    """

    settled: int
    data_end: int | None

    def find(self, window: bytes, base: int) -> Iterator[RowPlace]:
        """Yield the rows that are whole in the window, at least those that are wanted and what follows them.

        The window begins at ``base``; from call to call it grows at its end, and loses what was told.
        """


class PlainRowFinder:
    """Finds rows by patterns; tells only those from the next wanted one on."""

    def __init__(self, head: SheetHead, next_wanted: Callable[[], int], where: str) -> None:
        self._row_start = f"<{head.prefix}row".encode()
        self._row_end = f"</{head.prefix}row>".encode()
        self._data_end = f"</{head.prefix}sheetData".encode()
        self._numbered = re.compile(re.escape(self._row_start) + rb' r="([0-9]{1,7})"')
        self._next_wanted = next_wanted
        self._where = where
        self._scanned = len(head.data)
        self._last = 0
        self.settled = len(head.data)
        self.data_end: int | None = None

    def find(self, window: bytes, base: int) -> Iterator[RowPlace]:
        """Yield the rows that are whole in the window.

        Raises:
            NotPlainError: The rows hold comments, CDATA, or their own namespaces.
            RefusedFileError: WB-028 rows out of order.
        """
        scanned = self._scanned - base
        data_end = window.find(self._data_end, scanned)
        limit = data_end if data_end >= 0 else len(window)
        if any(window.find(strange, scanned, limit) >= 0 for strange in STRANGE):
            raise NotPlainError
        while (start := window.find(self._row_start, scanned, limit)) >= 0:
            numbered = self._numbered.match(window, start, limit)
            if numbered and self._last < (number := int(numbered[1])) < self._next_wanted():
                self._last = number
                scanned = numbered.end()
                continue
            tag = TAG.match(window, start, limit)
            if tag is None:
                break
            attributes = tag[0][len(self._row_start) : -1]
            if attributes[:1] not in _AFTER_NAME:
                scanned = tag.end()
                continue
            number = self._number(attributes)
            end = self._end(window, tag.end(), limit, alone=attributes.endswith(b"/"))
            if end < 0:
                self._scanned = self.settled = base + start
                return
            self._last = check_order(number, self._last, self._where)
            scanned = end
            yield RowPlace(number, base + start, base + end)
        self._settle(window, base, scanned, data_end)

    def _end(self, window: bytes, tag_end: int, limit: int, *, alone: bool) -> int:
        """Return where a row ends, or -1 when the window does not hold its end."""
        if alone:
            return tag_end
        end = window.find(self._row_end, tag_end, limit)
        return end + len(self._row_end) if end >= 0 else -1

    def _settle(self, window: bytes, base: int, scanned: int, data_end: int) -> None:
        """Keep a tag that the window cuts for the next time."""
        self._scanned = base + max(scanned, window.rfind(b"<", scanned))
        self.settled = self._scanned
        if data_end >= 0:
            self.data_end = base + data_end

    def _number(self, attributes: bytes) -> int:
        found = _NUMBER.search(attributes)
        return int(found[1]) if found else self._last + 1


class EventRowFinder:
    """Finds rows by the events of the parser that has read the sheet's head."""

    def __init__(self, head: SheetHead, where: str) -> None:
        self._where = where
        self._parser = head.parser
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._fed = len(head.data)
        self._depth = 0
        self._last = 0
        self._told = 0
        self._row: tuple[int, int] | None = None
        self._found: list[tuple[int, int, int]] = []
        self.settled = len(head.data)
        self.data_end: int | None = None

    def find(self, window: bytes, base: int) -> Iterator[RowPlace]:
        """Yield the rows that are whole in the window.

        Raises:
            RefusedFileError: WB-009 not well-formed, WB-028 rows out of order.
        """
        if self.data_end is None:
            feed_piece(self._parser, window[self._fed - base :], self._where)
            self._fed = base + len(window)
        for number, start, end_tag in self._found:
            tag = TAG.match(window, start - base)
            if tag and tag[0].endswith(b"/>"):
                end = base + tag.end()
            else:
                end = base + window.index(b">", end_tag - base) + 1
            self.settled = end
            self._told = check_order(number, self._told, self._where)
            yield RowPlace(number, start, end)
        self._found.clear()
        if self._row is not None:
            self.settled = self._row[1]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, local, _ = split_name(name)
        if self._depth == 0 and local == "row" and namespace in MAIN:
            text = attributes.get("r", "")
            number = int(text) if text.isdecimal() and len(text) < 10 else self._last + 1
            self._row = (number, self._parser.CurrentByteIndex)
            self._last = number
        self._depth += 1

    def _end(self, name: str) -> None:
        self._depth -= 1
        at = self._parser.CurrentByteIndex
        if self._depth < 0:
            self._parser.StartElementHandler = None
            self._parser.EndElementHandler = None
            self.data_end = at
        elif self._depth == 0 and self._row is not None:
            self._found.append((*self._row, at))
            self._row = None


def check_order(number: int, last: int, where: str) -> int:
    """Return the number of a row.

    Raises:
        RefusedFileError: WB-028 it does not come after the last one.
    """
    if number > last:
        return number
    raise refusal(
        "WB-028",
        where,
        f"row {number} after row {last}",
        "rows in rising order",
        "Open and save the workbook in Excel, then retry.",
    )
