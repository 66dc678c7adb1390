"""Formulas by their shape: a column of half a million alike formulas is understood once.

Two formulas of a column have one shape when they differ in row numbers only. Then they
use the same functions and look at the same columns. That is enough to leave out whole
columns that no change can reach, and to look closely only at the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from xlsales.recalculation.book import Book
from xlsales.recalculation.engines.port import Place
from xlsales.recalculation.graph import ReaderGraph
from xlsales.recalculation.mentions import MentionFinder, Mentions, find_references
from xlsales.workbook.keys import COLUMN_BITS, COLUMN_MASK, cell_place

_ROW_NUMBER: Final = re.compile(r"(?<![\w.\\$])(\$?[A-Z]{1,3}\$?)[0-9]+(?![\w.(!\[])")
#: Stands for a row number; no formula can hold it.
_OWN_ROW: Final = "\0"
_QUOTED: Final = re.compile(r"'(?:[^']|'')*'|" + _ROW_NUMBER.pattern)

#: A run of columns on a sheet: name, first, last.
Columns = tuple[str, int, int]


def formula_shape(text: str) -> str:
    """Return a formula without the row numbers of its references.

    Examples:
        >>> formula_shape("SUM($B$2:B17)*LOG10(C17)"), formula_shape("'Q1 2026'!A7+Q1!B2")
        ('SUM($B$#:B#)*LOG10(C#)', "'Q1 2026'!A#+Q1!B#")
    """
    if "'" not in text:
        pieces = _ROW_NUMBER.split(text)  # between the columns, which stand at odd places
        pieces[2::2] = ["#" + piece for piece in pieces[2::2]]
        return "".join(pieces)
    return _QUOTED.sub(lambda found: f"{found[1]}#" if found[1] else found[0], text)


@dataclass(slots=True)
class Shape:
    """Formulas of one column that differ in row numbers only.

    Attributes:
        sheet: Their sheet.
        sample: One of them.
        mentions: What the sample looks at; the functions are those of all.
        keys: All of them.
    """

    sheet: str
    sample: Place
    mentions: Mentions
    looks_up: bool
    keys: list[int] = field(default_factory=list)

    @property
    def column(self) -> int:
        """The column that they stand in, from 0."""
        return self.sample.key & COLUMN_MASK

    def columns(self) -> Iterator[Columns]:
        """Go through the columns that the formulas look at."""
        for sheet, area in self.mentions.ranges:
            yield sheet, area.left, area.right


@dataclass(frozen=True, slots=True)
class Alike:
    """Formulas of one shape: all of them, or some.

    Attributes:
        shape: What they have in common.
        keys: Which they are.
        placed: They mean something else when they are read from another cell.
    """

    shape: Shape
    keys: Sequence[int]
    placed: bool

    @property
    def places(self) -> Iterator[Place]:
        """Their cells."""
        return (Place(self.shape.sheet, key) for key in self.keys)

    def only(self, keys: Sequence[int]) -> Alike:
        """Return some of them."""
        return Alike(self.shape, keys, self.placed)

    def parted(self, places: Collection[Place]) -> tuple[Alike, Alike]:
        """Return those that are not among some places, and those that are."""
        if not places:
            return self, self.only(())
        apart: tuple[list[int], list[int]] = ([], [])
        for place in self.places:
            apart[place in places].append(place.key)
        return self.only(apart[0]), self.only(apart[1])


@dataclass(slots=True)
class _Above:
    """The last formula of a column, by which the next one is mostly known without looking closely.

    Attributes:
        marked: Its text, with ``_OWN_ROW`` where a reference names its own row.
        keys: Those of its shape.
        left: How often another text may still be marked: where none helps, it is left.
    """

    marked: str = ""
    keys: list[int] = field(default_factory=list)
    left: int = 64

    def take(self, shape: Shape, text: str, row: str) -> None:
        """Take the formula of a row that was not known."""
        if self.left:
            self.left -= 1
            self.keys = shape.keys
            self.marked = _ROW_NUMBER.sub(
                lambda found: found[1] + _OWN_ROW if found[0] == found[1] + row else found[0], text
            )


class Formulas:
    """All formulas of a workbook, by shape, and who reads whom as far as it was asked.

    Attributes:
        finder: Finds what single formulas look at.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self.finder = MentionFinder(book)
        self._graph = ReaderGraph()
        self._shapes: list[Shape] = []
        self._by_column: dict[tuple[str, int], list[Shape]] = defaultdict(list)
        self._wide: dict[str, list[tuple[int, int, Shape]]] = defaultdict(list)
        self._reached: set[int] = set()
        self._columns: set[tuple[str, int]] = set()
        for sheet in book.sheets:
            self._take_sheet(sheet)

    def shapes(self) -> Iterator[Shape]:
        """Go through all shapes."""
        yield from self._shapes

    def readers(self, changed: Iterable[Place]) -> set[Place]:
        """Return every formula that reads the cells, directly or through others."""
        changed = set(changed)
        self._cover(changed)
        return self._graph.readers(changed)

    def direct_readers(self, changed: Iterable[Place]) -> set[Place]:
        """Return the formulas that read the cells themselves."""
        changed = set(changed)
        self._cover(changed)
        return self._graph.direct_readers(changed)

    def _take_sheet(self, sheet: str) -> None:
        cells = self._book.sheets[sheet]
        known: dict[tuple[int, str], Shape] = {}
        alike: dict[int, _Above] = defaultdict(_Above)
        for key, text in cells.formulas.items():
            column = key & COLUMN_MASK
            above = alike[column]
            row = str(key >> COLUMN_BITS)
            if above.marked.replace(_OWN_ROW, row) == text and key not in cells.arrays:
                above.keys.append(key)
                continue
            shape = known.get((column, formula_shape(text)))
            if shape is None or key in cells.arrays:
                shape = known[column, formula_shape(text)] = self._new_shape(Place(sheet, key), text)
            shape.keys.append(key)
            above.take(shape, text, row)

    def _new_shape(self, place: Place, text: str) -> Shape:
        mentions = self.finder.find(place, text)
        shape = Shape(place.sheet, place, mentions, self.finder.has_names(find_references(text)))
        self._shapes.append(shape)
        for sheet, left, right in set(shape.columns()):
            if right - left < 64:
                for column in range(left, right + 1):
                    self._by_column[sheet, column].append(shape)
            else:
                self._wide[sheet].append((left, right, shape))
        return shape

    def _cover(self, changed: Iterable[Place]) -> None:
        """Note the readers of all formulas that the columns of these cells can reach."""
        waiting = {(place.sheet, cell_place(place.key).column) for place in changed} - self._columns
        while waiting:
            column = waiting.pop()
            self._columns.add(column)
            for shape in self._shapes_reading(column):
                if id(shape) not in self._reached:
                    self._reached.add(id(shape))
                    waiting |= self._note(shape) - self._columns

    def _shapes_reading(self, column: tuple[str, int]) -> Iterator[Shape]:
        yield from self._by_column.get(column, ())
        for left, right, shape in self._wide.get(column[0], ()):
            if left <= column[1] <= right:
                yield shape

    def _note(self, shape: Shape) -> set[tuple[str, int]]:
        """Put a shape's formulas into the graph; return the columns that they fill."""
        sheet = shape.sheet
        formulas = self._book.sheets[sheet].formulas
        filled = {(sheet, cell_place(shape.sample.key).column)}
        for key in shape.keys:
            place = Place(sheet, key)
            found = find_references(formulas[key])
            ranges = self.finder.find(place, formulas[key]).ranges if shape.looks_up else ()
            area = self._book.array_area(place)
            self._graph.add(place, ranges or self.finder.ranges(sheet, found), area)
            if area is not None:
                filled |= {(sheet, column) for column in range(area.left, area.right + 1)}
        return filled
