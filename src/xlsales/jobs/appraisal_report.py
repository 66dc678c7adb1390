"""The job behind the report ``appraisal``: scorecards, ranks, ratings, promotion, teams, training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from xlsales.customers.complaints import LONGEST_DAYS
from xlsales.incentives.first_deal import FirstDeal, FirstDealSummary, first_deal_summary
from xlsales.incentives.forced_distribution import Distribution
from xlsales.incentives.honours import Honour
from xlsales.incentives.ranks import Ends, top_and_bottom
from xlsales.jobs.appraisal_figures import counted_figures, first_deals, person_key
from xlsales.jobs.appraisal_honours import honours_of
from xlsales.jobs.appraisal_people import Employee, employees_of, measured_of
from xlsales.jobs.appraisal_promotion import PromotionTest, promotion_steps, promotion_tests
from xlsales.jobs.appraisal_ranks import Appraised, TeamAppraisal, appraised_people, team_appraisals
from xlsales.jobs.appraisal_rows import GradeBand, appraisal_rows, grade_bands, kpi_rules
from xlsales.jobs.appraisal_scorecards import KpiRule, scorecard_of, weight_issues
from xlsales.jobs.appraisal_training import Training, training_of
from xlsales.jobs.report_frame import ReportFrame, ReportPeriod, framed, opened
from xlsales.kernel.words import folded
from xlsales.pipeline.quotes import ANSWER_DAYS
from xlsales.tables.raw import RawTable
from xlsales.tables.row_intake import SourceRow

#: How many are recognised and how many are coached, at least.
USUAL_LIST: Final = 3


@dataclass(frozen=True, slots=True)
class AppraisalReport:
    """Everything that the report shows.

    Attributes:
        frame: Period, settings, and what became of the rows.
        people: Appraisals, best first; those without a score last, by name.
        rules: Lines of the scorecard.
        bands: Grades, best first.
        distribution: Who is rated how by force; ``None`` without shares.
        ends: Places in ``people`` of those to recognise and to coach.
        honours: Titles won.
        promotions: Who may be promoted, and what others lack.
        teams: Teams, best first.
        first_deals: Time to the first deal of everyone hired, by name.
        first_deal_summary: Of all of them.
        training: Who learned what.
    """

    frame: ReportFrame
    people: tuple[Appraised, ...]
    rules: tuple[KpiRule, ...]
    bands: tuple[GradeBand, ...]
    distribution: Distribution | None
    ends: Ends
    honours: tuple[Honour, ...]
    promotions: tuple[PromotionTest, ...]
    teams: tuple[TeamAppraisal, ...]
    first_deals: tuple[tuple[Employee, FirstDeal], ...]
    first_deal_summary: FirstDealSummary
    training: Training


def appraisal_report(
    raw: Sequence[RawTable], period: str | None = None, today: date | None = None
) -> AppraisalReport:
    """Work out the appraisal report (AP2 to AP4, AP7 to AP12, IN8).

    Args:
        raw: All tables of the file; any of them may be missing or empty.
        period: ``2026``, ``2026-Q1`` or ``2026-03``; the file decides unless given.
        today: The day on which it is made.

    Raises:
        InvalidInputError: REPORT-020 and REPORT-021 as ``report_period``.
    """
    intake, settings = opened(raw)
    rows, span = appraisal_rows(intake, settings, period, today or date.today())
    staff = employees_of(rows.staff, (*rows.values, *rows.figures), intake, span)
    hired = {one.key: one.hired for one in staff if one.hired is not None}
    limits = settings.whole("quote_days", ANSWER_DAYS), settings.whole("complaint_days", LONGEST_DAYS)
    counted = counted_figures(rows.counted, hired, span, *limits)
    rules = kpi_rules(rows.scorecard, intake)
    measured = measured_of(staff, rows.values, rows.figures, counted, intake)
    cards = [scorecard_of(one.name, one.position, rules, measured[one.key]) for one in staff]
    bands = grade_bands(rows.grades)
    issues = list(weight_issues(rules)) if rules else []
    past = _past_grades(rows.past, span.end)
    people, distribution = appraised_people(staff, cards, bands, past, settings, span, issues)
    finals = [one.final for one in people]
    measures = {one.person.key: _measures(one) for one in people}
    grades = {one.person.key: _grades(one, past, span) for one in people}
    waits = first_deals(rows.counted.deals, hired, span.end)
    newcomers = tuple((one, waits[one.key]) for one in staff if one.key in waits)
    teams = team_appraisals(people)
    frame = framed(intake, settings, span)
    return AppraisalReport(
        replace(frame, issues=(*frame.issues, *issues)),
        people,
        rules,
        bands,
        distribution,
        top_and_bottom(
            finals, settings.whole("recognised", USUAL_LIST), settings.whole("coached", USUAL_LIST)
        ),
        honours_of(rows.titles, people, measured, {team.team: team.mean for team in teams}),
        promotion_tests(staff, promotion_steps(rows.promotion, intake), grades, measures, span.end),
        teams,
        tuple(sorted(newcomers, key=lambda pair: (pair[1].day is not None, -pair[1].days, pair[0].name))),
        first_deal_summary([deal for _, deal in newcomers]),
        training_of(rows.counted.training, staff),
    )


def _past_grades(rows: Sequence[SourceRow], end: date) -> dict[str, list[tuple[date, str]]]:
    found: dict[str, list[tuple[date, str]]] = {}
    for row in rows:
        found.setdefault(person_key(row.text("person")), []).append(
            (row.needed_day("date"), row.text("grade"))
        )
    return {person: sorted(own, key=lambda entry: entry[0]) for person, own in found.items()}


def _grades(
    one: Appraised, past: Mapping[str, Sequence[tuple[date, str]]], span: ReportPeriod
) -> tuple[str, ...]:
    """Return the grades of a person, the latest last; this period's is added unless it is recorded."""
    own = past.get(one.person.key, ())
    grades = [grade for _, grade in own]
    latest = one.rating or one.grade
    if latest and not any(span.holds(day) for day, _ in own):
        grades.append(latest)
    return tuple(grades)


def _measures(one: Appraised) -> dict[str, Fraction | None]:
    """Return what a promotion may ask for: each key figure's value, and the score."""
    found: dict[str, Fraction | None] = {}
    for score in one.card.scores:
        names = [score.rule.name]
        if score.rule.known is not None:
            names += [score.rule.known.name, score.rule.known.chinese]
        found |= dict.fromkeys(map(folded, names), score.value)
    return found | {"score": one.final, "得分": one.final}
