"""The job behind the report ``appraisal``: scorecards, ranks, ratings, promotion, teams, training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

from xlsales.incentives.first_deal import FirstDeal, FirstDealSummary, first_deal_summary
from xlsales.incentives.forced_distribution import CutTies, Distribution, forced_distribution
from xlsales.incentives.honours import Honour
from xlsales.incentives.kpis import kpi
from xlsales.incentives.ranks import Ends, competition_ranks, top_and_bottom
from xlsales.incentives.team_scores import Combination, combined_score
from xlsales.jobs.appraisal_figures import Counted, counted_figures, first_deals, person_key
from xlsales.jobs.appraisal_honours import honours_of
from xlsales.jobs.appraisal_people import Employee, employees_of, measured_of
from xlsales.jobs.appraisal_promotion import PromotionTest, promotion_steps, promotion_tests
from xlsales.jobs.appraisal_scorecards import USUAL_CAP, KpiRule, Scorecard, scorecard_of, weight_issues
from xlsales.jobs.appraisal_training import Training, training_of
from xlsales.jobs.report_frame import ReportFrame, ReportPeriod, Settings, framed, opened, report_period
from xlsales.jobs.row_checks import deals_once, quotes_in_order, visits_to_somebody
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded
from xlsales.pipeline.quotes import ANSWER_DAYS
from xlsales.tables import activity_specs, grading_specs, pipeline_specs
from xlsales.tables import appraisal_specs as specs
from xlsales.tables.raw import RawTable
from xlsales.tables.row_intake import RowIntake, SourceRow

#: How many are recognised and how many are coached, at least.
USUAL_LIST: Final = 3
#: With fewer scores nobody is forced into a rating.
USUAL_SMALLEST_GROUP: Final = 5
_HUNDRED: Final = Fraction(100)


@dataclass(frozen=True, slots=True)
class GradeBand:
    """An appraisal grade: the score from which it is given, and its share where it is forced."""

    grade: str
    score: Fraction | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Appraised:
    """One person's appraisal.

    Attributes:
        person: Who.
        card: The scorecard.
        team_score: Mean score of the team; ``None`` without a team or a score in it.
        final: Own score and the team's together, 100 is as expected; ``None`` where a figure is unknown.
        rank: Among all with a final score; equal scores share it.
        grade: By score; blank where there are no bands or no score.
        rating: By forced distribution; blank where nobody is forced.
        before: Grade of the appraisal before this period; blank where there is none.
    """

    person: Employee
    card: Scorecard
    team_score: Fraction | None
    final: Fraction | None
    rank: int | None
    grade: str
    rating: str
    before: str


@dataclass(frozen=True, slots=True)
class TeamAppraisal:
    """A team: people, how many of them have a score, their mean, and the rank of it."""

    team: str
    leader: str
    people: int
    scored: int
    mean: Fraction | None
    best: Fraction | None
    least: Fraction | None
    rank: int | None


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


@dataclass(frozen=True, slots=True)
class _Rows:
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
    rows, span = _taken(intake, settings, period, today or date.today())
    staff = employees_of(rows.staff, (*rows.values, *rows.figures), intake, span)
    hired = {one.key: one.hired for one in staff if one.hired is not None}
    counted = counted_figures(rows.counted, hired, span, settings.whole("quote_days", ANSWER_DAYS))
    rules = _rules(rows.scorecard, intake)
    measured = measured_of(staff, rows.values, rows.figures, counted, intake)
    cards = [scorecard_of(one.name, one.position, rules, measured[one.key]) for one in staff]
    bands = _bands(rows.grades)
    issues = list(weight_issues(rules)) if rules else []
    past = _past_grades(rows.past, span.end)
    people, distribution = _appraised(staff, cards, bands, past, settings, span, issues)
    finals = [one.final for one in people]
    measures = {one.person.key: _measures(one) for one in people}
    grades = {one.person.key: _grades(one, past, span) for one in people}
    waits = first_deals(rows.counted.deals, hired, span.end)
    newcomers = tuple((one, waits[one.key]) for one in staff if one.key in waits)
    teams = _teams(people)
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


def _taken(
    intake: RowIntake, settings: Settings, asked: str | None, today: date
) -> tuple[_Rows, ReportPeriod]:
    """Take all tables, and of those that are dated the rows of the period."""
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
    deals = intake.rows(grading_specs.DEALS, "deal", "created", feeds="win rate and first deals")
    days = [row.day("date") for row in (*values, *figures)]
    span = report_period(asked, settings, days, today)
    counted = Counted(
        intake.within(visits_to_somebody(visits, intake), "date", span.start, span.end),
        intake.within(visits_to_somebody(plan, intake), "date", span.start, span.end),
        intake.within(quotes_in_order(quotes, intake), "asked", span.start, span.end),
        intake.within(deals_once(deals, intake), "created", date.min, span.end),
        intake.within(training, "date", span.start, span.end),
    )
    rows = _Rows(
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


def _rules(rows: Sequence[SourceRow], intake: RowIntake) -> tuple[KpiRule, ...]:
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


def _bands(rows: Sequence[SourceRow]) -> tuple[GradeBand, ...]:
    """Return grades, best first: by score where they have one, else as listed."""
    bands = [GradeBand(row.text("grade"), row.number_of("score"), row.number_of("share")) for row in rows]
    if all(band.score is not None for band in bands):
        bands.sort(key=lambda band: -(band.score or ZERO))
    return tuple(bands)


def _appraised(
    staff: Sequence[Employee],
    cards: Sequence[Scorecard],
    bands: Sequence[GradeBand],
    past: Mapping[str, Sequence[tuple[date, str]]],
    settings: Settings,
    span: ReportPeriod,
    issues: list[Issue],
) -> tuple[tuple[Appraised, ...], Distribution | None]:
    teams = _team_scores(staff, cards)
    finals = []
    for one, card in zip(staff, cards, strict=True):
        finals.append(_final(card.score, teams.get(folded(one.team)), settings, issues))
    ranks = competition_ranks(finals)
    order = sorted(range(len(staff)), key=lambda i: (ranks[i] or len(staff) + 1, staff[i].name))
    distribution = _distributed([finals[i] for i in order], bands, settings, issues)
    ratings = distribution.ratings if distribution else (None,) * len(order)
    people = tuple(
        Appraised(
            staff[i],
            cards[i],
            teams.get(folded(staff[i].team)),
            finals[i],
            ranks[i],
            _grade(finals[i], bands),
            "" if rating is None else bands[rating].grade,
            _grade_before(past.get(staff[i].key, ()), span),
        )
        for i, rating in zip(order, ratings, strict=True)
    )
    return people, distribution


def _team_scores(staff: Sequence[Employee], cards: Sequence[Scorecard]) -> dict[str, Fraction]:
    """Return the mean score of each team by folded name, of those who have a score."""
    scores: dict[str, list[Fraction]] = {}
    for one, card in zip(staff, cards, strict=True):
        if one.team and card.score is not None:
            scores.setdefault(folded(one.team), []).append(card.score)
    return {team: sum(own, ZERO) / len(own) for team, own in scores.items()}


def _final(
    own: Fraction | None, team: Fraction | None, settings: Settings, issues: list[Issue]
) -> Fraction | None:
    """Return the score with the team's in it; somebody without a team keeps the own one."""
    weight = settings.number("team_weight", ZERO)
    rule: Combination = "product" if settings.text("team_rule") == "product" else "mean"
    if own is None or team is None or (rule == "mean" and not weight):
        return own
    try:
        found = combined_score(own / _HUNDRED, team / _HUNDRED, weight, rule)
    except InvalidInputError as error:
        issues += (issue for issue in error.issues if issue not in issues)
        return own
    return None if found is None else found * _HUNDRED


def _distributed(
    finals: Sequence[Fraction | None], bands: Sequence[GradeBand], settings: Settings, issues: list[Issue]
) -> Distribution | None:
    shares = [band.share for band in bands]
    if not any(share is not None for share in shares):
        return None
    ties: Any = settings.text("rating_ties", "up")
    rule: CutTies = ties
    smallest = settings.whole("smallest_group", USUAL_SMALLEST_GROUP)
    try:
        return forced_distribution(finals, [share or ZERO for share in shares], rule, smallest)
    except InvalidInputError as error:
        issues += error.issues
        return None


def _grade(score: Fraction | None, bands: Sequence[GradeBand]) -> str:
    """Return the best grade whose score is reached."""
    if score is None:
        return ""
    reached = [band for band in bands if band.score is not None and score >= band.score]
    return max(reached, key=lambda band: band.score or ZERO).grade if reached else ""


def _past_grades(rows: Sequence[SourceRow], end: date) -> dict[str, list[tuple[date, str]]]:
    found: dict[str, list[tuple[date, str]]] = {}
    for row in rows:
        found.setdefault(person_key(row.text("person")), []).append(
            (row.needed_day("date"), row.text("grade"))
        )
    return {person: sorted(own, key=lambda entry: entry[0]) for person, own in found.items()}


def _grade_before(past: Sequence[tuple[date, str]], span: ReportPeriod) -> str:
    return next((grade for day, grade in reversed(past) if day < span.start), "")


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


def _teams(people: Sequence[Appraised]) -> tuple[TeamAppraisal, ...]:
    members: dict[str, list[Appraised]] = {}
    for one in people:
        if one.person.team:
            members.setdefault(folded(one.person.team), []).append(one)
    means = [own[0].team_score for own in members.values()]
    ranks = competition_ranks(means)
    teams = []
    for own, mean, rank in zip(members.values(), means, ranks, strict=True):
        scores = [one.card.score for one in own if one.card.score is not None]
        leader = next((one.person.leader for one in own if one.person.leader), "")
        best, least = (max(scores), min(scores)) if scores else (None, None)
        teams.append(
            TeamAppraisal(own[0].person.team, leader, len(own), len(scores), mean, best, least, rank)
        )
    return tuple(sorted(teams, key=lambda team: (team.rank or len(teams) + 1, team.team)))
