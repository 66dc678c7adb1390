"""Which customers are due: by the visits of their grade, and by the longest time without a contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlsales.customers.directory import Directory
from xlsales.customers.visits import next_visit
from xlsales.kernel.issues import InvalidInputError
from xlsales.kernel.words import folded
from xlsales.tables.row_intake import RowIntake, SourceRow


@dataclass(frozen=True, slots=True)
class ContactRule:
    """What a grade is promised: visits a year, and the longest time without a contact."""

    grade: str
    visits: Fraction
    longest_days: int | None


@dataclass(frozen=True, slots=True)
class DueContact:
    """A customer and when the next contact is due.

    Attributes:
        customer, owner, region, grade: As written.
        last: Last contact up to the day of the count; ``None`` where there was none.
        due: Day of the next visit by the grade's frequency (FU2); ``None`` where none is planned.
        overdue_days: Days past it, 0 before.
        silent_days: Days without a contact; ``None`` where there never was one.
        too_long: The grade's longest time without a contact is exceeded (FU5).
    """

    customer: str
    owner: str
    region: str
    grade: str
    last: date | None
    due: date | None
    overdue_days: int
    silent_days: int | None
    too_long: bool


def contact_rules(rows: Sequence[SourceRow], intake: RowIntake) -> dict[str, ContactRule]:
    """Return what grades are promised, by folded name; a grade that comes twice counts once."""
    found: dict[str, ContactRule] = {}
    for row in rows:
        visits = row.number_of("visits") or Fraction(0)
        if visits < 0:
            intake.refuse(row, "visits", "below 0")
        elif folded(row.text("grade")) in found:
            intake.refuse(row, "grade", "repeated")
        else:
            longest = row.whole("longest_days")
            found[folded(row.text("grade"))] = ContactRule(row.text("grade"), visits, longest)
    return found


def due_contacts(
    customers: Sequence[SourceRow],
    rules: Mapping[str, ContactRule],
    contacts: Mapping[str, Sequence[date]],
    directory: Directory,
    intake: RowIntake,
    as_of: date,
) -> tuple[DueContact, ...]:
    """Return when each customer is due (FU2, FU5), the longest overdue first.

    Args:
        customers: The customer file.
        rules: What grades are promised, by folded name.
        contacts: Days of visits by key of the customer.
        directory: Finds the key of a customer.
        intake: Is told of grades without a rule.
        as_of: Day of the count; later contacts are not there yet.
    """
    frequencies: dict[str, Fraction | None] = {grade: rule.visits for grade, rule in rules.items()}
    found = []
    for row in customers:
        match = directory.match(row.text("customer_id") or None, row.text("customer") or None)
        days = [day for day in contacts.get(match.key if match else "", ()) if day <= as_of]
        stated = row.day("last_contact")
        last = max((*days, *([stated] if stated is not None and stated <= as_of else ())), default=None)
        try:
            visit = next_visit(last, row.text("grade"), frequencies, as_of)
        except InvalidInputError:
            intake.refuse(row, "grade", "no frequency for the grade")
            continue
        longest = rules[folded(row.text("grade"))].longest_days
        silent = None if last is None else (as_of - last).days
        found.append(
            DueContact(
                row.text("customer") or row.text("customer_id"),
                row.text("owner"),
                row.text("region"),
                row.text("grade"),
                last,
                visit.due,
                visit.overdue_days or 0,
                silent,
                longest is not None and (silent is None or silent > longest),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.overdue_days, not one.too_long, one.customer)))
