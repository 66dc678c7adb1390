"""SCORECARD, CREDIT, RANK_PRIZES and OVERRIDES: pay that is shared or weighed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import call, cells, column, error, money, value
from xlsales.kernel.values import CellError

# SCORECARD


def test_weights_of_1_or_100_give_the_same_score() -> None:
    assert value("SCORECARD", [[0.6, 0.4]], [[80, 120]]) == 96
    assert value("SCORECARD", [[60, 40]], [[80, 120]]) == 96


def test_scores_count_up_to_their_caps() -> None:
    assert value("SCORECARD", [[60, 40]], [[80, 120]], [[None, 100]]) == 88
    assert value("SCORECARD", [[60, 40]], [[80, 120]], 70) == 70


def test_a_blank_score_gives_a_blank_in_its_row_only() -> None:
    assert cells("SCORECARD", [[60, 40]], [[1, 1], [1, None], [1, "x"]]) == [1, None, "#VALUE!"]


def test_a_measure_without_a_weight_is_left_out() -> None:
    assert value("SCORECARD", [[100, None]], [[0.5, None]]) == 0.5


@pytest.mark.parametrize(
    ("total", "ok"),
    [(100.01, True), (99.99, True), (100.02, False), (120, False), (1.0001, True), (1.001, False)],
)
def test_weights_may_miss_their_total_by_a_ten_thousandth(total: float, ok: bool) -> None:
    found = call("SCORECARD", [[total / 2, total / 2]], [[3, 3]]).value

    assert found == (3 if ok else CellError("#VALUE!"))


def test_wrong_weights_say_what_they_total() -> None:
    assert "got a total of 120, expected a total of 1 or 100" in error(
        "SCORECARD", [[30, 30, 60]], [[1, 1, 1]]
    )
    assert "SCORE-011 at scores: got 2 columns" in error("SCORECARD", [[60, 40, 0]], [[1, 1]])
    assert "SCORE-011 at caps: got 3 columns" in error("SCORECARD", [[60, 40]], [[1, 1]], [[1, 1, 1]])
    assert "SCORE-010 at weights: got 2 rows" in error("SCORECARD", column(60, 40), [[1, 1]])


# CREDIT


def test_credit_is_exact_and_the_earlier_share_takes_the_spare_cent() -> None:
    assert cells("CREDIT", 100.01, [[50, 50]]) == [50.01, 50]
    assert cells("CREDIT", 100, [[1 / 3, 1 / 3, 1 / 3]]) == [33.34, 33.33, 33.33]


def test_a_refund_splits_as_its_deal_did() -> None:
    assert cells("CREDIT", -100.01, [[50, 50]]) == [-50.01, -50]


def test_one_row_of_shares_serves_every_deal_and_each_may_have_its_own() -> None:
    assert call("CREDIT", column(10, 20), [[0.5, 0.5]]).rows == ((5, 5), (10, 10))
    assert call("CREDIT", column(10, 20), [[0.5, 0.5], [0.1, 0.9]]).rows == ((5, 5), (2, 18))
    assert call("CREDIT", 10, [[0.5, 0.5], [0.1, 0.9]]).rows[0][0] == CellError("#VALUE!")


def test_one_deal_splits_down_a_column_of_shares_and_deals_in_a_row_go_down() -> None:
    assert call("CREDIT", 10, column(0.5, 0.2, 0.3)).rows == ((5,), (2,), (3,))
    assert call("CREDIT", [[10, 20]], column(0.5, 0.5)).rows == ((5, 10), (5, 10))


def test_blank_shares_take_no_part_and_blank_deals_stay_blank() -> None:
    assert cells("CREDIT", 10, [[50, None, 50]]) == [5, None, 5]
    assert call("CREDIT", column(None, 10), [[50, 50]]).rows == ((None, None), (5, 5))
    assert call("CREDIT", column(10, 10), [[None, None], [50, 50]]).rows == ((None, None), (5, 5))


def test_a_wrong_deal_spoils_only_itself() -> None:
    shares = [[50, 50], [60, 50], [-10, 110], [50, "x"], [50, CellError("#N/A")]]

    found = cells("CREDIT", column(10, 10, 10, 10, 10), shares)

    assert found == [5, 5, *["#VALUE!"] * 6, "#N/A", "#N/A"]


@pytest.mark.parametrize(
    ("deal", "value"),
    [
        ((100, [[0.5, 0.4998]]), "#VALUE!"),
        ((100, column(0.5, 0.6)), "#VALUE!"),
        ((CellError("#DIV/0!"), [[0.5, 0.5]]), "#DIV/0!"),
    ],
)
def test_a_wrong_single_deal_fails_whole(deal: tuple[object, ...], value: str) -> None:
    assert cells("CREDIT", *deal) == [value]


def test_overlay_lets_the_shares_exceed_the_total() -> None:
    assert cells("CREDIT", 1000, [[100, 100]], None, True) == [1000, 1000]
    assert cells("CREDIT", 1000, [[1, 0.5]], None, True) == [1000, 500]
    assert cells("CREDIT", 1000, [[50, 50]], None, True) == [500, 500]
    assert "expected a total of at least 1 or 100" in str(
        call("CREDIT", 1000, [[0.5, 0.2]], None, True).issues[0]
    )
    assert "got a total of 200" in str(call("CREDIT", 1000, [[100, 100]]).issues[0])


def test_the_unit_is_the_smallest_credit() -> None:
    assert cells("CREDIT", 100, [[1 / 3, 2 / 3]], 1) == [33, 67]
    assert sum(cells("CREDIT", 100, [[1 / 3, 2 / 3]], 0)) == pytest.approx(100, abs=1e-12)


@given(
    st.integers(-(10**9), 10**9),
    st.lists(st.integers(1, 1000), min_size=1, max_size=6),
    st.sampled_from([1, 5, 100]),
)
def test_credits_sum_exactly_and_miss_their_share_by_less_than_a_unit(
    cents: int, weights: list[int], units: int
) -> None:
    amount = cents * units / 100
    shares = [weight / sum(weights) for weight in weights]

    parts = cells("CREDIT", amount, [shares], units / 100)

    assert sum(round(part * 100) for part in parts) == cents * units
    for part, share in zip(parts, shares, strict=True):
        assert abs(part - amount * share) < units / 100 + 1e-4


# RANK_PRIZES


@pytest.mark.parametrize("nobody", [None, "", [[""]]])
def test_one_blank_value_wins_a_blank(nobody: object) -> None:
    assert cells("RANK_PRIZES", nobody, [[100, 50]]) == [None]


PRIZES = [[100, 50, 20]]


@pytest.mark.parametrize(
    ("ties", "won"),
    [
        (None, [75, 75, 20, 0]),
        ("share", [75, 75, 20, 0]),
        ("same", [100, 100, 20, 0]),
        ("first", [100, 50, 20, 0]),
        ("先者得", [100, 50, 20, 0]),
    ],
)
def test_ties_for_the_first_place(ties: str | None, won: list[float]) -> None:
    assert cells("RANK_PRIZES", column(9, 9, 8, 7), PRIZES, ties) == won


def test_a_tie_for_the_last_prize_shares_it() -> None:
    assert cells("RANK_PRIZES", column(5, 9, 5, 8, 5), PRIZES) == money(6.67, 100, 6.67, 50, 6.66)
    assert cells("RANK_PRIZES", column(5, 9, 5, 8), PRIZES, None, None, 1) == [10, 100, 10, 50]


def test_who_misses_the_minimum_takes_no_place() -> None:
    assert cells("RANK_PRIZES", column(9, 4.99, 5), PRIZES, None, 5) == [100, 0, 50]


def test_blank_values_do_not_compete_and_the_shape_is_kept() -> None:
    assert call("RANK_PRIZES", [[1, None, 3]], PRIZES).rows == ((50, None, 100),)


def test_values_that_cannot_be_read_spoil_the_ranking() -> None:
    assert error("RANK_PRIZES", column(1, "x"), PRIZES).startswith("#VALUE! ARG-001 at values[2,1]")
    assert cells("RANK_PRIZES", column(1, CellError("#N/A")), PRIZES) == ["#N/A"]


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=1, max_size=9).filter(any),
    st.lists(st.integers(0, 1000), min_size=1, max_size=6),
    st.sampled_from(["share", "first"]),
)
def test_exactly_the_prizes_of_the_places_taken_are_paid(
    values: list[int | None], prizes: list[int], ties: str
) -> None:
    won = cells("RANK_PRIZES", column(*values), [prizes], ties)

    competing = sum(score is not None for score in values)
    assert sum(round(prize * 100) for prize in won if prize is not None) == 100 * sum(prizes[:competing])


# OVERRIDES

TEAM = column("rep", "rep 2", "lead", "head")
MANAGERS = column("lead", "Lead", "head", None)


def test_managers_get_their_rate_of_each_distance() -> None:
    found = cells("OVERRIDES", TEAM, MANAGERS, column(1000, 500, 200, 0), [[0.08, 0.04]])

    assert found == money(0, 0, 120, 76)


def test_own_sales_earn_no_override_and_blanks_are_none() -> None:
    assert cells("OVERRIDES", TEAM, MANAGERS, column(None, None, 200, 1000), 0.1) == money(0, 0, 0, 20)


def test_each_sum_is_rounded_once() -> None:
    found = cells("OVERRIDES", TEAM, MANAGERS, column(0.05, 0.05, 0, 0), 0.05)

    assert found == money(0, 0, 0.01, 0)  # 0.0025 + 0.0025 = 0.005


def test_a_blank_person_stays_blank() -> None:
    assert cells("OVERRIDES", column("a", None, "b"), column("b", "b", None), column(100, 7, 0), 0.1) == [
        0,
        None,
        10,
    ]


def test_a_cycle_is_named() -> None:
    message = error("OVERRIDES", column("Ann", "Bo", "Cy"), column("Bo", "Cy", "Ann"), column(1, 1, 1), 0.1)

    assert message.startswith("#VALUE! OVER-001 at managers: got Ann > Bo > Cy > Ann, expected no cycle")


def test_someone_who_manages_himself_is_a_cycle() -> None:
    assert "got a > a" in error("OVERRIDES", column("a"), column("a"), column(1), 0.1)


def test_a_person_named_twice_and_rows_that_differ_are_told() -> None:
    assert "OVER-002 at people row 2: got A again" in error(
        "OVERRIDES", column("a", "A"), column(None, "b"), column(1, 2), 0.1
    )
    assert "OVER-004 at amounts" in error("OVERRIDES", column("a", "b"), column("b", None), column(1), 0.1)


def test_a_manager_who_is_not_listed_is_a_warning() -> None:
    outcome = call("OVERRIDES", column("a", "b"), column("b", "zed"), column(100, 0), [[0.1, 0.05]])

    assert outcome.rows == ((0,), (10,))
    assert [(issue.code, issue.got, issue.severity) for issue in outcome.issues] == [
        ("OVER-003", "zed", "warning")
    ]
