"""How customers moved between grades from one period to the next."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from xlsales.customers.customer_order import customer_key
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.values import CellValue


@dataclass(frozen=True, slots=True)
class Migration:
    """Counts of customers by grade before and after.

    Attributes:
        grades: Grades, in order, shape (k,).
        counts: Customers from each grade (rows) to each grade (columns), shape (k, k).
        new: Customers without a grade before, by grade after, shape (k,).
        lost: Customers without a grade after, by grade before, shape (k,).
    """

    grades: tuple[CellValue, ...]
    counts: tuple[tuple[int, ...], ...]
    new: tuple[int, ...]
    lost: tuple[int, ...]


def migration_of(pairs: Sequence[tuple[CellValue, CellValue]], order: Sequence[CellValue] = ()) -> Migration:
    """Count how customers moved.

    Args:
        pairs: Grade before and after of each customer, shape (n, 2); ``None`` is no grade.
        order: Grades as rows and columns shall stand; those that are not listed follow, numbers before
            texts, each rising.

    Examples:
        >>> migration_of([("A", "B"), ("B", "B"), (None, "A"), ("B", None)]).counts
        ((0, 1), (0, 1))
    """
    found = {customer_key(grade): grade for pair in pairs for grade in pair if grade is not None}
    listed = {customer_key(grade): grade for grade in order}
    keys = [*listed, *sorted(key for key in found if key not in listed)]
    places = {key: place for place, key in enumerate(keys)}
    counts = [[0] * len(keys) for _ in keys]
    new, lost = [0] * len(keys), [0] * len(keys)
    for before, after in pairs:
        if before is not None and after is not None:
            counts[places[customer_key(before)]][places[customer_key(after)]] += 1
        elif after is not None:
            new[places[customer_key(after)]] += 1
        elif before is not None:
            lost[places[customer_key(before)]] += 1
    grades = tuple((listed | found)[key] for key in keys)
    return Migration(grades, tuple(map(tuple, counts)), tuple(new), tuple(lost))


def pair_by_id(
    before: Sequence[CellValue],
    after: Sequence[CellValue],
    before_ids: Sequence[CellValue],
    after_ids: Sequence[CellValue],
) -> tuple[tuple[CellValue, CellValue], ...]:
    """Bring two lists together that need not line up.

    Args:
        before: Grades of the first period, shape (n,).
        after: Grades of the second period, shape (m,).
        before_ids: Customers of ``before``, shape (n,).
        after_ids: Customers of ``after``, shape (m,).

    Returns:
        Grade before and after of each customer; ``None`` where a list lacks the customer.

    Raises:
        InvalidInputError: MIGR-001 lists of different length, MIGR-002 a customer twice in a list,
            MIGR-003 a grade without a customer.

    Examples:
        >>> pair_by_id(["A", "B"], ["C"], [1, 2], [2])
        (('A', None), ('B', 'C'))
    """
    old = _by_id(before, before_ids, "before_ids")
    new = _by_id(after, after_ids, "after_ids")
    return tuple((old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new]))


def pair_by_row(
    before: Sequence[CellValue], after: Sequence[CellValue]
) -> tuple[tuple[CellValue, CellValue], ...]:
    """Bring two lists together row by row.

    Raises:
        InvalidInputError: MIGR-001 lists of different length.
    """
    if len(before) != len(after):
        fix = "Select the same customers in both, or give before_ids and after_ids."
        raise InvalidInputError(_length_issue("after", len(after), len(before), fix))
    return tuple(zip(before, after, strict=True))


def _by_id(grades: Sequence[CellValue], ids: Sequence[CellValue], name: str) -> Mapping[Hashable, CellValue]:
    if len(grades) != len(ids):
        fix = "Select the same rows for grades and customers."
        raise InvalidInputError(_length_issue(name, len(ids), len(grades), fix))
    found: dict[Hashable, CellValue] = {}
    first: dict[Hashable, int] = {}
    issues = []
    for i, (grade, customer) in enumerate(zip(grades, ids, strict=True), start=1):
        if customer is None:
            if grade is not None:
                fix = "Fill the customer of this grade."
                issues.append(Issue("MIGR-003", f"{name} cell {i}", "blank", "a customer", fix))
            continue
        key = customer_key(customer)
        if key in first:
            came = f"{customer!r} in cells {first[key]} and {i}"
            issues.append(Issue("MIGR-002", name, came, "each customer once", "Remove one of them."))
        first.setdefault(key, i)
        found[key] = grade
    raise_if_any(issues)
    return found


def _length_issue(where: str, came: int, expected: int, fix: str) -> Issue:
    return Issue("MIGR-001", where, f"{came} cells", f"{expected} cells", fix)
