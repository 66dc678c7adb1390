"""Appraisal: ratings by force, ranks, honours, promotion, key figures, first deals, team and person."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.incentives.first_deal import FirstDeal, first_deal, first_deal_summary
from xlsales.incentives.forced_distribution import CUT_TIES, CutTies, forced_distribution
from xlsales.incentives.honours import Honour, Title, honours
from xlsales.incentives.kpis import KPIS, kpi, kpi_value, process_kpis
from xlsales.incentives.promotion import Lacking, PromotionRule, promotion_lacks
from xlsales.incentives.ranks import competition_ranks, top_and_bottom
from xlsales.incentives.team_scores import combined_score
from xlsales.kernel.issues import InvalidInputError

SHARES = [Fraction(share) for share in ("0.2", "0.7", "0.1")]


def numbers(*values: object) -> list[Any]:
    return [None if value is None else Fraction(str(value)) for value in values]


# forced distribution


@pytest.mark.parametrize(
    ("people", "seats"),
    [(1, (0, 1, 0)), (2, (1, 1, 0)), (3, (1, 2, 0)), (7, (1, 5, 1)), (10, (2, 7, 1)), (20, (4, 14, 2))],
)
def test_seats_are_the_shares_by_largest_remainder(people: int, seats: tuple[int, ...]) -> None:
    scores = numbers(*range(people))

    assert forced_distribution(scores, SHARES).seats == seats


@pytest.mark.parametrize(("ties", "ratings"), [("up", (0, 0, 0)), ("down", (1, 1, 1)), ("first", (0, 1, 1))])
def test_equal_scores_on_a_cut_go_as_the_rule_says(ties: CutTies, ratings: tuple[int, ...]) -> None:
    found = forced_distribution(numbers(5, 5, 5, 1), numbers("0.25", "0.75"), ties)

    assert found.ratings[:3] == ratings
    assert found.ratings[3] == 1


@pytest.mark.parametrize(("people", "forced"), [(4, False), (5, True), (6, True)])
def test_a_group_smaller_than_the_least_is_not_forced(people: int, forced: bool) -> None:
    found = forced_distribution(numbers(*range(people)), SHARES, smallest_group=5)

    assert found.is_forced is forced
    assert (found.ratings == (None,) * people) is not forced


def test_somebody_without_a_score_is_not_rated_and_takes_no_seat() -> None:
    found = forced_distribution(numbers(9, None, 5), numbers("0.5", "0.5"))

    assert (found.ratings, found.seats) == ((0, None, 1), (1, 1))


@pytest.mark.parametrize(
    ("shares", "code"), [(("0.5", "0.4"), "RATING-001"), (("1.2", "-0.2"), "RATING-002")]
)
def test_shares_that_are_none_are_refused(shares: tuple[str, ...], code: str) -> None:
    with pytest.raises(InvalidInputError, match=code):
        forced_distribution(numbers(1), numbers(*shares))


@given(
    scores=st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=25),
    ties=st.sampled_from(CUT_TIES),
)
def test_a_better_score_is_never_rated_worse(scores: list[int | None], ties: CutTies) -> None:
    found = forced_distribution(numbers(*scores), SHARES, ties)

    rated = [
        (score, rating) for score, rating in zip(scores, found.ratings, strict=True) if rating is not None
    ]
    assert all(a[1] <= b[1] for a in rated for b in rated if (a[0] or 0) > (b[0] or 0))
    assert sum(found.seats) == len(rated)
    if ties == "first":
        assert tuple(sum(rating == place for _, rating in rated) for place in range(3)) == found.seats


# ranks (AP8)


def test_equal_values_share_a_rank_and_the_next_one_skips() -> None:
    assert competition_ranks(numbers(3, 5, 5, None, 1)) == (3, 1, 1, None, 4)


def test_ap8_nobody_is_cut_from_a_list_by_the_order_of_rows() -> None:
    ends = top_and_bottom(numbers(9, 8, 8, 2, 2, 5, None), 2, 1)

    assert (ends.top, ends.bottom) == ((0, 1, 2), (3, 4))


def test_ap8_nobody_is_recognised_and_coached_at_once() -> None:
    assert top_and_bottom(numbers(5, 5), 1, 1) == ((0, 1), ())


# honours (IN8)


def test_in8_titles_go_to_people_and_teams_and_ties_share_them() -> None:
    titles = [
        Title("champion", places=1),
        Title("hundred", places=9, minimum=Fraction(100)),
        Title("best team", "team"),
    ]
    people = dict(zip(("Bob", "Ann", "Eve"), numbers(120, 120, 99), strict=True))

    won = honours(titles, people, {"North": Fraction(3), "South": None})

    assert won == (
        Honour("champion", "Ann", 1, Fraction(120)),
        Honour("champion", "Bob", 1, Fraction(120)),
        Honour("hundred", "Ann", 1, Fraction(120)),
        Honour("hundred", "Bob", 1, Fraction(120)),
        Honour("best team", "North", 1, Fraction(3)),
    )


# promotion (AP9)

RULE = PromotionRule(24, ("A", "B"), 2, 3, ("D",), {"attainment": Fraction(1)})


@pytest.mark.parametrize(
    ("months", "grades", "attainment", "missing"),
    [
        (24, ["B", "C", "A"], "1", []),
        (23, ["B", "C", "A"], "1", [Lacking("tenure", "", Fraction(23), Fraction(24))]),
        (24, ["A", "A", "A", "C", "C", "A"], "1", [Lacking("grades", "A, B", Fraction(1), Fraction(2))]),
        (24, ["a", "b", "d"], "1", [Lacking("barred", "D", Fraction(1), Fraction(0))]),
        (24, ["D", "A", "B", "C"], "0.99", [Lacking("measure", "attainment", Fraction("0.99"), Fraction(1))]),
    ],
)
def test_ap9_promotion_tells_what_is_missing(
    months: int, grades: list[str], attainment: str, missing: list[Lacking]
) -> None:
    assert list(promotion_lacks(RULE, months, grades, {"attainment": Fraction(attainment)})) == missing


def test_ap9_what_nobody_knows_is_not_met_and_has_no_gap() -> None:
    (lacking,) = promotion_lacks(PromotionRule(minimums={"training hours": Fraction(8)}), 0, [], {})

    assert (lacking.got, lacking.gap) == (None, None)


# key figures (AP1, AP4, AP5, AP7)


def test_ap1_a_sale_is_measured_by_quantity_amount_and_margin() -> None:
    figures = dict(zip(("quantity", "sales", "cost"), numbers(3, 500, 400), strict=True))

    found = [kpi_value(one, figures) for one in KPIS if "AP1" in one.rows]

    assert found == [3, 500, 100, Fraction(1, 5)]


def test_ap4_every_figure_has_two_names_a_unit_and_a_row() -> None:
    assert len({one.name for one in KPIS}) == len({one.chinese for one in KPIS}) == len(KPIS) > 20
    assert all(one.rows and bool(one.second) is (one.formula != "value") for one in KPIS)
    assert all(kpi(one.chinese) is one is kpi(one.name.upper()) for one in KPIS)


@pytest.mark.parametrize(
    ("name", "first", "second", "value"),
    [
        ("retention rate", 45, 50, Fraction(9, 10)),
        ("loss rate", 45, 50, Fraction(1, 10)),
        ("complaint rate", 3, 60, Fraction(1, 20)),
        ("service score", 80, 100, Fraction(4, 5)),
        ("sales growth", 110, 100, Fraction(1, 10)),
        ("sales growth", 110, 0, None),
        ("market share", None, 100, None),
        ("market share", 5, None, None),
    ],
)
def test_ap5_rates_are_parts_and_blank_where_they_are_undefined(
    name: str, first: int | None, second: int | None, value: Fraction | None
) -> None:
    one = kpi(name)
    assert one is not None

    assert kpi_value(one, dict(zip((one.first, one.second), numbers(first, second), strict=True))) == value


def test_a_part_of_less_than_nothing_is_refused() -> None:
    one = kpi("market share")
    assert one is not None

    with pytest.raises(InvalidInputError, match=r"KPI-001 .*market below 0"):
        kpi_value(one, dict(zip(("sales", "market"), numbers(1, -1), strict=True)))


def test_ap7_process_figures_stand_beside_results() -> None:
    assert {"visit rate", "quotes sent", "calls made"} <= {one.name for one in process_kpis()}
    assert not {one.group for one in process_kpis()} & {"result"}


# team and person (AP10)


def test_ap10_team_and_person_meet_by_weight_or_product() -> None:
    person, team = Fraction("1.2"), Fraction("0.8")

    found = [combined_score(person, team, Fraction(weight)) for weight in ("0", "0.5", "1")]

    assert found == [person, 1, team]
    assert combined_score(person, team, combination="product") == Fraction("0.96")
    assert combined_score(None, team) is combined_score(person, None) is None


@pytest.mark.parametrize("weight", ["-0.01", "1.01"])
def test_ap10_a_weight_is_a_part_of_one(weight: str) -> None:
    with pytest.raises(InvalidInputError, match="SCORE-020"):
        combined_score(Fraction(1), Fraction(1), Fraction(weight))


# first deals (AP12)

HIRED = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("deals", "found"),
    [
        ([date(2026, 1, 4), date(2026, 1, 5)], FirstDeal(date(2026, 1, 5), 0)),
        ([date(2026, 3, 1), date(2026, 1, 6)], FirstDeal(date(2026, 1, 6), 1)),
        ([date(2026, 7, 1)], FirstDeal(None, 176)),
        ([], FirstDeal(None, 176)),
    ],
)
def test_ap12_days_to_a_first_deal_or_the_days_of_waiting(deals: list[date], found: FirstDeal) -> None:
    assert first_deal(HIRED, deals, date(2026, 6, 30)) == found


def test_ap12_somebody_who_has_not_started_does_not_wait() -> None:
    assert first_deal(HIRED, [], date(2026, 1, 4)) is None
    assert first_deal_summary([]) == (None, 0, 0)
