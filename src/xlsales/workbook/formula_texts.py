"""Rewriting pieces of formulas wherever a workbook keeps them, every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias
from xml.parsers import expat

from xlsales.workbook.formula_meaning import FORMULAS
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.splice import Change, splice
from xlsales.workbook.stored_row import TAG
from xlsales.workbook.xml_reading import feed_piece, local_name, safe_parser
from xlsales.workbook.xml_text import resolve_references, xml_text

FormulaKind: TypeAlias = Literal["cell", "name", "conditional format", "validation", "table column", "other"]
#: A piece of a formula: from, to, and the text that shall stand there.
Piece: TypeAlias = tuple[int, int, str]

_KINDS: Final[dict[str, FormulaKind]] = {
    "c": "cell",
    "definedNames": "name",
    "conditionalFormatting": "conditional format",
    "dataValidation": "validation",
    "tableColumn": "table column",
}
#: What tells where a formula stands, by the element that it stands in.
_PLACES: Final = {"c": "r", "conditionalFormatting": "sqref", "dataValidation": "sqref"}
_UNIT: Final = re.compile(r"\r\n|&[^;]*;|[^&]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FormulaChange:
    """A formula that was rewritten.

    Attributes:
        part: The part it stands in.
        kind: What holds it.
        where: Cell, name, column or area, as the part tells it; ``""`` where it does not.
        before, after: Its text, without ``=``.
    """

    part: str
    kind: FormulaKind
    where: str
    before: str
    after: str


@dataclass(slots=True)
class _Stored:
    """A formula as it stands in a part: its place in bytes, its text, what it stands in."""

    start: int
    kind: FormulaKind
    where: str
    end: int = 0
    text: str = ""


def rewrite_formulas(
    parts: PartEdits, wanted: re.Pattern[bytes], pieces: Callable[[str], Iterable[Piece]]
) -> list[FormulaChange]:
    """Rewrite pieces of every formula: in cells, names, conditional formats, validation and table columns.

    Args:
        parts: The edits, on the open workbook.
        wanted: What a part must hold to be looked at.
        pieces: Returns what shall stand where in a formula.

    Returns:
        The formulas that changed, part by part.
    """
    changes: list[FormulaChange] = []
    for part in formula_parts(parts):
        data = parts.read(part)
        if data is not None and wanted.search(data):
            rewritten = _rewrite_part(part, data, pieces, changes)
            if rewritten != data:
                parts.write(part, rewritten)
    return changes


def formula_parts(parts: PartEdits) -> Iterator[str]:
    """Yield the parts that hold formulas: the workbook part, sheets, tables."""
    yield parts.package.workbook_part
    for sheet in parts.package.sheets:
        yield sheet.part
        yield from parts.linked_parts(sheet.part, "table")


def _rewrite_part(
    part: str, data: bytes, pieces: Callable[[str], Iterable[Piece]], changes: list[FormulaChange]
) -> bytes:
    spliced: list[Change] = []

    def take(stored: _Stored) -> None:
        wanted = list(pieces(stored.text))
        if wanted:
            raw = data[stored.start : stored.end].decode()
            new = _with_pieces(raw, stored.text, wanted)
            spliced.append(Change(stored.start, stored.end, new.encode()))
            after = _replaced(stored.text, wanted)
            changes.append(FormulaChange(part, stored.kind, stored.where, stored.text, after))

    _FormulaReader(part, data, take).read()
    return splice(data, 0, len(data), spliced)


def _with_pieces(raw: str, text: str, pieces: list[Piece]) -> str:
    """Return a formula as XML with pieces replaced; what stands between them keeps its escapes."""
    units = [found.span() for found in _UNIT.finditer(raw)]
    if len(units) != len(text) or resolve_references(raw).replace("\r\n", "\n") != text:
        return xml_text(_replaced(text, pieces))  # such as CDATA
    starts = [start for start, _ in units]
    return _replaced(raw, [(starts[start], units[end - 1][1], xml_text(new)) for start, end, new in pieces])


def _replaced(text: str, pieces: Iterable[Piece]) -> str:
    done = []
    position = 0
    for start, end, new in pieces:
        done += [text[position:start], new]
        position = end
    return "".join([*done, text[position:]])


@dataclass(slots=True)
class _FormulaReader:
    """Hands over the formulas of a part, one after the other."""

    part: str
    data: bytes
    take: Callable[[_Stored], None]
    _around: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    _open: _Stored | None = None
    _parser: expat.XMLParserType = field(init=False)

    def read(self) -> None:
        self._parser = safe_parser(self.part, encoding="utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        feed_piece(self._parser, self.data, self.part, last=True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if local in FORMULAS:  # the innermost one: an extension puts f inside formula1
            self._open = None
            tag = TAG.match(self.data, self._parser.CurrentByteIndex)
            if tag and not tag[0].endswith(b"/>"):
                self._open = _Stored(tag.end(), *self._holder(attributes))
        self._around.append((local, attributes))

    def _holder(self, attributes: dict[str, str]) -> tuple[FormulaKind, str]:
        for local, around in reversed(self._around):
            if local in _KINDS:
                own = attributes if local == "definedNames" else around
                return _KINDS[local], own.get(_PLACES.get(local, "name"), "")
        return "other", ""

    def _end(self, name: str) -> None:
        self._around.pop()
        if self._open is not None and local_name(name) in FORMULAS:
            self._open.end = self._parser.CurrentByteIndex
            self.take(self._open)
            self._open = None

    def _text(self, text: str) -> None:
        if self._open is not None:
            self._open.text += text
