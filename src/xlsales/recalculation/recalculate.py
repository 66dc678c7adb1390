"""One workbook, recalculated: read, computed in a copy, compared, told as patches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from xlsales.kernel.collector import collector_paused
from xlsales.kernel.values import CellValue
from xlsales.recalculation.audit import Audit
from xlsales.recalculation.baseline import saved_clock
from xlsales.recalculation.book import Book, read_book
from xlsales.recalculation.cone import Cone, ConeFinder, Native
from xlsales.recalculation.copying import cells_of, copy_of_expressions, copy_of_natives, scratch_for
from xlsales.recalculation.election import Election, Proof
from xlsales.recalculation.engines.idle import IdleCalculation
from xlsales.recalculation.engines.port import Calculation, Checker, Clock, Engine, Place
from xlsales.recalculation.inputs import read_inputs
from xlsales.recalculation.mentions import Mentions
from xlsales.recalculation.rehearsal import rehearse
from xlsales.recalculation.report import Progress, Recalculation, no_progress
from xlsales.recalculation.rounds import Group, Rounds
from xlsales.recalculation.spills import SpillMap
from xlsales.recalculation.state import State
from xlsales.recalculation.telling import Telling
from xlsales.workbook import Package


@dataclass(frozen=True, slots=True)
class Options:
    """How to recalculate.

    Attributes:
        engines: In the order of election; the first also works out expressions.
        settings: Inputs to write first, such as ``Plan!B2=120000``.
        today: The day that volatile formulas see; this moment unless given.
        full: Compute every formula, not only the cone.
        progress: Told of each stage.
        touched: Cells that hold something new already, and formulas to compute whatever they read.
        proof: What is known of the engines from elsewhere; without it the saved results are the proof.
        checker: A quick engine that only checks saved results; what it computes is never written.
        processes: How many may check saved results side by side.
    """

    engines: Sequence[Engine]
    settings: Sequence[str] = ()
    today: date | None = None
    full: bool = False
    progress: Progress = no_progress
    touched: Collection[Place] = ()
    proof: Proof | None = None
    checker: Checker | None = None
    processes: int = 1


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
    with collector_paused():
        return _run(package, read_book(package), options).report()


def prove(package: Package, book: Book, options: Options) -> Proof:
    """Find out which formulas the engines reproduce from the saved inputs; nothing else is computed.

    Args:
        package: The workbook as Excel saved it, open; it is only read.
        book: Its cells.
        options: The engines, and the cells whose readers are to be tried.
    """
    with collector_paused():
        return _run(package, book, options).proof()


def _run(package: Package, book: Book, options: Options) -> _Run:
    touched = {place: book.value(place) for place in options.touched if book.formula(place) is None}
    return _Run(book, package, options, touched | read_inputs(book, options.settings))


@dataclass
class _Run:
    book: Book
    package: Package
    options: Options
    inputs: Mapping[Place, CellValue]

    def report(self) -> Recalculation:
        """Compute the cone; where results reach further than was foreseen, the larger cone."""
        finder = ConeFinder(self.book)
        options = self.options
        audit = Audit(options.engines, options.checker, finder, options.progress, options.processes)
        reached = self._reached(finder)
        if self._only_proves:
            plain, others = finder.outside(reached)
            audit.hold(plain, saved_clock(self.book, self.package))
            reached |= others
        while True:
            self.options.progress("computing", len(reached))
            cone = finder.cone(reached)
            rounds = self._load(finder, cone)
            try:
                election = self._compute(finder, cone, rounds)
                changed = {place for place, _, _ in rounds.state.differences()}
                grown = finder.formulas.readers(changed) - reached
                if not grown:
                    return self._told(finder, cone, rounds, election, audit)
            finally:
                rounds.close()
            reached |= grown
            audit.release(grown)

    def proof(self) -> Proof:
        """Try the formulas of the cone with saved inputs."""
        finder = ConeFinder(self.book)
        cone = finder.cone(self._reached(finder))
        rounds = self._load(finder, cone)
        try:
            election = self._elected(finder, cone, rounds)
        finally:
            rounds.close()
        return Proof(election.failed, election.entrusted)

    @property
    def _only_proves(self) -> bool:
        """Whether formulas that nothing new reaches are proved and not computed with the others."""
        options = self.options
        return options.full and options.proof is None and not options.touched

    def _reached(self, finder: ConeFinder) -> set[Place]:
        """Return the formulas to compute; a reader of one that was touched is one too."""
        touched = {place for place in self.options.touched if place not in self.inputs}
        full = self.options.full and not self._only_proves
        return touched | finder.reached({*self.inputs, *touched}, full)

    def _load(self, finder: ConeFinder, cone: Cone) -> Rounds:
        engine, mentions = self.options.engines[0], finder.formulas.finder
        scratch = scratch_for(self.book, cone)
        natives = list(cone.natives.values())
        main: Calculation = IdleCalculation()
        desk: Calculation = main
        if natives:
            main = engine.load(copy_of_natives(self.book, natives, mentions))
        asking = {place for place, own in cone.owns.items() if own.askings()}
        if asking:
            desk = engine.load(copy_of_expressions(self.book, cone, scratch))
        clock = saved_clock(self.book, self.package)
        return Rounds(
            State(self.book),
            SpillMap(self.book),
            finder.formulas,
            scratch,
            _group(main, {native.place: native.traits for native in natives}, natives),
            _group(desk, {place: cone.own_mentions[place] for place in asking}),
            clock,
        )

    def _compute(self, finder: ConeFinder, cone: Cone, rounds: Rounds) -> Election:
        election = self._elected(finder, cone, rounds)
        rounds.clock = _clock(self.options.today, self.book)
        rounds.open(self.inputs, cone.owns.values(), finder.unsettled(cone, self.inputs))
        rounds.settle()
        return election

    def _elected(self, finder: ConeFinder, cone: Cone, rounds: Rounds) -> Election:
        options = self.options
        election = Election(self.book, options.engines, finder.formulas.finder, options.progress)
        if options.proof is not None:
            election.adopt(options.proof, cone, rounds)
            return election
        election.hold(cone, rounds)
        election.failed |= rehearse(self.book, cone, rounds)
        return election

    def _told(
        self, finder: ConeFinder, cone: Cone, rounds: Rounds, election: Election, audit: Audit
    ) -> Recalculation:
        telling = Telling(
            self.book,
            cone,
            rounds,
            finder.formulas,
            self.inputs,
            {**election.failed, **audit.failed},
            self.options.touched,
        )
        found = telling.report()
        found.formulas = sum(len(cells.formulas) for cells in self.book.sheets.values())
        default = self.options.engines[0].name
        others = sum(election.elected.values())
        audited = audit.counts()
        engines = Counter({default: found.verified - others, **election.elected})
        engines.update(audited)
        found.engines = {name: count for name, count in engines.items() if count or name == default}
        found.computed += audited.total()
        found.verified += audited.total()
        return found


def _group(
    calculation: Calculation, formulas: Mapping[Place, Mentions], natives: Iterable[Native] = ()
) -> Group:
    """Return an engine's group; formulas of which it is not known what they read may look anywhere."""
    places = {place for native in natives for place in cells_of(native)}
    looks_anywhere = any(mentions.unknown or mentions.spilled for mentions in formulas.values())
    restless = any(mentions.volatile for mentions in formulas.values())
    return Group(calculation, places, None if looks_anywhere else formulas.keys(), restless)


def _clock(today: date | None, book: Book) -> Clock:
    return Clock.on(today, book.system) if today else Clock.at(datetime.now(), book.system)
