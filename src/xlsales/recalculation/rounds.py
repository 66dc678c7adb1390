"""Rounds of our calls and the engines' formulas, until nothing changes any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from xlsales.functions import call_function
from xlsales.kernel.values import CellValue
from xlsales.recalculation.batches import FEWEST, Made, Ready, make_together
from xlsales.recalculation.calls import CallSite, OwnFormula, Rows, shown_rows
from xlsales.recalculation.comparing import saved_or
from xlsales.recalculation.demand import is_needed
from xlsales.recalculation.desk import Desk, Group
from xlsales.recalculation.engines.port import PENDING_FORMULA, Clock, Formula, Place, Unavailable
from xlsales.recalculation.giving import Giving
from xlsales.recalculation.graph import Readers, area_keys
from xlsales.recalculation.same import same_arguments, same_rows
from xlsales.recalculation.scratch import Scratch
from xlsales.recalculation.spills import SpillMap, fixed_values
from xlsales.recalculation.state import PENDING, State

__all__ = ["MOST_ROUNDS", "Group", "Rounds"]

#: More rounds than any chain of formulas needs: what still moves then goes round in circles.
MOST_ROUNDS: Final = 10_000


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

    def __post_init__(self) -> None:
        self._work = Desk(self.desk, self.scratch, self.spills)
        self._giving = Giving(self.state, self._work)
        self._made: dict[int, Made] = {}
        self._noticing: set[Place] = set()

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
                self._work.write(own, asked)

    def close(self) -> None:
        """Let go of every engine."""
        for group in (self.main, self.desk, *self.others):
            group.calculation.close()

    def why_waiting(self, own: OwnFormula) -> str:
        """Say why a formula has no result, in the engine's words where it has any."""
        return self._work.why_waiting(own)

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
                self._work.write(own, asked)
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
            if self._advance():
                continue
            self._deliver()
            if self.main.inbox or self.desk.inbox:
                continue
            waiting = [group for group in self.others if group.inbox or not group.ran]
            moved = [self._run(group) for group in waiting]
            if not any(moved):
                return
        self.stuck = True

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
        if not changed:
            return
        readers = self.graph.direct_readers(changed)
        self._noticing |= readers
        groups = [group for group in (self.main, self.desk, *self.others) if group.hears(readers)]
        for place, value in changed.items():
            content: CellValue | Formula = (
                Formula(PENDING_FORMULA) if isinstance(value, Unavailable) else value
            )
            for group in groups:
                if place not in group.places:
                    group.inbox.append((place, content))

    def _advance(self) -> bool:
        """Make every call whose arguments are known; results feed others at once."""
        self._deliver()
        noticing, self._noticing = self._noticing, set()
        waiting = [own for own in self.active.values() if own.is_open or own.place in noticing]
        progress = False
        while waiting:
            touched: set[Place] = set()
            told = len(self.desk.inbox)
            self._made = self._make_together(waiting)
            for own in waiting:
                touched |= self._advance_one(own)
            progress |= bool(touched) or len(self.desk.inbox) != told
            readers = self.graph.direct_readers(touched) if touched else set()
            waiting = [self.active[place] for place in sorted(readers) if place in self.active]
        return progress

    def _make_together(self, formulas: Sequence[OwnFormula]) -> dict[int, Made]:
        """Make calls of one kind at once, as far as is known yet what they are given."""
        if len(formulas) < FEWEST:
            return {}
        ready = []
        for own in formulas:
            for site in own.sites:
                arguments = self._news(own, site)
                if arguments is not None:
                    ready.append(Ready(id(site), site.call.function, arguments))
        return make_together(ready, self.state.book.system)

    def _news(self, own: OwnFormula, site: CallSite) -> tuple[object, ...] | None:
        """Return the arguments of a call that is to be made, ``None`` where it is not, or not yet."""
        if site.rows is None and not is_needed(own, site, self._work):
            return None
        arguments = self._giving.arguments(own, site)
        if arguments is None or (site.arguments is not None and same_arguments(arguments, site.arguments)):
            return None
        return arguments

    def _advance_one(self, own: OwnFormula) -> set[Place]:
        """Make the calls of one formula; return the cells whose value changed."""
        for asked in own.askings():
            if asked.spill_references:
                self._work.write(own, asked)
        for site in own.sites:
            arguments = self._news(own, site)
            if arguments is not None:
                self._make(own, site, arguments)
        rows = own.sites[-1].rows if own.outer is None else self._work.rows(own.outer)
        if rows is None or same_rows(own.rows, rows):
            return set()
        own.rows = rows
        return self._show(own, rows)

    def _make(self, own: OwnFormula, site: CallSite, arguments: tuple[object, ...]) -> None:
        self.calls_made += 1
        made = self._made.get(id(site))
        if made is not None and same_arguments(made.arguments, arguments):
            rows, site.issues = shown_rows(made.rows), ()
        else:
            outcome = call_function(site.call.function, arguments, self.state.book.system)
            rows, site.issues = shown_rows(outcome.rows), outcome.issues
        site.arguments = arguments
        users = [asked for asked in own.askings() if site.call.index in asked.uses]
        if users:
            self._work.store(site, rows)
        site.rows = rows
        for asked in users:
            self._work.write(own, asked)

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
