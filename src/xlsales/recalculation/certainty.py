"""What may be written: never anything that rests on a value nobody could compute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xlsales.recalculation.book import Book
from xlsales.recalculation.engines.port import Place
from xlsales.recalculation.graph import Readers, area_keys


@dataclass(frozen=True, slots=True)
class Doubts:
    """Cells that must keep their saved value.

    Attributes:
        stale: Formulas that could not be computed although something that they read has changed.
        downstream: Formulas that read one of those, directly or through others.
    """

    stale: frozenset[Place]
    downstream: frozenset[Place]

    def __contains__(self, place: Place) -> bool:
        return place in self.stale or place in self.downstream


def find_doubts(
    book: Book,
    graph: Readers,
    changed: Iterable[Place],
    unsure: Iterable[Place],
    looking_anywhere: Iterable[Place],
) -> Doubts:
    """Tell which saved values can no longer be vouched for.

    Args:
        book: The workbook.
        graph: Who reads whom.
        changed: Cells with another value than the saved one.
        unsure: Formulas that could not be computed.
        looking_anywhere: Those of them whose inputs are not known.

    Returns:
        The doubts; a formula whose inputs did not change is right as it was saved.
    """
    changed, unsure = set(changed), set(unsure)
    if not changed or not unsure:
        return Doubts(frozenset(), frozenset())
    stale = unsure & graph.direct_readers(changed)
    stale |= unsure & set(looking_anywhere)
    starts = set(stale)
    for place in stale:
        area = book.filled_area(place)
        starts |= {Place(place.sheet, key) for key in area_keys(area)} if area else set()
    return Doubts(frozenset(stale), frozenset(graph.readers(starts) - stale))
