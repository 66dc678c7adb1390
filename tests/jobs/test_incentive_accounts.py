"""What finance asks of variable pay: accrual, and what another plan would cost and need."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from jobs.pay_plans import TIERS, component, plan, run_plan, sale, tiered
from xlsales.jobs.incentives.accrual_schedule import accrual_schedule
from xlsales.jobs.incentives.what_if import WhatIf, what_if
from xlsales.tables.yaml_tables import yaml_tables


def test_row_37_pay_for_a_contract_becomes_an_expense_over_its_benefit() -> None:
    run = run_plan(
        plan(
            components=[component(benefit_months=24), component(component="spot", rate="0.01")],
            transactions=[sale("T1", 1200), sale("T2", 600, "2026-02-03", contract_months=36)],
        ),
        "2026-03",
    )

    found = accrual_schedule(run)

    assert found is not None
    assert [(asset.deal, asset.months) for asset in found.assets] == [("T1", 24), ("T2", 36)]
    assert [(m.paid, m.capitalised, m.amortised, m.asset) for m in found.months] == [
        (132, 120, 5, 115),
        (66, 60, Fraction("6.67"), Fraction("168.33")),
        (0, 0, Fraction("6.67"), Fraction("161.66")),
    ]
    assert sum(m.paid for m in found.months) == sum(m.expense for m in found.months) + found.months[-1].asset


@pytest.mark.parametrize(("months", "is_asset"), [(11, False), (12, False), (13, True)])
def test_row_37_a_benefit_within_the_expedient_is_an_expense_at_once(months: int, is_asset: bool) -> None:
    run = run_plan(plan(components=[component(benefit_months=months)], transactions=[sale("T1", 1000)]))

    found = accrual_schedule(run)

    assert found is not None
    assert bool(found.assets) is is_asset


def test_row_37_a_contract_that_is_cancelled_is_written_off_with_its_clawback() -> None:
    run = run_plan(
        plan(
            components=[component(benefit_months=24, clawback_months=12)],
            transactions=[sale("T1", 2400), sale("C1", 0, "2026-04-15", kind="cancel", original="T1")],
        ),
        "2026-05",
    )

    found = accrual_schedule(run)

    assert found is not None
    assert [m.amortised for m in found.months] == [10, 10, 10, 240 - 30 - 180, 0]
    assert found.months[-1].asset == 0


def test_row_37_a_plan_that_capitalises_nothing_has_no_schedule() -> None:
    assert accrual_schedule(run_plan(plan(components=[component()]))) is None


def compared(
    tmp_path: Path, tables: dict[str, Any], other: dict[str, Any], month: str | None = None
) -> WhatIf:
    paths = [tmp_path / "now.yaml", tmp_path / "other.yaml"]
    for path, content in zip(paths, (tables, other), strict=True):
        path.write_text(yaml.safe_dump(content), encoding="utf-8")
    run = run_plan(tables, month)
    return what_if(run, yaml_tables(paths[0]), yaml_tables(paths[1]), "other")


PEOPLE = [{"person": name, "plan": "reps"} for name in ("Ann", "Bob")]


def test_row_36_another_plan_has_winners_losers_and_sales_needed(tmp_path: Path) -> None:
    tables = plan(
        people=PEOPLE,
        components=[component(rate="0.06")],
        transactions=[sale("T1", 1000), sale("T2", 5000, person="Bob")],
    )

    found = compared(tmp_path, tables, {"components": [tiered()], "tiers": TIERS})

    assert found.payees == (("Ann", 60, 50), ("Bob", 300, 370))
    assert (found.winners, found.losers) == (1, 1)
    assert found.needed["Ann"].more == Fraction(125)


@pytest.mark.parametrize(("rate", "growth"), [("0.1", None), ("0.05", "1"), ("0.02", "4"), ("0.0199", None)])
def test_row_36_growth_is_the_least_that_pays_as_much_or_none(
    tmp_path: Path, rate: str, growth: str | None
) -> None:
    tables = plan(components=[component(rate="0.1")], transactions=[sale("T1", 1000)])

    found = compared(tmp_path, tables, {"components": [component(rate=rate)]})

    needed = found.needed.get("Ann")
    assert (None if needed is None or needed.growth is None else needed.growth) == (
        None if growth is None else Fraction(growth)
    )


def test_row_36_what_does_not_depend_on_own_sales_stays(tmp_path: Path) -> None:
    champion = tiered(component="champion", kind="rank prize", table="p")
    tables = plan(
        components=[component(rate="0.1"), champion],
        prizes=[{"table": "p", "place": 1, "prize": 50}],
        transactions=[sale("T1", 1000)],
    )

    found = compared(tmp_path, tables, {"components": [component(rate="0.08"), champion]})

    assert found.needed["Ann"].growth == Fraction(1, 4)
