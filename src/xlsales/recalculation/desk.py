"""The desk: expressions around our calls, written into scratch cells and worked out by the engine."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from xlsales.kernel.values import CellValue
from xlsales.recalculation.calls import (
    Asked,
    CallSite,
    OwnFormula,
    Rows,
    filled,
    probing,
    with_spills_as_areas,
)
from xlsales.recalculation.engines.port import Calculation, Change, Computed, Formula, Place, Unavailable
from xlsales.recalculation.graph import area_keys
from xlsales.recalculation.scratch import Scratch
from xlsales.recalculation.spills import SpillMap


@dataclass
class Group:
    """An engine's calculation, and the native formulas that were entrusted to it.

    Attributes:
        calculation: The copy inside the engine.
        places: Cells whose formulas it computes, members of arrays included.
        readers: Formulas that it looks into other cells for; ``None`` when it may look anywhere.
        restless: Whether another moment gives other results.
        inbox: Changes of other cells that it has not been told yet.
        ran: Whether it has calculated at all.
    """

    calculation: Calculation
    places: set[Place]
    readers: Set[Place] | None = None
    restless: bool = True
    inbox: list[Change] = field(default_factory=list)
    ran: bool = False

    def hears(self, readers: Set[Place]) -> bool:
        """Tell whether changes matter here that some formulas read."""
        return self.readers is None or not self.readers.isdisjoint(readers)


@dataclass
class Desk:
    """Scratch cells and what stands in them.

    Attributes:
        group: The engine with the scratch cells; whatever spills is there.
        scratch: Hands out cells.
        spills: Which cells array formulas fill.
    """

    group: Group
    scratch: Scratch
    spills: SpillMap

    @property
    def pending_text(self) -> str:
        """Reference to the cell that never has a value."""
        place = self.scratch.pending
        return f"{place.sheet}!$A$1"

    def write(self, own: OwnFormula, asked: Asked) -> None:
        """Put an expression into its scratch cell, as far as its calls have been made."""
        text = filled(asked, own.sites, self.pending_text)
        if asked.spill_references:
            text = with_spills_as_areas(text, self.spills.areas)
        if asked.place is None:
            asked.place = self.scratch.room() if asked.spills else self.scratch.twin(own.place)
            if asked.may_be_blank:
                asked.blank_place = self.scratch.room()
        if text == asked.written:
            return
        asked.written = text
        self.group.inbox.append((asked.place, Formula(text, dynamic=asked.spills)))
        if asked.blank_place is not None:
            self.group.inbox.append((asked.blank_place, Formula(f"ISBLANK({text})", dynamic=True)))

    def store(self, site: CallSite, rows: Rows) -> None:
        """Put a result where the formula around the call can see it."""
        if site.area is None or (site.area.height, site.area.width) != (len(rows), len(rows[0])):
            site.sheet, site.area = self.scratch.result(len(rows), len(rows[0]))
        values = (value for row in rows for value in row)
        for key, value in zip(area_keys(site.area), values, strict=True):
            self.group.inbox.append((Place(site.sheet, key), value))

    def rows(self, asked: Asked) -> Rows | None:
        """Return the value of an expression, ``None`` while the engine has none."""
        if asked.place is None:
            return None
        rows = self._scratch_rows(asked.place)
        if rows is None or asked.blank_place is None:
            return rows
        blanks = self._scratch_rows(asked.blank_place)
        if blanks is None or (len(blanks), len(blanks[0])) != (len(rows), len(rows[0])):
            return rows
        return tuple(
            tuple(None if blank is True else value for value, blank in zip(row, marks, strict=True))
            for row, marks in zip(rows, blanks, strict=True)
        )

    def has_value(self, place: Place) -> bool:
        """Tell whether the engine has a value for a scratch cell."""
        return self._scratch_rows(place) is not None

    def waits(self, own: OwnFormula, asked: Asked, spared: int | None) -> bool | None:
        """Tell whether an expression waits for a call when all others are spared it.

        Returns:
            ``None`` until the engine has answered.
        """
        text = probing(asked, own.sites, self.pending_text, spared)
        if spared not in asked.probes:
            asked.probes[spared] = self.scratch.room()
        place = asked.probes[spared]
        if asked.probe_texts.get(spared) != text:
            asked.probe_texts[spared] = text
            self.group.inbox.append((place, Formula(text, dynamic=True)))
            return None
        return self._scratch_rows(place) is None

    def why_waiting(self, own: OwnFormula) -> str:
        """Say why a formula has no result, in the engine's words where it has any."""
        for asked in own.askings():
            if asked.place is not None:
                value = self.group.calculation.read([asked.place])[asked.place]
                if isinstance(value, Unavailable) and not value.blocked:
                    return value.reason
        return "it waits for itself, or for something that cannot be computed"

    def _scratch_rows(self, place: Place) -> Rows | None:
        calculation = self.group.calculation
        area = calculation.spilled(place)
        if area is None:
            found: list[list[Computed]] = [[calculation.read([place])[place]]]
        else:
            found = calculation.read_area(place.sheet, area)
        return known_rows(found)


def known_rows(rows: Sequence[Sequence[Computed]]) -> Rows | None:
    """Return a rectangle of values, ``None`` while one of them is not known.

    Examples:
        >>> known_rows([[1, None]]), known_rows([[1, Unavailable("later")]])
        (((1, None),), None)
    """
    known: list[tuple[CellValue, ...]] = []
    for row in rows:
        line: list[CellValue] = []
        for value in row:
            if isinstance(value, Unavailable):
                return None
            line.append(value)
        known.append(tuple(line))
    return tuple(known)
