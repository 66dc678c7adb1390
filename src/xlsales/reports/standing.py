"""Pages of the running year: where everyone stands, who is behind, what the rest of it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.jobs.resplitting import Resplit
from xlsales.jobs.standing import Standing
from xlsales.jobs.targets import Targets
from xlsales.jobs.year_so_far import YearSoFar
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import Language
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.words import Say
from xlsales.tables.dimensions import dimension_label

_NOTES = {
    "en": (
        "Due so far: the monthly targets up to the day of the count. Progress: actual / due so far. "
        "Managers stand for everyone below them, as the organisation was in each month.",
    ),
    "zh": (
        "应完成：截至统计日的月目标之和。进度比：实际 / 应完成。上级含其下属，按各月当时的组织架构汇总。",
    ),
}


def standing_pages(result: Targets, year: YearSoFar, say: Say, language: Language) -> list[Page]:
    """Return the board of everyone and the list of exceptions; none without actuals."""
    if not year.standings:
        return []
    subtitle = f"{year.as_of}"
    tables = [
        _board(dimension, [one for one in year.standings if one.dimension == dimension], say, language)
        for dimension in result.dimensions
        if any(one.dimension == dimension for one in year.standings)
    ]
    pages = [Page(say("Standing"), say("Standing"), subtitle, tuple(tables), _NOTES[language])]
    exceptions = _exceptions(year.exceptions, say, language)
    pages.append(Page(say("Exceptions"), say("Exceptions"), subtitle, (exceptions,)))
    return pages


def _board(dimension: str, standings: Sequence[Standing], say: Say, language: Language) -> Table:
    name = dimension_label(dimension, language)
    columns = (
        Column(name, "text", 22),
        Column(say("Target"), "money", 13),
        Column(say("Due so far"), "money", 13),
        Column(say("Actual"), "money", 13),
        Column(say("Attainment"), "percent", 11),
        Column(say("Elapsed"), "percent", 11),
        Column(say("Progress"), "percent", 10),
        Column(f"{say('Forecast')} {say('by season')}", "money", 13),
        Column(f"{say('Forecast')} {say('by calendar')}", "money", 13),
        Column(f"{say('Forecast')} {say('by working days')}", "money", 13),
        Column(say("Gap"), "money", 13),
        Column(say("Needed a working day"), "money", 12),
        Column(say("Alert"), "text", 9),
    )
    rows = [
        (
            "   " * one.depth + one.label,
            one.target,
            one.due,
            one.actual,
            one.attainment,
            one.season.elapsed,
            one.season.progress,
            one.season.projected,
            one.calendar.projected,
            one.working.projected,
            one.season.gap,
            one.working.required,
            say("Behind") if one.is_alert else say("On pace") if one.due else "",
        )
        for one in standings
    ]
    marks: list[Mark] = ["bad" if one.is_alert else "plain" for one in standings]
    return Table(name, columns, rows, marks)


def _exceptions(standings: Sequence[Standing], say: Say, language: Language) -> Table:
    columns = (
        Column(say("Dimension"), "text", 12),
        Column(say("Where"), "text", 22),
        Column(say("Target"), "money"),
        Column(say("Due so far"), "money"),
        Column(say("Actual"), "money"),
        Column(say("Progress"), "percent"),
        Column(f"{say('Forecast')} {say('by season')}", "money"),
        Column(say("Gap"), "money"),
        Column(say("Needed a working day"), "money"),
    )
    rows = [
        (
            dimension_label(one.dimension, language),
            one.label,
            one.target,
            one.due,
            one.actual,
            one.season.progress,
            one.season.projected,
            one.season.gap,
            one.working.required,
        )
        for one in standings
    ]
    return Table("", columns, rows, ["bad"] * len(rows))


def resplit_page(result: Targets, year: YearSoFar, say: Say, language: Language) -> list[Page]:
    """Return the rest of the year split again; none before a month is closed."""
    if not year.resplits:
        return []
    closed = year.resplits[0].closed
    names = tuple(Column(dimension_label(name, language), "text", 16) for name in year.resplit_by)
    months = tuple(
        Column(f"{month:%Y-%m}{' ✓' if number < closed else ''}", "money", 12, summed=True)
        for number, month in enumerate(result.months)
    )
    columns = (
        *names,
        Column(say("Planned"), "money", 14, summed=True),
        Column(say("Revised"), "money", 14, summed=True),
        *months,
    )
    rows = [_revised(line) for line in year.resplits]
    settings = result.tables.plan.settings
    note = {
        "en": f"✓ closed: actual, locked. Open months take over {settings.carry:.0%} of the gap"
        + ("." if settings.surplus else "; a surplus does not lower them."),
        "zh": f"✓ 已结月份为实际数，锁定。未结月份承担缺口的 {settings.carry:.0%}"
        + ("。" if settings.surplus else "；超额不冲减。"),
    }[language]
    table = Table("", columns, rows, total=say("Total"))
    return [Page(say("Re-split"), say("Re-split"), f"{year.as_of}", (table,), (note,))]


def _revised(line: Resplit) -> tuple[Value, ...]:
    planned: Fraction = sum(line.planned, ZERO)
    return (*line.labels, planned, sum(line.revised, ZERO), *line.revised)
