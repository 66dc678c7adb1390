"""Rounds of our calls and the engines' formulas, until nothing changes any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from xlsales.functions import call_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.values import CellValue
from xlsales.recalculation.arguments import Cells, Constant, Nested
from xlsales.recalculation.calls import (
    Asked,
    CallSite,
    OwnFormula,
    Rows,
    as_argument,
    filled,
    probing,
    shown_rows,
    with_spills_as_areas,
)
from xlsales.recalculation.comparing import saved_or
from xlsales.recalculation.engines.port import (
    PENDING_FORMULA,
    Calculation,
    Change,
    Clock,
    Computed,
    Formula,
    Place,
    Unavailable,
)
from xlsales.recalculation.graph import Readers, area_keys
from xlsales.recalculation.scratch import Scratch
from xlsales.recalculation.spills import SpillMap, fixed_values
from xlsales.recalculation.state import PENDING, State

#: More rounds than any chain of formulas needs: what still moves then goes round in circles.
MOST_ROUNDS: Final = 10_000


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
class Rounds:
    """One run over a workbook.

    Attributes:
        state: What stands in every cell.
        spills: Which cells array formulas fill.
        graph: Who reads whom.
        scratch: Cells of the copy for expressions and results.
        main: The default engine with its native formulas.
        desk: The default engine with the expressions in scratch cells; whatever spills is here.
        others: Engines that were elected for single formulas.
        clock: The moment of the calculation.
        stuck: Set when the rounds did not come to rest.
    """

    state: State
    spills: SpillMap
    graph: Readers
    scratch: Scratch
    main: Group
    desk: Group
    clock: Clock
    others: list[Group] = field(default_factory=list)
    active: dict[Place, OwnFormula] = field(default_factory=dict)
    calls_made: int = 0
    rounds: int = 0
    stuck: bool = False
    rehearsing: bool = False

    @property
    def pending_text(self) -> str:
        """Reference to the cell that never has a value."""
        place = self.scratch.pending
        return f"{place.sheet}!$A$1"

    def open(
        self, inputs: Mapping[Place, CellValue], formulas: Iterable[OwnFormula], unsettled: set[Place]
    ) -> None:
        """Set the inputs and let our formulas be computed from now on.

        A formula whose own inputs may still change has no value until then; the others are
        computed from what stands there already.
        """
        for place, value in inputs.items():
            self.state.set(place, value)
        for group in (self.main, self.desk):
            group.ran = group.ran and not group.restless
        for own in formulas:
            own.forget()
            self.active[own.place] = own
            if own.place in unsettled:
                self._wait_for(own)
            for asked in own.askings():
                self._write(own, asked)

    def close(self) -> None:
        """Let go of every engine."""
        for group in (self.main, self.desk, *self.others):
            group.calculation.close()

    def _wait_for(self, own: OwnFormula) -> None:
        area = self.spills.areas.get(own.place) if own.extent != "cell" else None
        keys = area_keys(area) if area else (own.place.key,)
        for key in keys:
            self.state.set(Place(own.place.sheet, key), PENDING)

    def rehearse(self, formulas: Sequence[OwnFormula]) -> None:
        """Compute some formulas from the saved values around them, without showing their results."""
        self.active = {own.place: own for own in formulas}
        for own in formulas:
            for asked in own.askings():
                self._write(own, asked)
        self.rehearsing = True
        self.settle()
        self.rehearsing = False
        self.active = {}

    def settle(self) -> None:
        """Calculate and call in turns until nothing changes."""
        for _ in range(MOST_ROUNDS):
            self.rounds += 1
            self._run(self.main)
            if self.desk.inbox or not self.desk.ran:
                self._run(self.desk)
            if self._advance(self.active.values()):
                continue
            self._deliver()
            if self.main.inbox or self.desk.inbox:
                continue
            waiting = [group for group in self.others if group.inbox or not group.ran]
            moved = [self._run(group) for group in waiting]
            if not any(moved):
                return
        self.stuck = True

    def why_waiting(self, own: OwnFormula) -> str:
        """Say why a formula has no result, in the engine's words where it has any."""
        for asked in own.askings():
            if asked.place is not None:
                value = self.desk.calculation.read([asked.place])[asked.place]
                if isinstance(value, Unavailable) and not value.blocked:
                    return value.reason
        return "it waits for itself, or for something that cannot be computed"

    def _run(self, group: Group) -> bool:
        self._deliver()
        changes, group.inbox = group.inbox, []
        if group.ran and not changes:
            return False
        group.calculation.change(changes)
        group.ran = True
        moved = False
        for place, value in group.calculation.calculate(self.clock).items():
            if place in group.places:
                moved |= self.state.set(place, saved_or(value, self.state.book.value(place)))
        return moved

    def _deliver(self) -> None:
        """Tell the engines the cells that changed outside of them, if their formulas look at such cells."""
        changed = self.state.take_changes()
        readers = self.graph.direct_readers(changed) if changed else set()
        groups = [group for group in (self.main, self.desk, *self.others) if group.hears(readers)]
        for place, value in changed.items():
            content: CellValue | Formula = (
                Formula(PENDING_FORMULA) if isinstance(value, Unavailable) else value
            )
            for group in groups:
                if place not in group.places:
                    group.inbox.append((place, content))

    def _advance(self, formulas: Iterable[OwnFormula]) -> bool:
        """Make every call whose arguments are known; results feed others at once."""
        waiting: Iterable[OwnFormula] = list(formulas)
        progress = False
        while waiting:
            touched: set[Place] = set()
            told = len(self.desk.inbox)
            for own in waiting:
                touched |= self._advance_one(own)
            progress |= bool(touched) or len(self.desk.inbox) != told
            readers = self.graph.direct_readers(touched) if touched else set()
            waiting = [self.active[place] for place in sorted(readers) if place in self.active]
        return progress

    def _advance_one(self, own: OwnFormula) -> set[Place]:
        """Make the calls of one formula; return the cells whose value changed."""
        for asked in own.askings():
            if asked.spill_references:
                self._write(own, asked)
        for site in own.sites:
            if site.rows is None and not self._is_needed(own, site):
                continue
            arguments = self._arguments(own, site)
            if arguments is None or (site.arguments is not None and _identical(arguments, site.arguments)):
                continue
            self._make(own, site, arguments)
        rows = self._result(own)
        if rows is None or rows == own.rows:
            return set()
        own.rows = rows
        return self._show(own, rows)

    def _make(self, own: OwnFormula, site: CallSite, arguments: tuple[object, ...]) -> None:
        outcome = call_function(site.call.function, arguments, self.state.book.system)
        self.calls_made += 1
        site.arguments = arguments
        site.issues = outcome.issues
        rows = shown_rows(outcome.rows)
        users = [asked for asked in own.askings() if site.call.index in asked.uses]
        if users:
            self._store(site, rows)
        site.rows = rows
        for asked in users:
            self._write(own, asked)

    def _store(self, site: CallSite, rows: Rows) -> None:
        """Put a result where the formula around the call can see it."""
        if site.area is None or (site.area.height, site.area.width) != (len(rows), len(rows[0])):
            site.sheet, site.area = self.scratch.result(len(rows), len(rows[0]))
        values = (value for row in rows for value in row)
        for key, value in zip(area_keys(site.area), values, strict=True):
            self.desk.inbox.append((Place(site.sheet, key), value))

    def _write(self, own: OwnFormula, asked: Asked) -> None:
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
        self.desk.inbox.append((asked.place, Formula(text, dynamic=asked.spills)))
        if asked.blank_place is not None:
            self.desk.inbox.append((asked.blank_place, Formula(f"ISBLANK({text})", dynamic=True)))

    def _result(self, own: OwnFormula) -> Rows | None:
        if own.outer is None:
            return own.sites[-1].rows
        return self._asked_rows(own.outer)

    def _asked_rows(self, asked: Asked) -> Rows | None:
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

    def _scratch_rows(self, place: Place) -> Rows | None:
        calculation = self.desk.calculation
        area = calculation.spilled(place)
        if area is None:
            found: list[list[Computed]] = [[calculation.read([place])[place]]]
        else:
            found = calculation.read_area(place.sheet, area)
        return _known(found)

    def _arguments(self, own: OwnFormula, site: CallSite) -> tuple[object, ...] | None:
        """Return the arguments of a call, ``None`` while one of them is not known."""
        arguments: list[object] = []
        for i, source in enumerate(site.sources):
            rows: Rows | None
            if isinstance(source, Constant):
                arguments.append(source.value)
                continue
            if isinstance(source, Cells):
                rows = _known(self.state.rows(source.sheet, source.area))
            elif isinstance(source, Nested):
                rows = own.sites[source.index].rows
            else:
                rows = self._asked_rows(site.asked[i])
            if rows is None:
                return None
            arguments.append(as_argument(rows))
        return tuple(arguments)

    def _is_needed(self, own: OwnFormula, site: CallSite) -> bool:
        """Tell whether a call is made at all: not if it stands in an IF that is not taken."""
        index = site.call.index
        if own.outer is None and site is own.sites[-1]:
            return True
        if own.outer is not None and index in own.outer.uses and self._asks_for(own, own.outer, index):
            return True
        for user in own.sites:
            if index in user.call.uses and self._is_needed(own, user):
                if any(isinstance(source, Nested) and source.index == index for source in user.sources):
                    return True
                for asked in user.asked.values():
                    if index in asked.uses and self._asks_for(own, asked, index):
                        return True
        return False

    def _asks_for(self, own: OwnFormula, asked: Asked, index: int) -> bool:
        if not asked.chooses:
            return True
        if asked.place is None or self._scratch_rows(asked.place) is not None:
            return False
        if self._waits(own, asked, None) is not False:
            return False
        for unmade in asked.uses:
            if own.sites[unmade].rows is not None:
                continue
            waits = self._waits(own, asked, unmade)
            if waits is None:
                return False
            if waits:
                return unmade == index
        return False

    def _waits(self, own: OwnFormula, asked: Asked, spared: int | None) -> bool | None:
        """Probe an expression: does it wait for the spared call? ``None`` until the engine has answered."""
        text = probing(asked, own.sites, self.pending_text, spared)
        if spared not in asked.probes:
            asked.probes[spared] = self.scratch.room()
        place = asked.probes[spared]
        if asked.probe_texts.get(spared) != text:
            asked.probe_texts[spared] = text
            self.desk.inbox.append((place, Formula(text, dynamic=True)))
            return None
        return self._scratch_rows(place) is None

    def _show(self, own: OwnFormula, rows: Rows) -> set[Place]:
        """Put a result into its cells; return those whose value changed."""
        if self.rehearsing:
            return set()
        values: dict[Place, CellValue]
        if own.extent == "cell":
            values = {own.place: rows[0][0]}
        elif own.extent == "fixed" and own.area is not None:
            values = fixed_values(own.place, own.area, rows)
        else:
            values = self.spills.land(own.place, rows, self.state)
        return {place for place, value in values.items() if self.state.set(place, value)}


def _known(rows: Sequence[Sequence[Computed]]) -> Rows | None:
    known: list[tuple[CellValue, ...]] = []
    for row in rows:
        line: list[CellValue] = []
        for value in row:
            if isinstance(value, Unavailable):
                return None
            line.append(value)
        known.append(tuple(line))
    return tuple(known)


def _identical(left: tuple[object, ...], right: tuple[object, ...]) -> bool:
    return left == right and all(_types(a) == _types(b) for a, b in zip(left, right, strict=True))


def _types(argument: object) -> object:
    if isinstance(argument, Block):
        return [type(value) for value in argument.cells()]
    return type(argument)
