"""The fairness page: spread of targets against history, potential and capacity, and who is out of line."""

from __future__ import annotations

from xlsales.jobs.fairness import Fairness
from xlsales.reports.model import Column, Mark, Page, Table
from xlsales.reports.words import Say


def fairness_page(fairness: Fairness, say: Say) -> Page:
    """Return measures of spread, then each person with indices and what is out of line."""
    measures = tuple(say(name) for name in fairness.measures)
    return Page(
        say("Fairness"), say("Fairness"), "", (_spread(fairness, say), _people(fairness, measures, say))
    )


def _spread(fairness: Fairness, say: Say) -> Table:
    columns = (
        Column(say("Measure")),
        Column(say("Gini"), "index", 14),
        Column(say("Coefficient of variation"), "index", 14),
        Column(say("Highest"), "index", 14),
        Column(say("Where"), "text", 18),
        Column(say("Lowest"), "index", 14),
        Column(say("Where"), "text", 18),
    )
    people = [load.person for load in fairness.people]
    rows = [
        (
            say(name),
            one.gini,
            one.variation,
            one.highest,
            people[one.highest_at],
            one.lowest,
            people[one.lowest_at],
        )
        for name, one in zip(fairness.measures, fairness.balances, strict=True)
    ]
    return Table(f"{say('Target')} / {say('Measure')}", columns, rows)


def _people(fairness: Fairness, measures: tuple[str, ...], say: Say) -> Table:
    columns = (
        Column(say("Person")),
        Column(say("Target"), "money", 14, summed=True),
        Column(say("Last year"), "money", 14, summed=True),
        Column(say("Growth"), "percent"),
        Column(say("Verdict"), "text", 12),
        Column(say("Workload index"), "index"),
        *(Column(f"{say('Target')} / {name}", "index", 12) for name in measures),
        Column(say("Out of line by"), "text", 18),
    )
    rows = [
        (
            load.person,
            load.target,
            load.history,
            load.growth,
            say(load.verdict),
            load.workload_index,
            *load.indices,
            ", ".join(say(name) for name in load.outlier),
        )
        for load in fairness.people
    ]
    marks: list[Mark] = [
        "warn" if load.outlier or load.verdict in ("too low", "too high") else "plain"
        for load in fairness.people
    ]
    return Table(say("Person"), columns, rows, marks, total=say("Total"))
