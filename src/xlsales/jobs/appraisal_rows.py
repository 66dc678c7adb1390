"""The tables of an appraisal, taken one by one: rows, lines of the scorecard, grades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from xlsales.incentives.kpis import kpi
from xlsales.jobs.appraisal_figures import Counted
from xlsales.jobs.appraisal_scorecards import USUAL_CAP, KpiRule
from xlsales.jobs.report_frame import ReportPeriod, Settings, report_period
from xlsales.jobs.row_checks import deals_once, quotes_in_order, visits_to_somebody
from xlsales.kernel.numbers import ZERO
from xlsales.tables import activity_specs, grading_specs, pipeline_specs
from xlsales.tables import appraisal_specs as specs
from xlsales.tables.follow_up_specs import COMPLAINTS
from xlsales.tables.row_intake import RowIntake, SourceRow


@dataclass(frozen=True, slots=True)
class GradeBand:
    """An appraisal grade: the score from which it is given, and its share where it is forced."""

    grade: str
    score: Fraction | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class AppraisalRows:
    """Rows of all tables; those of values and of what is counted are of the period only."""

    staff: tuple[SourceRow, ...]
    scorecard: tuple[SourceRow, ...]
    values: tuple[SourceRow, ...]
    figures: tuple[SourceRow, ...]
    grades: tuple[SourceRow, ...]
    past: tuple[SourceRow, ...]
    promotion: tuple[SourceRow, ...]
    titles: tuple[SourceRow, ...]
    counted: Counted


def appraisal_rows(
    intake: RowIntake, settings: Settings, asked: str | None, today: date
) -> tuple[AppraisalRows, ReportPeriod]:
    """Take all tables, and of those that are dated the rows of the period, which is returned too.

    Raises:
        InvalidInputError: REPORT-020 and REPORT-021 as ``report_period``.
    """
    staff = intake.rows(specs.STAFF, "person", feeds="who is appraised, teams, tenure")
    scorecard = intake.rows(specs.SCORECARD, "kpi", "weight", feeds="scorecards")
    values = intake.rows(specs.VALUES, "person", "kpi", "value", feeds="typed values of key figures")
    figures = intake.rows(specs.FIGURES, "person", "figure", "value", feeds="figures of results")
    grades = intake.rows(specs.GRADES, "grade", feeds="grades and forced distribution")
    past = intake.rows(specs.APPRAISALS, "person", "date", "grade", feeds="promotion")
    promotion = intake.rows(specs.PROMOTION, "position", "to", feeds="promotion")
    titles = intake.rows(specs.TITLES, "title", feeds="honours")
    training = intake.rows(specs.TRAINING, "person", "course", "date", "hours", feeds="training")
    visits = intake.rows(activity_specs.VISITS, "date", feeds="process figures")
    plan = intake.rows(activity_specs.VISIT_PLAN, "date", feeds="process figures")
    quotes = intake.rows(pipeline_specs.QUOTES, "quote", "asked", feeds="process figures")
    complaints = intake.rows(COMPLAINTS, "complaint", "opened", feeds="complaints closed in time")
    deals = intake.rows(grading_specs.DEALS, "deal", "created", feeds="win rate and first deals")
    days = [row.day("date") for row in (*values, *figures)]
    span = report_period(asked, settings, days, today)
    counted = Counted(
        intake.within(visits_to_somebody(visits, intake), "date", span.start, span.end),
        intake.within(visits_to_somebody(plan, intake), "date", span.start, span.end),
        intake.within(quotes_in_order(quotes, intake), "asked", span.start, span.end),
        intake.within(deals_once(deals, intake), "created", date.min, span.end),
        intake.within(training, "date", span.start, span.end),
        intake.within(complaints, "opened", span.start, span.end),
    )
    rows = AppraisalRows(
        staff,
        scorecard,
        _of_period(values, intake, span),
        _of_period(figures, intake, span),
        grades,
        intake.within(past, "date", date.min, span.end),
        promotion,
        titles,
        counted,
    )
    return rows, span


def _of_period(rows: Sequence[SourceRow], intake: RowIntake, span: ReportPeriod) -> tuple[SourceRow, ...]:
    """Return the rows of the period, and those without a day, which are of every period."""
    dated = [row for row in rows if row.day("date") is not None]
    undated = [row for row in rows if row.day("date") is None]
    return (*intake.within(dated, "date", span.start, span.end), *undated)


def kpi_rules(rows: Sequence[SourceRow], intake: RowIntake) -> tuple[KpiRule, ...]:
    """Return the lines of the scorecard; what is not stated is as the library of key figures has it."""
    rules = []
    for row in rows:
        weight, cap = row.number_of("weight") or ZERO, row.number_of("cap")
        if weight < 0:
            intake.refuse(row, "weight", "below 0")
            continue
        if cap is not None and cap < 0:
            intake.remark(row, "cap", "below 0")
            cap = None
        known = kpi(row.text("kpi"))
        group: Any = row.text("kind") or (known.group if known else "result")
        good = row.text("good")
        lower = good == "low" if good else known is not None and known.lower_is_better
        target = row.number_of("target")
        name, position = row.text("kpi"), row.text("position")
        usual = USUAL_CAP if cap is None else cap
        rules.append(KpiRule(name, known, position, weight, target, usual, group, lower, row.where))
    return tuple(rules)


def grade_bands(rows: Sequence[SourceRow]) -> tuple[GradeBand, ...]:
    """Return grades, best first: by score where they have one, else as listed."""
    bands = [GradeBand(row.text("grade"), row.number_of("score"), row.number_of("share")) for row in rows]
    if all(band.score is not None for band in bands):
        bands.sort(key=lambda band: -(band.score or ZERO))
    return tuple(bands)
