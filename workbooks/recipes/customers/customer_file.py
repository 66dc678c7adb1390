"""What the customer file says about a customer, beside the orders."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from recipes.orders import Order


class Customer(NamedTuple):
    """A customer and the needs that decide whether we can serve it; ``None`` is unknown."""

    customer_id: str
    segment: str
    country: str
    main_category: str
    largest_request: int | None


def customer_file(year: Sequence[Order]) -> list[Customer]:
    """Return one row a customer by id, from every order of the year, refused ones included."""
    by_customer: dict[str, list[Order]] = defaultdict(list)
    for order in year:
        by_customer[order.customer_id].append(order)
    return [_customer(name, rows) for name, rows in sorted(by_customer.items())]


def _customer(name: str, rows: Sequence[Order]) -> Customer:
    """Describe a customer; the largest request is unknown where its row lacks city or product."""
    largest = max(rows, key=lambda order: order.quantity)
    return Customer(
        customer_id=name,
        segment=rows[0].customer_segment,
        country=_commonest([order.country for order in rows]),
        main_category=_commonest([order.product_category for order in rows]),
        largest_request=largest.quantity if largest.city and largest.product_id else None,
    )


def _commonest(words: Sequence[str]) -> str:
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], word))
