"""What stands beside pay: honours, rewards in kind, a second log, coupons, and the next plan's base."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from jobs.pay_plans import component, plan, run_plan, sale, tiered
from jobs.plans import amounts_of
from xlsales.jobs.incentives.job import IncentiveRun
from xlsales.jobs.incentives.next_base import next_base
from xlsales.jobs.incentives.side_books import side_books
from xlsales.jobs.targets import read_plan_file, run_targets
from xlsales.kernel.words import Language
from xlsales.reports.incentive_pages import incentives_report
from xlsales.reports.incentive_side_pages import base_page
from xlsales.reports.incentive_statements import statement_report
from xlsales.reports.incentive_words import CHINESE
from xlsales.reports.model import Page, Report
from xlsales.reports.xlsx import write_xlsx

PEOPLE = [
    {"person": "Ann", "plan": "reps", "team": "North"},
    {"person": "Bob", "plan": "reps", "team": "North"},
    {"person": "Eve", "plan": "reps", "team": "South"},
]


def page(run: IncentiveRun, name: str, language: Language = "en") -> Page:
    pages = {one.name: one for one in incentives_report(run, "draft", language).pages}
    return pages[name]


def honoured(titles: list[dict[str, Any]], month: str | None = None) -> IncentiveRun:
    champion = tiered(component="champion", kind="rank prize", table="p", accumulator="quarter")
    return run_plan(
        plan(
            people=PEOPLE,
            components=[champion],
            prizes=[{"table": "p", "place": 1, "prize": 100}],
            titles=titles,
            transactions=[sale("T1", 70), sale("T2", 50, person="Bob"), sale("T3", 90, person="Eve")],
        ),
        month,
    )


TITLES = [
    {"title": "Sales champion", "component": "champion"},
    {"title": "Outstanding team", "component": "champion", "bearer": "team"},
]


def test_in8_titles_are_won_when_the_window_ends_by_people_and_by_teams() -> None:
    won = honoured(TITLES, "2026-03")

    assert honoured(TITLES, "2026-02").pay.honours == ()
    assert page(won, "Honours").tables[0].rows == [
        ("Sales champion", "Eve", 1, 90),
        ("Outstanding team", "North", 1, 120),
    ]
    statement = statement_report(won, "Eve", "draft")
    assert statement.pages[0].tables[-1].rows == [("Sales champion", 90, 1)]


def test_in5_rewards_in_kind_stand_on_a_page_and_on_the_statement() -> None:
    reward = component(kind="spiff", rate=None, amount=80, in_kind="service voucher")
    run = run_plan(plan(components=[reward], transactions=[sale("T1", 100)]))

    assert page(run, "In kind").tables[0].rows[0][-1] == 80
    assert statement_report(run, "Ann", "draft").pages[0].tables[2].rows == [
        ("service voucher, worth 80", 80, "T1")
    ]
    assert run.payable == {"Ann": 0}


@pytest.mark.parametrize(
    ("log", "rows"),
    [
        ([{"id": "T1"}, {"id": "T2"}], []),
        ([{"id": "T1"}], [("T2", "only first", 1, None, -1)]),
        ([{"id": "T1", "amount": 100}, {"id": "T2", "amount": 40}], [("T2", "amount", 50, 40, -10)]),
        (
            [{"id": "T1", "amount": 100}, {"id": "T2"}, {"id": "T9", "amount": 1}],
            [("T9", "only second", None, 1, 1)],
        ),
    ],
)
def test_in11_a_second_log_is_compared_with_the_transactions(
    log: list[dict[str, Any]], rows: list[tuple[object, ...]]
) -> None:
    run = run_plan(
        plan(
            components=[component()],
            transactions=[sale("T1", 100), sale("T2", 50), sale("T3", 5, "2026-02-01")],
            **{"second log": log},
        )
    )

    assert page(run, "Two logs").tables[0].rows == rows


COUPONS: dict[str, Any] = {
    "coupons": [
        {"id": "C1", "issued": "2026-01-01", "value": 100, "last day": "2026-01-31"},
        {"id": "C2", "issued": "2026-01-05", "value": 60},
    ],
    "redemptions": [{"coupon": "C2", "date": "2026-01-20", "value": 25, "transaction": "T1"}],
    "concessions": [
        {"transaction": "T1", "date": "2026-01-25", "amount": 10, "text": "free repair"},
        {"transaction": "T9", "date": "2026-01-26", "amount": 1},
    ],
}


def test_pr2_coupons_and_concessions_are_told_with_liability_and_margin() -> None:
    tables = plan(components=[component()], transactions=[sale("T1", 200, cost=150)], **COUPONS)
    tables["plan"]["redemption rate"] = "0.8"
    january, february = run_plan(tables), run_plan(tables, "2026-02")

    book, outstanding, margins = page(january, "Coupons").tables
    assert book.rows == [(160, 25, 0, 135, 108)]
    assert outstanding.rows == [("C1", 100), ("C2", 35)]
    assert margins.rows == [("T1", 200, 150, 35, 15, Fraction("0.075")), ("T9", 0, 0, 1, -1, None)]
    assert page(february, "Coupons").tables[0].rows == [(160, 25, 100, 35, 28)]
    assert any("INC-107" in str(row[1]) for row in page(january, "Exceptions").tables[0].rows)


def test_pr2_a_coupon_used_after_its_last_day_is_told() -> None:
    late = {"coupon": "C1", "date": "2026-02-01", "value": 5}
    run = run_plan(plan(components=[component()], coupons=COUPONS["coupons"], redemptions=[late]), "2026-02")

    books = side_books(run.tables.plan, run.tables.happened, run.pay)
    assert [(issue.code, issue.severity) for issue in books.issues] == [("COUPON-002", "warning")]


def test_rp9_the_summary_becomes_the_base_of_the_next_plan(tmp_path: Path) -> None:
    transactions = [
        sale("T1", 900, "2026-01-10", region="North"),
        sale("T2", 300, "2026-02-10", region="South"),
        sale("R1", -100, "2026-02-20", kind="return", original="T1", region="North"),
        sale("T3", 500, "2026-02-11", region="South"),
        sale("X1", 0, "2026-02-25", kind="cancel", original="T3", region="South"),
    ]
    tables = plan(components=[component()], transactions=transactions)
    tables["plan"]["base by"] = "region"
    run = run_plan(tables, "2026-02")
    base = next_base(run.tables.plan, run.tables.happened, run.month)
    assert base is not None
    assert base.rows == (
        (date(2026, 1, 1), ("North",), Fraction(800)),
        (date(2026, 2, 1), ("South",), Fraction(300)),
    )

    write_xlsx(Report("base", (base_page(base),)), tmp_path / "base.xlsx")
    (history,) = [table for table in read_plan_file(tmp_path / "base.xlsx") if table.name == "history"]
    plan_of_targets = (
        "plan: {start: 2027-01-01, unit: 1, total: 2200}\n"
        "steps: [{dimension: region, weights: last year}, {dimension: month, weights: even}]\n"
    )
    (tmp_path / "next.yaml").write_text(plan_of_targets, encoding="utf-8")
    result = run_targets([*read_plan_file(tmp_path / "next.yaml"), history])

    assert amounts_of(result, "region") == {"North": 1600, "South": 600}


def test_pages_without_anything_to_tell_are_left_out() -> None:
    run = run_plan(plan(components=[component()], transactions=[sale("T1", 1)]))

    names = [one.name for one in incentives_report(run, "draft").pages]
    assert names == ["Payroll", "Cost and budget", "Cliffs", "Differences", "Exceptions"]


def test_every_heading_of_the_side_pages_is_there_in_chinese() -> None:
    tables = plan(
        components=[
            component(benefit_months=24),
            component(component="gift", kind="spiff", rate=None, amount=1, in_kind="pen"),
        ],
        transactions=[sale("T1", 200, cost=150)],
        **COUPONS,
        **{"second log": [{"id": "T1"}]},
    )
    report = incentives_report(run_plan(tables), "draft", "zh")

    headings = {
        column.title
        for one in report.pages
        if not one.is_flat
        for table in one.tables
        for column in table.columns
    }
    names = {one.name for one in report.pages}
    assert {text for text in headings | names if text.isascii()} <= {"commission", "gift"}
    assert CHINESE["Accrual"] in names


def test_cg15_channels_have_their_tier_score_and_what_is_missing() -> None:
    tiers = [
        {"tier": "silver", "measure": "sales", "minimum": 100, "weight": "0.75"},
        {"tier": "silver", "measure": "coverage", "minimum": "0.2", "weight": "0.25"},
        {"tier": "gold", "measure": "Sales", "minimum": 500},
        {"tier": "gold", "measure": "coverage", "minimum": "0.5"},
        {"tier": "gold", "measure": "Service"},
    ]
    figures = [
        {"channel": dealer, "measure": measure, "value": value}
        for dealer, sold, covered in (("North", 500, "0.5"), ("South", 250, "0.5"), ("West", 99, "0.2"))
        for measure, value in (("sales", sold), ("coverage", covered))
    ]
    tables = plan(
        components=[component()],
        channels=[*figures, {"channel": "North", "measure": "service"}],
        **{"channel tiers": tiers},
    )

    found = page(run_plan(tables), "Channels").tables[0].rows

    assert found == [
        ("North", "gold", 1, None, ""),
        ("South", "silver", Fraction(5, 8), "gold", "Sales 250, Service"),
        ("West", None, Fraction("0.2485"), "silver", "Sales 1"),
    ]
    assert page(run_plan(tables), "渠道评估", "zh").tables[0].columns[1].title == "渠道等级"
