"""Worked cases with numbers printed in public sources, each by its id.

The ids, sources and numbers are those of cases/targets_incentives.yaml, where each has its
address; where a source is wrong, the expected number is the right one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from incentives.calls import call, cells, column, day, value
from shared import shared_file
from xlsales.incentives.credited_totals import credited_totals
from xlsales.incentives.output_tiers import paid_by_output
from xlsales.incentives.settlement_periods import half_month
from xlsales.kernel.numbers import to_float


def irs_tiers(*bounds: float) -> list[list[float]]:
    """Return the seven brackets of the income tax, whose rates have stayed since 2018."""
    return [list(tier) for tier in zip(bounds, (0.1, 0.12, 0.22, 0.24, 0.32, 0.35, 0.37), strict=True)]


#: Amounts, tiers and the commission of each amount by itself.
MARGINAL: dict[str, tuple[list[float], list[list[float]], list[float]]] = {
    "M01_excelforum_fee": (
        [300, 400, 500, 600, 700, 800, 900],
        [[0, 0.03], [500, 0.05], [750, 0.075]],
        [9, 12, 15, 20, 25, 31.25, 38.75],
    ),
    "M02_cronquist_decelerating": (
        [65000, 125000, 280000],
        [[0, 0.045], [100000, 0.02], [250000, 0.012]],
        [2925, 5000, 7860],
    ),
    "M04_mrexcel_schedule_800k": (
        [800000],
        [[100000 * i, (10 + i) / 100] for i in range(8)],
        [108000],
    ),
    "M05_mrexcel_boundary_300k": ([300000], [[100000 * i, (10 + i) / 100] for i in range(5)], [33000]),
    "M14_spiff_tax": ([102000], [[0, 0.05], [50000, 0.06], [100000, 0.07]], [5640]),
    "M15_irs_2023_single": (
        [11000, 44725, 95375, 182100, 231250, 578125],
        [
            [0, 0.1],
            [11000, 0.12],
            [44725, 0.22],
            [95375, 0.24],
            [182100, 0.32],
            [231250, 0.35],
            [578125, 0.37],
        ],
        [1100, 5147, 16290, 37104, 52832, 174238.25],
    ),
    "M16_irs_2023_joint": (
        [22000, 89450, 190750, 364200, 462500, 693750],
        [
            [0, 0.1],
            [22000, 0.12],
            [89450, 0.22],
            [190750, 0.24],
            [364200, 0.32],
            [462500, 0.35],
            [693750, 0.37],
        ],
        [2200, 10294, 32580, 74208, 105664, 186601.5],
    ),
    "M18_irs_2022_single": (
        [10275, 41775, 89075, 170050, 215950, 539900],
        [
            [0, 0.1],
            [10275, 0.12],
            [41775, 0.22],
            [89075, 0.24],
            [170050, 0.32],
            [215950, 0.35],
            [539900, 0.37],
        ],
        [1027.5, 4807.5, 15213.5, 34647.5, 49335.5, 162718],
    ),
    "M23_oracle_step_individual": (
        [200, 300, 1500, 1200, 2000, 4500],
        [[0, 0.01], [1000, 0.02], [3000, 0.03], [8000, 0.05]],
        [2, 3, 20, 14, 30, 95],
    ),
    "W08_earnbase_marginal": ([180000], [[0, 0.5], [100000, 0.6]], [98000]),
    "D05_wallace_deduct": ([22500], [[0, 0.15]], [3375]),
}

#: What is calculated, and what must come out.
CASES: dict[str, tuple[Callable[[], Any], Any]] = {}


def case(case_id: str, expected: Any) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    def keep(calculate: Callable[[], Any]) -> Callable[[], Any]:
        CASES[case_id] = (calculate, expected)
        return calculate

    return keep


for _id, (_amounts, _tiers, _expected) in MARGINAL.items():
    CASES[_id] = (lambda a=_amounts, t=_tiers: cells("COMMISSION", column(*a), t), _expected)


@case("M09_comish_blended", [0.06625])
def blended() -> Any:
    return [value("BLENDED_RATE", 500000, [[0, 0.06], [375000, 0.08], [468750, 0.1], [562500, 0.12]])]


@case("M12_spiff_blended_5_5", [0.055])
def blended_after_prior() -> Any:
    return [value("BLENDED_RATE", 20000, [[0, 0.04], [150000, 0.06], [250000, 0.08]], None, 145000)]


@case("M25_oracle_step_cumulative", [2, 3, 25, 26, 60, 169])
def running() -> Any:
    amounts, tiers, _ = MARGINAL["M23_oracle_step_individual"]
    return cells("COMMISSION_RUNNING", column(*amounts), tiers)


@case("M27_mcgimpsey_inverse", 55000)
def inverse() -> Any:
    tiers = [[0, 0], [6000, 0.17], [20000, 0.3], [50000, 0.42], [60000, 0.47]]
    return value("SALES_FOR", 13480, tiers, None, None, None, 0)


@case("M29_techcommunity_two_categories", [26000, 18000, 30000, 22333.33, 24000, 20000])
def tiers_on_output() -> Any:
    rates = {"1": ["0.3", "0.2", "0.2"], "2": ["0.4", "0.3", "0.2"]}
    deals = [(65000, "2"), (60000, "1"), (75000, "2"), (85000, "1"), (80000, "2"), (100000, "1")]
    bounds = [Fraction(bound) for bound in (0, 90000, 150000)]
    paid = [Fraction(0)]
    for amount, category in deals:
        pay = paid_by_output(bounds, list(map(Fraction, rates[category])), Fraction(amount), sum(paid))
        paid.append(pay)
    return [round(to_float(pay), 2) for pay in paid[1:]]


@case("W02_oracle_boundary_lower", [0.025])
def whole_rate_at_a_bound() -> Any:
    tiers = [[0, 0.0175], [1500000, 0.025], [3000000, 0.0325], [4500000, 0.0425]]
    return [value("BLENDED_RATE", 1500000, tiers, "whole", None, "lower")]


SPIFF_TIERS = [[-1000000000, 0.1], [100, 0.12], [150, 0.14], [200, 0.16]]


@case("W04_spiff_tier_payout_125", [0.12])
def whole_rate_inside_a_tier() -> Any:
    return [value("BLENDED_RATE", 125, SPIFF_TIERS, "whole")]


@case("W05_spiff_tie_default", [0.1])
def whole_rate_at_a_bound_below() -> Any:
    return [value("BLENDED_RATE", 100, SPIFF_TIERS, "whole", None, "upper")]


@case("W07_earnbase_retro", [108000])
def whole() -> Any:
    return [value("COMMISSION", 180000, [[0, 0.5], [100000, 0.6]], "whole")]


@case("C01_excelcampus_50pct", [0.2, 0.275, 0.35])
def curve() -> Any:
    return cells("PAYOUT_CURVE", column(0.4, 0.5, 0.6), [[0, 0], [0.4, 0.2], [0.6, 0.35]])


@case("C03_ecsell_interpolated", [0.75, 2, 5])
def curve_that_goes_on() -> Any:
    knots = [[0.75, 0.5], [1, 1], [1.5, 3]]
    return cells("PAYOUT_CURVE", column(0.875, 1.25, 2), knots, None, "extend")


@case("C05_oracle_interp_12pct", [480, 1000, 3000, 8000])
def whole_amounts_and_part_of_the_last() -> Any:
    cumulative = [[0, 0], [25, 1000], [50, 3000], [100, 8000], [999, 14000]]
    return cells("PAYOUT_CURVE", column(12, 25, 50, 100), cumulative)


@case("R02_oca_formula_refund", [-41.25])
def refund_of_a_formula() -> Any:
    return [value("COMMISSION", -750, [[0, 0.05 * 1.1]])]


@case("R03_oca_product_criteria", [10, 20, 50, 150])
def most_specific_rule() -> Any:
    lines = [["c1", "p1", ""], ["c5", "p5", ""], ["c5", "p4", "v0"], ["c5", "p4", "v4"]]
    rules = [["", "", "", 0.01], ["c5", "", "", 0.02], ["c5", "p4", "", 0.05], ["c5", "p4", "v4", 0.15]]
    return [1000 * rate for rate in cells("RATE_FOR", lines, rules)]


@case("R04_oca_discount_bands", [15, 7.5])
def rate_by_discount() -> Any:
    return cells("LOOKUP_RATE", column(0, 11), [[0, 15], [10.01, 7.5]])


@case("R05_oca_two_agents", [100, 100])
def two_agents_in_full() -> Any:
    credited = call("CREDIT", 1000, [[100, 100]], None, True).rows
    return cells("COMMISSION", credited, [[0, 0.1]])


@case("R06_oca_down_payment", [10, 90])
def down_payment_then_rest() -> Any:
    return cells("COLLECTED", 100, 1000, column(100, 900))


@case("R08_oca_negative_settlement", 0)
def invoice_plus_refund() -> Any:
    return sum(cells("ATTAINMENT", column(100, -100), 1))


@case("R09_oca_biweekly", 2)
def half_months() -> Any:
    return len({half_month(date.fromisoformat(d)) for d in ("2022-01-01", "2022-01-16", "2022-01-31")})


@case("R13_erpnext_pr40062", [0, 10, 10])
def achieved_by_contribution() -> Any:
    credits = [cells("CREDIT", 5, [[100, None]])[0], cells("CREDIT", 10, [[50, 50]])[0]]
    return [0, sum(credits), value("TRUE_UP", sum(credits), 0)]


@case("R14_xactly_split", [500, 500])
def credit_split() -> Any:
    return cells("CREDIT", 1000, [[50, 50]])


@case("R15_xactly_out_of_step", [200, 250])
def attainment_of_triggering_credits() -> Any:
    orders = [{"rev": Fraction(50), "book": Fraction(100)}] * 2
    return [int(total) for total in credited_totals(Fraction(150), orders, {"rev"})]


@case("R17_spiff_icr", [1000, 25000])
def individual_rate() -> Any:
    return cells("COMMISSION", column(10000, 250000), [[0, 0.1]])


@case("R19_oracle_interval_goal_full", 1)
def goal_reached() -> Any:
    return value("ATTAINMENT", 1000 + 1500 + 500, 3000)


@case("R20_ehow_markup", [0.5, 12.5])
def commission_on_markup() -> Any:
    markup = value("MARGIN", 150, 100, "markup")
    rate = value("LOOKUP_RATE", markup, [[-1000000, 0.1], [0.35, 0.25], [0.6, 0.4]])
    return [markup, (150 - 100) * rate]


@case("D01_siebel_recoverable", {"paid": [2750, 3000, 2000, 2000, 2875, 2750]})
def recoverable_draw() -> Any:
    rows = call("DRAW", column(2750, 3000, 1500, 2375, 3000, 2750), 2000).rows
    return {"paid": [row[0] for row in rows]}


@case("D04_studypool_draw", {"paid": [1000, 1000, 1000, 1000, 1100], "owed": [600, 1000, 800, 300, 0]})
def recoverable_draw_with_balance() -> Any:
    rows = call("DRAW", column(400, 600, 1200, 1500, 1400), 1000).rows
    return {"paid": [row[0] for row in rows], "owed": [row[2] for row in rows]}


@case("D07_core8_clawback", [-5000])
def half_clawed_back() -> Any:
    return [-value("CLAWBACK", 10000, 6, 12)]


@case("D09_spiff_clawback", [-500])
def all_clawed_back() -> Any:
    return [-value("CLAWBACK", 500, 3, 12, "full")]


@case("D10_centify_paid_only", -500)
def only_what_was_paid() -> Any:
    instalments = [(500, True), (500, False)]
    return -value("CLAWBACK", sum(amount for amount, paid in instalments if paid), 0, 12, "full")


@case("D11_seanmasters_proration", {"days": 214, "factor": 0.5863})
def prorated_by_days() -> Any:
    year = day("2019-01-01"), day("2019-12-31")
    factor = value("PRORATE", 1, day("2019-06-01"), None, *year)
    return {"days": round(factor * 365, 9), "factor": round(factor, 4)}


@case("D14_seanmasters_month_inclusive", 6.6667)
def prorated_within_a_month() -> Any:
    month = day("2019-06-01"), day("2019-06-30")
    return round(value("PRORATE", 20, day("2019-06-21"), None, *month), 4)


@case("D15_kdesk_asc340", 416.67)
def straight_line() -> Any:
    return round(cells("ACCRUAL", 15000, day("2026-01-01"), 36, day("2026-01-31"))[0], 2)


@case("D17_prowi_ramp", [0, 12500, 25000, 37500, 50000])
def ramp() -> Any:
    months = column(*(day(f"2026-0{month}-01") for month in range(1, 6)))
    fractions = cells("RAMP", day("2026-01-05"), months, [[0, 0.25, 0.5, 0.75, 1]])
    return [50000 * fraction for fraction in fractions]


@case("X01_quotapath_hybrid", [824.95, 1650, 3300, 4700])
def hybrid() -> Any:
    amounts, quota = [16499, 16500, 33000, 40000], 33000
    up_to_quota = column(*(min(amount, quota) for amount in amounts))
    base = cells("COMMISSION", up_to_quota, [[0, 0.05], [0.5, 0.1]], "whole", *[None] * 3, quota)
    above = cells("COMMISSION", column(*amounts), [[1, 0.2]], *[None] * 4, quota)
    return [below + top for below, top in zip(base, above, strict=True)]


@case("X02_dolistore_cliff", [0, 300])
def cliff() -> Any:
    return cells("COMMISSION", column(14999.99, 15000), [[0, 0], [15000, 0.02]], "whole")


@case("X03_asimplemodel_matrix", [160000, 110000])
def year_and_slab() -> Any:
    bounds, rates = [0, 2000000, 4000000], [[0.04, 0.03, 0.02], [0.03, 0.02, 0.01]]
    tables = [list(map(list, zip(bounds, year, strict=True))) for year in rates]
    return [value("COMMISSION", 5000000, table) for table in tables]


@case("X04_guidewire_range_match", [0.5, 1.25])
def rate_of_a_range() -> Any:
    table = [[-1000000000, 0.5], [1000, 0.75], [2000, 1], [5000, 1.25]]
    return cells("LOOKUP_RATE", column(999.99, 5000), table)


def near(expected: Any) -> Any:
    if isinstance(expected, dict):
        return {key: near(part) for key, part in expected.items()}
    return pytest.approx(expected, rel=1e-12, abs=1e-9)


@pytest.mark.parametrize("case_id", CASES)
def test_a_published_case_comes_out(case_id: str) -> None:
    calculate, expected = CASES[case_id]

    assert calculate() == near(expected)


@pytest.mark.shared
def test_every_incentive_case_of_the_collection_is_here_with_its_number() -> None:
    yaml = pytest.importorskip("yaml", reason="the collection of cases is read with PyYAML")
    collected = yaml.safe_load(shared_file("cases", "targets_incentives.yaml").read_text("utf-8"))
    wanted = {entry["id"]: entry["expected"] for entry in collected if entry["id"][0] in "MWCRDX"}

    assert wanted == {case_id: near(expected) for case_id, (_, expected) in CASES.items()}


def test_the_gap_between_discount_bands_is_found() -> None:
    assert call("TIERS_CHECK", [[0, 10, 0.15], [10.01, 100, 0.075]]).rows[0][:2] == ("gap", "row 2")


def test_what_a_payout_needs_with_rounding_is_a_cent_less() -> None:
    tiers = [[0, 0], [6000, 0.17], [20000, 0.3], [50000, 0.42], [60000, 0.47]]

    assert value("SALES_FOR", 13480, tiers) == 54999.99
    assert cells("COMMISSION", column(54999.98, 54999.99), tiers) == [13479.99, 13480]
