"""The cone: what must be computed, because it calls us or depends on what does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from xlsales.functions import find_function
from xlsales.kernel.grid import Area
from xlsales.kernel.issues import XlSalesError
from xlsales.recalculation.book import Book
from xlsales.recalculation.calls import Extent, OwnFormula, own_formula
from xlsales.recalculation.engines.port import Formula, Place
from xlsales.recalculation.graph import area_keys
from xlsales.recalculation.mentions import Mentions
from xlsales.recalculation.row_lifting import RowLifting
from xlsales.recalculation.row_templates import Containing
from xlsales.recalculation.shapes import Alike, Formulas, Shape

#: Whatever an engine must not see as it is written: names, tables, spilled ranges, ``@``.
_PLACED: Final = re.compile(r"@|\bSINGLE\(", re.I)


@dataclass(slots=True)
class Native:
    """A formula of the cone without calls of ours.

    Attributes:
        place: Its cell.
        formula: As the copy holds it.
        traits: What formulas of its shape look at; the rows are those of one of them.
    """

    place: Place
    formula: Formula
    traits: Mentions


@dataclass
class Cone:
    """Formulas to compute.

    Attributes:
        natives: Formulas of one value or of fixed size, for an engine.
        owns: Formulas that call us, that spill, or that name a spilled range.
        hopeless: Formulas that cannot be computed, with the reason.
        own_mentions: What the formulas with our calls look at.
    """

    natives: dict[Place, Native] = field(default_factory=dict)
    owns: dict[Place, OwnFormula] = field(default_factory=dict)
    hopeless: dict[Place, str] = field(default_factory=dict)
    own_mentions: dict[Place, Mentions] = field(default_factory=dict)

    def __contains__(self, place: Place) -> bool:
        return place in self.natives or place in self.owns or place in self.hopeless


class ConeFinder:
    """Finds what must be computed.

    Attributes:
        book: The workbook as it was saved.
        formulas: All formulas, and who reads whom.
        seeds: Formulas that are computed whatever changed: ours, volatile ones, those without a result.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self._containing = Containing(book)
        self._lifting = RowLifting(book)
        self.formulas = Formulas(book)
        self.seeds: set[Place] = set()
        for shape in self.formulas.shapes():
            uncached = book.sheets[shape.sheet].uncached
            restless = shape.mentions.own or shape.mentions.volatile
            keys = shape.keys if restless else uncached.intersection(shape.keys) if uncached else ()
            self.seeds.update(Place(shape.sheet, key) for key in keys)

    def reached(self, changed: Iterable[Place], full: bool = False) -> set[Place]:
        """Return the formulas to compute when some input cells change."""
        if full:
            return {place for place, _ in self.book.formulas()}
        return self.seeds | self.formulas.readers(self._with_members({*changed, *self.seeds}))

    def unsettled(self, cone: Cone, inputs: Iterable[Place]) -> set[Place]:
        """Return the formulas of the cone whose inputs may still change while it is computed.

        Inputs are set before. Formulas of ours that read them and nothing else of the cone are not among
        these, unless other formulas of ours have to wait for them.
        """
        restless = {p for p, native in cone.natives.items() if native.traits.volatile}
        restless |= {p for p in cone.natives if not self.book.is_cached(p)}
        moving = self.formulas.direct_readers(inputs) | restless
        found = self.formulas.readers(self._with_members({*cone.owns, *moving}))
        ready = (moving & cone.owns.keys()) - found
        waited_for = not self.formulas.readers(self._with_members(ready)).isdisjoint(cone.owns)
        return found | ready if waited_for else found

    def _with_members(self, places: set[Place]) -> set[Place]:
        """Return places with all cells of the arrays that begin there."""
        found = set(places)
        for place in places:
            area = self.book.array_area(place) if place.sheet in self.book.sheets else None
            found |= {Place(place.sheet, key) for key in area_keys(area)} if area else set()
        return found

    def cone(self, places: set[Place]) -> Cone:
        """Prepare formulas for computing, in the order of sheets and cells."""
        cone = Cone()
        wanted = _by_sheet(places)
        for shape in self.formulas.shapes():
            formulas, inside = self.book.sheets[shape.sheet].formulas, wanted[shape.sheet]
            dependent = self._is_placed(shape)
            for key in [key for key in shape.keys if key in inside]:
                self._add(cone, shape.mentions, Place(shape.sheet, key), formulas[key], dependent)
        cone.owns = dict(sorted(cone.owns.items()))
        return cone

    def outside(self, reached: set[Place]) -> tuple[list[Alike], set[Place]]:
        """Return the formulas that are not reached: those for an engine alone, by shape, and the others."""
        inside = _by_sheet(reached)
        plain: list[Alike] = []
        others: set[Place] = set()
        for shape in self.formulas.shapes():
            keys = [key for key in shape.keys if key not in inside[shape.sheet]]
            mentions, arrays = shape.mentions, self.book.sheets[shape.sheet].arrays
            special = mentions.own or mentions.spilled or mentions.external
            spilling = [key for key in keys if key in arrays and arrays[key].dynamic] if arrays else []
            if special or spilling:
                others.update(Place(shape.sheet, key) for key in (keys if special else spilling))
                keys = [] if special else [key for key in keys if key not in set(spilling)]
            if keys:
                plain.append(Alike(shape, keys, self._is_placed(shape)))
        return plain, others

    def _is_placed(self, shape: Shape) -> bool:
        """Tell whether formulas mean something else when they are read from another cell."""
        text = self.book.sheets[shape.sheet].formulas[shape.sample.key]
        return shape.looks_up or bool(_PLACED.search(text))

    def _add(self, cone: Cone, mentions: Mentions, place: Place, text: str, dependent: bool) -> None:
        """Add a formula; a dependent one means something else when it is read from another cell."""
        if mentions.external:
            cone.hopeless[place] = "it asks another workbook or a service, which is never done here"
        elif mentions.own or mentions.spilled or self.book.is_dynamic(place):
            self._add_own(cone, place, text, dependent)
        else:
            cone.natives[place] = Native(place, self._formula(place, text, dependent), mentions)

    def _formula(self, place: Place, text: str, dependent: bool) -> Formula:
        if dependent:
            text = self._containing.text(place, text)
        array = self.book.sheets[place.sheet].arrays.get(place.key)
        return Formula(text, array.area, array.dynamic) if array else Formula(text)

    def _add_own(self, cone: Cone, place: Place, text: str, dependent: bool) -> None:
        mentions = self.formulas.finder.find(place, text)
        extent, area = self._extent(place)
        lifted = self._lifting.lifted(place, text, plain=extent == "cell", placed=dependent)
        reason = ""
        if mentions.own:
            reason = "; ".join(str(issue) for issue in lifted.problems if issue.severity == "error")
        for call in lifted.calls:
            try:
                find_function(call.function)
            except XlSalesError as error:
                reason = reason or str(error.issues[0])
        if reason:
            cone.hopeless[place] = reason
            return
        cone.owns[place] = own_formula(place, lifted, extent, area)
        cone.own_mentions[place] = mentions

    def _extent(self, place: Place) -> tuple[Extent, Area | None]:
        array = self.book.sheets[place.sheet].arrays.get(place.key)
        if array is None:
            return "cell", None
        return ("spill" if array.dynamic else "fixed"), array.area


def _by_sheet(places: Iterable[Place]) -> dict[str, set[int]]:
    keys: dict[str, set[int]] = defaultdict(set)
    for sheet, key in places:
        keys[sheet].add(key)
    return keys
