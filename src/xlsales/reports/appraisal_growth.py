"""Pages of growth: who may be promoted, days to the first deal, training."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from xlsales.incentives.kpis import kpi
from xlsales.incentives.promotion import Lacking
from xlsales.jobs.appraisal_report import AppraisalReport
from xlsales.jobs.appraisal_training import TrainingLine
from xlsales.kernel.numbers import shown
from xlsales.reports.model import Chart, Column, Mark, Page, Table, Value
from xlsales.reports.row_report import empty_note
from xlsales.reports.words import Say

_FIRST: Final = "appraisal:first deals"
_TRAINED: Final = "appraisal:trained"


def promotion_page(result: AppraisalReport, say: Say) -> Page:
    """Return who meets the standard of the next position, and what others lack (AP9)."""
    columns = (
        Column(say("Person"), "text", 18),
        Column(say("Position"), "text", 22),
        Column(say("To"), "text", 22),
        Column(say("Months in position"), "whole", 12),
        Column(say("Eligible"), "text", 10),
        Column(say("What is missing"), "long", 70),
    )
    rows = [
        (
            test.person,
            test.position,
            test.to,
            test.tenure_months,
            say("yes" if test.eligible else "no"),
            "; ".join(lacking_text(one, say) for one in test.lacks),
        )
        for test in result.promotions
    ]
    marks: list[Mark] = ["good" if test.eligible else "plain" for test in result.promotions]
    table = Table("", columns, rows, marks, key="appraisal:promotion")
    return Page(say("Promotion"), say("Promotion"), _day(result), (table,), empty_note(table, say=say))


def lacking_text(one: Lacking, say: Say) -> str:
    """Return a condition that is not met: what there is, what is needed."""
    needed = shown(one.needed)
    got = say("unknown") if one.got is None else shown(round(one.got, 2))
    match one.condition:
        case "tenure":
            return f"{say('tenure')}: {got} {say('of')} {needed} {say('months')}"
        case "grades":
            return f"{say('good grades')} ({one.what}): {got} {say('of')} {needed}"
        case "barred":
            return f"{say('barred by')} {one.what}"
        case _:
            has, asked = (_measure(value, one.what, say) for value in (one.got, one.needed))
            return f"{one.what}: {has}, {say('needed')} {asked}"


def _measure(value: Fraction | None, name: str, say: Say) -> str:
    """Return a key figure as people read it: a rate as a percentage."""
    if value is None:
        return say("unknown")
    known = kpi(name)
    if known is not None and known.unit == "rate":
        return f"{float(value * 100):.1f} %"
    return f"{float(value):,.2f}".rstrip("0").rstrip(".")


def first_deals_page(result: AppraisalReport, say: Say) -> Page:
    """Return how long each person took to the first deal, or waits for it (AP12)."""
    summary = result.first_deal_summary
    people = Table(
        say("Days to the first deal"),
        (
            Column(say("Person"), "text", 20),
            Column(say("Team"), "text", 18),
            Column(say("Hired"), "day", 14),
            Column(say("First deal"), "day", 14),
            Column(say("Days to it"), "whole", 12),
            Column(say("State"), "text", 14),
        ),
        [
            (one.name, one.team, one.hired, deal.day, deal.days, say("has sold" if deal.day else "waiting"))
            for one, deal in result.first_deals
        ],
        ["warn" if deal.day is None else "plain" for _, deal in result.first_deals],
        key=_FIRST,
    )
    chart = Chart(
        "bar",
        say("Days to the first deal"),
        _FIRST,
        say("Person"),
        (say("Days to it"),),
        x_title=say("Person"),
        y_title=say("Days"),
    )
    subtitle = _day(result)
    if summary.median_days is not None:
        subtitle += f" · {say('Median days')}: {float(summary.median_days):g}"
    if summary.waiting:
        subtitle += f" · {say('waiting')}: {summary.waiting}, {say('Longest wait')}: {summary.longest_wait}"
    name = say("First deals")
    return Page(name, name, subtitle, (people,), empty_note(people, say=say), charts=(chart,))


def training_page(result: AppraisalReport, say: Say) -> Page:
    """Return hours, results and cost of training, by person and by course (AP11)."""
    training = result.training
    people = _training(say("Training by person"), "Person", "Courses", training.people, _TRAINED, say)
    courses = _training(
        say("Training by course"), "Course", "People", training.courses, "appraisal:courses", say
    )
    chart = Chart(
        "column",
        say("Hours by person"),
        _TRAINED,
        say("Person"),
        (say("Hours"),),
        x_title=say("Person"),
        y_title=say("Hours"),
    )
    notes = empty_note(people, say=say)
    if training.without:
        notes = (*notes, f"{say('no training in the period')}: {', '.join(training.without)}")
    period = result.frame.period
    days = f"{period.start} – {period.end}"
    return Page(say("Training"), say("Training"), days, (people, courses), notes, charts=(chart,))


def _training(
    title: str, first: str, others: str, lines: tuple[TrainingLine, ...], key: str, say: Say
) -> Table:
    columns = (
        Column(say(first), "text", 22),
        Column(say("Attended"), "whole", 14, summed=True),
        Column(say(others), "whole", 14),
        Column(say("Hours"), "number", 14, summed=True),
        Column(say("Mean result"), "number", 14),
        Column(say("Cost"), "money", 16, summed=True),
    )
    rows: list[tuple[Value, ...]] = [
        (line.name, line.attended, line.others, line.hours, line.mean_score, line.cost) for line in lines
    ]
    return Table(title, columns, rows, total=say("Total"), key=key)


def _day(result: AppraisalReport) -> str:
    return f"{result.frame.period.end}"
