"""Who stands where: scores with those of teams in them, ranks, grades, forced ratings (AP8, AP10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from xlsales.incentives.forced_distribution import CutTies, Distribution, forced_distribution
from xlsales.incentives.ranks import competition_ranks
from xlsales.incentives.team_scores import Combination, combined_score
from xlsales.jobs.appraisal_people import Employee
from xlsales.jobs.appraisal_rows import GradeBand
from xlsales.jobs.appraisal_scorecards import Scorecard
from xlsales.jobs.report_frame import ReportPeriod, Settings
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded

#: With fewer scores nobody is forced into a rating.
USUAL_SMALLEST_GROUP: Final = 5
_HUNDRED: Final = Fraction(100)


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


def appraised_people(
    staff: Sequence[Employee],
    cards: Sequence[Scorecard],
    bands: Sequence[GradeBand],
    past: Mapping[str, Sequence[tuple[date, str]]],
    settings: Settings,
    span: ReportPeriod,
    issues: list[Issue],
) -> tuple[tuple[Appraised, ...], Distribution | None]:
    """Return everyone with score, rank, grade and rating, best first, and the forced distribution.

    Args:
        staff: Who is appraised.
        cards: Their scorecards.
        bands: Grades, best first; without shares nobody is forced into a rating.
        past: Day and grade of earlier appraisals by key, in their order.
        settings: Weight of the team, ties, smallest group.
        span: The period.
        issues: Problems of weights and shares are added.
    """
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


def team_appraisals(people: Sequence[Appraised]) -> tuple[TeamAppraisal, ...]:
    """Return teams by their mean score, best first; equal means share a rank."""
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


def _grade_before(past: Sequence[tuple[date, str]], span: ReportPeriod) -> str:
    return next((grade for day, grade in reversed(past) if day < span.start), "")
