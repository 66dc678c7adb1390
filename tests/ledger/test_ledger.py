"""The ledger: locked months never change, differences are posted later, nobody is paid twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from jobs.pay_plans import TIERS, plan, run_plan, sale, tiered
from xlsales.jobs.incentives.job import IncentiveRun
from xlsales.kernel.issues import InvalidInputError
from xlsales.ledger.entries import State
from xlsales.ledger.store import Ledger

JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(f"sqlite:///{tmp_path / 'pay.sqlite'}")


def _plan(*sales: dict[str, Any]) -> dict[str, Any]:
    return plan(components=[tiered()], tiers=TIERS, transactions=list(sales))


def _post(ledger: Ledger, tables: dict[str, Any], month: str, *states: State) -> IncentiveRun:
    run = run_plan(tables, month, ledger)
    ledger.draft(run.month, run.entries, run.stamp)
    for state in states:
        ledger.advance(run.month, state)
    return run


FIRST = [sale("T1", 900), sale("T2", 600, "2026-01-20")]
LATE = sale("T9", 500, "2026-01-10")


def test_a_late_event_is_posted_as_differences_with_their_causes(ledger: Ledger) -> None:
    _post(ledger, _plan(*FIRST), "2026-01", "approved", "locked")
    before = ledger.entries(JANUARY)

    run = _post(ledger, _plan(*FIRST, LATE), "2026-02")

    assert run.payable == {"Ann": 40}
    assert {(entry.source.source, entry.words) for entry in run.deltas} >= {("pay T9", "new")}
    assert ledger.entries(JANUARY) == before


def test_differences_sum_to_what_is_worked_out_now_month_after_month(ledger: Ledger) -> None:
    back = sale("R1", -900, "2026-03-03", kind="return", original="T1")
    _post(ledger, _plan(*FIRST), "2026-01", "approved", "locked", "paid")
    _post(ledger, _plan(*FIRST, LATE), "2026-02", "approved", "locked", "paid")
    run = _post(ledger, _plan(FIRST[1], FIRST[0], back), "2026-03", "approved", "locked", "paid")

    paid = sum(ledger.payments(month).get("Ann", Fraction(0)) for month in (JANUARY, FEBRUARY, MARCH))

    assert paid == sum(line.amount for line in run.pay.lines) == 30
    assert "no longer there" in {entry.words for entry in run.deltas}


def test_a_locked_month_refuses_another_run_and_takes_the_same_one(ledger: Ledger) -> None:
    run = _post(ledger, _plan(*FIRST), "2026-01", "approved", "locked")

    ledger.draft(run.month, run.entries, run.stamp)
    with pytest.raises(InvalidInputError, match="LEDGER-001"):
        _post(ledger, _plan(*FIRST, LATE), "2026-01")


def test_a_draft_is_replaced_and_an_approved_month_can_go_back(ledger: Ledger) -> None:
    _post(ledger, _plan(*FIRST), "2026-01", "approved")
    ledger.advance(JANUARY, "draft")

    _post(ledger, _plan(*FIRST, LATE), "2026-01")

    assert sum(entry.amount for entry in ledger.entries(JANUARY)) == 130


@pytest.mark.parametrize("to", ["locked", "paid", "draft"])
def test_states_follow_one_another(ledger: Ledger, to: State) -> None:
    _post(ledger, _plan(*FIRST), "2026-01")

    with pytest.raises(InvalidInputError, match="LEDGER-002"):
        ledger.advance(JANUARY, to)


def test_months_are_locked_in_order(ledger: Ledger) -> None:
    _post(ledger, _plan(*FIRST), "2026-01")

    with pytest.raises(InvalidInputError, match="LEDGER-003"):
        _post(ledger, _plan(*FIRST), "2026-02", "approved", "locked")


def test_two_at_once_pay_once(ledger: Ledger) -> None:
    _post(ledger, _plan(*FIRST), "2026-01", "approved", "locked")

    def pay(_: int) -> str:
        try:
            ledger.advance(JANUARY, "paid")
        except InvalidInputError as error:
            return error.issues[0].code
        return "paid"

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(pay, range(8)))

    assert sorted(outcomes) == ["LEDGER-002"] * 7 + ["paid"]
    assert ledger.payments(JANUARY) == {"Ann": 90}


def test_two_runs_at_once_leave_the_entries_of_one(ledger: Ledger) -> None:
    runs = [run_plan(_plan(*FIRST, sale(f"X{i}", 100)), "2026-01", ledger) for i in range(4)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda run: ledger.draft(run.month, run.entries, run.stamp), runs))

    kept = next(run for run in runs if run.stamp.key == ledger.run(JANUARY))
    assert ledger.entries(JANUARY) == list(kept.entries)
