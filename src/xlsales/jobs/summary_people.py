"""People: who came and went, what they learnt, and how satisfied the market is (RP5, AP11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from xlsales.customers.satisfaction import satisfaction_index
from xlsales.jobs.report_frame import ReportPeriod
from xlsales.kernel.numbers import ZERO
from xlsales.tables.row_intake import SourceRow


@dataclass(frozen=True, slots=True)
class Movement:
    """How many people a region had: ``closing`` is ``opening`` plus ``joined`` less ``left``."""

    label: str
    opening: int
    joined: int
    left: int
    closing: int


@dataclass(frozen=True, slots=True)
class Move:
    """A person who came or went in the period."""

    person: str
    label: str
    position: str
    day: date
    came: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Course:
    """A course of the period: people, hours of all of them, average result and cost."""

    course: str
    people: int
    hours: Fraction
    score: Fraction | None
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Trained:
    """What a person learnt in the period; ``score_before`` is the average of the year before."""

    person: str
    courses: int
    hours: Fraction
    score: Fraction | None
    score_before: Fraction | None


@dataclass(frozen=True, slots=True)
class Rated:
    """How a question or a region was rated: answers, index 0 to 100, and that of the year before."""

    label: str
    answers: int
    index: Fraction | None
    index_before: Fraction | None


def movements(rows: Sequence[SourceRow], span: ReportPeriod) -> tuple[Movement, ...]:
    """Return opening, joined, left and closing heads by region, the last line for all.

    Args:
        rows: People with the day they joined, and the day they left where they did.
        span: The period.
    """
    labels = list(dict.fromkeys(row.text("region") for row in rows))
    lines = [_movement(label, [row for row in rows if row.text("region") == label], span) for label in labels]
    found = sorted((line for line in lines if any((line.opening, line.joined))), key=lambda line: line.label)
    return (*found, _movement("", rows, span))


def moves(rows: Sequence[SourceRow], span: ReportPeriod) -> tuple[Move, ...]:
    """Return who came and who went in the period, in the order of the days."""
    found = [
        Move(row.text("person"), row.text("region"), row.text("position"), day, came, row.text("reason"))
        for row in rows
        for day, came in ((row.day("joined"), True), (row.day("left"), False))
        if day is not None and span.holds(day)
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.person)))


def average_heads(rows: Sequence[SourceRow], span: ReportPeriod) -> Fraction:
    """Return how many people there were on an average day of the period."""
    days = (span.end - span.start).days + 1
    served = 0
    for row in rows:
        first = max(row.needed_day("joined"), span.start)
        left = row.day("left")
        last = span.end if left is None else min(left - timedelta(days=1), span.end)
        served += max(0, (last - first).days + 1)
    return Fraction(served, days)


def courses(rows: Sequence[SourceRow], span: ReportPeriod) -> tuple[Course, ...]:
    """Return the courses of the period, those with most hours first."""
    mine: dict[str, list[SourceRow]] = {}
    for row in rows:
        if span.holds(row.day("date")):
            mine.setdefault(row.text("course"), []).append(row)
    found = [
        Course(
            course,
            len({row.text("person") for row in taken}),
            _sum(taken, "hours"),
            _mean(taken, "score"),
            _sum(taken, "cost"),
        )
        for course, taken in mine.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.hours, one.course)))


def trained(rows: Sequence[SourceRow], span: ReportPeriod, year_before: ReportPeriod) -> tuple[Trained, ...]:
    """Return what each person learnt in the period, most hours first."""
    mine: dict[str, list[SourceRow]] = {}
    past: dict[str, list[SourceRow]] = {}
    for row in rows:
        for known, of_span in ((mine, span), (past, year_before)):
            if of_span.holds(row.day("date")):
                known.setdefault(row.text("person"), []).append(row)
    found = [
        Trained(
            person,
            len(taken),
            _sum(taken, "hours"),
            _mean(taken, "score"),
            _mean(past.get(person, []), "score"),
        )
        for person, taken in mine.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.hours, one.person)))


def rated(
    rows: Sequence[SourceRow],
    span: ReportPeriod,
    year_before: ReportPeriod,
    by: str,
    worst: Fraction,
    best: Fraction,
) -> tuple[Rated, ...]:
    """Return the index of each question or region, the last line for all.

    Args:
        rows: Ratings within the scale.
        span, year_before: The period and that of the year before.
        by: ``question`` or ``region``.
        worst, best: Ends of the scale.
    """
    now = [row for row in rows if span.holds(row.day("date"))]
    past = [row for row in rows if year_before.holds(row.day("date"))]
    labels = list(dict.fromkeys(row.text(by) for row in now))
    lines = [
        Rated(
            label,
            len(own := [row for row in now if row.text(by) == label]),
            _index(own, worst, best),
            _index([row for row in past if row.text(by) == label], worst, best),
        )
        for label in labels
    ]
    return (*lines, Rated("", len(now), _index(now, worst, best), _index(past, worst, best)))


def _movement(label: str, rows: Iterable[SourceRow], span: ReportPeriod) -> Movement:
    """Return the heads of a label; whoever leaves on a day is counted out on it."""
    found = list(rows)
    opening = sum(_is_there(row, span.start - timedelta(days=1)) for row in found)
    joined = sum(span.holds(row.day("joined")) for row in found)
    left = sum(span.holds(row.day("left")) for row in found)
    return Movement(label, opening, joined, left, sum(_is_there(row, span.end) for row in found))


def _is_there(row: SourceRow, day: date) -> bool:
    left = row.day("left")
    return row.needed_day("joined") <= day and (left is None or left > day)


def _index(rows: Sequence[SourceRow], worst: Fraction, best: Fraction) -> Fraction | None:
    """Return the index: the mean of each question, weighted."""
    questions = list(dict.fromkeys(row.text("question") for row in rows))
    weights = {row.text("question"): row.number_of("weight") or Fraction(1) for row in rows}
    ratings = [
        [row.number_of("score") if row.text("question") == question else None for question in questions]
        for row in rows
    ]
    return satisfaction_index(ratings, [weights[question] for question in questions], worst, best)


def _sum(rows: Iterable[SourceRow], name: str) -> Fraction:
    return sum((row.number_of(name) or ZERO for row in rows), ZERO)


def _mean(rows: Iterable[SourceRow], name: str) -> Fraction | None:
    values = [value for row in rows if (value := row.number_of(name)) is not None]
    return sum(values, ZERO) / len(values) if values else None
