"""NEXT_VISIT and WORKLOAD."""

from __future__ import annotations

from datetime import date

import pytest

from xlsales.functions import call_function
from xlsales.kernel.values import CellError

FREQUENCIES = [["A", 12], ["B", 4], ["C", 0], ["D", None], [1, 2]]


def visit(last: object, grade: object, as_of: object = 46100) -> tuple[object, ...]:
    return call_function("NEXT_VISIT", [last, grade, FREQUENCIES, as_of]).rows[0]


@pytest.mark.parametrize(
    ("last", "grade", "expected"),
    [
        (46000, "A", (46030, 70)),
        (46000, "b", (46091, 9)),
        (46009, "B", (46100, 0)),
        (46010, "B", (46101, 0)),
        (46008, "B", (46099, 1)),
        (None, "A", (46100, 0)),
        (0, "A", (46100, 0)),
        (46000, "C", (None, None)),
        (46000, "D", (None, None)),
        (46000, 1, (46182, 0)),
        (46000, None, (None, None)),
        (46000, "E", (CellError("#N/A"),)),
    ],
)
def test_due_day_and_days_overdue(last: object, grade: object, expected: tuple[object, ...]) -> None:
    assert visit(last, grade) == expected


def test_without_as_of_nothing_is_overdue() -> None:
    assert visit(46000, "A", None) == (46030, None)
    assert visit(None, "A", None) == (None, None)


def test_dates_may_come_as_dates() -> None:
    assert visit(date(2026, 1, 1), "A", date(2026, 2, 1)) == (46053, 1)


def test_a_grade_nearly_right_gets_a_suggestion() -> None:
    outcome = call_function("NEXT_VISIT", [46000, "golden", [["gold", 12]]])

    assert "Did you mean gold?" in str(outcome.issues[0])


@pytest.mark.parametrize(
    "frequencies", [[["A"]], [["A", -1]], [["A", "often"]], [["A", 1], ["a", 2]], [[None, 2]]]
)
def test_frequencies_that_cannot_be_used_are_named(frequencies: object) -> None:
    outcome = call_function("NEXT_VISIT", [46000, "A", frequencies])

    assert outcome.rows[0][0] == CellError("#VALUE!")
    assert outcome.issues[0].where.startswith("frequencies")


def test_visits_too_rare_for_the_calendar_are_refused() -> None:
    assert call_function("NEXT_VISIT", [46000, "A", [["A", 1e-5]]]).rows[0][0] == CellError("#VALUE!")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([[[100], [200]], [[12], [6]], 600], 4),
        ([[100, 200], [12, 6], 600, [1, 2]], 6),
        ([100, 12, 1000], 1.2),
        ([[[100], [None]], [[12], [6]], 600], 2),
        ([[[100], [200]], [[12], [6]], 0], None),
        ([[[None], [None]], [[1], [1]], 5], None),
        ([[[10], [10]], 6, [[60], [30]]], 3),
    ],
)
def test_people_needed(arguments: list[object], expected: float | None) -> None:
    assert call_function("WORKLOAD", arguments).value == expected


@pytest.mark.parametrize("arguments", [[[[100], [200]], [[12], [6], [1]], 600], [-1, 12, 600], [1, "x", 600]])
def test_workloads_that_cannot_be_are_refused(arguments: list[object]) -> None:
    assert call_function("WORKLOAD", arguments).value == CellError("#VALUE!")
