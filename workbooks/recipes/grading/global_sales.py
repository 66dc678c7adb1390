"""Three years of global_sales for the grading job: dirty ids and dates as they came.

Margins, owners, payment days, visits and the policy are invented; the orders are not touched.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from zlib import crc32

from recipes.book import Book
from recipes.customers.customer_file import customer_file
from recipes.customers.policy import MARGINS
from recipes.grading.layout import table_sheet
from recipes.grading.policy import policy_sheets
from recipes.orders import Order
from recipes.people import OWNER_OF, ROSTER

CHANNELS = ("Online", "Phone", "In-store", "Partner", "Distributor")
YEARS = (2021, 2022, 2023)
END = date(2023, 12, 31)
TERMS_DAYS = 30
SETTINGS = (
    (None, "name", "Global sales: customer grading"),
    (None, "currency", "USD"),
    (None, "as_of", END),
    (None, "period_months", 12),
    (None, "periods", 3),
    (None, "basis", "conditions"),
    (None, "minimum_population", 30),
    (None, "tenure_days", 180),
    (None, "new_orders", 2),
    (None, "new_days", 60),
    (None, "release_days", 45),
    (None, "protection_days", 30),
    (None, "visits_capacity", 600),
    (None, "first_order_limit", 2000),
    (None, "limit_unit", 100),
    (None, "hold_days", 60),
)
CONDITIONS = (
    ("volume", 38_000, 0.6, 0.05, 0.1),
    ("frequency", 20, None, 0, 0.1),
    ("margin", 0.29, None, 0, 0.03),
    ("credit", 70, None, 0, 0.05),
)
CAPABILITY = (
    ("main category", "in:Finance|Manufacturing|Retail|Technology"),
    ("largest request", "<=1500"),
)
SCORES = (
    ("fit", "segment", "in:Enterprise|Government", 15, "firm", 20, None, None),
    ("fit", "segment", "=SMB", 8, "firm", 20, None, None),
    ("fit", "largest request", ">1500", -10, None, None, None, None),
    ("fit", "volume", ">=20000", 10, "size", 30, None, None),
    ("fit", "volume", ">=40000", 20, "size", 30, None, None),
    ("fit", "margin", ">=0.3", 15, None, None, None, None),
    ("engagement", "frequency", ">=12", 10, "activity", 25, None, None),
    ("engagement", "frequency", ">=24", 15, "activity", 25, None, None),
    ("engagement", "recency_days", "<=30", 10, None, None, None, None),
    ("engagement", "return_rate", ">0.3", -10, None, None, None, None),
    ("engagement", "last fair", "not blank", 20, None, None, 90, "last fair"),
)


def build_global_sales(path: Path, orders: Sequence[Order]) -> None:
    """Write the workbook."""
    with Book(path, "Global sales: customer grading", "") as book:
        policy_sheets(book, SETTINGS, CONDITIONS, CAPABILITY, SCORES)
        _overrides(book, orders)
        _customers(book, orders)
        _transactions(book, orders)
        _invoices(book, orders)
        _visits(book, orders)


def _overrides(book: Book, orders: Sequence[Order]) -> None:
    first = min(order.customer_id for order in orders if order.customer_id)
    rows = [(first, "key", date(2023, 7, 1), date(2024, 6, 30), "Frame contract signed, volume follows")]
    heads = ("customer", "grade", "start", "until", "reason")
    table_sheet(
        book, "Overrides", "Overrides", "Grades by hand, until a day.", heads, rows, (16, 12, 12, 12, 44)
    )


def _customers(book: Book, orders: Sequence[Order]) -> None:
    """Write a customer file by id; owner and region follow the city that most orders name."""
    named = [order for order in orders if order.customer_id]
    city = {}
    for order in named:
        if order.city in OWNER_OF:
            city.setdefault(order.customer_id, order.city)
    region_of = {person.name: person.region for person in ROSTER}
    rows = []
    for entry in customer_file(named):
        owner = OWNER_OF.get(city.get(entry.customer_id, ""), "")
        chance = crc32(entry.customer_id.encode())
        fair = END - timedelta(days=chance % 400) if chance % 3 == 0 else None
        rows.append(
            (
                entry.customer_id,
                owner,
                region_of.get(owner, ""),
                date(2021, 1, 4),
                entry.segment,
                entry.country,
                entry.main_category,
                _usual_request([order for order in named if order.customer_id == entry.customer_id]),
                fair,
            )
        )
    heads = (
        "customer_id",
        "owner",
        "region",
        "assigned",
        "segment",
        "country",
        "main category",
        "largest request",
        "last fair",
    )
    table_sheet(book, "Customers", "Customers", "One row a customer.", heads, rows, (14, 18, 16))


def _usual_request(orders: Sequence[Order]) -> int | None:
    """Return the largest quantity but the top five: single outliers are typing errors of the source."""
    quantities = sorted(order.quantity for order in orders)
    return quantities[-6] if len(quantities) > 5 else None


def _transactions(book: Book, orders: Sequence[Order]) -> None:
    rows = [
        (
            order.customer_id,
            order.timestamp.date() if order.timestamp else None,
            order.revenue,
            order.status,
            round(order.revenue * _margin_rate(order), 2),
            order.product_category,
            order.sales_channel,
        )
        for order in orders
    ]
    heads = ("customer_id", "date", "amount", "status", "margin", "product", "terms")
    help_text = "Orders as they came: ids and dates are missing in some, others are returned or cancelled."
    table_sheet(book, "Transactions", "Transactions", help_text, heads, rows, (14, 12, 14, 14, 12))


def _margin_rate(order: Order) -> float:
    rates = MARGINS.get(order.product_category)
    return rates[CHANNELS.index(order.sales_channel)] if rates else 0.3


def _invoices(book: Book, orders: Sequence[Order]) -> None:
    """Write an invoice for every tenth delivered order; how late each customer pays is invented."""
    rows = []
    sold = [order for order in orders if order.status in ("delivered", "shipped") and order.customer_id]
    for place, order in enumerate(sold):
        if place % 10 or order.timestamp is None:
            continue
        day = order.timestamp.date()
        due = day + timedelta(days=TERMS_DAYS)
        habit = crc32(order.customer_id.encode()) % 40 - 8
        paid = due + timedelta(days=habit + place % 7)
        rows.append(
            (order.customer_id, f"I{place:05d}", day, due, order.revenue, paid if paid <= END else None)
        )
    heads = ("customer_id", "invoice", "date", "due", "amount", "paid")
    table_sheet(book, "Invoices", "Invoices", "Invoices and when they were paid.", heads, rows)


def _visits(book: Book, orders: Sequence[Order]) -> None:
    """Write some visits of 2023, invented by customer."""
    rows = []
    for customer in sorted({order.customer_id for order in orders if order.customer_id}):
        chance = crc32(customer.encode())
        days = ((chance // 7 + visit * 47) % 350 for visit in range(chance % 9))
        rows += [(customer, date(2023, 1, 9) + timedelta(days=day)) for day in days]
    table_sheet(book, "Visits", "Visits", "Visits of the last year.", ("customer_id", "date"), rows)
