"""What a summary tells of people: staff, training, satisfaction (RP5, AP11)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xlsales.jobs.summary_people import (
    Course,
    Move,
    Movement,
    Rated,
    Trained,
    average_heads,
    courses,
    movements,
    moves,
    rated,
    trained,
)
from xlsales.jobs.summary_spans import Spans
from xlsales.tables import summary_specs as specs
from xlsales.tables.appraisal_specs import TRAINING
from xlsales.tables.row_intake import SourceRow
from xlsales.tables.summary_tables import SummaryTables

#: Ends of the usual scale of ratings.
_WORST, _BEST = Fraction(1), Fraction(5)


@dataclass(frozen=True, slots=True)
class People:
    """Staff, training and satisfaction.

    Attributes:
        movement, moves: Staff by region, the last line for all, and who came and went.
        heads: People on an average day; ``None`` without staff.
        courses, trained: Training by course and by person.
        by_question, by_region: Satisfaction, each with a last line for all.
    """

    movement: tuple[Movement, ...]
    moves: tuple[Move, ...]
    heads: Fraction | None
    courses: tuple[Course, ...]
    trained: tuple[Trained, ...]
    by_question: tuple[Rated, ...]
    by_region: tuple[Rated, ...]


def people_of(tables: SummaryTables, spans: Spans) -> People:
    """Return what the tables tell of people; rows that contradict themselves are left out, with a note."""
    staff, training = _staff(tables), tables.rows[TRAINING.name]
    worst, best = tables.number("worst_score", _WORST), tables.number("best_score", _BEST)
    ratings = _ratings(tables, worst, best)
    by_question, by_region = (
        rated(ratings, spans.now, spans.year_before, by, worst, best) for by in ("question", "region")
    )
    return People(
        movements(staff, spans.now),
        moves(staff, spans.now),
        average_heads(staff, spans.now) if staff else None,
        courses(training, spans.now),
        trained(training, spans.now, spans.year_before),
        by_question,
        by_region,
    )


def _staff(tables: SummaryTables) -> tuple[SourceRow, ...]:
    """Return the people; one who left before joining is left out, with a note."""
    found = []
    for row in tables.rows[specs.STAFF.name]:
        left = row.day("left")
        if left is not None and left < row.needed_day("joined"):
            tables.intake.refuse(row, "left", "left before joining")
        else:
            found.append(row)
    return tuple(found)


def _ratings(tables: SummaryTables, worst: Fraction, best: Fraction) -> tuple[SourceRow, ...]:
    """Return the ratings; one outside the scale is left out, with a note."""
    found = []
    for row in tables.rows[specs.SATISFACTION.name]:
        score = row.number_of("score")
        if score is not None and worst <= score <= best:
            found.append(row)
        else:
            tables.intake.refuse(row, "score", "outside the scale")
    return tuple(found)
