"""The raw orders that the demo workbooks stand on: 50,000 dirty rows, three years.

The rows come as shipped in ``global_sales.zip`` of the package pointblank (MIT, see
``data/LICENSE-pointblank.txt``). Nothing is cleaned here: missing dates, cities and ids stay
missing, implausible quantities stay in, so that the workbooks show how an analyst deals with them.
"""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).parents[1] / "data" / "global_sales.zip"
NOT_A_SALE = ("returned", "cancelled")


class Order(NamedTuple):
    """One row of the raw data; ``None`` or ``""`` where the source has nothing."""

    product_id: str
    product_category: str
    customer_id: str
    customer_segment: str
    region: str
    country: str
    city: str
    timestamp: datetime | None
    quarter: str
    month: int | None
    year: int | None
    price: float
    quantity: int
    status: str
    email: str
    revenue: float
    tax: float
    total: float
    payment_method: str
    sales_channel: str


def read_orders(source: Path = SOURCE) -> list[Order]:
    """Return every order of the zipped CSV, in the order of the file."""
    with zipfile.ZipFile(source) as archive, archive.open("global_sales.csv") as raw:
        lines = csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline=""))
        return [_order(line) for line in lines]


def in_year(orders: Sequence[Order], year: int) -> list[Order]:
    """Return the dated orders of a year, earliest first."""
    dated = [(order.timestamp, place) for place, order in enumerate(orders) if order.timestamp]
    return [orders[place] for moment, place in sorted(dated) if moment.year == year]


def _order(line: dict[str, str]) -> Order:
    return Order(
        product_id=line["product_id"],
        product_category=line["product_category"],
        customer_id=line["customer_id"],
        customer_segment=line["customer_segment"],
        region=line["region"],
        country=line["country"],
        city=line["city"],
        timestamp=datetime.fromisoformat(line["timestamp"]) if line["timestamp"] else None,
        quarter=line["quarter"],
        month=int(line["month"]) if line["month"] else None,
        year=int(line["year"]) if line["year"] else None,
        price=float(line["price"]),
        quantity=int(line["quantity"]),
        status=line["status"],
        email=line["email"],
        revenue=float(line["revenue"]),
        tax=float(line["tax"]),
        total=float(line["total"]),
        payment_method=line["payment_method"],
        sales_channel=line["sales_channel"],
    )
