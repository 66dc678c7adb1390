"""Pages of ratings: forced distribution, who is recognised and who is coached, honours, teams."""

from __future__ import annotations

from typing import Final

from xlsales.jobs.appraisal_ranks import Appraised
from xlsales.jobs.appraisal_report import AppraisalReport
from xlsales.jobs.appraisal_scorecards import KpiScore
from xlsales.kernel.numbers import ZERO
from xlsales.reports.model import Chart, Column, Mark, Page, Table, Value
from xlsales.reports.row_report import empty_note
from xlsales.reports.words import Say

_GRADES: Final = "appraisal:grades"
_TEAMS: Final = "appraisal:teams"
#: Key figures named beside each person of a list.
_NAMED: Final = 2


def rating_page(result: AppraisalReport, say: Say) -> Page:
    """Return how many people have which grade, meant and rated, and each person's rating."""
    grades = Table(
        say("Scored people by grade"),
        (
            Column(say("Grade"), "text", 18),
            Column(say("Share meant"), "percent", 16, summed=True),
            Column(say("Seats"), "whole", 14, summed=True),
            Column(say("Rated"), "whole", 14, summed=True),
            Column(say("Share rated"), "percent", 14, summed=True),
            Column(say("By score"), "whole", 14, summed=True),
        ),
        _grade_rows(result),
        total=say("Total"),
        key=_GRADES,
    )
    people = Table(
        say("Rating of each person"),
        (
            Column(say("Person"), "text", 18),
            Column(say("Final score"), "number", 16),
            Column(say("Rank"), "whole", 14),
            Column(say("By score"), "text", 14),
            Column(say("Rating"), "text", 14),
            Column(say("Reading"), "text", 26),
        ),
        [
            (
                one.person.name,
                one.final,
                one.rank,
                one.grade,
                one.rating,
                say("grade by score differs") if _differs(one) else "",
            )
            for one in result.people
            if one.final is not None
        ],
        ["warn" if _differs(one) else "plain" for one in result.people if one.final is not None],
        key="appraisal:ratings",
    )
    chart = Chart(
        "column",
        say("Scored people by grade"),
        _GRADES,
        say("Grade"),
        (say("Seats"), say("Rated"), say("By score")),
        x_title=say("Grade"),
        y_title=say("People"),
    )
    tables = (grades, people)
    notes = (*empty_note(*tables, say=say), *_why_not_forced(result, say))
    return Page(say("Rating"), say("Forced distribution"), _days(result), tables, notes, charts=(chart,))


def lists_page(result: AppraisalReport, say: Say) -> Page:
    """Return whom to recognise and whom to coach, with what speaks for it (AP8)."""
    best = [result.people[place] for place in result.ends.top]
    weak = [result.people[place] for place in result.ends.bottom]
    tables = (
        _list(say("To recognise"), best, "Strongest figures", "good", say),
        _list(say("To coach"), weak, "Weakest figures", "bad", say),
    )
    notes = (say("Everyone whose score equals the last one of a list is on it too."),)
    found = empty_note(*tables, say=say)
    return Page(say("Lists"), say("Lists"), _days(result), tables, found or notes)


def honours_page(result: AppraisalReport, say: Say) -> Page:
    """Return who bears which title (IN8); equals share it."""
    columns = (
        Column(say("Title"), "text", 26),
        Column(say("Bearer"), "text", 22),
        Column(say("Rank"), "whole", 10),
        Column(say("Value"), "number", 18),
    )
    rows = [(one.title, one.name, one.rank, one.value) for one in result.honours]
    table = Table("", columns, rows, ["good"] * len(rows), key="appraisal:honours")
    return Page(say("Honours"), say("Honours"), _days(result), (table,), empty_note(table, say=say))


def teams_page(result: AppraisalReport, say: Say) -> Page:
    """Return teams by their mean, and how a team's score meets that of its people (AP10)."""
    columns = (
        Column(say("Team"), "text", 22),
        Column(say("Leader"), "text", 16),
        Column(say("People"), "whole", 12, summed=True),
        Column(say("Measured people"), "whole", 16, summed=True),
        Column(say("Rank"), "whole", 10),
        Column(say("Mean score"), "number", 14),
        Column(say("Best"), "number", 12),
        Column(say("Least"), "number", 12),
    )
    rows = [
        (team.team, team.leader, team.people, team.scored, team.rank, team.mean, team.best, team.least)
        for team in result.teams
    ]
    table = Table(say("Team scores"), columns, rows, total=say("Total"), key=_TEAMS)
    chart = Chart(
        "column",
        say("Team scores"),
        _TEAMS,
        say("Team"),
        (say("Least"), say("Mean score"), say("Best")),
        x_title=say("Team"),
        y_title=say("score"),
    )
    weight = result.frame.settings.get("team_weight")
    notes = (f"{say('Weight of the team')}: {weight}",) if weight is not None else ()
    found = empty_note(table, say=say)
    return Page(say("Teams"), say("Teams"), _days(result), (table,), found or notes, charts=(chart,))


def _grade_rows(result: AppraisalReport) -> list[tuple[Value, ...]]:
    scored = [one for one in result.people if one.final is not None]
    seats = result.distribution.seats if result.distribution else (None,) * len(result.bands)
    rows: list[tuple[Value, ...]] = []
    for band, seat in zip(result.bands, seats, strict=True):
        rated = sum(one.rating == band.grade for one in scored) if result.distribution else None
        part = None if rated is None or not scored else ZERO + rated
        rows.append(
            (
                band.grade,
                band.share,
                seat,
                rated,
                None if part is None else part / len(scored),
                sum(one.grade == band.grade for one in scored),
            )
        )
    return rows


def _differs(one: Appraised) -> bool:
    return bool(one.rating) and bool(one.grade) and one.rating != one.grade


def _why_not_forced(result: AppraisalReport, say: Say) -> tuple[str, ...]:
    if result.distribution is None:
        return (say("There are no shares: nobody is forced into a rating."),)
    if not result.distribution.is_forced:
        return (say("The group is too small to be forced into ratings."),)
    return ()


def _list(title: str, people: list[Appraised], figures: str, mark: Mark, say: Say) -> Table:
    columns = (
        Column(say("Person"), "text", 18),
        Column(say("Rank"), "whole", 8),
        Column(say("Team"), "text", 18),
        Column(say("Final score"), "number", 12),
        Column(say("Grade"), "text", 10),
        Column(say(figures), "long", 60),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.person.name,
            one.rank,
            one.person.team,
            one.final,
            one.rating or one.grade,
            "; ".join(_figure(score) for score in _telling(one, best=mark == "good")),
        )
        for one in people
    ]
    return Table(title, columns, rows, [mark] * len(rows), key=f"appraisal:{figures}")


def _telling(one: Appraised, *, best: bool) -> list[KpiScore]:
    """Return the key figures furthest above, or furthest below their targets."""
    known = [score for score in one.card.scores if score.achievement is not None and score.rule.weight]
    known.sort(key=lambda score: score.achievement or ZERO, reverse=best)
    return known[:_NAMED]


def _figure(score: KpiScore) -> str:
    return f"{score.rule.name} {float((score.achievement or ZERO) * 100):.1f} %"


def _days(result: AppraisalReport) -> str:
    return f"{result.frame.period.start} – {result.frame.period.end}"
