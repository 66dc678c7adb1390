"""COMMISSION_RUNNING: rows after the rows above them, each key by itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import TIERS, call, cells, column, error, money, value
from xlsales.functions import find_function
from xlsales.kernel.values import CellError

amounts = st.lists(st.integers(-30000, 30000).map(lambda cents: cents / 100), min_size=1, max_size=12)
MODES = st.sampled_from(["marginal", "whole"])
BOUNDARIES = st.sampled_from(["lower", "upper"])
FIXED = [[0, 0.05, 2], [100, 0.08, 7.5]]


def test_the_arguments_are_those_of_the_contract() -> None:
    expected = "COMMISSION_RUNNING(amounts, tiers, [mode], [prior], [boundary], [unit], [quota], [keys])"

    assert find_function("COMMISSION_RUNNING").signature == expected


def test_each_row_starts_where_the_rows_above_it_ended() -> None:
    assert cells("COMMISSION_RUNNING", column(90, 20, -20, -90), TIERS) == money(4.5, 1.3, -1.3, -4.5)


def test_whole_mode_pays_the_jump_and_takes_it_back() -> None:
    assert cells("COMMISSION_RUNNING", column(90, 20, -20), TIERS, "whole") == money(4.5, 4.3, -4.3)


def test_each_combination_of_keys_runs_by_itself() -> None:
    keys = [["Ann", 1], ["Bo", 1], ["ann ", 1], ["Ann", 2], ["Ann", "1"]]

    found = cells("COMMISSION_RUNNING", column(90, 90, 20, 90, 90), TIERS, *[None] * 5, keys)

    assert found == money(4.5, 4.5, 1.3, 4.5, 4.5)


def test_a_blank_key_is_a_key_of_its_own() -> None:
    found = cells("COMMISSION_RUNNING", column(90, 90, 20), TIERS, *[None] * 5, column("", "Ann", None))

    assert found == money(4.5, 4.5, 1.3)


def test_blank_amounts_stay_blank_and_add_nothing() -> None:
    assert cells("COMMISSION_RUNNING", column(90, None, "", 20), TIERS) == [4.5, None, None, *money(1.3)]


def test_a_bad_row_shows_its_error_and_adds_nothing_below() -> None:
    rows = column(90, "abc", CellError("#N/A"), 20)

    assert cells("COMMISSION_RUNNING", rows, TIERS) == [4.5, "#VALUE!", "#N/A", *money(1.3)]


def test_a_bad_row_says_what_becomes_of_the_rows_below() -> None:
    issue = call("COMMISSION_RUNNING", column(90, "abc", 20), TIERS).issues[0]

    assert issue.where == "amounts[2,1]"
    assert issue.fix.endswith("This row adds nothing to the rows below it.")


def test_an_error_in_a_key_spoils_its_row_only() -> None:
    keys = column("Ann", CellError("#REF!"), "Ann")

    found = cells("COMMISSION_RUNNING", column(90, 50, 20), TIERS, *[None] * 5, keys)

    assert found == [4.5, "#REF!", *money(1.3)]


def test_a_single_row_runs_across_and_each_column_of_a_block_by_itself() -> None:
    assert call("COMMISSION_RUNNING", [[90, 20]], TIERS).rows == ((4.5, pytest.approx(1.3)),)
    assert cells("COMMISSION_RUNNING", [[90, 20], [20, 90]], TIERS) == money(4.5, 1, 1.3, 4.8)


def test_keys_lie_along_a_single_row_too() -> None:
    found = cells("COMMISSION_RUNNING", [[90, 20, 20]], TIERS, *[None] * 5, [["a", "b", "a"]])

    assert found == money(4.5, 1, 1.3)


def test_what_was_credited_before_opens_every_account() -> None:
    found = cells("COMMISSION_RUNNING", column(20, 20), TIERS, None, 90, *[None] * 3, column("a", "b"))

    assert found == money(1.3, 1.3)


def test_an_opening_amount_and_a_quota_hold_until_others_are_given() -> None:
    priors = column(90, None, 90)
    quotas = column(100, None, 200)

    opened = cells("COMMISSION_RUNNING", column(20, 20, 20), TIERS, None, priors)
    scaled = cells("COMMISSION_RUNNING", column(90, 20, 90), [[0, 0.05], [1, 0.08]], *[None] * 4, quotas)

    assert opened == money(1.3, 1.6, 1.6)
    assert scaled == money(4.5, 1.3, 4.5)


def test_rows_without_a_quota_where_others_have_one_stay_blank() -> None:
    found = cells("COMMISSION_RUNNING", column(90, 20, 30), TIERS, *[None] * 4, column(None, 0, 1))

    assert found == [None, None, *money(1.5)]


def test_keys_of_another_height_do_not_fit() -> None:
    message = error("COMMISSION_RUNNING", column(1, 2), TIERS, *[None] * 5, column("a", "b", "c"))

    assert message.startswith("#VALUE! RUN-001 at keys: got 3 rows, expected 2 rows")


def test_a_single_cell_is_a_commission() -> None:
    assert value("COMMISSION_RUNNING", 150, TIERS) == 9
    assert value("COMMISSION_RUNNING", None, TIERS) is None


@given(amounts, MODES, BOUNDARIES, st.integers(-20000, 20000))
def test_the_rows_sum_to_the_commission_of_their_total(
    deals: list[float], mode: str, boundary: str, prior: int
) -> None:
    total = sum(round(deal * 100) for deal in deals) / 100

    paid = cells("COMMISSION_RUNNING", column(*deals), FIXED, mode, prior, boundary)

    whole = value("COMMISSION", total, FIXED, mode, prior, boundary)
    assert sum(round(row * 100) for row in paid) == round(whole * 100)


@given(amounts, MODES, BOUNDARIES)
def test_deals_and_their_refunds_in_any_order_make_0(deals: list[float], mode: str, boundary: str) -> None:
    rows = column(*deals, *(-deal for deal in reversed(deals)))

    paid = cells("COMMISSION_RUNNING", rows, FIXED, mode, None, boundary)

    assert sum(round(row * 100) for row in paid) == 0


@given(amounts, st.integers(-30000, 30000), st.data())
def test_splitting_a_deal_in_two_changes_nothing_in_marginal_plans(
    deals: list[float], part: int, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(deals) - 1))
    first = part / 100
    rest = (round(deals[place] * 100) - part) / 100
    split = [*deals[:place], first, rest, *deals[place + 1 :]]

    whole = cells("COMMISSION_RUNNING", column(*deals), FIXED)
    parts = cells("COMMISSION_RUNNING", column(*split), FIXED)

    joined: list[Any] = [*parts[:place], parts[place] + parts[place + 1], *parts[place + 2 :]]
    assert joined == money(*whole)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-9999, 9999)), min_size=1, max_size=12))
def test_keys_give_what_each_payee_gets_alone(rows: list[tuple[str, int]]) -> None:
    together = cells(
        "COMMISSION_RUNNING", column(*(x for _, x in rows)), FIXED, *[None] * 5, column(*(k for k, _ in rows))
    )

    for key in {key for key, _ in rows}:
        mine = [paid for (owner, _), paid in zip(rows, together, strict=True) if owner == key]
        alone = cells("COMMISSION_RUNNING", column(*(x for owner, x in rows if owner == key)), FIXED)
        assert mine == alone
