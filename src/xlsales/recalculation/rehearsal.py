"""Formulas that hold more than a call of ours, computed from saved inputs and compared."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellValue
from xlsales.recalculation.book import Book
from xlsales.recalculation.calls import OwnFormula
from xlsales.recalculation.comparing import Mismatch, mismatch
from xlsales.recalculation.cone import Cone
from xlsales.recalculation.engines.port import Place
from xlsales.recalculation.graph import area_keys
from xlsales.recalculation.rounds import Rounds
from xlsales.recalculation.spills import SPILL_ERROR
from xlsales.workbook.keys import cell_place


def rehearse(book: Book, cone: Cone, rounds: Rounds) -> dict[Place, Mismatch]:
    """Compute such formulas as they were saved, and take out those that differ.

    Returns:
        The formulas that were not reproduced, with the reason; the cone no longer has them.
    """
    mixed = [own for own in cone.owns.values() if own.outer and book.has_result(own.place)]
    if not mixed:
        return {}
    rounds.rehearse(mixed)
    failed = {own.place: wrong for own in mixed if (wrong := _mismatch(book, own, rounds))}
    for place in failed:
        del cone.owns[place]
    return failed


def _mismatch(book: Book, own: OwnFormula, rounds: Rounds) -> Mismatch | None:
    if own.rows is None:
        return Mismatch(rounds.why_waiting(own), unavailable=True)
    area = own.area or Area(*cell_place(own.place.key), *cell_place(own.place.key))
    values: Iterable[CellValue] = chain.from_iterable(own.rows)
    if own.extent == "cell":
        values = (own.rows[0][0],)
    elif own.extent == "spill" and (len(own.rows), len(own.rows[0])) != (area.height, area.width):
        is_blocked = rounds.spills.room(own.place, own.rows, rounds.state) is None
        if is_blocked and book.value(own.place) == SPILL_ERROR:
            return None
        return Mismatch("its result has another size than the saved one")
    for key, value in zip(area_keys(area), values, strict=False):
        wrong = mismatch(book.value(Place(own.place.sheet, key)), value)
        if wrong:
            return wrong
    return None
