"""Where each field of a plan stands, and what its models refuse, told by cell."""

from __future__ import annotations

from typing import Any

from xlsales.kernel.issues import Issue
from xlsales.plans.base import Location
from xlsales.plans.building import Model, built
from xlsales.plans.targets import TargetPlan
from xlsales.tables.matching import Matched
from xlsales.tables.records import OpenColumns, Record


class PlanPlaces:
    """The cell or line of every field; a field that is absent is told by its row or table."""

    def __init__(self) -> None:
        self._places: dict[Location, str] = {}
        self._spoilt: set[Location] = set()

    def put(self, location: Location, where: str) -> None:
        """Remember where a field stands."""
        self._places[location] = where

    def spoil(self, location: Location) -> None:
        """Remember that a field was already complained about."""
        self._spoilt.add(location)

    def put_row(self, name: str, index: int, table: Matched, record: Record) -> None:
        """Remember where the known fields of a row stand."""
        self.put((name, index), table.raw.place(record.row, 0))
        for known in table.columns:
            self.put((name, index, known), table.place(record.row, known))
        for spoilt in record.spoilt:
            self.spoil((name, index, spoilt))

    def put_open(self, name: str, index: int, table: Matched, record: Record, columns: OpenColumns) -> None:
        """Remember where the dimensions and weights of a row stand."""
        for kind, names in (("labels", columns.dimensions), ("values", columns.numbers)):
            for known, position in names.items():
                self.put((name, index, kind, known), table.raw.place(record.row, position))

    def where(self, location: Location) -> str:
        """Return the place of a field, or of what it belongs to."""
        for length in range(len(location), 0, -1):
            found = self._places.get(location[:length])
            if found is not None:
                return found
        return ".".join(str(part) for part in location)

    def is_spoilt(self, location: Location) -> bool:
        """Tell whether a field was already complained about."""
        return location in self._spoilt


def plan_issues(content: dict[str, Any], places: PlanPlaces) -> tuple[TargetPlan | None, list[Issue]]:
    """Build the models of a target plan, or say what each field lacks."""
    return model_issues(TargetPlan, content, places)


def model_issues(
    model: type[Model], content: dict[str, Any], places: PlanPlaces
) -> tuple[Model | None, list[Issue]]:
    """Build a plan of any kind, or say what each field lacks.

    Returns:
        The plan, or ``None`` and PLAN-001 for every field that is refused.
    """
    plan, refused = built(model, content)
    return plan, [
        Issue(
            "PLAN-001",
            places.where(field.location),
            "nothing" if field.got is None else field.got,
            field.expected,
            "Give the field." if field.got is None else "Correct the cell.",
        )
        for field in refused
        if not places.is_spoilt(field.location)
    ]
