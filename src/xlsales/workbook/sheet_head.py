"""What stands before the rows of a sheet: namespaces, column styles, the dimension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from xlsales.kernel.grid import Area, parse_area
from xlsales.kernel.issues import InvalidInputError
from xlsales.workbook.limits import MEBIBYTE
from xlsales.workbook.splice import Change, splice
from xlsales.workbook.stored_row import TAG, raw_name, split_name
from xlsales.workbook.xml_reading import MAIN, feed_piece, malformed, safe_parser

_LONGEST: Final = 16 * MEBIBYTE


@dataclass(slots=True)
class SheetHead:
    """The beginning of a sheet.

    Attributes:
        data: Its bytes up to and with the start tag of the sheet data, UTF-8.
        rest: What was read past it.
        parser: A parser that has read ``data`` and nothing more.
        root_tag, data_tag: Start tags of the sheet and of its sheet data.
        root_name, data_name: Their raw names.
        prefix: Prefix of the sheet data's name, with its colon.
        empty: The sheet has no rows, its sheet data is one tag.
        column_styles: First and last column with the style of each group that has one.
        dimension: Place and text of the dimension tag's reference, if it has one.
    """

    data: bytes
    rest: bytes
    parser: expat.XMLParserType
    root_tag: bytes
    data_tag: bytes
    root_name: str
    data_name: str
    prefix: str
    empty: bool
    column_styles: list[tuple[int, int, str]] = field(default_factory=list)
    dimension: tuple[int, int, str] | None = None

    @property
    def context(self) -> bytes:
        """Start tags around a row."""
        return self.root_tag + self.data_tag

    @property
    def closing(self) -> bytes:
        """End tags around a row."""
        return f"</{self.data_name}></{self.root_name}>".encode()

    def column_style(self, column: int) -> str | None:
        """Return the style of a column, if it has one."""
        for first, last, style in self.column_styles:
            if first <= column <= last:
                return style
        return None

    def widened(self, area: Area | None) -> bytes:
        """Return the bytes with a dimension that covers ``area`` too."""
        if area is None or self.dimension is None:
            return self.data
        start, end, text = self.dimension
        try:
            old = parse_area(text)
        except InvalidInputError:
            return self.data
        if area.corner in old and (area.bottom, area.right) in old:
            return self.data
        wide = Area(
            min(old.top, area.top),
            min(old.left, area.left),
            max(old.bottom, area.bottom),
            max(old.right, area.right),
        )
        return splice(self.data, 0, len(self.data), [Change(start, end, str(wide).encode())])


def read_head(chunks: Iterator[bytes], where: str) -> SheetHead:
    """Read a sheet up to its sheet data.

    Args:
        chunks: The sheet in UTF-8; what follows is left in it.
        where: Name of the part.

    Raises:
        RefusedFileError: WB-008 document type, WB-009 not well-formed or no sheet data.
    """
    events = _HeadEvents(where)
    data = b""
    for chunk in chunks:
        data += chunk
        feed_piece(events.parser, chunk, where)
        head = events.head(data)
        if head is not None:
            return head
        if len(data) > _LONGEST:
            break
    raise malformed(where, "no sheet data")


class _HeadEvents:
    """Notes where things begin; the parser may have read past the sheet data, so a second one is made."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._root: tuple[str, int] | None = None
        self._data: tuple[str, int] | None = None
        self._dimension_at: int | None = None
        self._styles: list[tuple[int, int, str]] = []
        self.parser = _parser(where)
        self.parser.StartElementHandler = self._start

    def head(self, data: bytes) -> SheetHead | None:
        """Return the head once the start tag of the sheet data is whole."""
        if self._root is None or self._data is None:
            return None
        root_tag, data_tag = _tag(data, self._root[1]), _tag(data, self._data[1])
        if not data_tag:
            return None
        end = self._data[1] + len(data_tag)
        data_name = self._data[0]
        return SheetHead(
            data=data[:end],
            rest=data[end:],
            parser=self._fresh_parser(data[:end]),
            root_tag=root_tag,
            data_tag=data_tag[:-2] + b">" if data_tag.endswith(b"/>") else data_tag,
            root_name=self._root[0],
            data_name=data_name,
            prefix=data_name[: data_name.rfind(":") + 1],
            empty=data_tag.endswith(b"/>"),
            column_styles=self._styles,
            dimension=_dimension(data, self._dimension_at),
        )

    def _fresh_parser(self, data: bytes) -> expat.XMLParserType:
        parser = _parser(self._where)
        feed_piece(parser, data, self._where)
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._data is not None:
            return
        at = self.parser.CurrentByteIndex
        namespace, local, _ = split_name(name)
        if self._root is None:
            self._root = (raw_name(name), at)
        elif namespace not in MAIN:
            return
        elif local == "sheetData":
            self._data = (raw_name(name), at)
        elif local == "dimension":
            self._dimension_at = at
        elif local == "col":
            self._note_style(attributes)

    def _note_style(self, attributes: dict[str, str]) -> None:
        style, first, last = (attributes.get(name, "") for name in ("style", "min", "max"))
        numbers = first.isdecimal() and last.isdecimal() and len(first + last) < 12
        if style not in ("", "0") and numbers:
            self._styles.append((int(first), int(last), style))


def _parser(where: str) -> expat.XMLParserType:
    parser = safe_parser(where, encoding="utf-8")
    parser.namespace_prefixes = True
    return parser


def _tag(data: bytes, at: int) -> bytes:
    found = TAG.match(data, at)
    return found[0] if found else b""


def _dimension(data: bytes, at: int | None) -> tuple[int, int, str] | None:
    """Return start, end and text of the reference in the dimension tag."""
    if at is None:
        return None
    tag = _tag(data, at)
    for quote in (b'"', b"'"):
        start = tag.find(b"ref=" + quote)
        if start >= 0:
            start += len(b"ref=") + 1
            end = tag.find(quote, start)
            return at + start, at + end, tag[start:end].decode("utf-8", "replace")
    return None
