"""Scorecards: target pay by weighted score, or by the rating that a group's scores force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.incentives.forced_distribution import forced_distribution
from xlsales.incentives.scorecard import weighted_score
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.lines import Line, PayStep
from xlsales.jobs.incentives.windows import window_of
from xlsales.kernel.dates import month_end
from xlsales.kernel.decimals import written
from xlsales.kernel.issues import Issue
from xlsales.kernel.phrases import Phrase, joined
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component

#: Scores of a person in a month by measure, as it is compared.
Known = Mapping[str, Fraction]


class Scored(NamedTuple):
    """A person's scorecard: weighted score and pay at 100 %."""

    person: str
    component: Component
    score: Fraction
    pay: Fraction


def scorecard_lines(context: Context) -> Iterator[Line]:
    """Yield target pay times weighted score, or times the factor of a forced rating.

    Those who are scored for one component in one month are one group.

    INC-102 a scorecard without all its scores or without target pay.
    """
    groups: dict[tuple[date, str], list[Scored]] = {}
    for (person, month), known in scores_of(context).items():
        if not context.is_paid(month):
            continue
        for component in context.components(person, month_end(month)):
            if component.kind == "scorecard":
                scored = _scored(context, person, month, component, known)
                if scored is not None:
                    groups.setdefault((month, component.component), []).append(scored)
    for (month, _), group in sorted(groups.items()):
        yield from _lines(context, month, group)


def scores_of(context: Context) -> dict[tuple[str, date], dict[str, Fraction]]:
    """Return every person's scores by month and measure."""
    scores: dict[tuple[str, date], dict[str, Fraction]] = {}
    for row in sorted(context.happened.scores):
        scores.setdefault((row.person, row.month), {})[folded(row.measure)] = row.score
    return scores


def score_in(context: Context, table: str, known: Known) -> Fraction | None:
    """Return the weighted score by a table of weights, ``None`` where a measure has no score."""
    rows = context.tables.weights[folded(table)]
    return weighted_score(
        [Fraction(row.weight) for row in rows],
        [known.get(folded(row.measure)) for row in rows],
        [None if row.cap is None else Fraction(row.cap) for row in rows],
    )


def lacking_scores(context: Context, table: str, known: Known) -> list[str]:
    """Return the measures of a table of weights that have no score."""
    return [row.measure for row in context.tables.weights[folded(table)] if folded(row.measure) not in known]


def warn(context: Context, person: str, month: date, component: Component, got: str) -> None:
    """Note INC-102: what a scorecard or a pool lacks."""
    fix = "Give it; the component pays nothing until then."
    where = f"{person} {month:%Y-%m}"
    context.exceptions.append(
        Issue("INC-102", where, got, f"all of {component.component}", fix, severity="warning")
    )


def _scored(context: Context, person: str, month: date, component: Component, known: Known) -> Scored | None:
    table = component.table or ""
    score = score_in(context, table, known)
    pay = context.target_pay(component, person, window_of(month, component.accumulator))
    if score is None or pay is None:
        lacking = lacking_scores(context, table, known)
        warn(
            context,
            person,
            month,
            component,
            "no score for " + ", ".join(lacking) if lacking else "no target pay",
        )
        return None
    return Scored(person, component, score, pay)


def _lines(context: Context, month: date, group: list[Scored]) -> Iterator[Line]:
    """Yield a group's lines; the latest version of its component says how ratings are forced."""
    component = max((one.component for one in group), key=lambda one: one.effective_from)
    ratings = context.tables.ratings.get(folded(component.rating_table or ""), ())
    forced: tuple[int | None, ...] = (None,) * len(group)
    if ratings:
        scores = [one.score for one in group]
        shares = [Fraction(row.share) for row in ratings]
        forced = forced_distribution(scores, shares, component.cut_ties, component.smallest_group).ratings
    for one, rating in zip(group, forced, strict=True):
        value, words = one.score, _score_words(context, one.component)
        if rating is not None:
            value = Fraction(ratings[rating].factor)
            words = Phrase(
                "rating {} of {} with score {}", ratings[rating].rating, str(len(group)), written(one.score)
            )
        elif ratings:
            words = joined((words, Phrase("{} are too few to be forced into ratings", str(len(group)))))
        yield _line(context, month, one, value, words)


def _score_words(context: Context, component: Component) -> str:
    rows = context.tables.weights[folded(component.table or "")]
    return " + ".join(f"{written(Fraction(row.weight))} × {row.measure}" for row in rows)


def _line(context: Context, month: date, one: Scored, value: Fraction, words: str) -> Line:
    factor = Fraction(one.component.multiplier)
    return Line(
        one.person,
        one.component.component,
        month,
        "pay",
        f"{month:%Y-%m}",
        month_end(month),
        context.rounded(one.pay * value * factor),
        one.score,
        (PayStep(one.pay * value, one.pay, value, words),),
        factor,
    )
