"""Pages of movements between grades: matrices, and who came up or went down."""

from __future__ import annotations

from xlsales.jobs.grading import Grading
from xlsales.jobs.grading_overview import Move, Movement
from xlsales.kernel.words import Language
from xlsales.reports.grading_text import failed_text, step_text
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.words import Say


def migration_page(result: Grading, say: Say) -> Page:
    """Return a matrix for each pair of periods, and one to the last run."""
    tables = tuple(_matrix(movement, say) for movement in reversed(result.overview.movements))
    subtitle = f"{say('From')} ↓  {say('To')} →"
    return Page(say("Migration"), say("Migration"), subtitle, tables)


def moves_page(result: Grading, say: Say, language: Language) -> Page:
    """Return who moved since the last period: up first, each with what failed and the step back up."""
    movement = result.overview.movements[-1]
    rows = [_move_row(result, move, say, language) for move in movement.moves]
    marks: list[Mark] = ["good" if move.steps > 0 else "bad" for move in movement.moves]
    columns = (
        Column(say("Customer"), "text", 22),
        Column(say("Owner"), "text", 16),
        Column(say("From"), "text", 14),
        Column(say("To"), "text", 14),
        Column(say("Steps"), "whole", 8),
        Column(say("Volume"), "money"),
        Column(say("What failed"), "text", 22),
        Column(say("Shortest step up"), "long", 56),
    )
    return Page(
        say("Up and down"), say("Up and down"), label_of(movement, say), (Table("", columns, rows, marks),)
    )


def label_of(movement: Movement, say: Say) -> str:
    """Return from when to when customers moved; of grades that were typed in, no day is known."""
    label = movement.label
    return f"{say('Last grades')} {label}" if label.startswith("→") else label


def _matrix(movement: Movement, say: Say) -> Table:
    migration = movement.migration
    names = [say(str(grade)) for grade in migration.grades]
    rows: list[tuple[Value, ...]] = []
    marks: list[Mark] = []
    for name, counts, lost in zip(names, migration.counts, migration.lost, strict=True):
        rows.append((name, *counts, lost, sum(counts) + lost))
        marks.append("plain")
    rows.append((say("New"), *migration.new, None, sum(migration.new)))
    marks.append("plain")
    sums = [sum(column) for column in zip(*migration.counts, migration.new, strict=True)]
    rows.append((say("Total"), *sums, sum(migration.lost), None))
    marks.append("total")
    columns = (
        Column(label_of(movement, say), "text", 26),
        *(Column(name, "whole", 14) for name in names),
        Column(say("Lost"), "whole", 12),
        Column(say("Total"), "whole", 12),
    )
    return Table("", columns, rows, marks)


def _move_row(result: Grading, move: Move, say: Say, language: Language) -> tuple[Value, ...]:
    one = move.customer
    return (
        result.name_of(one.known.key),
        one.known.file.owner if one.known.file else None,
        say(move.before),
        say(move.after),
        move.steps,
        one.known.measures.volume,
        failed_text(one, result.last, say),
        step_text(one.step, one, say, language),
    )
