"""Training: hours, scores and cost, by person and by course (AP11)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsales.jobs.appraisal_figures import person_key
from xlsales.jobs.appraisal_people import Employee
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded
from xlsales.tables.row_intake import SourceRow


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """What a person learned, or who attended a course.

    Attributes:
        name: The person or the course.
        attended: Records.
        others: Courses of a person, people of a course.
        hours, cost: Sums.
        mean_score: Of the records with a score.
    """

    name: str
    attended: int
    others: int
    hours: Fraction
    mean_score: Fraction | None
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Training:
    """Training of a period, most hours first; ``without`` names people of the staff who had none."""

    people: tuple[TrainingLine, ...]
    courses: tuple[TrainingLine, ...]
    without: tuple[str, ...]


def training_of(rows: Sequence[SourceRow], staff: Sequence[Employee]) -> Training:
    """Sum up training records.

    Args:
        rows: Records of the period; each counts, also one of somebody who has left.
        staff: Who is appraised.
    """
    names = {one.key: one.name for one in staff}
    people = _lines(rows, lambda row: person_key(row.text("person")), lambda row: folded(row.text("course")))
    courses = _lines(rows, lambda row: folded(row.text("course")), lambda row: person_key(row.text("person")))
    trained = {person_key(row.text("person")) for row in rows}
    first = {person_key(row.text("person")): row.text("person") for row in reversed(rows)}
    titles = {folded(row.text("course")): row.text("course") for row in reversed(rows)}
    return Training(
        tuple(_line(names.get(key, first[key]), own, others) for key, own, others in people),
        tuple(_line(titles[key], own, others) for key, own, others in courses),
        tuple(sorted(name for key, name in names.items() if key not in trained)),
    )


def _lines(
    rows: Sequence[SourceRow], key: Callable[[SourceRow], str], other: Callable[[SourceRow], str]
) -> list[tuple[str, list[SourceRow], int]]:
    groups: dict[str, list[SourceRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    found = [(name, own, len({other(row) for row in own})) for name, own in groups.items()]
    return sorted(found, key=lambda entry: (-_sum(entry[1], "hours"), entry[0]))


def _line(name: str, rows: Sequence[SourceRow], others: int) -> TrainingLine:
    scores = [score for row in rows if (score := row.number_of("score")) is not None]
    mean = sum(scores, ZERO) / len(scores) if scores else None
    return TrainingLine(name, len(rows), others, _sum(rows, "hours"), mean, _sum(rows, "cost"))


def _sum(rows: Sequence[SourceRow], column: str) -> Fraction:
    return sum((row.number_of(column) or ZERO for row in rows), ZERO)
