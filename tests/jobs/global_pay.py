"""Three years of the raw orders as an incentive plan of eight components in two versions."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from xlsales.tables.raw import RawTable

_WORKBOOKS = Path(__file__).resolve().parents[2] / "workbooks"


@cache
def _recipe(name: str) -> Any:
    if str(_WORKBOOKS) not in sys.path:
        sys.path.insert(0, str(_WORKBOOKS))
    return importlib.import_module(f"recipes.{name}")


def global_tables(
    first: int = 2021,
    last: int = 2024,
    late: Sequence[str] = (),
    quotas: Mapping[tuple[str, date], float] | None = None,
) -> list[RawTable]:
    """Return the tables of a plan over the orders of some years.

    A returned order is a sale and, thirty days later, its return; a paid one is collected in 45
    days, where the row number is even. Cancelled orders are left out.

    Args:
        first, last: Years whose orders are taken.
        late: Ids of orders that are not known yet.
        quotas: Targets by person and month; a twelfth of the year's quota unless given.
    """
    owner_of = _recipe("people").OWNER_OF
    sales: list[tuple[object, ...]] = []
    payments: list[tuple[object, ...]] = []
    for number, order in enumerate(_recipe("orders").read_orders()):
        day = order.timestamp.date() if order.timestamp else None
        owner = owner_of.get(order.city)
        id_ = f"G{number}"
        if day is None or owner is None or not first <= day.year <= last or order.status == "cancelled":
            continue
        if id_ in late:
            continue
        customer = order.customer_id or "unknown"
        labels = (order.product_category, order.product_id, customer, order.sales_channel)
        sales.append((id_, "sale", day, owner, order.revenue, order.tax, order.quantity, None, *labels))
        back = day + timedelta(30)
        if order.status == "returned":
            amounts = (-order.revenue, -order.tax, -order.quantity)
            sales.append((f"R{number}", "return", back, owner, *amounts, id_, *labels))
        elif number % 2 == 0:
            payments.append((f"P{number}", id_, day + timedelta(45), round(order.revenue + order.tax, 2)))
    heads = ("id", "kind", "date", "person", "amount", "tax", "quantity", "original")
    return [
        *_plan(first, quotas),
        table("transactions", (*heads, "category", "product", "customer", "channel"), sales),
        table("payments", ("id", "transaction", "date", "amount"), payments),
    ]


def people_and_quotas() -> list[tuple[str, int]]:
    """Return everybody of the sales force with the quota of a year."""
    return [(person.name, person.quota) for person in _recipe("people").ROSTER]


def table(name: str, headings: tuple[str, ...], rows: Sequence[Sequence[object]]) -> RawTable:
    """Return rows as a table."""
    return RawTable(name, headings, rows, partial(_place, name))


def _place(name: str, row: int, column: int) -> str:
    return f"{name}!{row + 2},{column + 1}"


def _plan(first: int, quotas: Mapping[tuple[str, date], float] | None) -> list[RawTable]:
    roster = _recipe("people").ROSTER
    leads = sorted({person.region for person in roster})
    components = [
        {"plan": "reps", **fields, "effective from": start}
        for start, rates, spiff in ((date(first, 1, 1), "first", 5), (date(first, 7, 1), "second", 8))
        for fields in _components(rates, spiff)
    ]
    heads = tuple(dict.fromkeys(name for component in components for name in component))
    people = [(person.name, "reps", f"Head {person.region}") for person in roster]
    people += [(f"Head {region}", "leads", None) for region in leads]
    months = [date(first + i // 12, i % 12 + 1, 1) for i in range(48)]
    rates = {"first": (0.01, 0.015, 0.02), "second": (0.012, 0.016, 0.025)}
    tiers = [(name, 0.5 * step, rates[name][step]) for name in rates for step in range(3)]
    targets = [(person.name, month, round(person.quota / 12)) for person in roster for month in months]
    if quotas is not None:
        targets = [(name, month, round(amount)) for (name, month), amount in sorted(quotas.items())]
    return [
        table("plan", ("setting", "value"), [("start", date(first, 1, 1)), ("currency", "USD")]),
        table("components", heads, [[one.get(name) for name in heads] for one in components]),
        table("people", ("person", "plan", "manager"), people),
        table("tiers", ("table", "bound", "rate"), [*tiers, ("units", 0, 0.01), ("units", 200, 0.02)]),
        table("curves", ("table", "attainment", "payout"), [("curve", 0.5, 0), ("curve", 2, 3)]),
        table("prizes", ("table", "place", "prize"), [("best", 1, 400), ("best", 2, 150)]),
        table("targets", ("person", "month", "amount"), targets),
    ]


def _components(rates: str, spiff: int) -> list[dict[str, object]]:
    """Return the components of a version."""
    yearly = {"kind": "tiered", "accumulator": "year", "table": rates, "of target": True}
    units = {"kind": "tiered", "basis": "quantity", "mode": "whole", "table": "units", "cap": 300}
    single = {"kind": "spiff", "basis": "booking", "amount": spiff, "minimum": 500}
    bonus = {"kind": "curve", "accumulator": "quarter", "table": "curve", "target pay": 1500}
    return [
        {"component": "commission", **yearly},
        {"component": "volume", **units},
        {"component": "cash", "kind": "flat", "basis": "cash", "accumulator": "deal", "rate": 0.0035},
        {"component": "big tickets", **single, "category": "Technology"},
        {"component": "bonus", **bonus},
        {"component": "champion", "kind": "rank prize", "table": "best"},
        {"component": "gross", "kind": "flat", "rate": 0.002, "holdback": 0.3, "release months": 2},
        {"plan": "leads", "component": "team", "kind": "override", "rate": 0.004},
    ]
