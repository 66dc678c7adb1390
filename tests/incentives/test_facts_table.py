"""Table A of the facts on incentives, row by row, as far as cell functions serve it.

Rows that are pages, records or jobs (A27 in part, A28, A31, A33 to A35) have no function here.
"""

from __future__ import annotations

from incentives.calls import TIERS, call, cells, column, day, error, money, value


def test_a01_flat_rate() -> None:
    assert cells("COMMISSION", column(750, -750, 0), [[0, 0.055]]) == money(41.25, -41.25, 0)
    assert call("TIERS_CHECK", [[0, 5]]).rows[0][0] == "rate"  # a warning, never an error
    assert value("COMMISSION", 10, [[0, 5]]) == 50


def test_a02_marginal_tiers() -> None:
    tiers = [[0, 0.01], [1000, 0.02], [3000, 0.03], [8000, 0.05]]
    deals = column(200, 300, 1500, 1200, 2000, 4500)

    assert sum(cells("COMMISSION", deals, tiers)) == 164
    assert sum(cells("COMMISSION_RUNNING", deals, tiers)) == 285
    assert cells("COMMISSION", 1000, tiers, None, None, column("lower", "upper")) == [10, 10]
    assert value("COMMISSION", -500, tiers, None, 1500) == -10  # a return walks back down


def test_a03_whole_tiers() -> None:
    tiers = [[0, 0.0175], [1500000, 0.025]]

    assert value("COMMISSION", 1500000, tiers, "whole") == 37500
    assert value("COMMISSION", 1500000, tiers, "whole", None, "upper") == 26250
    assert call("CLIFFS", tiers, "whole").rows[1] == (1500000, 26250, 37500, 11250)


def test_a04_hybrid() -> None:
    quota = 33000

    below = value("COMMISSION", min(40000, quota), [[0, 0.05], [0.5, 0.1]], "whole", *[None] * 3, quota)
    above = value("COMMISSION", 40000, [[1, 0.2]], *[None] * 4, quota)

    assert below + above == 4700


def test_a05_accelerators_and_decelerators() -> None:
    tiers = [[0, 0.1], [1, 0.15], [1.5, 0.05]]

    assert cells("COMMISSION", column(100, 150, 200), tiers, *[None] * 4, 100) == money(10, 17.5, 20)


def test_a06_payout_curve() -> None:
    knots = [[0.75, 0.5], [1, 1], [1.5, 3]]

    assert cells("PAYOUT_CURVE", column(0.74, 0.75, 0.875, 2), knots) == [0, 0.5, 0.75, 3]
    assert value("PAYOUT_CURVE", 2, knots, None, "extend") == 5
    assert value("PAYOUT_CURVE", -0.5, [[-1, -1], [1, 1]]) == -0.5  # knots below 0 work


def test_a07_threshold_gate_floor_and_cap() -> None:
    gate = [[0, 0], [0.8, 1]]
    capped = [[0, 0.1], [100000, 0]]

    assert cells("LOOKUP_RATE", column(0.79, 0.8), gate) == [0, 1]
    assert cells("COMMISSION", column(99999, 100000, 5000000), capped) == money(9999.9, 10000, 10000)
    assert cells("COMMISSION", column(14999.99, 15000), [[0, 0], [15000, 0.02]], "whole") == [0, 300]


def test_a08_multipliers() -> None:
    quality = [[0, 0], [0.6, 0.8], [0.8, 1], [0.95, 1.1]]

    assert cells("LOOKUP_RATE", column(0.5, 0.6, 0.95), quality) == [0, 0.8, 1.1]


def test_a09_matrix() -> None:
    table = [["", 0, 100000], ["new", 0.1, 0.12], ["renewal", 0.03, 0.04]]

    assert value("MATRIX_RATE", "renewal", 100000, table) == 0.04
    assert value("MATRIX_RATE", "renewal", 100000, table, None, "upper") == 0.03


def test_a10_contest_and_ranking() -> None:
    sales = column(90, 120, 120, 30)

    assert cells("RANK_PRIZES", sales, [[1000, 500, 100]], None, 50) == [100, 750, 750, 0]


def test_a11_scorecard() -> None:
    assert value("SCORECARD", [[50, 30, 20]], [[1, 0.8, 1.2]], [[1, 1, 1]]) == money(0.94)[0]
    assert "got a total of 120" in error("SCORECARD", [[30, 30, 60]], [[1, 1, 1]])


def test_a12_manager_override() -> None:
    people, managers = column("rep", "lead", "head"), column("lead", "head", "")

    assert cells("OVERRIDES", people, managers, column(10000, 2000, 500), [[0.08, 0.04]]) == [0, 800, 560]
    assert "a > b > a" in error("OVERRIDES", column("a", "b"), column("b", "a"), column(1, 1), 0.1)


def test_a13_credit_splits_and_overlays() -> None:
    assert cells("CREDIT", 1000.01, [[33.33, 33.33, 33.33]]) == money(333.34, 333.34, 333.33)
    assert cells("CREDIT", 1000, [[100, 100]], None, True) == [1000, 1000]


def test_a14_booking_invoice_cash_and_margin() -> None:
    assert cells("COLLECTED", 100, 1000, column(400, 600, 25)) == [40, 60, 0]
    loss = 80 - 100
    assert value("MARGIN", 80, 100) == -0.25
    assert value("COMMISSION", loss, [[-1e9, 0], [0, 0.1]]) == 0  # a loss may pay nothing ...
    assert value("COMMISSION", loss, [[0, 0.1]]) == -2  # ... or count


def test_a15_product_category_and_customer_rates() -> None:
    rules = [["", "", 0.05], ["tea", "", 0.08], ["tea", "green", 0.1]]

    assert cells("RATE_FOR", [["tea", "green"], ["tea", "black"], ["ink", ""]], rules) == [0.1, 0.08, 0.05]


def test_a16_rate_by_discount_given() -> None:
    assert cells(
        "LOOKUP_RATE", column(0, 0.1, 0.1001, 0.3), [[0, 0.15], [0.1, 0.075], [0.25, 0]], "upper"
    ) == [
        0,
        0.15,
        0.075,
        0,
    ]
    assert call("TIERS_CHECK", [[0, 10, 0.15], [10.01, 100, 0.075]]).rows[0][0] == "gap"


def test_a17_new_product_rate() -> None:
    rules = [["", 0.05, None, None], ["new tea", 0.1, day("2026-03-01"), day("2026-05-31")]]

    found = cells(
        "RATE_FOR", "new tea", rules, column(day("2026-02-28"), day("2026-03-01"), day("2026-06-01"))
    )

    assert found == [0.05, 0.1, 0.05]


def test_a18_draws() -> None:
    rows = call("DRAW", column(500, 1500, 2000), 1000, True, 0, 0.5).rows

    assert rows == ((1000, 0, 500), (1250, 250, 250), (1750, 250, 0))


def test_a19_guarantee() -> None:
    assert call("DRAW", column(500, 1500), 1000, False).rows == ((1000, 0, 0), (1500, 0, 0))


def test_a20_holdback_and_release() -> None:
    earned = [2000 * share for share in cells("LOOKUP_RATE", column(0, 0.89, 0.9), [[0, 0.7], [0.9, 1]])]

    assert cells("TRUE_UP", column(*earned), column(0, 1400, 1400)) == [1400, 0, 600]


def test_a21_clawback() -> None:
    kept = column(0, 3, 12)

    assert cells("CLAWBACK", 500, kept, 12) == [500, 375, 0]
    assert cells("CLAWBACK", 500, kept, 12, "full") == [500, 500, 0]
    assert cells("CLAWBACK", 500, kept, 12, "none") == [0, 0, 0]


def test_a22_late_payment_decay() -> None:
    decay = [[-9999, 1], [30, 0.8], [60, 0.5], [90, 0], [365, -1]]

    assert cells("LOOKUP_RATE", column(-5, 29, 30, 89, 90, 400), decay) == [1, 1, 0.8, 0.5, 0, -1]


def test_a23_proration_scales_quota_and_bounds() -> None:
    quota = value("PRORATE", 36500, day("2026-07-02"), None, day("2026-01-01"), day("2026-12-31"))

    assert quota == 18300
    assert value("COMMISSION", 18400, [[0, 0.05], [1, 0.1]], *[None] * 4, quota) == 925


def test_a24_ramp_with_a_quota_of_0() -> None:
    quotas = column(0, 12500, 25000)

    assert cells("COMMISSION", 12500, [[0, 0.05], [1, 0.1]], *[None] * 4, quotas) == [None, 625, 625]
    assert cells("ATTAINMENT", 12500, quotas) == [None, 1, 0.5]


def test_a25_true_up_year_to_date() -> None:
    to_date = column(90, 150, 130)
    earned = column(*cells("COMMISSION", to_date, TIERS))

    assert cells("TRUE_UP", earned, column(0, 4.5, 9)) == money(4.5, 4.5, -1.6)
    assert cells("COMMISSION_RUNNING", column(90, 60, -20), TIERS) == money(4.5, 4.5, -1.6)


def test_a26_effective_dates() -> None:
    rules = [["A", 0.05, None, day("2025-12-31")], ["A", 0.06, day("2026-01-01"), None]]

    assert cells("RATE_FOR", "A", rules, column(day("2025-12-31"), day("2026-01-01"))) == [0.05, 0.06]
    overlapping = [["A", 0.05, None, day("2026-01-01")], ["A", 0.06, day("2026-01-01"), None]]
    assert "rows 1 and 2" in error("RATE_FOR", "A", overlapping, day("2026-01-01"))


def test_a27_only_the_difference_of_a_recalculation_is_paid() -> None:
    recalculated = cells("COMMISSION", column(90, 160), TIERS)

    assert cells("TRUE_UP", column(*recalculated), column(4.5, 9)) == money(0, 0.8)


def test_a29_rounding_is_explicit_and_totals_are_the_printed_ones() -> None:
    deals = column(*[0.1] * 10)

    assert sum(cells("COMMISSION", deals, [[0, 0.05]])) == money(0.1)[0]  # each line rounds
    assert sum(cells("COMMISSION_RUNNING", deals, [[0, 0.05]])) == money(0.05)[0]  # the period rounds
    assert sum(cells("COMMISSION", deals, [[0, 0.05]], None, None, None, 0)) == money(0.05)[0]


def test_a30_year_end_bonus_by_attainment_and_months_served() -> None:
    bonus = 12000 * value("LOOKUP_RATE", 1.05, [[0.8, 0.5], [1, 1], [1.2, 1.5]])

    months = ("2026-07-01", None, "2026-01-01", "2026-12-31")
    served = value("PRORATE", bonus, *(day(d) if d else None for d in months), "months")

    assert served == 6000


def test_a32_explain() -> None:
    rows = call("COMMISSION_STEPS", 2500, [[0, 0.01], [1000, 0.02]]).rows

    assert rows == ((0, 1000, 0.01, 1000, 10), (1000, None, 0.02, 1500, 30))
    assert value("COMMISSION", 2500, [[0, 0.01], [1000, 0.02]]) == 40


def test_a36_what_if_inverse() -> None:
    assert value("SALES_FOR", 40, [[0, 0.01], [1000, 0.02]], None, None, None, 0) == 2500
    assert cells("SALES_FOR", column(10, 11), [[0, 0.01], [1000, 0]]) == [999.5, "#N/A"]


def test_a37_accrual() -> None:
    rows = call("ACCRUAL", 15000, day("2025-01-01"), 36, column(day("2025-12-31"), day("2027-12-31"))).rows

    assert [row[1:] for row in rows] == [tuple(money(5000, 10000)), tuple(money(15000, 0))]


def test_a38_what_was_paid_is_never_paid_twice() -> None:
    earned = column(100, 100, 140)

    assert cells("TRUE_UP", earned, column(0, 100, 100), "zero") == [100, 0, 40]
