"""The cone: what must be computed, because it calls us or depends on what does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from xlsales.formula.lift import lift
from xlsales.functions import find_function
from xlsales.kernel.grid import Area
from xlsales.kernel.issues import XlSalesError
from xlsales.recalculation.book import Book, formula_place
from xlsales.recalculation.calls import Extent, OwnFormula, own_formula
from xlsales.recalculation.engines.port import Formula, Place
from xlsales.recalculation.graph import ReaderGraph, area_keys
from xlsales.recalculation.mentions import MentionFinder, Mentions, SheetRange
from xlsales.recalculation.row_templates import Containing

#: Whatever an engine must not see as it is written: names, tables, spilled ranges, ``@``.
_PLACED: Final = re.compile(r"@|\bSINGLE\(", re.I)


@dataclass(slots=True)
class Native:
    """A formula of the cone without calls of ours.

    Attributes:
        formula: As the copy holds it.
        mentions: What it looks at.
    """

    place: Place
    formula: Formula
    mentions: Mentions


@dataclass
class Cone:
    """Formulas to compute.

    Attributes:
        natives: Formulas for an engine.
        owns: Formulas that call us, or name a spilled range, whose size only we know.
        hopeless: Formulas that cannot be computed, with the reason.
        own_mentions: What the formulas with our calls look at.
    """

    natives: dict[Place, Native] = field(default_factory=dict)
    owns: dict[Place, OwnFormula] = field(default_factory=dict)
    hopeless: dict[Place, str] = field(default_factory=dict)
    own_mentions: dict[Place, Mentions] = field(default_factory=dict)

    def __contains__(self, place: Place) -> bool:
        return place in self.natives or place in self.owns or place in self.hopeless

    def ranges(self) -> Iterator[SheetRange]:
        """Go through everything that the formulas look at."""
        for native in self.natives.values():
            yield from native.mentions.ranges
        for mentions in self.own_mentions.values():
            yield from mentions.ranges

    @property
    def looks_anywhere(self) -> bool:
        """Whether some formula may look at any cell (INDIRECT, OFFSET)."""
        return any(native.mentions.unknown for native in self.natives.values()) or any(
            mentions.unknown for mentions in self.own_mentions.values()
        )


@dataclass
class ConeFinder:
    """Finds what must be computed.

    Attributes:
        book: The workbook.
        graph: Who reads whom, of all formulas.
        seeds: Formulas that are computed whatever changed: ours, volatile ones, those without a result.
    """

    book: Book
    finder: MentionFinder = field(init=False)
    containing: Containing = field(init=False)
    graph: ReaderGraph = field(default_factory=ReaderGraph)
    seeds: set[Place] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.finder = MentionFinder(self.book)
        self.containing = Containing(self.book)
        for place, text in self.book.formulas():
            mentions = self.finder.find(place, text)
            self.graph.add(place, mentions.ranges, self.book.array_area(place))
            if mentions.own or mentions.volatile or not self.book.is_cached(place):
                self.seeds.add(place)

    def reached(self, changed: Iterable[Place], full: bool = False) -> set[Place]:
        """Return the formulas to compute when some input cells change."""
        if full:
            return {place for place, _ in self.book.formulas()}
        starts = set(changed) | self.seeds
        for place in self.seeds:
            area = self.book.array_area(place)
            starts |= {Place(place.sheet, key) for key in area_keys(area)} if area else set()
        return self.seeds | self.graph.readers(starts)

    def cone(self, places: Iterable[Place]) -> Cone:
        """Prepare formulas for computing."""
        cone = Cone()
        for place in places:
            self._add(cone, place)
        return cone

    def _add(self, cone: Cone, place: Place) -> None:
        text = self.book.sheets[place.sheet].formulas[place.key]
        mentions = self.finder.find(place, text)
        if mentions.external:
            cone.hopeless[place] = "it asks another workbook or a service, which is never done here"
        elif mentions.own or mentions.spilled:
            self._add_own(cone, place, text, mentions)
        else:
            cone.natives[place] = Native(place, self._formula(place, text), mentions)

    def _formula(self, place: Place, text: str) -> Formula:
        if self.finder.looks_up(text) or _PLACED.search(text):
            text = self.containing.text(place, text)
        array = self.book.sheets[place.sheet].arrays.get(place.key)
        return Formula(text, array.area, array.dynamic) if array else Formula(text)

    def _add_own(self, cone: Cone, place: Place, text: str, mentions: Mentions) -> None:
        lifted = lift(text, formula_place(place), self.book.names)
        reason = "; ".join(str(issue) for issue in lifted.problems if issue.severity == "error")
        for call in lifted.calls:
            try:
                find_function(call.function)
            except XlSalesError as error:
                reason = reason or str(error.issues[0])
        if reason:
            cone.hopeless[place] = reason
            return
        extent, area = self._extent(place)
        cone.owns[place] = own_formula(place, lifted, extent, area)
        cone.own_mentions[place] = mentions

    def _extent(self, place: Place) -> tuple[Extent, Area | None]:
        array = self.book.sheets[place.sheet].arrays.get(place.key)
        if array is None:
            return "cell", None
        return ("spill" if array.dynamic else "fixed"), array.area
