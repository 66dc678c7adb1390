"""What makes a row of visits, quotes or deals count: the same in every report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlsales.kernel.words import folded
from xlsales.tables.row_intake import RowIntake, SourceRow


def visits_to_somebody(rows: Sequence[SourceRow], intake: RowIntake) -> tuple[SourceRow, ...]:
    """Return visits, made or planned, that name a customer; the others are noted."""
    return _kept(rows, intake, "customer", "no customer", _names_customer)


def quotes_in_order(rows: Sequence[SourceRow], intake: RowIntake) -> tuple[SourceRow, ...]:
    """Return quotes that were not answered before they were asked for; the others are noted."""
    return _kept(rows, intake, "answered", "before it was asked", _is_in_order)


def deals_once(rows: Sequence[SourceRow], intake: RowIntake) -> tuple[SourceRow, ...]:
    """Return each deal once, by its name; further rows are noted."""
    names: set[str] = set()

    def is_new(row: SourceRow) -> bool:
        name = folded(row.text("deal"))
        known = name in names
        names.add(name)
        return not known

    return _kept(rows, intake, "deal", "repeated", is_new)


def _names_customer(row: SourceRow) -> bool:
    return bool(row.text("customer") or row.text("customer_id"))


def _is_in_order(row: SourceRow) -> bool:
    answered = row.day("answered")
    return answered is None or answered >= row.needed_day("asked")


def _kept(
    rows: Sequence[SourceRow],
    intake: RowIntake,
    column: str,
    reason: str,
    counts: Callable[[SourceRow], bool],
) -> tuple[SourceRow, ...]:
    found = []
    for row in rows:
        if counts(row):
            found.append(row)
        else:
            intake.refuse(row, column, reason)
    return tuple(found)
