"""Pages of scores: the ranking, each scorecard with its arithmetic, results beside process, flat data."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from xlsales.jobs.appraisal_ranks import Appraised
from xlsales.jobs.appraisal_report import AppraisalReport
from xlsales.jobs.appraisal_scorecards import KpiScore
from xlsales.kernel.numbers import to_float
from xlsales.reports.model import Chart, Column, ColumnKind, Mark, Page, Table, Value
from xlsales.reports.row_report import empty_note
from xlsales.reports.words import Say

RANKING: Final = "appraisal:ranking"
_PARTS: Final = "appraisal:parts"
#: A score from here on is as expected.
_EXPECTED: Final = 100


def ranking_page(result: AppraisalReport, say: Say) -> Page:
    """Return everyone by rank; equal scores share a rank (AP8)."""
    columns = (
        Column(say("Person"), "text", 18),
        Column(say("Rank"), "whole", 8),
        Column(say("Team"), "text", 16),
        Column(say("Position"), "text", 20),
        Column(say("Own score"), "number", 12),
        Column(say("Team score"), "number", 12),
        Column(say("Final score"), "number", 12),
        Column(say("Grade"), "text", 10),
        Column(say("Grade before"), "text", 12),
        Column(say("Not measured"), "long", 34),
    )
    rows = [
        (
            one.person.name,
            one.rank,
            one.person.team,
            one.person.position,
            one.card.score,
            one.team_score,
            one.final,
            one.grade,
            one.before,
            ", ".join(one.card.unknown),
        )
        for one in result.people
    ]
    marks: list[Mark] = [_mark(place, one, result) for place, one in enumerate(result.people)]
    table = Table("", columns, rows, marks, key=RANKING)
    chart = Chart(
        "column",
        say("Final scores"),
        RANKING,
        say("Person"),
        (say("Own score"), say("Final score")),
        x_title=say("Person"),
        y_title=say("Final score"),
    )
    return Page(
        say("Ranking"),
        say("Appraisal report"),
        _days(result),
        (table,),
        empty_note(table, say=say),
        charts=(chart,),
    )


def scorecards_page(result: AppraisalReport, say: Say) -> Page:
    """Return each key figure of each person with every step of its points (AP2, AP3)."""
    columns = (
        Column(say("Person"), "text", 16),
        Column(say("KPI"), "text", 24),
        Column(say("Kind"), "text", 10),
        Column(say("Achievement"), "percent", 12),
        Column(say("Counted"), "percent", 10),
        Column(say("Weight"), "percent", 10),
        Column(say("Points"), "number", 10),
        Column(say("Arithmetic"), "long", 72),
    )
    rows: list[tuple[Value, ...]] = []
    marks: list[Mark] = []
    for one in result.people:
        for score in one.card.scores:
            rows.append(
                (
                    one.person.name,
                    score.rule.name,
                    say(score.rule.group),
                    score.achievement,
                    score.counted,
                    score.rule.weight,
                    score.points,
                    arithmetic(score, say),
                )
            )
            marks.append("warn" if score.points is None else "plain")
        if one.card.scores:
            weight = sum((score.rule.weight for score in one.card.scores), Fraction(0))
            rows.append((one.person.name, say("Total"), "", None, None, weight, one.card.score, ""))
            marks.append("total")
    table = Table("", columns, rows, marks, key="appraisal:scorecards")
    return Page(say("Scorecards"), say("Scorecards"), _days(result), (table,), empty_note(table, say=say))


def results_and_process_page(result: AppraisalReport, say: Say) -> Page:
    """Return the score of what came out beside the score of what was done (AP7)."""
    columns = (
        Column(say("Person"), "text", 20),
        Column(say("Result score"), "number", 14),
        Column(say("Process score"), "number", 14),
        Column(say("Difference"), "number", 14),
        Column(say("Reading"), "text", 34),
    )
    rows: list[tuple[Value, ...]] = []
    marks: list[Mark] = []
    for one in result.people:
        results, process = one.card.part(process=False), one.card.part(process=True)
        known = results is not None and process is not None
        word = _reading(results, process) if results is not None and process is not None else ""
        gap = results - process if results is not None and process is not None else None
        rows.append((one.person.name, results, process, gap, say(word) if word else ""))
        marks.append("warn" if known and "without" in word else "bad" if word == "neither" else "plain")
    table = Table("", columns, rows, marks, key=_PARTS)
    chart = Chart(
        "column",
        say("Result and process scores"),
        _PARTS,
        say("Person"),
        (say("Result score"), say("Process score")),
        x_title=say("Person"),
        y_title=say("score"),
    )
    name = say("Results and process")
    return Page(name, name, _days(result), (table,), empty_note(table, say=say), charts=(chart,))


def score_data_page(result: AppraisalReport, say: Say) -> Page:
    """Return every key figure of every person as flat data for pivot tables."""
    titles: tuple[tuple[str, ColumnKind, float], ...] = (
        ("Person", "text", 16),
        ("Team", "text", 16),
        ("Position", "text", 20),
        ("KPI", "text", 22),
        ("Kind", "text", 10),
        ("Unit", "text", 10),
        ("Value", "number", 14),
        ("Target", "number", 14),
        ("Achievement", "percent", 12),
        ("Counted", "percent", 10),
        ("Weight", "percent", 10),
        ("Points", "number", 10),
        ("Final score", "number", 12),
    )
    columns = tuple(Column(say(title), kind, width) for title, kind, width in titles)
    table = Table("", columns, list(_data_rows(result, say)), name="ScoreData")
    return Page(say("Score data"), say("Score data"), "", (table,), is_flat=True)


def arithmetic(score: KpiScore, say: Say) -> str:
    """Return how the points of a key figure come about, every number in it."""
    if score.value is None:
        return say("not measured")
    if score.target is None or score.achievement is None or score.counted is None or score.points is None:
        return f"{_number(score.value)}; {say('no target')}"
    value, target = _number(score.value), _number(score.target)
    formula = f"2 − {value} ÷ {target}" if score.rule.lower_is_better else f"{value} ÷ {target}"
    text = f"{formula} = {_percent(score.achievement)}"
    if score.counted < score.achievement:
        text += f" → {say('cap')} {_percent(score.counted)}"
    elif score.counted > score.achievement:
        text += f" → {_percent(score.counted)}"
    weight = to_float(score.rule.weight)
    return f"{text}; {to_float(score.counted * 100):,.2f} × {weight:g} = {to_float(score.points):,.2f}"


def _data_rows(result: AppraisalReport, say: Say) -> Iterator[tuple[Value, ...]]:
    for one in result.people:
        for score in one.card.scores:
            yield (
                one.person.name,
                one.person.team,
                one.person.position,
                score.rule.name,
                say(score.rule.group),
                say(score.rule.unit) if score.rule.unit else "",
                score.value,
                score.target,
                score.achievement,
                score.counted,
                score.rule.weight,
                score.points,
                one.final,
            )


def _mark(place: int, one: Appraised, result: AppraisalReport) -> Mark:
    if one.final is None:
        return "warn"
    if place in result.ends.top:
        return "good"
    return "bad" if place in result.ends.bottom else "plain"


def _reading(results: Fraction, process: Fraction) -> str:
    if results >= _EXPECTED:
        return "both" if process >= _EXPECTED else "results without process"
    return "process without results" if process >= _EXPECTED else "neither"


def _number(number: Fraction) -> str:
    """Write a number of a scorecard: amounts in whole units, rates to four places.

    Examples:
        >>> _number(Fraction(684000)), _number(Fraction(1, 3)), _number(Fraction(5, 2))
        ('684,000', '0.3333', '2.5')
    """
    value = to_float(number)
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _percent(number: Fraction) -> str:
    return f"{to_float(number * 100):.2f} %"


def _days(result: AppraisalReport) -> str:
    return f"{result.frame.period.start} – {result.frame.period.end}"
