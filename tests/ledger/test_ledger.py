"""The ledger: locked months never change, differences are posted later, nobody is paid twice."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from jobs.pay_plans import TIERS, plan, run_plan, sale, tiered
from ledger.postgres import empty, postgres_server
from xlsales.jobs.incentives.job import IncentiveRun
from xlsales.kernel.issues import InvalidInputError
from xlsales.ledger.entries import State
from xlsales.ledger.store import Ledger

JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'pay.sqlite'}"
        return
    server: str = request.getfixturevalue("server")
    yield server
    empty(server)


@pytest.fixture
def ledger(url: str) -> Ledger:
    return Ledger(url)


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


def test_ledgers_opened_at_once_are_one(url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        ledgers = list(pool.map(Ledger, [url] * 4))

    assert [one.version() for one in ledgers] == [0] * 4


def test_history_tells_who_brought_a_month_to_each_state_and_when(ledger: Ledger) -> None:
    run = run_plan(_plan(*FIRST), "2026-01", ledger)
    ledger.draft(JANUARY, run.entries, run.stamp, "Ida")
    for state in ("approved", "locked", "paid"):
        ledger.advance(JANUARY, state, "Max")  # type: ignore[arg-type]

    history = ledger.history(JANUARY)

    assert [(one.state, one.who) for one in history] == [
        ("draft", "Ida"),
        ("approved", "Max"),
        ("locked", "Max"),
        ("paid", "Max"),
    ]
    assert {one.run for one in history} == {run.stamp.key}
    moments = [datetime.fromisoformat(one.moment) for one in history]
    assert moments == sorted(moments)


def test_what_an_approved_run_posted_is_kept_when_the_month_is_opened_again(ledger: Ledger) -> None:
    first = _post(ledger, _plan(*FIRST), "2026-01", "approved")
    ledger.advance(JANUARY, "draft")
    second = _post(ledger, _plan(*FIRST, LATE), "2026-01", "approved")

    assert ledger.snapshot(JANUARY, first.stamp.key) == list(first.entries)
    assert ledger.entries(JANUARY) == ledger.snapshot(JANUARY, second.stamp.key) == list(second.entries)


def test_a_draft_that_was_never_approved_leaves_nothing_behind(ledger: Ledger) -> None:
    first = _post(ledger, _plan(*FIRST), "2026-01")
    _post(ledger, _plan(*FIRST, LATE), "2026-01")

    assert ledger.snapshot(JANUARY, first.stamp.key) == []


def test_an_earlier_run_can_be_posted_again(ledger: Ledger) -> None:
    first = _post(ledger, _plan(*FIRST), "2026-01", "approved")
    ledger.advance(JANUARY, "draft")
    _post(ledger, _plan(*FIRST, LATE), "2026-01")

    ledger.draft(JANUARY, first.entries, first.stamp)

    assert ledger.entries(JANUARY) == list(first.entries)


def test_a_run_is_taken_back_when_what_goes_with_it_fails(ledger: Ledger) -> None:
    run = run_plan(_plan(*FIRST), "2026-01", ledger)

    with (
        pytest.raises(OSError, match="disk"),
        ledger.posting(JANUARY, run.entries, run.stamp, mark="approved"),
    ):
        raise OSError("disk full")

    assert ledger.state(JANUARY) is None
    assert ledger.entries(JANUARY) == []
    assert ledger.history(JANUARY) == []


def test_a_run_made_from_a_ledger_that_changed_since_is_refused(ledger: Ledger) -> None:
    since = ledger.version()
    run = run_plan(_plan(*FIRST), "2026-02", ledger)
    _post(ledger, _plan(*FIRST), "2026-01", "approved", "locked")

    with (
        pytest.raises(InvalidInputError, match="LEDGER-005"),
        ledger.posting(FEBRUARY, run.entries, run.stamp, since=since),
    ):
        pytest.fail("it was posted")

    assert ledger.state(FEBRUARY) is None


@pytest.mark.parametrize("mark", [None, "approved"])
def test_the_state_that_posting_will_reach_is_known_before(ledger: Ledger, mark: State | None) -> None:
    run = run_plan(_plan(*FIRST), "2026-01", ledger)
    told = ledger.reached(JANUARY, run.stamp, mark)

    with ledger.posting(JANUARY, run.entries, run.stamp, mark=mark):
        pass

    assert told == ledger.state(JANUARY) == ledger.reached(JANUARY, run.stamp, None)


def test_a_database_that_is_not_there_is_told_without_its_password() -> None:
    with pytest.raises(InvalidInputError, match="LEDGER-01") as raised:
        Ledger("postgresql+pg8000://pay:secret@127.0.0.1:1/pay")

    assert "secret" not in str(raised.value)


def test_a_driver_that_is_not_there_is_told_with_its_remedy() -> None:
    with pytest.raises(InvalidInputError, match=r"LEDGER-011.*xlsales\[postgres\]"):
        Ledger("nosuchdatabase://host/pay")
