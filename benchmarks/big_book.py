"""A workbook of 514,000 formulas with saved results, 10,000 of them ours.

The shape is that of a large sales book: rows of sales with amount, rate, cost, margin and
tiered commission, and a summary of every representative. Saved results are computed here
in plain Python, as Excel would have saved them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import xlsxwriter

TIERS: Final = ((0, 0.01), (500, 0.03), (1_000, 0.05), (2_000, 0.08), (5_000, 0.1))
REGIONS: Final = ("North", "South", "East", "West")
PRODUCTS: Final = 500


@dataclass(frozen=True, slots=True)
class Size:
    """How large a book is: rows of sales, calls of ours, representatives."""

    rows: int = 100_000
    calls: int = 10_000
    people: int = 1_000


@dataclass(frozen=True, slots=True)
class Sale:
    """One row of sales and what its formulas give."""

    person: str
    product: str
    region: str
    quantity: int
    price: float
    amount: float
    rate: float
    cost: float
    margin: float
    commission: float


def write_big_book(path: Path, size: Size = Size()) -> None:
    """Write the workbook."""
    draw = random.Random(7)
    costs = [round(draw.uniform(1, 60), 2) for _ in range(PRODUCTS)]
    sales = [_sale(draw, size, costs) for _ in range(size.rows)]
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        _write_tiers(book.add_worksheet("Tiers"))
        _write_products(book.add_worksheet("Products"), costs)
        _write_sales(book.add_worksheet("Sales"), sales, size)
        _write_summary(book.add_worksheet("Summary"), sales, size)


def _sale(draw: random.Random, size: Size, costs: list[float]) -> Sale:
    person = f"Rep{draw.randrange(size.people):04d}"
    product = draw.randrange(PRODUCTS)
    quantity, price = draw.randrange(1, 60), round(draw.uniform(5, 120), 2)
    amount = quantity * price
    rate = next(rate for bound, rate in reversed(TIERS) if amount > bound)
    cost = costs[product]
    return Sale(
        person,
        f"P{product:04d}",
        draw.choice(REGIONS),
        quantity,
        price,
        amount,
        rate,
        cost,
        amount - cost * quantity,
        tiered(amount),
    )


def tiered(amount: float) -> float:
    """Return the commission that SUMPRODUCT over differential rates gives."""
    total, before = 0.0, 0.0
    for bound, rate in TIERS:
        if amount > bound:
            total += (amount - bound) * round(rate - before, 4)
        before = rate
    return total


def _write_tiers(page: Any) -> None:
    page.write_row(0, 0, ["From", "Rate", "Diff"])
    before = 0.0
    for row, (bound, rate) in enumerate(TIERS, 1):
        page.write_row(row, 0, [bound, rate, round(rate - before, 4)])
        before = rate


def _write_products(page: Any, costs: list[float]) -> None:
    page.write_row(0, 0, ["Prod", "Cost"])
    for row, cost in enumerate(costs, 1):
        page.write_row(row, 0, [f"P{row - 1:04d}", cost])


def _write_sales(page: Any, sales: list[Sale], size: Size) -> None:
    heads = ["Id", "Rep", "Prod", "Region", "Qty", "Price"]
    heads += ["Amount", "Rate", "Cost", "Margin", "Commission", "Ours"]
    page.write_row(0, 0, heads)
    for row, sale in enumerate(sales, 1):
        n = row + 1
        page.write_row(row, 0, [row, sale.person, sale.product, sale.region, sale.quantity, sale.price])
        page.write_formula(row, 6, f"=E{n}*F{n}", None, sale.amount)
        nested = f"=IF(G{n}>5000,0.1,IF(G{n}>2000,0.08,IF(G{n}>1000,0.05,IF(G{n}>500,0.03,0.01))))"
        page.write_formula(row, 7, nested, None, sale.rate)
        page.write_formula(row, 8, f"=VLOOKUP(C{n},Products!$A$2:$B$501,2,FALSE)", None, sale.cost)
        page.write_formula(row, 9, f"=G{n}-I{n}*E{n}", None, sale.margin)
        product = f"(G{n}>Tiers!$A$2:$A$6)*(G{n}-Tiers!$A$2:$A$6)*Tiers!$C$2:$C$6"
        page.write_formula(row, 10, f"=SUMPRODUCT({product})", None, sale.commission)
        if row <= size.calls:
            ours = f"=_xldudf_XLSALES_COMMISSION(G{n},Tiers!$A$2:$B$6)"
            page.write_formula(row, 11, ours, None, our_commission(sale.amount))


def our_commission(amount: float) -> float:
    """Return what our function gives, exact to the cent."""
    from fractions import Fraction

    from xlsales.kernel.numbers import CENT, exact, round_to_unit, to_float

    total = Fraction(0)
    bounds = [*TIERS, (10**12, 0.0)]
    for (low, rate), (high, _) in pairwise(bounds):
        part = min(exact(amount), Fraction(high)) - low
        total += max(part, Fraction(0)) * exact(rate)
    return to_float(round_to_unit(total, CENT))


def _write_summary(page: Any, sales: list[Sale], size: Size) -> None:
    last = size.rows + 1
    page.write_row(0, 0, ["Rep", "Amount", "North", "Count", "First"])
    people: dict[str, list[Sale]] = {}
    for sale in sales:
        people.setdefault(sale.person, []).append(sale)
    ours = sum(our_commission(sale.amount) for sale in sales[: size.calls])
    page.write_formula("G1", f"=SUM(Sales!$K$2:$K${last})", None, sum(sale.commission for sale in sales))
    page.write_formula("H1", f"=SUM(Sales!$L$2:$L${size.calls + 1})", None, ours)
    totals = {f"Rep{i:04d}": sum(s.amount for s in people.get(f"Rep{i:04d}", [])) for i in range(size.people)}
    page.write_formula("I1", f"=SUM(B2:B{size.people + 1})", None, sum(totals.values()))
    for i in range(size.people):
        person, n = f"Rep{i:04d}", i + 2
        own = people.get(person, [])
        north = sum(sale.commission for sale in own if sale.region == "North")
        page.write_string(i + 1, 0, person)
        who = f"Sales!$B$2:$B${last},A{n}"
        page.write_formula(i + 1, 1, f"=SUMIFS(Sales!$G$2:$G${last},{who})", None, totals[person])
        both = f'{who},Sales!$D$2:$D${last},"North"'
        page.write_formula(i + 1, 2, f"=SUMIFS(Sales!$K$2:$K${last},{both})", None, north)
        page.write_formula(i + 1, 3, f"=COUNTIF({who})", None, len(own))
        first = own[0].amount if own else 0
        lookup = f"A{n},Sales!$B$2:$B${last},Sales!$G$2:$G${last},0"
        page.write_formula(i + 1, 4, f"=_xlfn.XLOOKUP({lookup})", None, first)
