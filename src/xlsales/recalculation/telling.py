"""From what stands in the cells to what is written, what is kept, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from xlsales.formula.ours import mentions_us
from xlsales.kernel.values import CellValue
from xlsales.recalculation.book import Book
from xlsales.recalculation.calls import Rows
from xlsales.recalculation.certainty import Doubts, find_doubts
from xlsales.recalculation.comparing import Mismatch
from xlsales.recalculation.cone import Cone
from xlsales.recalculation.copying import cells_of
from xlsales.recalculation.engines.port import Place, Unavailable
from xlsales.recalculation.graph import Readers, area_keys
from xlsales.recalculation.report import Changed, Kept, Recalculation, Told, Why
from xlsales.recalculation.rounds import Rounds
from xlsales.workbook import CellPatch, InputPatch, Patch, SpillPatch
from xlsales.workbook.keys import cell_place


@dataclass
class Telling:
    """Turns a finished run into its report.

    Attributes:
        book: The workbook as it was saved.
        cone: What was to be computed.
        rounds: The run.
        readers: Who reads whom.
        inputs: Cells that the user set.
        failed: Formulas that no engine reproduced.
        touched: Cells that hold something new since the formulas were saved.
    """

    book: Book
    cone: Cone
    rounds: Rounds
    readers: Readers
    inputs: Mapping[Place, CellValue]
    failed: Mapping[Place, Mismatch]
    touched: Collection[Place] = ()

    def report(self) -> Recalculation:
        """Return what happened, without the counts of the whole run."""
        result = Recalculation()
        failed = {place: wrong.reason for place, wrong in self.failed.items()}
        unsure = {**self.cone.hopeless, **failed, **self._stuck()}
        changes = [c for c in self.rounds.state.differences() if c[0] not in unsure]
        if changes:
            unsure |= dict.fromkeys(self.book.what_if_tables(), "only Excel computes what-if tables")
        doubts = self._doubts(changes, unsure)
        owners = self._owners()
        result.changed = [
            Changed(place, before, after)
            for place, before, after in changes
            if owners.get(place, place) not in doubts
        ]
        result.kept = list(self._kept(unsure, doubts))
        for own in self.cone.owns.values():
            result.told += [Told(own.place, issue) for issue in own.issues]
        result.patches = list(self._patches(result.changed, owners))
        result.elsewhere = list(self._elsewhere())
        self._count(result, unsure)
        return result

    def _stuck(self) -> dict[Place, str]:
        """Return the formulas that have no value in the end, with the reason."""
        found: dict[Place, str] = {}
        for place, value in self.rounds.state.over.items():
            if isinstance(value, Unavailable) and place in self.cone.natives and place not in self.failed:
                found[place] = value.reason
        for place, own in self.cone.owns.items():
            if own.rows is None:
                found[place] = self.rounds.why_waiting(own)
            elif self.rounds.stuck:
                found[place] = "its results go round in circles"
        return found

    def _doubts(
        self, changes: list[tuple[Place, CellValue, CellValue]], unsure: Mapping[Place, str]
    ) -> Doubts:
        natives = self.cone.natives
        anywhere = [place for place in unsure if place in natives and natives[place].traits.unknown]
        anywhere += self.book.what_if_tables()
        moved = {*self.touched, *(change[0] for change in changes)}
        return find_doubts(self.book, self.readers, moved, unsure, anywhere)

    def _kept(self, unsure: Mapping[Place, str], doubts: Doubts) -> Iterable[Kept]:
        for place, reason in sorted(unsure.items()):
            formula = self.book.formula(place) or "TABLE()"
            yield Kept(place, formula, self._why(place), reason, place in doubts)
        for place in sorted(doubts.downstream - unsure.keys()):
            reason = "it depends on a formula that could not be computed"
            yield Kept(place, self.book.formula(place) or "", "uncertain", reason, stale=True)

    def _why(self, place: Place) -> Why:
        wrong = self.failed.get(place)
        if wrong is None or wrong.unavailable:
            return "unavailable"
        native = self.cone.natives.get(place)
        return "random" if native and native.traits.random else "baseline"

    def _owners(self) -> dict[Place, Place]:
        """Return, for cells of arrays, the anchor that they belong to."""
        owners: dict[Place, Place] = {}
        for native in self.cone.natives.values():
            if native.formula.area is not None:
                owners |= dict.fromkeys(cells_of(native), native.place)
        for own in self.cone.owns.values():
            for area in (own.area, self.rounds.spills.areas.get(own.place)):
                for key in area_keys(area) if area else ():
                    owners[Place(own.place.sheet, key)] = own.place
        return owners

    def _patches(self, changes: Iterable[Changed], owners: Mapping[Place, Place]) -> Iterable[Patch]:
        """Return one patch a plain cell, one for each whole array."""
        arrays: set[Place] = set()
        for changed in changes:
            place = changed.place
            if place in self.inputs:
                yield InputPatch(place.sheet, cell_place(place.key), changed.after)
                continue
            anchor = owners.get(place, place)
            if self.book.array_area(anchor) is None:
                yield CellPatch(place.sheet, cell_place(place.key), changed.after)
            elif anchor not in arrays:
                arrays.add(anchor)
                yield SpillPatch(anchor.sheet, cell_place(anchor.key), self._array_rows(anchor))

    def _array_rows(self, anchor: Place) -> Rows:
        own = self.cone.owns.get(anchor)
        if own is not None and own.rows is not None:
            return own.rows
        area = self.book.array_area(anchor)
        assert area is not None
        return tuple(
            tuple(value for value in row if not isinstance(value, Unavailable))
            for row in self.rounds.state.rows(anchor.sheet, area)
        )

    def _elsewhere(self) -> Iterable[str]:
        """Name the calls of ours in conditional formats and validations, which a host must compute."""
        for sheet, cells in self.book.sheets.items():
            for other in cells.other_formulas:
                if mentions_us(other.text):
                    yield f"{other.kind} of {sheet}!{other.area_text}: {other.text}"

    def _count(self, result: Recalculation, unsure: Mapping[Place, str]) -> None:
        natives, owns, mentions = self.cone.natives, self.cone.owns, self.cone.own_mentions
        unsaved = {
            place
            for sheet, cells in self.book.sheets.items()
            for place in (Place(sheet, key) for key in cells.uncached)
            if place in natives and place not in unsure
        }
        unsaved |= {place for place, own in owns.items() if own.outer and not self.book.has_result(place)}
        result.unverified = sorted(unsaved - unsure.keys())
        result.own = sum(1 for found in mentions.values() if found.own)
        result.computed = len(natives) + len(owns) - sum(1 for p in unsure if p in natives or p in owns)
        result.verified = len(natives) - sum(1 for p in (*unsure, *unsaved) if p in natives)
        result.verified += sum(1 for p in owns if not (p in unsure or p in unsaved or mentions[p].own))
        result.calls, result.rounds = self.rounds.calls_made, self.rounds.rounds
