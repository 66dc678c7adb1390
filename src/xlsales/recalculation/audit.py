"""``--full``: every saved result that nothing new reaches is proved, and none of them is written over.

What a change reaches is computed as ever. The rest must keep its values anyway; so it is enough that some
engine reproduces them, and a quick one may be asked first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xlsales.recalculation.checking import EngineChecker, SavedResults, company_of
from xlsales.recalculation.comparing import Mismatch
from xlsales.recalculation.cone import ConeFinder
from xlsales.recalculation.election import vote
from xlsales.recalculation.engines.port import Checker, Clock, Engine, Place
from xlsales.recalculation.report import Progress
from xlsales.recalculation.shapes import Alike
from xlsales.recalculation.side_by_side import results_in_order


@dataclass
class Audit:
    """The proof of saved results.

    Attributes:
        engines: Those that may be asked, the default one first.
        quick: A checker to be asked before them; what it does not reproduce, they are asked.
        finder: Finds formulas.
        progress: Told of each stage.
        processes: How many may compute side by side.
        failed: Formulas that none reproduces, with what the default one gave.
    """

    engines: Sequence[Engine]
    quick: Checker | None
    finder: ConeFinder
    progress: Progress
    processes: int = 1
    failed: dict[Place, Mismatch] = field(default_factory=dict)
    _proved: list[tuple[str, Alike]] = field(default_factory=list, init=False)
    _released: set[Place] = field(default_factory=set, init=False)

    def hold(self, formulas: Sequence[Alike], clock: Clock) -> None:
        """Compute the formulas from saved inputs, and compare."""
        everything = formulas
        for checker in (self.quick, EngineChecker(self.engines[0])):
            if checker is not None and formulas:
                formulas = self._left_by(checker, formulas, everything, clock)
        suspects = list(self.finder.cone({p for alike in formulas for p in alike.places}).natives.values())
        book, mentions = self.finder.book, self.finder.formulas.finder
        found = vote(self.engines, book, suspects, clock, mentions, self.progress)
        self.failed = found.failed
        for name, natives in found.proved.items():
            places = {native.place for native in natives}
            self._proved += ((name, alike.parted(places)[1]) for alike in formulas)

    def release(self, places: set[Place]) -> None:
        """Leave formulas to the cone: something new reaches them after all."""
        self._released |= places
        for place in places:
            self.failed.pop(place, None)

    def counts(self) -> Counter[str]:
        """Return how many formulas each engine reproduced, by name."""
        found: Counter[str] = Counter()
        for name, alike in self._proved:
            released = sum(place in self._released for place in alike.places) if self._released else 0
            found[name] += len(alike.keys) - released
        return found

    def _left_by(
        self, checker: Checker, formulas: Sequence[Alike], everything: Sequence[Alike], clock: Clock
    ) -> list[Alike]:
        """Return the formulas that a checker does not reproduce, or that read one of these."""
        self.progress(f"checking with {checker.name}", sum(len(alike.keys) for alike in formulas))
        left: list[Alike] = []
        if not checker.takes_arrays:
            formulas, left = self._without_arrays(formulas)
        saved, book = SavedResults(self.finder.book), self.finder.book
        pieces = list(_pieces(formulas, checker.most))
        copies = (
            saved.copy([*company_of(piece, everything, book, checker.most), *piece])
            if checker.takes_arrays
            else saved.copy(piece)
            for piece in pieces
        )
        for piece, results in zip(
            pieces, results_in_order(checker, copies, clock, self.processes), strict=True
        ):
            if results is None:
                left += piece
                continue
            found = saved.differing(piece, results)
            doubtful = found | self.finder.formulas.direct_readers(found) if found else found
            for alike in piece:
                good, bad = alike.parted(doubtful)
                self._proved.append((checker.name, good))
                left += [bad] if bad.keys else []
        return left

    def _without_arrays(self, formulas: Sequence[Alike]) -> tuple[list[Alike], list[Alike]]:
        """Return formulas of single cells, and those of arrays."""
        single: list[Alike] = []
        arrays: list[Alike] = []
        for alike in formulas:
            anchors = self.finder.book.sheets[alike.shape.sheet].arrays
            if anchors.keys().isdisjoint(alike.keys):
                single.append(alike)
            else:
                single.append(alike.only([key for key in alike.keys if key not in anchors]))
                arrays.append(alike.only([key for key in alike.keys if key in anchors]))
        return single, arrays


def _pieces(formulas: Sequence[Alike], most: int) -> Iterator[list[Alike]]:
    """Go through formulas, no more than so many at a time."""
    piece: list[Alike] = []
    room = most
    for alike in formulas:
        start = 0
        while start < len(alike.keys):
            part = alike.keys[start : start + room]
            piece.append(alike.only(part))
            start, room = start + len(part), room - len(part)
            if not room:
                yield piece
                piece, room = [], most
    if piece:
        yield piece
