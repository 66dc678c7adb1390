"""Which engine is trusted with which formula, decided by Excel's own saved results."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from xlsales.recalculation.baseline import check_alone, differing
from xlsales.recalculation.book import Book
from xlsales.recalculation.comparing import Mismatch, saved_or
from xlsales.recalculation.cone import Cone, Native
from xlsales.recalculation.copying import cells_of, copy_of_natives
from xlsales.recalculation.engines.port import Clock, Engine, Place
from xlsales.recalculation.mentions import MentionFinder
from xlsales.recalculation.report import Progress
from xlsales.recalculation.rounds import Group, Rounds


@dataclass(frozen=True, slots=True)
class Proof:
    """What a baseline check found.

    Attributes:
        failed: Formulas that no engine reproduced, with the reason.
        entrusted: Formulas that another engine than the default one reproduced, by its name.
    """

    failed: Mapping[Place, Mismatch]
    entrusted: Mapping[str, Collection[Place]]


@dataclass
class Election:
    """The baseline check of a cone's native formulas.

    Attributes:
        failed: Formulas that no engine reproduces, with what the default one gave.
        elected: How many formulas each further engine was entrusted with.
        entrusted: Which formulas these are.
    """

    book: Book
    engines: Sequence[Engine]
    finder: MentionFinder
    progress: Progress
    failed: dict[Place, Mismatch] = field(default_factory=dict)
    elected: dict[str, int] = field(default_factory=dict)
    entrusted: dict[str, set[Place]] = field(default_factory=dict)

    def adopt(self, proof: Proof, cone: Cone, rounds: Rounds) -> None:
        """Take over what is known from a baseline check of the same formulas with other inputs."""
        for place, wrong in proof.failed.items():
            if place in cone.natives:
                self.failed[place] = wrong
                self._withdraw(cone.natives[place], rounds)
            elif cone.owns.pop(place, None) is not None:
                self.failed[place] = wrong
        for engine in self.engines[1:]:
            places = proof.entrusted.get(engine.name, ())
            self._elect(engine, [cone.natives[place] for place in places if place in cone.natives], rounds)

    def hold(self, cone: Cone, rounds: Rounds) -> None:
        """Compute from saved inputs; formulas that are not reproduced become saved values."""
        main = rounds.main
        results = main.calculation.calculate(rounds.clock)
        main.ran = True
        cached = [native for native in cone.natives.values() if self.book.is_cached(native.place)]
        random = {native.place for native in cached if native.traits.random}
        found = differing(self.book, cached, results)
        doubtful = (found.keys() | rounds.graph.direct_readers(found)) - random if found else set()
        self._vote([native for native in cached if native.place in doubtful], rounds)
        self.failed |= dict.fromkeys(random, Mismatch("it draws random numbers"))
        for place in self.failed:
            self._withdraw(cone.natives[place], rounds)
        for place, value in results.items():
            if place not in main.places:
                continue
            saved = self.book.value(place)
            held = saved_or(value, saved)
            if held is not saved:
                rounds.state.set(place, held)
        rounds.state.take_changes()

    def _vote(self, suspects: list[Native], rounds: Rounds) -> None:
        found = vote(self.engines, self.book, suspects, rounds.clock, self.finder, self.progress)
        self.failed = found.failed
        for engine in self.engines[1:]:
            self._elect(engine, found.proved.get(engine.name, []), rounds)

    def _elect(self, engine: Engine, natives: list[Native], rounds: Rounds) -> None:
        """Entrust formulas to another engine; the default one sees them as values."""
        if not natives:
            return
        copy = copy_of_natives(self.book, natives, self.finder)
        places = {place for native in natives for place in cells_of(native)}
        rounds.others.append(Group(engine.load(copy), places))
        self.elected[engine.name] = len(natives)
        self.entrusted[engine.name] = {native.place for native in natives}
        for native in natives:
            self._withdraw(native, rounds)

    def _withdraw(self, native: Native, rounds: Rounds) -> None:
        """Let the default engine hold a formula's cells as saved values."""
        for place in cells_of(native):
            rounds.main.places.discard(place)
            rounds.main.inbox.append((place, self.book.value(place)))


@dataclass(slots=True)
class Vote:
    """What engines give for formulas that are tried one by one.

    Attributes:
        failed: Formulas that none reproduces, with what the default one gave.
        proved: Formulas by the name of the engine that reproduces them.
    """

    failed: dict[Place, Mismatch] = field(default_factory=dict)
    proved: dict[str, list[Native]] = field(default_factory=dict)


def vote(
    engines: Sequence[Engine],
    book: Book,
    suspects: list[Native],
    clock: Clock,
    finder: MentionFinder,
    progress: Progress,
) -> Vote:
    """Try formulas one by one, with one engine after the other."""
    found = Vote()
    for engine in engines:
        if not suspects:
            break
        progress(f"checking with {engine.name}", len(suspects))
        reasons, proved = check_alone(engine, book, suspects, clock, finder)
        found.proved[engine.name] = [native for native in suspects if native.place in proved]
        found.failed = {
            place: _telling(found.failed.get(place, wrong), wrong) for place, wrong in reasons.items()
        }
        suspects = [native for native in suspects if native.place in reasons]
    return found


def _telling(first: Mismatch, second: Mismatch) -> Mismatch:
    """Of two engines' failures, choose the one that says more: a wrong result before none."""
    return second if first.unavailable and not second.unavailable else first
