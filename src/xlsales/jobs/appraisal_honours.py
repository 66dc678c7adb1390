"""Titles won by score or by one key figure, every tie shared (IN8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

from xlsales.incentives.honours import Honour, Title, honours
from xlsales.incentives.kpis import Kpi, kpi
from xlsales.jobs.appraisal_people import Employee
from xlsales.jobs.appraisal_scorecards import Measured
from xlsales.kernel.numbers import ZERO
from xlsales.tables.row_intake import SourceRow


class Candidate(Protocol):
    """Somebody with a final score."""

    @property
    def person(self) -> Employee:
        """Who."""

    @property
    def final(self) -> Fraction | None:
        """The score that ranks."""


def honours_of(
    rows: Sequence[SourceRow],
    people: Sequence[Candidate],
    measured: Mapping[str, Measured],
    teams: Mapping[str, Fraction | None],
) -> tuple[Honour, ...]:
    """Return who bears which title, in the order of the table.

    Args:
        rows: Titles. One without a key figure goes by the score; one by a key figure by its value, the
            least first where less is better, and in teams by the sum of amounts and counts, by the mean
            of anything else.
        people: Appraisals.
        measured: What was measured of each person, by key.
        teams: Mean score of each team.
    """
    won: list[Honour] = []
    for row in rows:
        bearer: Any = row.text("bearer") or "person"
        places = row.whole("places")
        title = Title(row.text("title"), bearer, 1 if places is None else places, row.number_of("minimum"))
        figure = row.text("kpi")
        if not figure:
            won += honours([title], {one.person.name: one.final for one in people}, teams)
            continue
        values = {one.person.key: measured[one.person.key].value_of(figure) for one in people}
        own = {one.person.name: values[one.person.key] for one in people}
        known = kpi(figure)
        won += _by_value(title, own, _by_team(people, values, known), known)
    return tuple(won)


def _by_value(
    title: Title,
    people: Mapping[str, Fraction | None],
    teams: Mapping[str, Fraction | None],
    known: Kpi | None,
) -> tuple[Honour, ...]:
    """Return who bears a title by the values of a figure; of one where less is better, the least wins."""
    if known is None or not known.lower_is_better:
        return honours([title], people, teams)
    turned = title._replace(minimum=None if title.minimum is None else -title.minimum)
    found = honours([turned], _negated(people), _negated(teams))
    return tuple(honour._replace(value=-honour.value) for honour in found)


def _negated(values: Mapping[str, Fraction | None]) -> dict[str, Fraction | None]:
    return {name: None if value is None else -value for name, value in values.items()}


def _by_team(
    people: Sequence[Candidate], values: Mapping[str, Fraction | None], known: Kpi | None
) -> dict[str, Fraction | None]:
    teams: dict[str, list[Fraction]] = {}
    for one in people:
        value = values[one.person.key]
        if one.person.team and value is not None:
            teams.setdefault(one.person.team, []).append(value)
    adds = known is not None and known.unit in ("amount", "count")
    return {team: sum(own, ZERO) / (1 if adds else len(own)) for team, own in teams.items()}
