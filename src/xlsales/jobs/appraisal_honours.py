"""Titles won by score or by one key figure, every tie shared (IN8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

from xlsales.incentives.honours import Honour, Title, honours
from xlsales.incentives.kpis import kpi
from xlsales.jobs.appraisal_people import Employee
from xlsales.jobs.appraisal_scorecards import KpiScore, Scorecard
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded
from xlsales.tables.row_intake import SourceRow


class Candidate(Protocol):
    """Somebody with a scorecard and a final score."""

    @property
    def person(self) -> Employee:
        """Who."""

    @property
    def card(self) -> Scorecard:
        """Key figures."""

    @property
    def final(self) -> Fraction | None:
        """The score that ranks."""


def honours_of(
    rows: Sequence[SourceRow], people: Sequence[Candidate], teams: Mapping[str, Fraction | None]
) -> tuple[Honour, ...]:
    """Return who bears which title, in the order of the table.

    Args:
        rows: Titles; a title by a key figure goes by its value, or by its achievement where less is
            better, and in teams by the sum of amounts and counts, by the mean of anything else.
        people: Appraisals.
        teams: Mean score of each team.
    """
    won: list[Honour] = []
    for row in rows:
        bearer: Any = row.text("bearer") or "person"
        places = row.whole("places")
        title = Title(row.text("title"), bearer, 1 if places is None else places, row.number_of("minimum"))
        figure = row.text("kpi")
        own = {one.person.name: _figure(one, figure) if figure else one.final for one in people}
        won += honours([title], own, _by_team(people, figure) if figure else teams)
    return tuple(won)


def _figure(one: Candidate, figure: str) -> Fraction | None:
    found = _score_of(one, figure)
    if found is None:
        return None
    return found.achievement if found.rule.lower_is_better else found.value


def _score_of(one: Candidate, figure: str) -> KpiScore | None:
    wanted = kpi(figure)
    for score in one.card.scores:
        if folded(score.rule.name) == folded(figure) or (wanted is not None and score.rule.known == wanted):
            return score
    return None


def _by_team(people: Sequence[Candidate], figure: str) -> dict[str, Fraction | None]:
    teams: dict[str, list[Fraction]] = {}
    adds = False
    for one in people:
        value, score = _figure(one, figure), _score_of(one, figure)
        if one.person.team and value is not None and score is not None:
            teams.setdefault(one.person.team, []).append(value)
            adds = score.rule.unit in ("amount", "count") and not score.rule.lower_is_better
    return {team: sum(own, ZERO) / (1 if adds else len(own)) for team, own in teams.items()}
