"""Kinds of components beyond rate and tiers: matrix, pool, ratings, prizes, rewards, guarantees."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from jobs.pay_plans import TIERS, amounts, component, plan, run_plan, sale, tiered, total

# matrix (row 9)

YEAR_BY_SLAB = [
    {"table": "m", "bound": bound, "across": year, "rate": rate}
    for year, rates in (("first", ("0.04", "0.03", "0.02")), ("second", ("0.03", "0.02", "0.01")))
    for bound, rate in zip((0, 2_000_000, 4_000_000), rates, strict=True)
]


def matrix(**fields: Any) -> dict[str, Any]:
    return tiered(kind="matrix", table="m", **fields)


def test_x03_each_column_of_a_marginal_matrix_runs_up_by_itself() -> None:
    # X03 of the worked cases: year of the customer by slab of revenue.
    run = run_plan(
        plan(
            components=[matrix(across="year")],
            matrices=YEAR_BY_SLAB,
            transactions=[sale("T1", 5_000_000, year="First"), sale("T2", 5_000_000, year="second")],
        )
    )

    assert [line.amount for line in run.pay.lines] == [160_000, 110_000]


@pytest.mark.parametrize(
    ("discount", "pays"), [("0", 100), ("0.0999", 100), ("0.1", 50), ("0.2", 0), ("-0.01", 0)]
)
def test_row_9_a_whole_matrix_takes_row_and_column_as_reached(discount: str, pays: int) -> None:
    rows = [
        {"table": "m", "bound": bound, "across": across, "rate": rate}
        for across, rates in (("0", ("0.05", "0.1")), ("0.1", ("0.02", "0.05")), ("20%", (0, 0)))
        for bound, rate in zip((0, 1000), rates, strict=True)
    ]
    tables = plan(
        components=[matrix(across="discount", mode="whole")],
        matrices=rows,
        transactions=[sale("T1", 1000, discount=discount)],
    )

    assert total(run_plan(tables)) == pays


def test_row_9_the_row_of_a_whole_matrix_is_that_of_all_columns_together() -> None:
    rows = [
        {"table": "m", "bound": bound, "across": across, "rate": rate}
        for across, bound, rate in (("A", 0, "0.01"), ("A", 100, "0.02"), ("B", 0, "0.1"), ("B", 100, "0.2"))
    ]
    run = run_plan(
        plan(
            components=[matrix(across="category", mode="whole")],
            matrices=rows,
            transactions=[sale("T1", 60, category="A"), sale("T2", 40, "2026-01-20", category="B")],
        )
    )

    assert total(run) == Fraction("1.2") + 8
    assert run.pay.lines[1].steps[-1].words == "effect on other sales"


def test_row_9_bounds_may_be_multiples_of_the_target_and_columns_margins() -> None:
    rows = [
        {"table": "m", "bound": bound, "across": across, "rate": rate}
        for across, bound, rate in (("0.2", 0, "0.01"), ("0.2", 1, "0.03"))
    ]
    tables = plan(
        components=[matrix(across="margin", of_target=True)],
        matrices=rows,
        transactions=[sale("T1", 1500, cost=1200), sale("T2", 100, cost=90)],
    )
    without = run_plan(tables)
    run = run_plan({**tables, "targets": [{"person": "Ann", "month": "2026-01", "amount": 1000}]})

    assert total(run) == 10 + 15
    assert total(without) == 0
    assert "INC-103" in [issue.code for issue in without.issues]


# split after rate and multiplier

PEOPLE = [{"person": name, "plan": "reps"} for name in ("Ann", "Bob", "Eve")]
THIRDS = [{"transaction": "T1", "person": name, "share": "0.33333"} for name in ("Ann", "Bob", "Eve")]


@pytest.mark.parametrize(
    ("fields", "deal"),
    [
        (component(rate="0.1", multiplier="0.5"), "5"),
        (component(kind="spiff", rate=None, amount=50, minimum=100), "50"),
        (tiered(accumulator="deal", mode="whole"), "8"),
    ],
    ids=["flat", "spiff", "tiers by deal"],
)
def test_pay_of_a_deal_is_worked_out_on_the_whole_and_split_to_the_cent(
    fields: dict[str, Any], deal: str
) -> None:
    tiers = [{"table": "t", "bound": 0, "rate": "0.05"}, {"table": "t", "bound": 100, "rate": "0.08"}]
    sold = sale("T1", 100)

    run = run_plan(plan(people=PEOPLE, components=[fields], tiers=tiers, credits=THIRDS, transactions=[sold]))

    assert total(run) == Fraction(deal)
    assert all(abs(line.amount - Fraction(deal) / 3) < Fraction(1, 100) for line in run.pay.lines)
    assert all(line.share == Fraction(1, 3) and line.base == 100 for line in run.pay.lines)


def test_what_a_person_runs_up_holds_only_the_persons_part() -> None:
    half = [{"transaction": "T1", "person": name, "share": "0.5"} for name in ("Ann", "Bob")]
    run = run_plan(
        plan(people=PEOPLE, components=[tiered()], tiers=TIERS, credits=half, transactions=[sale("T1", 1600)])
    )

    assert run.payable == {"Ann": 40, "Bob": 40}


def test_a_cap_holds_for_what_is_left_after_the_split() -> None:
    half = [{"transaction": "T1", "person": name, "share": "0.5"} for name in ("Ann", "Bob")]
    capped = component(cap=60, cap_per="deal")

    run = run_plan(
        plan(
            people=PEOPLE,
            components=[capped],
            credits=half,
            transactions=[sale("T1", 1000), sale("T2", 1000)],
        )
    )

    assert run.payable == {"Ann": 110, "Bob": 50}


def test_somebody_may_share_a_deal_and_be_credited_on_top() -> None:
    shares = [
        {"transaction": "T1", "person": "Ann", "share": "0.6"},
        {"transaction": "T1", "person": "Bob", "share": "0.4"},
        {"transaction": "T1", "person": "Ann", "share": "0.5", "overlay": True},
    ]
    run = run_plan(
        plan(people=PEOPLE, components=[component()], credits=shares, transactions=[sale("T1", 1000)])
    )

    assert run.payable == {"Ann": 110, "Bob": 40}


# factors of deals (rows 16 and 22)


def test_row_16_discounts_weigh_what_runs_up_through_tiers_by_their_mean() -> None:
    factors = [{"table": "d", "bound": b, "value": v} for b, v in ((0, 1), ("0.1", "0.5"))]
    sales = [sale("T1", 500), sale("T2", 1500, "2026-01-20", discount="0.1")]
    tables = plan(components=[tiered(discount_table="d")], tiers=TIERS, steps=factors, transactions=sales)
    back = [
        sale(f"R{i}", -amount, "2026-01-25", kind="return", original=f"T{i}")
        for i, amount in ((1, 500), (2, 1500))
    ]

    run = run_plan(tables)

    assert total(run) == (50 + 80) * (500 + Fraction(1500) / 2) / 2000
    assert total(run_plan({**tables, "transactions": sales[::-1]})) == total(run)
    assert total(run_plan({**tables, "transactions": [*sales, *back]})) == 0


@pytest.mark.parametrize(("discount", "factor"), [("0.0999", "1"), ("0.1", "0.5"), ("0.1001", "0.5")])
def test_row_16_a_discount_between_two_printed_bounds_falls_into_no_gap(discount: str, factor: str) -> None:
    factors = [{"table": "d", "bound": b, "value": v} for b, v in ((0, 1), ("0.1", "0.5"))]
    run = run_plan(
        plan(
            components=[component(discount_table="d")],
            steps=factors,
            transactions=[sale("T1", 1000, discount=discount)],
        )
    )

    assert total(run) == 100 * Fraction(factor)


# currencies (row 28)

RATES = [
    {"currency": "USD", "start": day, "rate": rate}
    for day, rate in (("2026-01-01", 7), ("2026-01-16", "7.2"), ("2026-01-31", "7.5"))
]


@pytest.mark.parametrize(
    ("rule", "day", "rate", "told"),
    [
        ("event", "2026-01-15", "7", "2026-01-15"),
        ("event", "2026-01-16", "7.2", "2026-01-16"),
        ("period end", "2026-01-15", "7.5", "2026-01-31"),
        ("plan", "2026-01-31", "7", "2026-01-01"),
    ],
)
def test_row_28_a_foreign_amount_is_turned_by_the_stated_rule_and_says_its_rate(
    rule: str, day: str, rate: str, told: str
) -> None:
    tables = plan(
        components=[component()], exchange=RATES, transactions=[sale("T1", 100, day, currency="usd")]
    )
    tables["plan"] |= {"currency": "CNY", "rate_rule": rule}

    (line,) = run_plan(tables).pay.lines

    assert line.amount == 10 * Fraction(rate)
    assert line.words == f"100 usd at {rate} of {told}"


def test_row_28_a_return_is_turned_at_the_rate_of_its_sale() -> None:
    back = sale("R1", -100, "2026-02-20", kind="return", original="T1", currency="USD")
    tables = plan(
        components=[component()],
        exchange=RATES,
        transactions=[sale("T1", 100, "2026-01-02", currency="USD"), back],
    )

    assert total(run_plan(tables, "2026-02")) == 0


def test_row_28_each_payment_is_turned_at_its_own_day_and_a_quantity_never() -> None:
    tables = plan(
        components=[component(basis="cash"), component(component="units", basis="quantity", rate=2)],
        exchange=RATES,
        transactions=[sale("T1", 200, "2026-01-02", currency="USD", quantity=3)],
        payments=[
            {"id": f"P{i}", "transaction": "T1", "date": day, "amount": 100}
            for i, day in enumerate(("2026-01-15", "2026-01-16"))
        ],
    )

    assert sorted(line.amount for line in run_plan(tables).pay.lines) == [6, 70, 72]


def test_amounts_of_all_components_are_told_apart() -> None:
    run = run_plan(
        plan(components=[component(), component(component="x", rate=1)], transactions=[sale("T1", 10)])
    )

    assert amounts(run) == {("Ann", "2026-01", "commission"): 1, ("Ann", "2026-01", "x"): 10}
