"""The calculation copy: formulas of the cone, values of all that they look at, nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from xlsales.kernel.grid import MAX_ROW, Area
from xlsales.recalculation.book import Book
from xlsales.recalculation.cone import Cone, Native
from xlsales.recalculation.engines.port import PENDING_FORMULA, CalculationCopy, Formula, Place
from xlsales.recalculation.graph import area_keys
from xlsales.recalculation.mentions import MentionFinder, SheetRange
from xlsales.recalculation.scratch import Scratch, rooms_for, unused_prefix

#: More formulas of one shape are asked for what all of them look at.
_MANY: Final = 1_000


def scratch_for(book: Book, cone: Cone) -> Scratch:
    """Return scratch cells enough for every expression of the cone."""
    twins = {place.sheet for place, own in cone.owns.items() if own.outer and not own.outer.spills}
    askings = [asked for own in cone.owns.values() for asked in own.askings()]
    rooms = sum(rooms_for(asked.uses, asked.may_be_blank) for asked in askings)
    return Scratch(unused_prefix(book.names.sheets), tuple(sorted(twins)), rooms)


def copy_of_natives(book: Book, natives: Sequence[Native], finder: MentionFinder) -> CalculationCopy:
    """Return the copy in which native formulas are calculated; our own cells hold their saved values."""
    copy = CalculationCopy(book.names.sheets, book.system)
    taken: set[Place] = set()
    for native in natives:
        copy.put_formula(native.place, native.formula)
        taken.update(cells_of(native))
    formulas = sum(len(cells.formulas) for cells in book.sheets.values())
    everything = len(natives) * 2 > formulas or any(native.traits.unknown for native in natives)
    add_values(copy, book, native_ranges(book, natives, finder), everything=everything, without=taken)
    return copy


def copy_of_expressions(book: Book, cone: Cone, scratch: Scratch) -> CalculationCopy:
    """Return the copy in which expressions are worked out: saved values and scratch cells only."""
    copy = CalculationCopy((*book.names.sheets, *scratch.names), book.system)
    copy.put_formula(scratch.pending, Formula(PENDING_FORMULA))
    asking = [place for place, own in cone.owns.items() if own.askings()]
    everything = any(cone.own_mentions[place].unknown for place in asking)
    ranges = (r for place in asking for r in cone.own_mentions[place].ranges)
    add_values(copy, book, ranges, everything=everything, without=set())
    return copy


def native_ranges(book: Book, natives: Iterable[Native], finder: MentionFinder) -> Iterator[SheetRange]:
    """Go through everything that native formulas look at; of many alike ones, whole columns."""
    by_traits: dict[int, list[Native]] = defaultdict(list)
    for native in natives:
        by_traits[id(native.traits)].append(native)
    for alike in by_traits.values():
        if len(alike) > _MANY:
            for sheet, area in alike[0].traits.ranges:
                yield sheet, Area(1, area.left, MAX_ROW, area.right)
            continue
        for native in alike:
            text = book.sheets[native.place.sheet].formulas[native.place.key]
            yield from finder.find(native.place, text).ranges


def add_values(
    copy: CalculationCopy,
    book: Book,
    ranges: Iterable[SheetRange],
    *,
    everything: bool,
    without: set[Place],
) -> None:
    """Put the saved values of some ranges into a copy; where they overlap much, whole sheets."""
    asked: dict[str, set[object]] = {}
    left = {sheet: 4 * len(cells.values) + 1_000 for sheet, cells in book.sheets.items()}
    whole = set(book.sheets) if everything else set()
    for sheet, area in () if everything else ranges:
        if sheet not in book.sheets or sheet in whole or area in asked.setdefault(sheet, set()):
            continue
        asked[sheet].add(area)
        values, target = book.sheets[sheet].values, copy.values.setdefault(sheet, {})
        for key in book.value_places(sheet, area):
            target[key] = values[key]
        left[sheet] -= min(area.size, len(values))
        if left[sheet] < 0:
            whole.add(sheet)
    for sheet in whole:
        copy.values[sheet] = dict(book.sheets[sheet].values)
    for place in without:
        copy.values.get(place.sheet, {}).pop(place.key, None)


def cells_of(native: Native) -> Iterable[Place]:
    """Return the cells that a native formula filled when it was saved."""
    if native.formula.area is None:
        return (native.place,)
    return [Place(native.place.sheet, key) for key in area_keys(native.formula.area)]
