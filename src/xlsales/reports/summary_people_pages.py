"""Pages of people: staff movement, training, sales by person, and how satisfied the market is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsales.jobs.summary_people import Movement, Rated
from xlsales.reports.catalogue import Serves
from xlsales.reports.model import Chart, Column, Page, Table, Value
from xlsales.reports.summary_lines import Telling, lines_chart, lines_table, with_total
from xlsales.tables import summary_specs as specs
from xlsales.tables.appraisal_specs import TRAINING

CATALOGUE: Final = (
    Serves("summary", "People", ("RP5", "AP11")),
    Serves("summary", "Satisfaction", ("RP5", "CG14")),
)


def people_pages(telling: Telling) -> list[Page]:
    """Return the pages for which there are tables."""
    summary, say = telling.summary, telling.say
    tables: list[Table] = []
    charts: list[Chart] = []
    if summary.tables.has(specs.STAFF):
        tables += [_movement(telling), _moves(telling)]
    if summary.tables.has(TRAINING):
        tables += [_courses(telling), _trained(telling)]
    for name in ("team", "person"):
        breakdown = summary.breakdowns.get(name)
        if breakdown is not None:
            tables.append(lines_table(telling, breakdown))
            charts += [lines_chart(telling, breakdown)] if breakdown.lines else []
    pages = []
    if tables:
        title = say("People")
        pages.append(Page(title, title, telling.subtitle, tuple(tables), charts=tuple(charts)))
    if summary.tables.has(specs.SATISFACTION):
        pages.append(_satisfaction(telling))
    return pages


def _movement(telling: Telling) -> Table:
    say = telling.say
    columns = (
        Column(telling.label("region"), "text", 20),
        *(Column(say(name), "whole", 12) for name in ("Opening", "Joined", "Left", "Closing")),
    )
    *regions, total = telling.summary.people.movement
    rows = [_heads(line, line.label or say("(not stated)")) for line in regions]
    marks = with_total(len(rows))
    return Table(say("Staff movement"), columns, [*rows, _heads(total, say("Total"))], marks)


def _heads(line: Movement, label: str) -> Sequence[Value]:
    return (label, line.opening, line.joined, line.left, line.closing)


def _moves(telling: Telling) -> Table:
    say = telling.say
    columns = (
        Column(say("Person"), "text", 20),
        Column(say("Move"), "text", 12),
        Column(say("Day"), "day", 12),
        Column(telling.label("region"), "text", 14),
        Column(say("Position"), "text", 18),
        Column(say("Reason"), "text", 24),
    )
    rows = [
        (one.person, say("came" if one.came else "went"), one.day, one.label, one.position, one.reason)
        for one in telling.summary.people.moves
    ]
    return Table(say("Who came and went"), columns, rows or [(say("nothing"), *[None] * 5)])


def _courses(telling: Telling) -> Table:
    say = telling.say
    columns = (
        Column(say("Course"), "text", 26),
        Column(say("People"), "whole", 12),
        Column(say("Hours"), "number", 12),
        Column(say("Result"), "number", 12),
        Column(say("Cost"), "money", 14),
    )
    rows = [
        (one.course, one.people, one.hours, one.score, one.cost) for one in telling.summary.people.courses
    ]
    return Table(say("Training by course"), columns, rows or [(say("nothing"), *[None] * 4)])


def _trained(telling: Telling) -> Table:
    say = telling.say
    columns = (
        Column(say("Person"), "text", 20),
        Column(say("Courses"), "whole", 12),
        Column(say("Hours"), "number", 12),
        Column(say("Result"), "number", 12),
        Column(say("Result last year"), "number", 14),
    )
    rows = [
        (one.person, one.courses, one.hours, one.score, one.score_before)
        for one in telling.summary.people.trained
    ]
    return Table(say("Training by person"), columns, rows or [(say("nothing"), *[None] * 4)])


def _satisfaction(telling: Telling) -> Page:
    say = telling.say
    people = telling.summary.people
    tables = (
        _ratings(telling, say("Satisfaction by question"), say("Question"), people.by_question),
        _ratings(telling, say("Satisfaction by region"), telling.label("region"), people.by_region),
    )
    charts = tuple(
        Chart(
            "bar",
            table.title,
            table.known_as,
            table.columns[0].title,
            (say("Index"), say("Index last year")),
            y_title=say("Index"),
            most=len(table.rows) - 1,
        )
        for table in tables
        if len(table.rows) > 1
    )
    note = {
        "en": "Index 0 to 100: each question's mean on its scale, weighted.",
        "zh": "指数 0–100：各项目按量表折算的平均值加权。",
    }[telling.language]
    title = say("Satisfaction")
    return Page(title, title, telling.subtitle, tables, (note,), charts=charts)


def _ratings(telling: Telling, title: str, heading: str, lines: Sequence[Rated]) -> Table:
    say = telling.say
    columns = (
        Column(heading, "text", 26),
        Column(say("Answers"), "whole", 12),
        Column(say("Index"), "number", 12),
        Column(say("Index last year"), "number", 14),
        Column(say("Change"), "number", 12),
    )
    *parts, total = lines
    rows = [_rated(line, line.label or say("(not stated)")) for line in parts]
    marks = with_total(len(rows))
    return Table(title, columns, [*rows, _rated(total, say("Total"))], marks)


def _rated(line: Rated, label: str) -> Sequence[Value]:
    change = None if line.index is None or line.index_before is None else line.index - line.index_before
    return (label, line.answers, line.index, line.index_before, change)
