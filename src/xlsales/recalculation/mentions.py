"""Which cells a formula looks at, with names, tables and spilled ranges looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from xlsales.formula.context import TableShape
from xlsales.formula.mentions import FormulaReferences, TableMention
from xlsales.formula.references import find_references as _find_references
from xlsales.formula.shift import shift_formula
from xlsales.kernel.grid import Area
from xlsales.recalculation.book import Book
from xlsales.recalculation.engines.port import Place
from xlsales.workbook.keys import cell_key, cell_place

SheetRange = tuple[str, Area]


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a formula looks at.

    Attributes:
        ranges: Rectangles by sheet; always enough, sometimes more than is read.
        own: It calls one of our functions, itself or through a name.
        volatile: It is recalculated every time.
        random: It draws random numbers.
        unknown: Its cells are known only while calculating (INDIRECT, OFFSET).
        external: It asks another workbook or a service.
        spilled: It names a spilled range by its anchor.
    """

    ranges: tuple[SheetRange, ...]
    own: bool = False
    volatile: bool = False
    random: bool = False
    unknown: bool = False
    external: bool = False
    spilled: bool = False


#: The formulas of a table's column are one text, so looking once is enough.
find_references = lru_cache(maxsize=65_536)(_find_references)

_RANDOM = frozenset({"RAND", "RANDBETWEEN", "RANDARRAY"})


class MentionFinder:
    """Finds what formulas look at; names are looked up once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._sheet_order = {name: i for i, name in enumerate(book.names.sheets)}
        self._by_lower = {name.lower(): name for name in book.names.sheets}
        self._spelled = {name: name for name in book.names.sheets}
        self._callable = {name.upper() for _, name in book.names.names}
        self._columns: dict[tuple[str, TableMention], tuple[int, int]] = {}

    def find(self, place: Place, text: str) -> Mentions:
        """Return what the formula of a cell looks at."""
        found = find_references(text)
        below = tuple(self._looked_up(place, found, frozenset())) if self.has_names(found) else ()
        return self._mentions(place, found, below)

    def ranges(self, sheet: str, found: FormulaReferences) -> list[SheetRange]:
        """Return the rectangles that a formula on a sheet writes out."""
        ranges: list[SheetRange] = []
        for own_sheet, last_sheet, area in found.areas:
            if own_sheet is None:
                ranges.append((sheet, area))
            elif last_sheet is None:
                ranges.append((self._spelled.get(own_sheet) or self._sheet(own_sheet), area))
            else:
                ranges += self._through(own_sheet, last_sheet, area)
        return ranges

    def has_names(self, found: FormulaReferences) -> bool:
        """Tell whether something must be looked up: a name, a table, a spilled range."""
        called = self._callable and not self._callable.isdisjoint(found.functions)
        return bool(found.names or found.tables or found.spills or called)

    def _mentions(
        self, place: Place, found: FormulaReferences, looked_up: tuple[SheetRange | Mentions, ...]
    ) -> Mentions:
        ranges = self.ranges(place.sheet, found)
        parts = [part for part in looked_up if isinstance(part, Mentions)]
        ranges += [part for part in looked_up if not isinstance(part, Mentions)]
        for part in parts:
            ranges += part.ranges
        return Mentions(
            ranges=tuple(ranges),
            own=found.own or any(part.own for part in parts),
            volatile=found.volatile or any(part.volatile for part in parts),
            random=not _RANDOM.isdisjoint(found.functions) or any(part.random for part in parts),
            unknown=found.dynamic or any(part.unknown for part in parts),
            external=found.external or any(part.external for part in parts),
            spilled=bool(found.spills) or any(part.spilled for part in parts),
        )

    def _looked_up(
        self, place: Place, found: FormulaReferences, seen: frozenset[tuple[str | None, str]]
    ) -> Iterator[SheetRange | Mentions]:
        for mention in found.tables:
            yield from self._table_ranges(place, mention)
        for spill in found.spills:
            sheet = self._sheet(spill.sheet) if spill.sheet else place.sheet
            if sheet in self._book.sheets:
                anchor = Place(sheet, cell_key(*spill.cell))
                area = self._book.array_area(anchor) or Area(*spill.cell, *spill.cell)
                yield sheet, area
        named = {(sheet, name) for sheet, name in found.names}
        named |= {(None, function.lower()) for function in found.functions if function in self._callable}
        for scope, name in named - seen:
            text = self._name_text(self._sheet(scope) if scope else place.sheet, name)
            if text is not None:
                here = cell_place(place.key)
                inner = find_references(shift_formula(text, here.row - 1, here.column - 1, wrap=True))
                below = tuple(self._looked_up(place, inner, seen | {(scope, name)}))
                yield self._mentions(place, inner, below)

    def _name_text(self, sheet: str, name: str) -> str | None:
        names = self._book.names.names
        return names.get((sheet, name), names.get((None, name)))

    def _through(self, first: str, last: str, area: Area) -> Iterator[SheetRange]:
        start = self._sheet_order.get(self._sheet(first), 0)
        end = self._sheet_order.get(self._sheet(last), -1)
        for sheet in self._book.names.sheets[start : end + 1]:
            yield sheet, area

    def _sheet(self, written: str) -> str:
        return self._by_lower.get(written.lower(), written)

    def _table_ranges(self, place: Place, mention: TableMention) -> Iterator[SheetRange]:
        table = self._table(place, mention.table)
        if table is None:
            return
        known = (table.name, mention)
        if known not in self._columns:
            self._columns[known] = _columns(table, mention)
        left, right = self._columns[known]
        top, bottom = table.area.top, table.area.bottom
        row = cell_place(place.key).row
        if "this row" in mention.items and top <= row <= bottom:
            top = bottom = row
        yield table.sheet, Area(top, left, bottom, right)

    def _table(self, place: Place, name: str | None) -> TableShape | None:
        if name is not None:
            return self._book.names.tables.get(name.lower())
        cell = cell_place(place.key)
        for table in self._book.names.tables.values():
            if table.sheet == place.sheet and cell in table.area:
                return table
        return None


def _columns(table: TableShape, mention: TableMention) -> tuple[int, int]:
    lowered = [column.lower() for column in table.columns]
    first, last = mention.first_column, mention.last_column or mention.first_column
    if first is None or first.lower() not in lowered or last is None or last.lower() not in lowered:
        return table.area.left, table.area.right
    left = table.area.left + lowered.index(first.lower())
    right = table.area.left + lowered.index(last.lower())
    return min(left, right), max(left, right)
