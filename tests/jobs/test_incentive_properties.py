"""Invariants of the job in every mode: refunds, splits, order, deltas, nothing twice."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.pay_plans import TIERS, component, plan, run_plan, sale, tiered, total
from xlsales.jobs.incentives.job import IncentiveRun
from xlsales.ledger.store import Ledger
from xlsales.tables import incentive_tables

PEOPLE = [
    {"person": "Ann", "plan": "reps", "manager": "Max", "weight": 2},
    {"person": "Bob", "plan": "reps", "manager": "Max"},
    {"person": "Max", "plan": "leads"},
]
#: One component of every kind that sales decide, in several modes; ``leads`` has the override.
MODES: dict[str, dict[str, Any]] = {
    "flat": component(rate="0.0333"),
    "flat by discount": component(rate="0.05", discount_table="d"),
    "marginal": tiered(),
    "marginal by discount": tiered(discount_table="d", multiplier="1.1"),
    "whole": tiered(mode="whole", accumulator="quarter"),
    "whole upper": tiered(mode="whole", boundary="upper", accumulator="year"),
    "hybrid": tiered(mode="hybrid", whole_up_to=1500),
    "by deal": tiered(accumulator="deal", mode="whole"),
    "gated": tiered(gate="0.5"),
    "curve": tiered(kind="curve", table="c", target_pay=300),
    "matrix marginal": tiered(kind="matrix", table="m", across="discount"),
    "matrix whole": tiered(kind="matrix", table="m", across="discount", mode="whole", of_target=True),
    "spiff": component(kind="spiff", rate=None, amount="25.01", minimum=100),
    "in kind": component(kind="spiff", rate=None, amount=25, in_kind="voucher"),
    "new listing": component(kind="new listing", rate=None, amount=30, once_per="customer"),
    "rank prize": tiered(kind="rank prize", table="p", minimum="0.01", tie_break="quantity"),
    "pool": component(kind="pool", rate="0.0123", accumulator="quarter"),
    "pool behind a gate": component(kind="pool", rate="0.05", gate="0.3"),
    "override": component(plan="leads", kind="override", rate="0.017", own_too=True),
    "capped": component(cap=50),
    "capped and carried": component(cap=50, cap_carries=True),
    "held back": component(rate="0.07", holdback="0.3", release_months=1),
    "quantity": component(basis="quantity", rate="1.5"),
    "margin": component(basis="margin", rate="0.2"),
}
TABLES: dict[str, Any] = {
    "people": PEOPLE,
    "tiers": TIERS,
    "steps": [{"table": "d", "bound": b, "value": v} for b, v in ((0, 1), ("0.1", "0.5"))],
    "curves": [{"table": "c", "attainment": a, "payout": p} for a, p in (("0.2", 0), ("0.5", "0.4"), (2, 3))],
    "matrices": [
        {"table": "m", "bound": bound, "across": across, "rate": rate}
        for bound, across, rate in (
            (0, "0", "0.01"),
            (0, "0.1", "0.005"),
            (1, "0", "0.03"),
            (1, "0.1", "0.02"),
        )
    ],
    "prizes": [{"table": "p", "place": place, "prize": prize} for place, prize in ((1, 100), (2, "33.33"))],
    "targets": [
        {"person": name, "month": f"2026-0{month}", "amount": 1000}
        for name in ("Ann", "Bob")
        for month in (1, 2, 3)
    ],
    "exchange": [
        {"currency": "USD", "start": f"2026-0{month}-01", "rate": f"7.{month}"} for month in (1, 2, 3)
    ],
}
ROWS = st.lists(
    st.tuples(
        st.integers(1, 300_000),
        st.integers(1, 28),
        st.sampled_from([1, 2]),
        st.sampled_from(["Ann", "Bob", None]),
        st.sampled_from(["0", "0.15"]),
        st.sampled_from(["", "USD"]),
    ),
    min_size=1,
    max_size=6,
)
Rows = list[tuple[int, int, int, str | None, str, str]]
Sales = list[dict[str, Any]]


def sold(rows: Rows) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return sales, those of nobody shared by Ann and Bob as 70 to 30."""
    sales = [
        sale(
            f"T{i}",
            f"{cents / 100:.2f}",
            f"2026-0{month}-{day:02d}",
            person,
            discount=discount,
            currency=currency,
            customer=f"C{cents % 3}",
            cost=f"{cents / 150:.2f}",
            quantity=1 + cents % 7,
        )
        for i, (cents, day, month, person, discount, currency) in enumerate(rows)
    ]
    shares = [
        {"transaction": one["id"], "person": name, "share": share}
        for one in sales
        if one["person"] is None
        for name, share in (("Ann", "0.7"), ("Bob", "0.3"))
    ]
    return sales, {"credits": shares} if shares else {}


def returned(one: dict[str, Any], day: str = "2026-03-05") -> dict[str, Any]:
    """Return the full return of a sale."""
    amounts = {name: f"-{one[name]}" for name in ("amount", "cost", "quantity")}
    return {**one, **amounts, "id": f"R{one['id']}", "date": day, "kind": "return", "original": one["id"]}


def run(kind: dict[str, Any], transactions: Sales, month: str = "2026-03", **more: Any) -> IncentiveRun:
    ledger = more.pop("ledger", None)
    other = component(plan="leads" if kind["plan"] == "reps" else "reps", component="other", rate=0)
    return run_plan(
        plan(**TABLES, components=[kind, other], transactions=transactions, **more), month, ledger
    )


@pytest.mark.parametrize("mode", MODES)
@settings(max_examples=4, deadline=None)
@given(rows=ROWS, others=ROWS)
def test_a_deal_and_its_full_refund_net_to_nothing_in_every_mode(mode: str, rows: Rows, others: Rows) -> None:
    sales, shares = sold([*rows, *others])
    gone, stay = sales[: len(rows)], sales[len(rows) :]
    back = [returned(one) for one in gone]

    everything = run(MODES[mode], [*sales, *back], "2026-05", **shares)
    only_others = run(MODES[mode], stay, "2026-05", **_shares_of(stay, shares))
    nothing = run(MODES[mode], [*gone, *back], "2026-05", **_shares_of(gone, shares))

    assert total(nothing) == 0
    assert sum(line.goods for line in nothing.pay.lines) == 0
    if "carried" not in mode:
        assert _by_payee(everything) == _by_payee(only_others)


def _shares_of(sales: list[dict[str, Any]], shares: dict[str, Any]) -> dict[str, Any]:
    ids = {one["id"] for one in sales}
    found = [one for one in shares.get("credits", []) if one["transaction"] in ids]
    return {"credits": found} if found else {}


def _by_payee(result: IncentiveRun) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for line in result.pay.lines:
        sums[line.payee] = sums.get(line.payee, Fraction(0)) + line.amount
    return {payee: amount for payee, amount in sums.items() if amount}


@pytest.mark.parametrize("mode", MODES)
@settings(max_examples=3, deadline=None)
@given(rows=ROWS, seed=st.integers(0, 99))
def test_shuffling_rows_changes_nothing_in_any_mode(mode: str, rows: Rows, seed: int) -> None:
    sales, shares = sold(rows)
    every = [*sales, *(returned(one, "2026-02-28") for one in sales[::2])]
    shuffled = random.Random(seed).sample(every, len(every))
    credits = {"credits": shares["credits"][::-1]} if shares else {}

    first, second = run(MODES[mode], every, **shares), run(MODES[mode], shuffled, **credits)

    assert first.pay.lines == second.pay.lines
    assert first.stamp == second.stamp


@pytest.mark.parametrize("mode", ["marginal", "matrix marginal", "flat", "flat by discount", "curve"])
@settings(max_examples=5, deadline=None)
@given(rows=ROWS, cut=st.fractions(0, 1))
def test_a_deal_split_in_two_pays_the_same_in_cumulative_modes(mode: str, rows: Rows, cut: Fraction) -> None:
    sales, _ = sold([(cents, day, month, person or "Ann", d, c) for cents, day, month, person, d, c in rows])
    cents = rows[0][0]
    first = int(cents * cut)
    halves = [
        {**sales[0], "id": name, "amount": f"{part / 100:.2f}"}
        for name, part in (("A", first), ("B", cents - first))
    ]

    assert _by_payee(run(MODES[mode], sales)) == _by_payee(run(MODES[mode], [*halves, *sales[1:]]))


@pytest.mark.parametrize("mode", ["whole", "matrix whole", "pool", "rank prize", "capped", "spiff"])
@settings(max_examples=3, deadline=None)
@given(rows=ROWS, late=ROWS)
def test_deltas_sum_to_the_recomputed_total_and_nothing_twice(mode: str, rows: Rows, late: Rows) -> None:
    sales, shares = sold([*rows, *late])
    early = sales[: len(rows)]
    kind = MODES[mode]
    with TemporaryDirectory() as folder:
        ledger = Ledger(f"sqlite:///{Path(folder) / 'pay.sqlite'}")
        paid = Fraction(0)
        for month, known in (("2026-01", early), ("2026-02", sales), ("2026-03", sales)):
            result = run(kind, known, month, ledger=ledger, **_shares_of(known, shares))
            ledger.draft(result.month, result.entries, result.stamp)
            for state in ("approved", "locked"):
                ledger.advance(result.month, state)
            paid += sum(result.payable.values(), Fraction(0))

        again = run(kind, sales, "2026-04", ledger=ledger, **shares)

    assert paid == sum(
        (amount for (_, _, month), amount in again.pay.sums.items() if month <= date(2026, 3, 1)), Fraction(0)
    )
    assert again.deltas == ()


@pytest.mark.parametrize("mode", MODES)
@settings(max_examples=3, deadline=None)
@given(rows=ROWS)
def test_large_tables_are_paid_by_column_as_by_row_in_every_mode(mode: str, rows: Rows) -> None:
    sales, shares = sold([(*row[:5], "") for row in rows])
    for one in sales:
        del one["currency"]
    every = [*sales, *(returned(one) for one in sales[::3])]

    by_row = run(MODES[mode], every, **shares)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incentive_tables, "COLUMNS_FROM", 1)
        by_column = run(MODES[mode], every, **shares)

    assert by_column.pay.lines == by_row.pay.lines
    assert (by_column.payable, by_column.stamp) == (by_row.payable, by_row.stamp)
