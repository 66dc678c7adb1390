"""DRAW, CLAWBACK, COLLECTED, MARGIN, TRUE_UP, ACCRUAL and PRICE."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import call, cells, column, day, error, money, value
from xlsales.kernel.values import CellError

# DRAW


def test_a_draw_is_paid_at_least_and_repaid_from_the_surplus() -> None:
    found = call("DRAW", column(400, 600, 1200, 1500, 1400), 1000).rows

    assert found == ((1000, 0, 600), (1000, 0, 1000), (1000, 200, 800), (1000, 500, 300), (1100, 300, 0))


def test_a_surplus_of_nothing_repays_nothing() -> None:
    assert call("DRAW", column(999.99, 1000, 1000.01), 1000).rows == (
        (1000, 0, pytest.approx(0.01)),
        (1000, 0, pytest.approx(0.01)),
        (1000, pytest.approx(0.01), 0),
    )


def test_a_guarantee_is_not_repaid() -> None:
    assert call("DRAW", column(400, 1600), 1000, False).rows == ((1000, 0, 0), (1600, 0, 0))
    assert call("DRAW", column(400, 1600), 1000, False, 50).rows == ((1000, 0, 50), (1600, 0, 50))


def test_an_opening_balance_is_repaid_within_the_cap() -> None:
    assert call("DRAW", column(1400, 1400), 1000, None, 500, 0.5).rows == ((1200, 200, 300), (1200, 200, 100))
    assert call("DRAW", column(1400), 1000, True, 500, 0).rows == ((1400, 0, 500),)


def test_each_period_may_have_its_draw_and_periods_may_lie_across() -> None:
    assert call("DRAW", column(100, 100), column(200, 0)).rows == ((200, 0, 100), (0 + 0, 100, 0))
    assert call("DRAW", [[400, 1600]], 1000).rows == ((1000, 0, 600), (1000, 600, 0))


def test_blank_and_bad_periods_change_no_balance() -> None:
    found = call("DRAW", column(400, None, "x", 1200), 1000)

    assert found.rows[1] == (None, None, None)
    assert found.rows[2] == (CellError("#VALUE!"),) * 3
    assert found.rows[3] == (1000, 200, 400)
    assert "as if this row were not there" in found.issues[0].fix


def test_one_blank_period_is_a_blank_row() -> None:
    assert call("DRAW", "", 1000).rows == ((None, None, None),)
    assert call("DRAW", 400, None).rows == ((None, None, None),)


def test_wrong_terms_of_a_draw_are_told() -> None:
    assert "DRAW-003 at recovery_cap: got 50, expected 0 to 1" in error("DRAW", 1, 1, True, 0, 50)
    assert "DRAW-002 at opening" in error("DRAW", 1, 1, True, -1)
    assert cells("DRAW", column(1, 1), column(1, -1))[3:] == ["#VALUE!"] * 3
    assert "DRAW-004" in error("DRAW", [[1, 2], [3, 4]], 1)


@given(
    st.lists(st.integers(-500, 3000), min_size=1, max_size=8),
    st.integers(0, 2000),
    st.integers(0, 1000),
    st.sampled_from([0, 0.25, 1]),
)
def test_what_is_paid_is_what_was_earned_and_lent(
    earned: list[int], draw: int, opening: int, cap: float
) -> None:
    rows = call("DRAW", column(*earned), draw, True, opening, cap).rows

    paid = sum(float(row[0] or 0) for row in rows)
    owed = float(rows[-1][2] or 0)
    assert paid == pytest.approx(sum(earned) + owed - opening)
    assert all(float(row[0] or 0) >= draw and float(row[2] or 0) >= 0 for row in rows)


# CLAWBACK


@pytest.mark.parametrize(
    ("kept", "prorated", "full"),
    [(-1, 1200, 1200), (0, 1200, 1200), (9, 300, 1200), (11.99, 1, 1200), (12, 0, 0), (13, 0, 0)],
)
def test_clawback_by_the_time_that_is_missing(kept: float, prorated: float, full: float) -> None:
    assert value("CLAWBACK", 1200, kept, 12) == prorated
    assert value("CLAWBACK", 1200, kept, 12, "full") == full
    assert value("CLAWBACK", 1200, kept, 12, "无") == 0


def test_never_more_than_was_paid_is_taken_back() -> None:
    assert value("CLAWBACK", 0.004, 0, 12, None, 0) == 0.004
    assert value("CLAWBACK", 0.006, 0, 12) == 0.006  # a cent would be more than was paid
    assert cells("CLAWBACK", column(-100, 0, None), 0, 12) == [0, 0, None]
    assert cells("CLAWBACK", 100, column(0, -1, 1), 0) == [0, 0, 0]


# COLLECTED


def test_commission_is_earned_as_the_invoice_is_paid() -> None:
    assert cells("COLLECTED", 100, 1000, column(100, 900)) == [10, 90]
    assert cells("COLLECTED", 100, 1000, [[100, None, 900]]) == [10, None, 90]


def test_over_payments_earn_nothing_and_returned_payments_take_back() -> None:
    assert cells("COLLECTED", 100, 1000, column(1200, 50, -250)) == [100, 0, 0]
    assert cells("COLLECTED", 100, 1000, column(600, -100, 500)) == [60, -10, 50]
    assert cells("COLLECTED", 100, 1000, column(-50, 1050)) == [0, 100]


def test_a_column_of_invoices_has_its_payments_across() -> None:
    received = [[100, 900], [100, 100]]

    assert call("COLLECTED", column(100, 10), column(1000, 200), received).rows == ((10, 90), (5, 5))
    turned = [[100, 100], [900, 100]]
    assert call("COLLECTED", [[100, 10]], [[1000, 200]], turned).rows == ((10, 5), (90, 5))
    assert call("COLLECTED", column(100, 10), 1000, column(500, 1000)).rows == ((50,), (10,))


def test_a_credit_note_mirrors_its_invoice() -> None:
    assert cells("COLLECTED", -100, -1000, column(-100, -900)) == [-10, -90]


def test_an_invoice_of_0_gives_blanks_and_a_wrong_one_spoils_itself() -> None:
    assert cells("COLLECTED", 100, 0, column(1, 2)) == [None, None]
    found = call("COLLECTED", column(100, "x", None), column(1000, 1, 1), [[100, 900]] * 3).rows
    assert found == ((10, 90), (CellError("#VALUE!"),) * 2, (None, None))


def test_a_wrong_single_invoice_fails_whole() -> None:
    assert cells("COLLECTED", 100, 1000, column(500, "x")) == ["#VALUE!"]
    assert cells("COLLECTED", 100, CellError("#N/A"), [[500, 500]]) == ["#N/A"]


def test_payments_that_fit_no_invoice_are_told() -> None:
    assert "ARG-005 at received" in error("COLLECTED", column(1, 2), column(1, 2), column(1, 2, 3))


@given(
    st.integers(-(10**7), 10**7),
    st.lists(st.integers(1, 10**6), min_size=1, max_size=8),
    st.sampled_from([1, 100]),
)
def test_a_paid_invoice_earns_exactly_its_commission_and_never_more(
    cents: int, payments: list[int], unit: int
) -> None:
    commission = cents * unit / 100

    parts = cells("COLLECTED", commission, sum(payments), column(*payments, 5), unit / 100)

    running = 0
    for part in parts:
        running += round(part * 100)
        assert abs(running) <= abs(cents * unit)
    assert running == cents * unit
    assert parts[-1] == 0


# MARGIN


def test_margin_on_revenue_or_on_cost() -> None:
    assert value("MARGIN", 150, 100) == pytest.approx(1 / 3)
    assert cells("MARGIN", 150, 100, column("markup", "加成率", "margin")) == pytest.approx([0.5, 0.5, 1 / 3])


def test_a_margin_on_nothing_is_blank() -> None:
    assert cells("MARGIN", column(0, 10, None), column(5, 0, 1)) == [None, 1, None]
    assert value("MARGIN", 10, 0, "markup") is None


# TRUE_UP


def test_overpayments_are_taken_back_carried_or_let_go() -> None:
    earned = column(80, 110, 130, 50)

    assert cells("TRUE_UP", earned, 100) == [-20, 10, 30, -50]
    assert cells("TRUE_UP", earned, 100, "zero") == [0, 10, 30, 0]
    assert cells("TRUE_UP", earned, 100, "carry") == [0, 0, 20, 0]
    assert cells("TRUE_UP", earned, 100, "结转") == [0, 0, 20, 0]


def test_each_column_carries_by_itself_and_blanks_carry_on() -> None:
    assert call("TRUE_UP", [[80, 120], [120, 80]], 100, "carry").rows == ((0, 20), (0, 0))
    assert cells("TRUE_UP", column(80, None, "x", 150), 100, "carry") == [0, None, "#VALUE!", 30]
    assert cells("TRUE_UP", column(80, 90), column(None, 100)) == [None, -10]


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=10))
def test_carrying_pays_the_highest_total_reached(differences: list[int]) -> None:
    dues = cells("TRUE_UP", column(*differences), 0, "carry")

    totals = [sum(differences[: i + 1]) for i in range(len(differences))]
    assert sum(dues) == max(0, *totals)
    assert all(due >= 0 for due in dues)


# ACCRUAL


@pytest.mark.parametrize(
    ("as_of", "amortised"),
    [
        ("2025-12-31", 0),
        ("2026-01-30", 0),
        ("2026-01-31", 100),
        ("2026-02-28", 200),
        ("2026-07-01", 600),
        ("2026-12-31", 1200),
        ("2028-12-30", 3500),
        ("2028-12-31", 3600),
        ("2040-01-01", 3600),
    ],
)
def test_full_months_are_written_off(as_of: str, amortised: float) -> None:
    row = call("ACCRUAL", 3600, day("2026-01-01"), 36, day(as_of)).rows[0]

    assert row == (100, amortised, 3600 - amortised)


def test_a_month_from_the_middle_or_the_end_of_a_month() -> None:
    assert cells("ACCRUAL", 12, day("2026-01-15"), 12, column(day("2026-02-13"), day("2026-02-14")))[
        1::3
    ] == [0, 1]
    assert cells("ACCRUAL", 12, day("2026-01-31"), 12, column(day("2026-02-26"), day("2026-02-27")))[
        1::3
    ] == [0, 1]


def test_headers_are_put_on_top_when_wanted() -> None:
    found = call("ACCRUAL", column(3600, None), day("2026-01-01"), 36, day("2026-01-31"), True).rows

    assert found == (("per month", "amortised", "asset left"), (100, 100, 3500), (None, None, None))


def test_no_months_give_blanks_and_negative_ones_an_error() -> None:
    found = cells("ACCRUAL", 1, day("2026-01-01"), column(0, -1), day("2026-01-31"))

    assert found == [None, None, None, *["#VALUE!"] * 3]


# PRICE

PRICES = [[1, 10], [50, 9], [100, 8]]


@pytest.mark.parametrize(
    ("quantity", "volume", "graduated"),
    [(0, 0, 0), (0.5, 0, 0), (1, 10, 0), (49, 490, 480), (50, 450, 490), (100, 800, 940), (-100, -800, -940)],
)
def test_volume_prices_all_units_and_graduated_each_slice(
    quantity: float, volume: float, graduated: float
) -> None:
    assert value("PRICE", quantity, PRICES) == volume
    assert value("PRICE", quantity, PRICES, "分段价") == graduated


def test_with_boundary_upper_a_quantity_at_a_bound_has_the_price_below() -> None:
    assert cells("PRICE", column(50, 51), PRICES, None, "upper") == [500, 459]


def test_fixed_amounts_are_charged() -> None:
    table = [[0, 1, 5], [10, 0.5, 20]]

    assert cells("PRICE", column(0, 5, 10), table) == [0, 10, 25]
    assert cells("PRICE", column(0, 5, 10), table, "graduated") == [0, 10, 35]


def test_nothing_bought_costs_less_than_the_floor() -> None:
    assert cells("PRICE", column(0, 1, 3, -1, None), PRICES, None, None, 25) == [0, 25, 30, -25, None]


def test_a_price_as_large_as_the_next_quantity_is_no_from_to_table() -> None:
    assert value("PRICE", 20, [[0, 10, 1], [10, 9, 2]]) == 182
    assert "TIER-003" in error("PRICE", 20, [[0, 50, 10], [50, 100, 9]])
    assert "TIER-003" in error("PRICE", 20, [[1, 49, 10], [50, 99, 9], [100, None, 8]])


def test_the_cost_is_a_multiple_of_the_unit() -> None:
    assert value("PRICE", 3, [[0, 0.335]]) == money(1.01)[0]
    assert value("PRICE", 3, [[0, 0.335]], None, None, None, 0) == 1.005
