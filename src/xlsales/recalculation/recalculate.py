"""One workbook, recalculated: read, computed in a copy, compared, told as patches."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from xlsales.formula.ours import mentions_us
from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellValue
from xlsales.recalculation.baseline import check_alone, differing, saved_clock
from xlsales.recalculation.book import UNKNOWN_FUNCTION, Book, read_book
from xlsales.recalculation.calls import OwnFormula, Rows
from xlsales.recalculation.certainty import Doubts, find_doubts
from xlsales.recalculation.comparing import difference
from xlsales.recalculation.cone import Cone, ConeFinder, Native
from xlsales.recalculation.copying import cells_of, copy_for, scratch_for
from xlsales.recalculation.engines.port import Clock, Computed, Engine, Place, Unavailable
from xlsales.recalculation.graph import area_keys
from xlsales.recalculation.inputs import read_inputs
from xlsales.recalculation.mentions import MentionFinder
from xlsales.recalculation.report import Changed, Kept, Recalculation, Told, Why
from xlsales.recalculation.rounds import Group, Rounds
from xlsales.recalculation.spills import SpillMap
from xlsales.recalculation.state import State
from xlsales.workbook import CellPatch, InputPatch, Package, Patch, SpillPatch
from xlsales.workbook.keys import cell_place

#: Told while it goes on: the stage and how many formulas it is about.
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to recalculate.

    Attributes:
        settings: Inputs to write first, such as ``Plan!B2=120000``.
        today: The day that volatile formulas see; this moment unless given.
        full: Compute every formula, not only the cone.
        engines: In the order of election; the first also works out expressions.
        progress: Told of each stage.
    """

    engines: Sequence[Engine]
    settings: Sequence[str] = ()
    today: date | None = None
    full: bool = False
    progress: Progress = lambda stage, count: None


def recalculate(package: Package, options: Options) -> Recalculation:
    """Recalculate a workbook.

    Args:
        package: The workbook, open; it is only read.
        options: Inputs, moment, engines.

    Returns:
        What changed, what was kept and why, and the patches that bring the file up to date.

    Raises:
        InvalidInputError: INPUT-001 to INPUT-004, a setting that cannot be written.
    """
    options.progress("reading", 0)
    with _collector_paused():
        book = read_book(package)
        return _Run(book, package, options, read_inputs(book, options.settings)).run()


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Spare the garbage collector a million cells, none of which is garbage before the end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass
class _Run:
    book: Book
    package: Package
    options: Options
    inputs: Mapping[Place, CellValue]
    failed: dict[Place, str] = field(default_factory=dict)
    reasons: dict[Place, str] = field(default_factory=dict)
    result: Recalculation = field(default_factory=Recalculation)

    def run(self) -> Recalculation:
        finder = ConeFinder(self.book)
        reached = finder.reached(self.inputs, self.options.full)
        self.result.formulas = sum(len(cells.formulas) for cells in self.book.sheets.values())
        self.options.progress("computing", len(reached))
        done: set[Place] = set()
        while True:
            cone = finder.cone(reached)
            rounds = self._compute(finder, cone)
            done = reached
            grown = (
                finder.formulas.readers(place for place, _, _ in self._differences(cone, rounds)) - reached
            )
            if not grown:
                break
            reached = done | grown
        self._tell(finder, cone, rounds)
        return self.result

    def _compute(self, finder: ConeFinder, cone: Cone) -> Rounds:
        self.failed = {}
        state = State(self.book)
        scratch = scratch_for(self.book, cone)
        calculation = self.options.engines[0].load(copy_for(self.book, cone, scratch, finder.formulas.finder))
        places = {place for native in cone.natives.values() for place in cells_of(native)}
        main = Group(calculation, places, _spilling(cone))
        clock = saved_clock(self.book, self.package)
        rounds = Rounds(state, SpillMap(self.book), finder.formulas, scratch, main, clock)
        self._check_natives(finder.formulas.finder, cone, rounds)
        self._rehearse(cone, rounds)
        for place, value in self.inputs.items():
            state.set(place, value)
        rounds.clock = _clock(self.options.today, self.book)
        main.ran = False
        rounds.activate(cone.owns.values())
        rounds.settle()
        self.reasons = {
            place: rounds.why_waiting(own) for place, own in cone.owns.items() if own.rows is None
        }
        for group in (main, *rounds.others):
            group.calculation.close()
        return rounds

    def _check_natives(self, finder: MentionFinder, cone: Cone, rounds: Rounds) -> None:
        """Compute from saved inputs; formulas that are not reproduced become values."""
        main = rounds.main
        results = main.calculation.calculate(rounds.clock)
        main.ran = True
        cached = [native for native in cone.natives.values() if self.book.is_cached(native.place)]
        found = differing(self.book, cached, results)
        random = {native.place for native in cached if native.traits.random}
        doubtful = (found.keys() | rounds.graph.direct_readers(found)) - random
        suspects = [native for native in cached if native.place in doubtful]
        for engine in self.options.engines:
            if not suspects:
                break
            self.options.progress(f"checking with {engine.name}", len(suspects))
            reasons, proved = check_alone(engine, self.book, suspects, rounds.clock, finder)
            if engine is self.options.engines[0]:
                self.failed = reasons
            else:
                self._elect(finder, engine, [cone.natives[place] for place in proved], rounds)
                self.failed = {place: self.failed[place] for place in reasons}
            suspects = [native for native in suspects if native.place in self.failed]
        self.failed |= dict.fromkeys(random, "it draws random numbers")
        for place in self.failed:
            self._withdraw(cone.natives[place], rounds)
        for place, value in results.items():
            if place in main.places:
                rounds.state.set(place, self._native_value(place, value))

    def _elect(self, finder: MentionFinder, engine: Engine, natives: list[Native], rounds: Rounds) -> None:
        """Entrust formulas to another engine; the main one sees them as values."""
        if not natives:
            return
        part = Cone(natives={native.place: native for native in natives})
        scratch = scratch_for(self.book, part)
        places = {place for native in natives for place in cells_of(native)}
        rounds.others.append(Group(engine.load(copy_for(self.book, part, scratch, finder)), places))
        self.result.engines[engine.name] = len(natives)
        for native in natives:
            self._withdraw(native, rounds)

    def _withdraw(self, native: Native, rounds: Rounds) -> None:
        """Let the main engine hold a formula's cells as saved values."""
        for place in cells_of(native):
            rounds.main.places.discard(place)
            rounds.main.inbox.append((place, self.book.value(place)))

    def _rehearse(self, cone: Cone, rounds: Rounds) -> None:
        """Compute formulas that hold more than a call of ours from saved inputs, and compare."""
        mixed = [own for own in cone.owns.values() if own.outer and self._has_result(own.place)]
        if not mixed:
            return
        rounds.rehearse(mixed)
        for own in mixed:
            reason = self._rehearsal_difference(own)
            if reason:
                self.failed[own.place] = reason
                del cone.owns[own.place]

    def _rehearsal_difference(self, own: OwnFormula) -> str:
        if own.rows is None:
            return "it could not be computed from its saved inputs"
        area = own.area or Area(*cell_place(own.place.key), *cell_place(own.place.key))
        values: Iterable[CellValue] = chain.from_iterable(own.rows)
        if own.extent == "cell":
            values = (own.rows[0][0],)
        elif own.extent == "spill" and (len(own.rows), len(own.rows[0])) != (area.height, area.width):
            return "its result has another size than the saved one"
        for key, value in zip(area_keys(area), values, strict=False):
            reason = difference(self.book.value(Place(own.place.sheet, key)), value)
            if reason:
                return reason
        return ""

    def _has_result(self, place: Place) -> bool:
        return self.book.is_cached(place) and self.book.value(place) != UNKNOWN_FUNCTION

    def _native_value(self, place: Place, value: Computed) -> Computed:
        """Return the saved value where the computed one differs from it in the last digits only."""
        saved = self.book.value(place)
        return saved if saved is not None and not difference(saved, value) else value

    def _differences(self, cone: Cone, rounds: Rounds) -> list[tuple[Place, CellValue, CellValue]]:
        return list(rounds.state.differences(rounds.state.over))

    def _tell(self, finder: ConeFinder, cone: Cone, rounds: Rounds) -> None:
        stuck = self._stuck(cone, rounds)
        unsure = {**cone.hopeless, **self.failed, **stuck}
        changes = [c for c in self._differences(cone, rounds) if c[0] not in unsure]
        anywhere = [place for place in unsure if place in cone.natives and cone.natives[place].traits.unknown]
        doubts = find_doubts(self.book, finder.formulas, (c[0] for c in changes), unsure, anywhere)
        owners = _owners(cone, rounds)
        result = self.result
        for place, before, after in changes:
            if owners.get(place, place) not in doubts:
                result.changed.append(Changed(place, before, after))
        self._tell_kept(cone, unsure, doubts)
        self._tell_counts(cone, rounds, unsure)
        result.patches = list(self._patches(cone, rounds, owners))
        result.elsewhere = list(self._elsewhere())

    def _stuck(self, cone: Cone, rounds: Rounds) -> dict[Place, str]:
        """Return the formulas that have no value in the end, with the reason."""
        found: dict[Place, str] = {}
        for place in cone.natives:
            value = rounds.state.get(place)
            if isinstance(value, Unavailable) and place not in self.failed:
                found[place] = value.reason
        for place, own in cone.owns.items():
            if own.rows is None or rounds.stuck:
                found[place] = self.reasons.get(place, "its results go round in circles")
        return found

    def _tell_kept(self, cone: Cone, unsure: Mapping[Place, str], doubts: Doubts) -> None:
        for place, reason in sorted(unsure.items()):
            native = cone.natives.get(place)
            why: Why = "baseline" if place in self.failed else "unavailable"
            if native and native.traits.random and place in self.failed:
                why = "random"
            self._keep(place, why, reason, place in doubts)
        for place in sorted(doubts.downstream - unsure.keys()):
            self._keep(place, "uncertain", "it depends on a formula that could not be computed", True)

    def _keep(self, place: Place, why: Why, reason: str, stale: bool) -> None:
        self.result.kept.append(Kept(place, self.book.formula(place) or "", why, reason, stale))

    def _tell_counts(self, cone: Cone, rounds: Rounds, unsure: Mapping[Place, str]) -> None:
        result = self.result
        for own in cone.owns.values():
            result.told += [Told(own.place, issue) for issue in own.issues]
        unsaved = {p for p in (*cone.natives, *cone.owns) if not self._has_result(p)} - unsure.keys()
        result.unverified = sorted(p for p in unsaved if p in cone.natives or cone.owns[p].outer)
        result.own = len(cone.owns)
        result.computed = len(cone.natives) + len(cone.owns) - len(unsure.keys() - cone.hopeless.keys())
        result.verified = sum(1 for p in cone.natives if p not in unsure and self._has_result(p))
        result.calls, result.rounds = rounds.calls_made, rounds.rounds
        elected = sum(result.engines.values())
        result.engines = {self.options.engines[0].name: result.verified - elected, **result.engines}

    def _patches(self, cone: Cone, rounds: Rounds, owners: Mapping[Place, Place]) -> Iterable[Patch]:
        """Return one patch a plain cell, one for each whole array."""
        arrays: set[Place] = set()
        for changed in self.result.changed:
            place = changed.place
            cell = cell_place(place.key)
            if place in self.inputs:
                yield InputPatch(place.sheet, cell, changed.after)
                continue
            anchor = owners.get(place, place)
            if self.book.array_area(anchor) is None:
                yield CellPatch(place.sheet, cell, changed.after)
            elif anchor not in arrays:
                arrays.add(anchor)
                yield SpillPatch(anchor.sheet, cell_place(anchor.key), self._array_rows(anchor, cone, rounds))

    def _array_rows(self, anchor: Place, cone: Cone, rounds: Rounds) -> Rows:
        own = cone.owns.get(anchor)
        if own is not None and own.rows is not None:
            return own.rows
        area = self.book.array_area(anchor)
        assert area is not None
        area = rounds.spills.areas.get(anchor, area)
        return tuple(
            tuple(value for value in row if not isinstance(value, Unavailable))
            for row in rounds.state.rows(anchor.sheet, area)
        )

    def _elsewhere(self) -> Iterable[str]:
        """Name the calls of ours in conditional formats and validations, which a host must compute."""
        for sheet, cells in self.book.sheets.items():
            for other in cells.other_formulas:
                if mentions_us(other.text):
                    yield f"{other.kind} of {sheet}!{other.area_text}: {other.text}"


def _clock(today: date | None, book: Book) -> Clock:
    return Clock.on(today, book.system) if today else Clock.at(datetime.now(), book.system)


def _owners(cone: Cone, rounds: Rounds) -> dict[Place, Place]:
    """Return, for members of arrays, the anchor that they belong to."""
    owners: dict[Place, Place] = {}
    saved = {native.place: native.formula.area for native in cone.natives.values()}
    saved |= {own.place: own.area for own in cone.owns.values()}
    for anchor, before in saved.items():
        for area in (before, rounds.spills.areas.get(anchor)):
            for key in area_keys(area) if area else ():
                owners[Place(anchor.sheet, key)] = anchor
    return owners


def _spilling(cone: Cone) -> set[Place]:
    return {native.place for native in cone.natives.values() if native.formula.dynamic}
