"""The large deals of the year: sales, and refunds as lines of their own."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from recipes.orders import Order, in_year
from recipes.people import OWNER_OF, ROSTER

YEAR, LARGE, MAX_QUANTITY = 2023, 3_500, 100
REFUND_AFTER = timedelta(days=30)
TIERS = ((0, 0.03), (0.8, 0.05), (1, 0.07), (1.2, 0.1))
OWNER_SHARES = {"Online": 0.9, "Phone": 1.0, "In-store": 1.0, "Partner": 0.7, "Distributor": 0.8}


class Deal(NamedTuple):
    """A line of the deal list; a refund has a negative amount."""

    number: str
    day: date
    kind: str
    customer_id: str
    city: str
    sales_channel: str
    salesperson: str
    category: str
    amount: float


def large_deals(orders: Sequence[Order]) -> list[Deal]:
    """Return the year's large deals by day; a returned one comes back 30 days later."""
    lines = []
    for number, order in enumerate(in_year(orders, YEAR), start=1):
        if order.timestamp is None or not _is_large_deal(order):
            continue
        sale = Deal(
            number=f"D{number:05d}",
            day=order.timestamp.date(),
            kind="sale",
            customer_id=order.customer_id,
            city=order.city,
            sales_channel=order.sales_channel,
            salesperson=OWNER_OF[order.city],
            category=order.product_category,
            amount=order.revenue,
        )
        lines.append(sale)
        back = sale.day + REFUND_AFTER
        if order.status == "returned" and back.year == YEAR:
            lines.append(sale._replace(day=back, kind="refund", amount=-sale.amount))
    return sorted(lines, key=lambda deal: (deal.day, deal.number))


def tiers_used(deals: Sequence[Deal], payee: str) -> int:
    """Return how many tiers a payee's year reaches: as many rows has the explanation."""
    credits = [deal.amount * OWNER_SHARES[deal.sales_channel] for deal in deals if deal.salesperson == payee]
    quota = next(person.quota for person in ROSTER if person.name == payee)
    return max(1, sum(sum(credits) > bound * quota for bound, _ in TIERS))


def most_lines(deals: Sequence[Deal]) -> int:
    """Return the largest number of deal lines that one payee has."""
    return max(Counter(deal.salesperson for deal in deals).values(), default=1)


def _is_large_deal(order: Order) -> bool:
    owned = order.city in OWNER_OF
    large = order.revenue >= LARGE and order.quantity <= MAX_QUANTITY
    return owned and large and order.status != "cancelled"
