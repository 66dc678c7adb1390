"""Rows of table A of facts/incentives_and_targets.md that a whole run has to show, each by its number."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from jobs.pay_plans import TIERS, amounts, component, plan, run_plan, sale, tiered, total
from xlsales.jobs.incentives.job import IncentiveRun
from xlsales.kernel.issues import InvalidInputError, XlSalesError
from xlsales.ledger.store import Ledger
from xlsales.reports.incentive_pages import cliffs_page
from xlsales.reports.incentive_statements import statement_report
from xlsales.reports.incentive_words import pay_words

PEOPLE = [{"person": name, "plan": "reps"} for name in ("Ann", "Bob")]


def test_row_3_cliffs_are_told_with_their_jump() -> None:
    run = run_plan(plan(components=[tiered(mode="whole")], tiers=TIERS, transactions=[sale("T1", 900)]))

    jumps, near = cliffs_page(run, pay_words("en")).tables

    assert jumps.rows == [("commission", "t", 1000, 50, 80, 30)]
    assert near.rows[0][-2:] == (1000, 100)


def test_row_7_the_order_is_rate_multiplier_split_cap_then_draw() -> None:
    people = [{"person": "Ann", "plan": "reps", "draw": 40}, {"person": "Bob", "plan": "reps"}]
    shares = [{"transaction": "T1", "person": name, "share": "0.5"} for name in ("Ann", "Bob")]
    run = run_plan(
        plan(
            people=people,
            components=[component(rate="0.1", multiplier="1.5", cap=30)],
            credits=shares,
            transactions=[sale("T1", 500)],
        )
    )

    assert [(line.payee, line.kind, line.amount) for line in run.pay.lines] == [
        ("Ann", "cap", Fraction("-7.5")),
        ("Ann", "pay", Fraction("37.5")),
        ("Ann", "draw", 10),
        ("Bob", "cap", Fraction("-7.5")),
        ("Bob", "pay", Fraction("37.5")),
    ]


@pytest.mark.parametrize(("sold", "pays"), [("499.99", 0), ("500", 25), ("500.01", 25)])
def test_row_7_a_gate_pays_from_its_attainment_on_all_that_was_sold(sold: str, pays: int) -> None:
    run = run_plan(
        plan(
            components=[tiered(gate="0.5")],
            tiers=TIERS,
            targets=[{"person": "Ann", "month": "2026-01", "amount": 1000}],
            transactions=[sale("T1", "100"), sale("T2", f"{float(sold) - 100:.2f}", "2026-01-20")],
        )
    )

    assert total(run) == pays


@pytest.mark.parametrize(
    ("per", "paid"), [("deal", [30, 30, 30]), ("month", [30, 0, 30]), ("quarter", [30, 0, 0])]
)
def test_row_7_a_cap_holds_for_its_deal_or_period(per: str, paid: list[int]) -> None:
    sales = [sale(f"T{i}", 500, day) for i, day in enumerate(("2026-01-05", "2026-01-06", "2026-02-01"))]

    run = run_plan(plan(components=[component(cap=30, cap_per=per)], transactions=sales), "2026-02")

    by_sale = {line.source: Fraction(0) for line in run.pay.lines}
    for line in run.pay.lines:
        by_sale[line.source] += line.amount
    assert [by_sale[f"T{i}"] for i in range(3)] == paid


def test_row_8_a_multiplier_of_nothing_stays_visible() -> None:
    run = run_plan(plan(components=[component(multiplier=0)], transactions=[sale("T1", 500)]))

    (line,) = run.pay.lines
    assert (line.amount, line.factor, line.words) == (0, 0, "multiplier 0")


BASES: list[tuple[str, int, int]] = [
    ("quantity", 3, -1),
    ("booking", 0, 0),
    ("invoice", 500, -100),
    ("margin", 120, -20),
    ("cash", 300, 0),
]


@pytest.mark.parametrize(("basis", "sold", "back"), BASES)
def test_row_14_each_basis_counts_its_own_measure_on_its_own_day(basis: str, sold: int, back: int) -> None:
    transactions = [
        sale("T1", 500, kind="invoice", quantity=3, cost=380, tax=65),
        sale("R1", -100, "2026-02-02", kind="return", original="T1", quantity=-1, cost=-80, tax=-13),
    ]
    run = run_plan(
        plan(
            components=[component(basis=basis, rate=1)],
            transactions=transactions,
            payments=[{"id": "P1", "transaction": "T1", "date": "2026-01-31", "amount": 339}],
        ),
        "2026-02",
    )

    assert [amounts(run).get(("Ann", month, "commission"), 0) for month in ("2026-01", "2026-02")] == [
        sold,
        back,
    ]


def test_row_14_amounts_count_with_their_tax_where_the_plan_says_so() -> None:
    tables = plan(components=[component(tax=True)], transactions=[sale("T1", 500, tax=65)])

    assert total(run_plan(tables)) == Fraction("56.5")


def test_row_14_a_loss_pays_less_than_nothing_on_margin_and_its_refund_gives_it_back() -> None:
    loss = sale("T1", 100, cost=150)
    back = sale("R1", -100, "2026-01-20", kind="return", original="T1", cost=-150)

    assert total(run_plan(plan(components=[component(basis="margin")], transactions=[loss]))) == -5
    assert total(run_plan(plan(components=[component(basis="margin")], transactions=[loss, back]))) == 0


RULES = [
    {"table": "r", "rate": "0.01"},
    {"table": "r", "rate": "0.02", "category": "Tea"},
    {"table": "r", "rate": "0.03", "category": "Tea", "customer": "Shop"},
]


@pytest.mark.parametrize(
    ("labels", "pays"),
    [
        ({"category": "Ink", "customer": "Shop"}, 10),
        ({"category": "tea", "customer": "Bar"}, 20),
        ({"category": "Tea", "customer": "SHOP"}, 30),
    ],
)
def test_row_15_the_rule_that_names_most_labels_wins(labels: dict[str, str], pays: int) -> None:
    run = run_plan(
        plan(
            components=[component(rate=None, table="r")],
            rates=RULES,
            transactions=[sale("T1", 1000, **labels)],
        )
    )

    assert total(run) == pays


def test_row_15_two_rules_that_fit_equally_are_told() -> None:
    rules = [*RULES[:2], {"table": "r", "rate": "0.05", "customer": "Shop"}]

    with pytest.raises(XlSalesError, match="RULE-001"):
        run_plan(
            plan(
                components=[component(rate=None, table="r")],
                rates=rules,
                transactions=[sale("T1", 1000, category="Tea", customer="Shop")],
            )
        )


def test_row_15_filters_let_rates_add_up_where_the_plan_wants_it() -> None:
    every, tea = component(rate="0.01"), component(component="tea", rate="0.02", category="Tea")

    run = run_plan(
        plan(
            components=[every, tea],
            transactions=[sale("T1", 1000, category="Tea"), sale("T2", 1000, category="Ink")],
        )
    )

    assert total(run) == 40


def test_row_31_a_payee_sees_only_rows_of_his_own() -> None:
    run = run_plan(
        plan(
            people=PEOPLE,
            components=[component()],
            transactions=[sale("T1", 10), sale("T2", 7, person="Bob")],
        )
    )

    texts = str([table.rows for table in statement_report(run, "Ann", "draft").pages[0].tables])

    assert "T1" in texts
    assert "T2" not in texts
    assert "Bob" not in texts


def disputed(status: str, claimed: str | None) -> IncentiveRun:
    dispute = {"id": "D1", "person": "Ann", "month": "2026-01", "component": "commission", "status": status}
    return run_plan(
        plan(
            components=[component()],
            transactions=[sale("T1", 1000)],
            disputes=[{**dispute, **({"claimed": claimed} if claimed else {})}],
        )
    )


@pytest.mark.parametrize("status", ["open", "accepted", "refused"])
def test_row_34_a_dispute_has_its_status_on_the_statement_and_changes_no_pay(status: str) -> None:
    run = disputed(status, "130")

    table = statement_report(run, "Ann", "draft").pages[0].tables[-1]

    assert table.rows[0][0] == "D1"
    assert status in table.rows[0]
    assert run.payable == {"Ann": 100}


def test_row_35_a_locked_month_is_a_snapshot_and_only_differences_follow(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'pay.sqlite'}")
    tables = plan(components=[component()], transactions=[sale("T1", 1000)])
    january = run_plan(tables, "2026-01", ledger)
    ledger.draft(january.month, january.entries, january.stamp)
    ledger.advance(january.month, "approved")
    ledger.advance(january.month, "locked")
    tables["transactions"].append(sale("T2", 200, "2026-01-31"))

    february = run_plan(tables, "2026-02", ledger)

    assert [(entry.source.source, entry.amount, entry.words) for entry in february.deltas] == [
        ("pay T2", 20, "new")
    ]
    changed = run_plan(tables, "2026-01", ledger)
    with pytest.raises(XlSalesError, match="LEDGER"):
        ledger.draft(changed.month, changed.entries, changed.stamp)


def test_row_1_a_refund_is_the_exact_negative_of_its_sale() -> None:
    sold = sale("T1", "33.33")
    back = sale("R1", "-33.33", "2026-01-16", kind="return", original="T1")

    lines = run_plan(plan(components=[component(rate="0.0777")], transactions=[sold, back])).pay.lines

    assert [line.amount for line in lines] == [Fraction("2.59"), Fraction("-2.59")]


def test_row_26_gaps_of_a_plan_are_told() -> None:
    tables: dict[str, Any] = plan(
        components=[component(effective_from="2026-01-10")], transactions=[sale("T1", 5, "2026-01-09")]
    )

    with pytest.raises(InvalidInputError, match="INC-036"):
        run_plan(tables)
