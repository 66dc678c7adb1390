"""The engine by column against the plain one: the same lines, sums, entries, warnings and stamps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jobs.global_pay import table
from xlsales.jobs.incentives.columns import refusal
from xlsales.jobs.incentives.job import IncentiveRun, run_incentives
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.plans.incentives import Component, IncentiveSettings
from xlsales.tables import incentive_tables
from xlsales.tables.incentive_rows import is_by_column
from xlsales.tables.raw import RawTable

START = date(2026, 1, 1)
MONTH = date(2026, 4, 1)
NAMES = ("Ann", "Bob", "Eve")
LEADS = ("Max", "Top")


@contextmanager
def by_column(wanted: bool) -> Iterator[None]:
    before = incentive_tables.COLUMNS_FROM
    incentive_tables.COLUMNS_FROM = 1 if wanted else 10**9  # type: ignore[misc]
    try:
        yield
    finally:
        incentive_tables.COLUMNS_FROM = before  # type: ignore[misc]


def both(tables: Sequence[RawTable], month: date = MONTH) -> tuple[IncentiveRun, IncentiveRun]:
    with by_column(True):
        columns = run_incentives(tables, month)
    with by_column(False):
        plain = run_incentives(tables, month)
    assert is_by_column(columns.tables.happened)
    assert not is_by_column(plain.tables.happened)
    return columns, plain


def of_dicts(name: str, rows: Sequence[dict[str, Any]]) -> RawTable:
    heads = tuple(dict.fromkeys(key for row in rows for key in row))
    return table(name, heads, [[row.get(head) for head in heads] for row in rows])


def assert_same(columns: IncentiveRun, plain: IncentiveRun) -> None:
    assert dict(columns.pay.sums) == dict(plain.pay.sums)
    assert columns.pay.lines == plain.pay.lines
    assert {one.source: one for one in columns.entries} == {one.source: one for one in plain.entries}
    assert columns.payable == plain.payable
    assert columns.issues == plain.issues
    assert columns.stamp == plain.stamp
    assert columns.pay.draws == plain.pay.draws
    assert columns.pay.standings == plain.pay.standings


AMOUNTS = st.integers(-3_000_00, 9_000_00).map(lambda cents: cents / 100)
DAYS = st.integers(0, 118).map(lambda days: START + timedelta(days))
WINDOWS = st.sampled_from(["deal", "month", "quarter", "year"])


@st.composite
def kinds(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what is peculiar to a kind of component."""
    kind = draw(
        st.sampled_from(["flat", "tiered", "curve", "spiff", "override", "rank prize", "new listing"])
    )
    found: dict[str, Any] = {"kind": kind}
    if kind == "flat":
        how = draw(st.sampled_from([{"rate": 0.05}, {"rate": 0.0333}, {"table": "rules"}]))
        found |= how | draw(st.sampled_from([{}, {"discount table": "discounts"}]))
    elif kind == "override":
        found |= draw(st.sampled_from([{"rate": 0.01}, {"table": "by distance"}]))
    elif kind == "tiered":
        found |= {"table": "tiers", "of target": draw(st.booleans()), "prorated": draw(st.booleans())}
        found |= {"boundary": draw(st.sampled_from(["lower", "upper"]))}
        found |= draw(st.sampled_from([{}, {"mode": "whole"}, {"mode": "hybrid", "whole up to": 0.7}]))
        if not found["of target"]:
            found["table"] = "amounts"
    elif kind == "curve":
        found |= {"table": "curve", "target pay": draw(st.sampled_from([100, 333.33]))}
    elif kind == "rank prize":
        found |= {"table": "prizes", "ties": draw(st.sampled_from(["share", "same", "first"]))}
        found["accumulator"] = draw(st.sampled_from(["month", "quarter"]))
    else:
        found |= {"amount": 7.5, "minimum": draw(st.sampled_from([None, 1_000]))}
        found |= {"once per": "product"} if kind == "new listing" else {}
    return found


@st.composite
def components(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw one to three components, some of them in two versions."""
    found = []
    found.append({"plan": "leads", "component": "team", "kind": "override", "rate": 0.004})
    found.append({"plan": "reps", "component": "base", "kind": "flat", "rate": 0.01})
    for number in range(draw(st.integers(1, 3))):
        one: dict[str, Any] = {"plan": "reps", "component": f"part {number}"} | draw(kinds())
        one["basis"] = draw(st.sampled_from(["quantity", "booking", "invoice", "margin", "cash"]))
        one["tax"] = draw(st.booleans())
        one.setdefault("accumulator", draw(WINDOWS))
        if one["kind"] not in ("rank prize",):
            one |= draw(st.sampled_from([{}, {"cap": 60, "cap per": draw(WINDOWS)}]))
            one |= draw(st.sampled_from([{}, {"cap carries": True}])) if "cap" in one else {}
            one |= draw(st.sampled_from([{}, {"holdback": 0.3, "release months": 1}]))
            one |= draw(st.sampled_from([{}, {"gate": 0.4}, {"multiplier": 1.1}, {"pay at": "end"}]))
            one |= {"gate": None} if one["kind"] == "new listing" else {}
            one |= draw(st.sampled_from([{}, {"clawback months": 3}]))
        if one["kind"] == "flat" and one["basis"] == "cash":
            one |= draw(st.sampled_from([{}, {"late table": "ages"}]))
        one |= draw(st.sampled_from([{}, {}, {"region": "North"}]))
        if one["kind"] == "override":
            one["plan"] = "leads"
        found.append(one)
        if draw(st.booleans()):
            found.append(
                one | {"effective from": date(2026, 2, 16)} | draw(st.sampled_from([{}, {"multiplier": 2}]))
            )
    return found


@st.composite
def happenings(draw: st.DrawFn) -> list[RawTable]:
    """Draw sales with returns, cancellations, shares and payments."""
    rows: list[dict[str, Any]] = []
    payments: list[dict[str, Any]] = []
    shares: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 14))):
        id_, amount, day = f"T{draw(st.integers(0, 999))}-{number}", draw(AMOUNTS), draw(DAYS)
        row = {
            "id": id_,
            "kind": draw(st.sampled_from(["sale", "sale", "booking", "invoice"])),
            "date": day,
            "person": draw(st.sampled_from(NAMES)),
            "amount": amount,
            "tax": round(amount * 0.13, 2),
            "quantity": draw(st.sampled_from([None, 3, -1])),
            "cost": round(amount * 0.4, 2),
            "discount": draw(st.sampled_from([0, 0.1, 0.25])),
            "due": draw(st.sampled_from([None, day + timedelta(10)])),
            "region": draw(st.sampled_from(["North", "north", "South", None])),
            "product": draw(st.sampled_from(["Tea", "Ink"])),
        }
        rows.append(row)
        later = day + timedelta(draw(st.integers(0, 60)))
        ending = draw(st.sampled_from(["", "", "", "return", "part", "cancel"]))
        if ending in ("return", "part") and amount > 0:
            part = amount if ending == "return" else round(amount / 3, 2)
            rows.append(
                row | {"id": f"R{id_}", "kind": "return", "date": later, "amount": -part, "original": id_}
            )
        elif ending == "cancel":
            rows.append(row | {"id": f"C{id_}", "kind": "cancel", "date": later, "original": id_})
        if draw(st.booleans()) and row["kind"] != "booking":
            payments += draw(paid_by(id_, day, round(amount + row["tax"], 2)))
        if draw(st.integers(0, 4)) == 0:
            shares += [
                {"transaction": id_, "person": "Ann", "share": 0.35},
                {"transaction": id_, "person": "Bob", "share": 0.65},
                {"transaction": id_, "person": "Eve", "share": 0.5, "overlay": True},
            ]
    found = [of_dicts("transactions", draw(st.permutations(rows)))]
    found += [of_dicts("payments", payments)] if payments else []
    return found + ([of_dicts("credits", shares)] if shares else [])


@st.composite
def paid_by(draw: st.DrawFn, deal: str, day: date, gross: float) -> list[dict[str, Any]]:
    parts = draw(st.sampled_from([(1,), (0.5, 0.5), (0.3, 0.9), (1, -1), (0.6, -0.2, 0.6)]))
    days = [day + timedelta(draw(st.integers(0, 30)) + 30 * number) for number in range(len(parts))]
    return [
        {"id": f"P{number}{deal}", "transaction": deal, "date": at, "amount": round(gross * part, 2)}
        for number, (at, part) in enumerate(zip(days, parts, strict=True))
    ]


@st.composite
def plans(draw: st.DrawFn) -> list[RawTable]:
    """Draw a plan and what happened."""
    leaves = draw(st.sampled_from([None, date(2026, 3, 10)]))
    people = [{"person": name, "plan": "reps", "manager": "Max", "target pay": 200} for name in NAMES[1:]]
    people.append({"person": "Ann", "plan": "reps", "manager": "Top", "end": leaves, "draw": 50})
    people += [{"person": "Ann", "plan": "leads", "start": leaves + timedelta(1)}] if leaves else []
    people += [{"person": "Max", "plan": "leads", "manager": "Top"}, {"person": "Top", "plan": "leads"}]
    months = [date(2026, month, 1) for month in range(1, 13)]
    plan = {
        "start": draw(st.sampled_from([START, date(2026, 2, 1)])),
        "rounding mode": draw(st.sampled_from(["half up", "half even"])),
        "unit": draw(st.sampled_from([0.01, 0.05, 1])),
        "rounding": draw(st.sampled_from(["line", "line", "line", "component"])),
    }
    tables = {
        "people": people,
        "tiers": [
            {"table": name, "bound": bound * size, "rate": rate, "fixed": fixed}
            for name, size in (("tiers", 1), ("amounts", 2_000))
            for bound, rate, fixed in ((0, 0.05, 0), (0.5, 0.08, 10), (1, 0.125, 0))
        ],
        "curves": [
            {"table": "curve", "attainment": a, "payout": p} for a, p in ((0.5, 0), (0.5, 0.4), (1.3, 2))
        ],
        "steps": [
            {"table": "discounts", "bound": 0, "value": 1},
            {"table": "discounts", "bound": 0.2, "value": 0.75},
            {"table": "ages", "bound": -9_999, "value": 1},
            {"table": "ages", "bound": 10, "value": 0.5},
            {"table": "by distance", "bound": 1, "value": 0.02},
            {"table": "by distance", "bound": 2, "value": 0.005},
        ],
        "prizes": [
            {"table": "prizes", "place": 1, "prize": 100},
            {"table": "prizes", "place": 2, "prize": 33},
        ],
        "rates": [
            {"table": "rules", "rate": 0.02, "product": None, "region": None},
            {"table": "rules", "rate": 0.03, "product": "Ink", "region": None},
            {"table": "rules", "rate": 0.07, "product": "ink", "region": "North"},
        ],
        "targets": [
            {"person": name, "month": month, "amount": 2_500.5} for name in NAMES[:2] for month in months
        ],
        "components": draw(components()),
    }
    settings_table = table("plan", ("setting", "value"), list(plan.items()))
    return [settings_table, *(of_dicts(name, rows) for name, rows in tables.items()), *draw(happenings())]


def _issues(tables: list[RawTable]) -> tuple[Issue, ...]:
    """Return what is wrong with a plan, nothing where it can be run."""
    try:
        run_incentives(tables, MONTH)
    except InvalidInputError as refused:
        return refused.issues
    return ()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables=plans())
def test_columns_pay_the_same_lines_as_the_plain_engine(tables: list[RawTable]) -> None:
    refused = []
    for wanted in (True, False):
        with by_column(wanted):
            refused.append(_issues(tables))
    assert refused[0] == refused[1]
    assume(not refused[0])

    columns, plain = both(tables)

    assert_same(columns, plain)


def test_fields_that_columns_do_not_know_are_left_to_the_plain_engine() -> None:
    """A field added to a component or the settings is told here, so that somebody decides about it."""
    left = {"across", "boundary_across", "cap_carries", "once_per", "rating_table", "cut_ties"}

    assert refusal.COMPONENT_FIELDS - set(Component.model_fields) == set()
    assert refusal.SETTING_FIELDS - set(IncentiveSettings.model_fields) == set()
    assert left <= set(Component.model_fields) - refusal.COMPONENT_FIELDS


SALES = [
    {"id": f"T{number}", "date": date(2026, 1, 1 + number % 28), "person": "Ann", "amount": 10.5 + number}
    for number in range(50)
]


def _plan(rows: list[dict[str, Any]], **tables: list[dict[str, Any]]) -> list[RawTable]:
    plan = {"components": [{"plan": "reps", "component": "all", "kind": "flat", "rate": 0.1}]}
    plan |= {"people": [{"person": "Ann", "plan": "reps", "start": START}], "transactions": rows}
    settings_table = table("plan", ("setting", "value"), [("start", START)])
    return [settings_table, *(of_dicts(name, found) for name, found in (plan | tables).items())]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"id": "T3"}, "INC-030"),
        ({"kind": "return", "original": "T99", "amount": -1}, "INC-031"),
        ({"kind": "cancel"}, "INC-031"),
        ({"kind": "return", "original": "T8", "amount": -1, "date": date(2026, 1, 1)}, "INC-032"),
        ({"kind": "return", "original": "T1", "amount": 5}, "INC-033"),
        ({"person": None}, "INC-035"),
        ({"date": date(2025, 12, 31)}, "INC-036"),
        ({"person": "An"}, "INC-050"),
        ({"amount": "ten"}, "TABLE-003"),
        ({"amount": None}, "TABLE-001"),
        ({"date": "soon"}, "TABLE-003"),
        ({"id": None}, "TABLE-001"),
        ({"kind": "gift"}, "TABLE-003"),
    ],
)
def test_a_bad_row_among_many_is_told_as_by_the_plain_checks(changes: dict[str, Any], code: str) -> None:
    rows = [dict(row) for row in SALES]
    rows[40] |= {"kind": "sale", "original": None} | changes
    told = []
    for wanted in (True, False):
        with by_column(wanted), pytest.raises(InvalidInputError) as raised:
            run_incentives(_plan(rows))
        told.append(raised.value.issues)

    assert told[0] == told[1]
    assert [issue.code for issue in told[0]] == [code]
    assert told[0][0].where.startswith("transactions!42,")


def test_a_payment_of_nothing_is_told_as_by_the_plain_checks() -> None:
    payments = [{"id": f"P{n}", "transaction": f"T{n}", "date": START, "amount": 1} for n in range(60)]
    told = []
    for wanted in (True, False):
        with by_column(wanted), pytest.raises(InvalidInputError) as raised:
            run_incentives(_plan([dict(row) for row in SALES], payments=payments))
        told.append(raised.value.issues)

    assert told[0] == told[1]
    assert {issue.code for issue in told[0]} == {"INC-034"}


@pytest.mark.parametrize("amount", [0.1234567891234, 12345678901234.5])
def test_numbers_with_too_many_digits_for_columns_are_read_exactly_by_row(amount: float) -> None:
    rows = [dict(row) for row in SALES]
    rows[7]["amount"] = amount
    with by_column(True):
        run = run_incentives(_plan(rows))
    with by_column(False):
        plain = run_incentives(_plan(rows))

    assert run.pay.lines == plain.pay.lines
