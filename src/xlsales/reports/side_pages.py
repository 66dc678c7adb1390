"""Pages beside the targets: commitments, changes of version, own goals, milestones, discounts."""

from __future__ import annotations

from xlsales.jobs.targets import Targets
from xlsales.jobs.year_so_far import YearSoFar
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import Language
from xlsales.reports.model import Column, Mark, Page, Table
from xlsales.reports.words import Say
from xlsales.tables.dimensions import dimension_label


def side_pages(result: Targets, year: YearSoFar, say: Say, language: Language) -> list[Page]:
    """Return the pages for which the plan has tables."""
    pages = []
    if year.gaps:
        pages.append(Page(say("Commitments"), say("Commitments"), "", (_gaps(year, say, language),)))
    if result.tables.previous:
        pages.append(_changes(result, year, say, language))
    tables = (_goals(year, say), _milestones(year, say), _improvements(year, say), _discounts(year, say))
    filled = tuple(table for table in tables if table.rows)
    if filled:
        pages.append(Page(say("Goals"), say("Goals"), f"{year.as_of}", filled))
    return pages


def _gaps(year: YearSoFar, say: Say, language: Language) -> Table:
    columns = (
        Column(say("Level")),
        Column(say("Path"), "text", 34),
        Column(say("Assigned"), "money"),
        Column(say("Committed"), "money"),
        Column(say("Gap"), "money"),
        Column(f"{say('Committed')} / {say('Assigned')}", "percent", 14),
    )
    rows = [
        (
            say("Total") if one.level == "total" else dimension_label(one.level, language),
            " / ".join(one.path) or say("Total"),
            one.assigned,
            one.committed,
            one.gap,
            one.committed / one.assigned if one.assigned else None,
        )
        for one in year.gaps
    ]
    marks: list[Mark] = ["warn" if one.gap > 0 else "good" for one in year.gaps]
    return Table("", columns, rows, marks)


def _changes(result: Targets, year: YearSoFar, say: Say, language: Language) -> Page:
    names = tuple(Column(dimension_label(name, language), "text", 16) for name in result.dimensions)
    columns = (
        *names,
        Column(say("Month"), "month"),
        Column(say("Old"), "number"),
        Column(say("New"), "number"),
        Column(say("Difference"), "number", summed=True),
        Column(say("Cause"), "text", 18),
    )
    rows = [
        (
            *one.change.key[0],
            one.change.key[1],
            one.change.old,
            one.change.new,
            one.change.difference,
            say(one.cause),
        )
        for one in year.changes
    ]
    settings = result.tables.plan.settings
    who = " · ".join(text for text in (settings.version, settings.author, settings.reason) if text)
    return Page(
        say("Changes"),
        say("Changes"),
        who,
        (_by_cause(year, say), Table("", columns, rows, total=say("Total"))),
    )


def _by_cause(year: YearSoFar, say: Say) -> Table:
    causes = dict.fromkeys(one.cause for one in year.changes)
    rows = []
    for cause in causes:
        own = [one.change.difference for one in year.changes if one.cause == cause]
        rows.append((say(cause), len(own), sum(own, ZERO)))
    columns = (
        Column(say("Cause"), "text", 18),
        Column(say("Parts"), "whole", summed=True),
        Column(say("Difference"), "number", summed=True),
    )
    return Table(say("Summary of changes"), columns, rows, total=say("Total"))


def _goals(year: YearSoFar, say: Say) -> Table:
    columns = (
        Column(say("Person")),
        Column(say("Own goal"), "money"),
        Column(say("Assigned"), "money"),
        Column(say("Difference"), "money"),
    )
    rows = [
        (one.person, one.goal, one.assigned, None if one.assigned is None else one.goal - one.assigned)
        for one in year.goals
    ]
    return Table(say("Own goals"), columns, rows)


def _milestones(year: YearSoFar, say: Say) -> Table:
    columns = (
        Column(say("Milestone"), "text", 26),
        Column(say("Owner"), "text", 14),
        Column(say("Due"), "day"),
        Column(say("Done"), "day"),
        Column(say("State"), "text", 12),
        Column(say("Days late"), "whole"),
    )
    ordered = sorted(year.milestones, key=lambda pair: (-pair[1].days_late, pair[0].due))
    rows = [
        (one.milestone, one.owner, one.due, one.done, say(standing.state), standing.days_late or None)
        for one, standing in ordered
    ]
    marks: list[Mark] = [
        "bad" if standing.state == "late" else "good" if standing.state == "done" else "plain"
        for _, standing in ordered
    ]
    return Table(say("Milestones"), columns, rows, marks)


def _improvements(year: YearSoFar, say: Say) -> Table:
    columns = (
        Column(say("Goal"), "text", 26),
        Column(say("Baseline"), "number"),
        Column(say("Target"), "number"),
        Column(say("Actual"), "number"),
        Column(say("Progress"), "percent"),
    )
    rows = [
        (one.improvement.goal, one.improvement.baseline, one.target, one.improvement.actual, one.progress)
        for one in year.improvements
    ]
    return Table(say("Improvements"), columns, rows)


def _discounts(year: YearSoFar, say: Say) -> Table:
    columns = (
        Column(say("Offer"), "text", 26),
        Column(say("Price"), "number"),
        Column(say("Cost"), "number"),
        Column(say("Discount"), "percent"),
        Column(say("Price after"), "number"),
        Column(say("Margin after"), "percent"),
        Column(say("Break-even factor"), "index"),
        Column(say("Volume"), "money"),
        Column(say("Break-even volume"), "money"),
    )
    rows = [
        (
            one.offer,
            one.price,
            one.cost,
            one.discount,
            effect.price,
            effect.margin_rate,
            say("never") if effect.volume_factor is None else effect.volume_factor,
            one.volume,
            one.volume * effect.volume_factor if one.volume and effect.volume_factor else None,
        )
        for one, effect in year.discounts
    ]
    return Table(say("Discounts"), columns, rows)
