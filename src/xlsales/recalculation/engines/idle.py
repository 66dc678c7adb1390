"""No engine at all, for copies in which there is nothing to calculate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xlsales.kernel.grid import Area
from xlsales.recalculation.engines.port import Change, Clock, Computed, Place


class IdleCalculation:
    """A calculation without formulas: it listens, and has nothing to say."""

    def change(self, changes: Sequence[Change]) -> None:
        """Ignore changed cells."""

    def calculate(self, clock: Clock) -> Mapping[Place, Computed]:
        """Return no results."""
        return {}

    def read(self, places: Iterable[Place]) -> dict[Place, Computed]:
        """Return blank cells."""
        return dict.fromkeys(places)

    def read_area(self, sheet: str, area: Area) -> list[list[Computed]]:
        """Return blank cells."""
        return [[None] * area.width for _ in range(area.height)]

    def spilled(self, place: Place) -> Area | None:
        """Return nothing: no formula spills here."""
        return None

    def close(self) -> None:
        """Do nothing."""
