"""When to see a customer next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from xlsales.customers.tables import unknown_name
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import exact, shown
from xlsales.kernel.values import CellValue, is_blank, is_number
from xlsales.kernel.words import folded

_DAYS_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A planned visit.

    Attributes:
        due: Its day; ``None`` where none is planned.
        overdue_days: Days past it, 0 before; ``None`` where there is no day to count to.
    """

    due: date | None
    overdue_days: int | None


def read_frequencies(rows: Sequence[Sequence[CellValue]]) -> Mapping[str, Fraction | None]:
    """Read visits a year by grade.

    Args:
        rows: Grade and visits a year, shape (n, 2); a blank number plans no visits.

    Raises:
        InvalidInputError: VISIT-001 not two columns, VISIT-002 a number is missing or negative, or a
            grade is listed twice.

    Examples:
        >>> read_frequencies([["A", 12], ["B", 4]])["a"]
        Fraction(12, 1)
    """
    placed = [(i + 1, row) for i, row in enumerate(rows) if not all(map(is_blank, row))]
    if not placed or len(rows[0]) != 2:
        came = f"{len(rows[0])} columns" if placed else "no grade"
        fix = "Select the columns grade and visits a year."
        raise InvalidInputError(Issue("VISIT-001", "", came, "two columns: grade, visits a year", fix))
    found: dict[str, Fraction | None] = {}
    issues = []
    for place, (grade, visits) in placed:
        name = _name(grade)
        if is_blank(grade) or name in found:
            came = "blank" if is_blank(grade) else f"{grade!r} again"
            issues.append(Issue("VISIT-002", f"[{place},1]", came, "each grade once", "Correct the grade."))
        elif not is_blank(visits) and not (isinstance(visits, (int, float)) and visits >= 0):
            fix = "Type how often a year."
            issues.append(Issue("VISIT-002", f"[{place},2]", repr(visits), "a number, 0 or more", fix))
        else:
            found[name] = exact(visits) if isinstance(visits, (int, float)) else None
    raise_if_any(issues)
    return found


def next_visit(
    last_contact: date | None,
    grade: CellValue,
    frequencies: Mapping[str, Fraction | None],
    as_of: date | None = None,
) -> DueVisit:
    """Return when a customer is to be seen next.

    Args:
        last_contact: Day of the last contact; ``None`` was never contacted and is due at ``as_of``.
        grade: The customer's grade.
        frequencies: Visits a year by grade, see ``read_frequencies``.
        as_of: The day that overdue days count to.

    Returns:
        The last contact plus 365 / visits a year days, rounded down, and the days overdue.

    Raises:
        InvalidInputError: VISIT-003 the grade has no frequency, a cell shows ``#N/A``; VISIT-004 the
            visit is due after the last day there is.

    References:
        Handbook: visit frequency by grade, minimum contact.

    Examples:
        >>> next_visit(date(2026, 1, 1), "A", {"a": Fraction(12)}, date(2026, 2, 5))
        DueVisit(due=datetime.date(2026, 1, 31), overdue_days=5)
    """
    name = _name(grade)
    if name not in frequencies:
        issue = unknown_name("VISIT-003", "grade", name, frequencies, "a grade of the frequencies")
        raise InvalidInputError(replace(issue, cell_error="#N/A"))
    visits = frequencies[name]
    if not visits:
        return DueVisit(None, None)
    due = as_of if last_contact is None else _due_after(last_contact, visits)
    if due is None or as_of is None:
        return DueVisit(due, None)
    return DueVisit(due, max(0, (as_of - due).days))


def _due_after(last_contact: date, visits: Fraction) -> date:
    days = int(_DAYS_A_YEAR / visits)
    if days > (date.max - last_contact).days:
        fix = "Leave the frequency blank where no visit is planned."
        raise InvalidInputError(
            Issue("VISIT-004", "frequencies", shown(visits), "a due day before 10000", fix)
        )
    return last_contact + timedelta(days)


def _name(grade: CellValue) -> str:
    return shown(grade) if is_number(grade) else folded(str(grade))  # type: ignore[arg-type]
