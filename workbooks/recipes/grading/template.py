"""The template of the grading job: every table with a few sample rows to type over."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from recipes.book import Book
from recipes.grading.layout import table_sheet
from recipes.grading.policy import policy_sheets
from recipes.grading.template_sides import BOUGHT, PEOPLE, VISITS, side_sheets
from recipes.orders import Order

SETTINGS = (
    (None, "name", "Customer grading"),
    (None, "currency", "CNY"),
    (None, "as_of", date(2025, 12, 31)),
    (None, "period_months", 12),
    (None, "periods", 1),
    (None, "basis", "conditions"),
    (None, "tenure_days", 180),
    (None, "new_orders", 2),
    (None, "new_days", 90),
    (None, "release_days", 60),
    (None, "first_order_limit", 20_000),
    (None, "proforma_stage", "quote"),
    (None, "bant_cutoff", 60),
    (date(2026, 1, 1), "bant_cutoff", 65),
)
CONDITIONS = (
    ("volume", 500_000, None, 0, 0.1),
    ("frequency", 6, None, 0, 0.2),
    ("margin", 0.25, None, 0, 0.05),
    ("credit", 70, None, 0, 0.05),
)
CAPABILITY = (
    ("category", "in:fasteners|bearings"),
    ("specification", "<=30"),
    ("process", "in:forged|turned"),
    ("quality", "in:A|B"),
    ("lead days", ">=14"),
    ("quantity", "<=50000"),
)
SCORES = (
    ("fit", "employees", ">=200", 15, "firm", 20, None, None),
    ("fit", "volume", ">=200000", 20, "size", 40, None, None),
    ("fit", "volume", ">=500000", 20, "size", 40, None, None),
    ("engagement", "frequency", ">=6", 15, None, None, None, None),
    ("engagement", "recency_days", ">180", -15, None, None, None, None),
    ("engagement", "last fair", "not blank", 10, None, None, 90, "last fair"),
)
CUSTOMERS = (
    (
        "C001",
        "华东机械（上海）有限公司",
        "Huadong Machinery",
        "Li Wei",
        "East",
        date(2024, 1, 8),
        320,
        "fasteners",
        24,
        "forged",
        "A",
        30,
        20_000,
        date(2025, 11, 3),
    ),
    (
        "C002",
        "Northern Tools Ltd",
        "",
        "Wang Fang",
        "North",
        date(2024, 3, 1),
        90,
        "bearings",
        16,
        "turned",
        "B",
        21,
        8_000,
        None,
    ),
    (
        "C003",
        "Coast Trading",
        "",
        "Li Wei",
        "East",
        date(2025, 6, 2),
        40,
        "castings",
        20,
        "cast",
        "B",
        10,
        3_000,
        None,
    ),
    (
        "C004",
        "西部装备",
        "",
        "Zhao Min",
        "West",
        date(2025, 9, 1),
        150,
        "fasteners",
        30,
        "forged",
        "A",
        28,
        12_000,
        date(2025, 9, 20),
    ),
    (
        "C005",
        "Delta Pumps",
        "",
        "Wang Fang",
        "North",
        date(2023, 5, 5),
        600,
        "bearings",
        None,
        "turned",
        "A",
        45,
        45_000,
        None,
    ),
)
TRANSACTIONS = (
    ("C001", "", date(2025, 1, 15), "SO-1001", 120_000, "", 33_000, date(2025, 2, 14), date(2025, 2, 12)),
    (
        "",
        "华东机械(上海)有限公司",
        date(2025, 3, 10),
        "SO-1012",
        95_000,
        "",
        26_500,
        date(2025, 4, 9),
        date(2025, 4, 9),
    ),
    ("C001", "", date(2025, 5, 22), "SO-1030", 130_000, "", 36_000, date(2025, 6, 21), date(2025, 6, 25)),
    ("C001", "", date(2025, 8, 2), "SO-1055", 140_000, "", 39_000, date(2025, 9, 1), date(2025, 8, 30)),
    ("C001", "", date(2025, 10, 19), "SO-1071", 110_000, "", 30_000, date(2025, 11, 18), date(2025, 11, 20)),
    ("C001", "", date(2025, 12, 3), "SO-1090", 125_000, "", 34_000, date(2026, 1, 2), None),
    ("C002", "", date(2025, 2, 11), "SO-1005", 60_000, "", 13_500, date(2025, 3, 13), date(2025, 4, 2)),
    ("C002", "", date(2025, 7, 7), "SO-1049", 85_000, "", 20_000, date(2025, 8, 6), date(2025, 9, 1)),
    ("C002", "", date(2025, 7, 28), "SO-1049", -12_000, "", -2_800, None, None),
    ("C003", "", date(2025, 6, 30), "SO-1044", 20_000, "", 2_000, date(2025, 7, 30), date(2025, 9, 28)),
    ("C004", "", date(2025, 11, 25), "SO-1083", 45_000, "", 12_000, date(2025, 12, 25), None),
    ("C005", "", date(2024, 12, 1), "SO-0990", 210_000, "", 60_000, date(2024, 12, 31), date(2025, 1, 4)),
    ("C005", "", date(2025, 4, 4), "SO-1021", 260_000, "", 72_000, date(2025, 5, 4), date(2025, 5, 3)),
)
INVOICES = (
    ("C001", "INV-90", date(2025, 12, 3), date(2026, 1, 2), 125_000, None),
    ("C003", "INV-44", date(2025, 6, 30), date(2025, 7, 30), 20_000, date(2025, 9, 28)),
    ("C004", "INV-83", date(2025, 9, 20), date(2025, 10, 20), 45_000, None),
)
LEADS = (
    ("Harbour Steel", "fair", "East", date(2025, 12, 20), None, "", 3, 2, 3, 2, "open", None, ""),
    ("Summit Gears", "web", "North", date(2025, 12, 5), None, "", 2, None, 2, None, "open", None, ""),
    ("Plain Crafts", "web", "West", date(2025, 12, 18), None, "", 0, 1, 0, 0, "open", None, ""),
    (
        "Lake Motors",
        "referral",
        "East",
        date(2025, 10, 2),
        date(2025, 10, 3),
        "Li Wei",
        3,
        3,
        3,
        3,
        "won",
        80_000,
        "Huadong Machinery",
    ),
    (
        "Field Works",
        "fair",
        "North",
        date(2025, 9, 9),
        date(2025, 9, 12),
        "Wang Fang",
        1,
        1,
        2,
        1,
        "lost",
        None,
        "",
    ),
)
STAGES = (
    ("lead", 0.1, 30, "contact"),
    ("need", 0.25, 45, "budget"),
    ("quote", 0.4, 30, "decider"),
    ("contract", 0.8, 20, "terms agreed"),
    ("order", 0.95, 30, ""),
)
DEALS = (
    (
        "Huadong 2026 frame",
        "contract",
        900_000,
        date(2025, 9, 1),
        date(2025, 12, 1),
        None,
        "open",
        "draft contract",
        "repeat",
        "Li Wei",
        "yes",
        "yes",
        "yes",
        "",
    ),
    (
        "Summit spindle set",
        "order",
        150_000,
        date(2025, 10, 10),
        date(2025, 12, 20),
        None,
        "open",
        "P/I",
        "web",
        "Wang Fang",
        "yes",
        "yes",
        "yes",
        "yes",
    ),
    (
        "Harbour trial lot",
        "quote",
        60_000,
        date(2025, 11, 1),
        date(2025, 11, 5),
        None,
        "open",
        "quote",
        "fair",
        "Li Wei",
        "yes",
        "",
        "",
        "",
    ),
    (
        "Lake first order",
        "order",
        80_000,
        date(2025, 10, 2),
        None,
        date(2025, 11, 14),
        "won",
        "contract",
        "referral",
        "Li Wei",
        "yes",
        "yes",
        "yes",
        "yes",
    ),
)


def build_template(path: Path, orders: Sequence[Order] = ()) -> None:
    """Write the template; the raw orders are not used, its few rows are invented."""
    with Book(path, "Template: customer grading", "") as book:
        policy_sheets(book, SETTINGS, CONDITIONS, CAPABILITY, SCORES)
        overrides = [
            ("C004", "target", date(2025, 10, 1), date(2026, 3, 31), "Pilot project, decided by the board")
        ]
        _sheet(
            book,
            "Overrides",
            "Grades by hand, with a reason and a last day.",
            ("customer", "grade", "start", "until", "reason"),
            overrides,
        )
        _sheet(
            book,
            "Previous_grades",
            "Grades of the last run.",
            ("customer", "grade", "since"),
            [
                ("C001", "target", date(2024, 12, 31)),
                ("C002", "target", date(2024, 12, 31)),
                ("C005", "key", date(2023, 12, 31)),
            ],
        )
        _customer_sheets(book)
        _pipeline_sheets(book)
        side_sheets(book)


def _customer_sheets(book: Book) -> None:
    heads = (
        "customer_id",
        "customer",
        "alias",
        "owner",
        "region",
        "assigned",
        "employees",
        "category",
        "specification",
        "process",
        "quality",
        "lead days",
        "quantity",
        "last fair",
    )
    _sheet(
        book,
        "Customers",
        "The customer file; further columns are attributes that tests may name.",
        heads,
        CUSTOMERS,
    )
    heads = ("customer_id", "customer", "date", "order", "amount", "status", "margin", "due", "paid")
    heads += ("product", "terms")
    rows = [(*row, *BOUGHT[row[3]]) for row in TRANSACTIONS]
    _sheet(book, "Transactions", "Orders and returns (negative amounts).", heads, rows)
    _sheet(
        book,
        "Invoices",
        "Invoices; without a day of payment they are open.",
        ("customer_id", "invoice", "date", "due", "amount", "paid"),
        INVOICES,
    )
    heads = ("customer_id", "person", "date", "start", "end", "reported", "outcome", "content")
    _sheet(book, "Visits", "Visits and calls.", heads, VISITS)


def _pipeline_sheets(book: Book) -> None:
    heads = (
        "lead",
        "source",
        "region",
        "created",
        "answered",
        "owner",
        "budget",
        "authority",
        "need",
        "timeline",
        "outcome",
        "amount",
        "referred_by",
    )
    _sheet(
        book,
        "Leads",
        "Leads; budget, authority, need and timeline from 0 to 3, blank is unknown.",
        heads,
        LEADS,
    )
    _sheet(
        book,
        "Stages",
        "Stages; criteria must be known before a deal is in a later one.",
        ("stage", "probability", "longest_days", "criteria"),
        STAGES,
    )
    heads = (
        "deal",
        "stage",
        "amount",
        "created",
        "stage_since",
        "closed",
        "outcome",
        "document",
        "source",
        "owner",
        "contact",
        "budget",
        "decider",
        "terms agreed",
    )
    _sheet(book, "Deals", "Deals; a proforma invoice is no order.", heads, DEALS)
    _sheet(
        book,
        "People",
        "Who takes leads, where, how many at a time; who leads them, and visits a day.",
        ("person", "regions", "capacity", "load", "leader", "daily_visits"),
        PEOPLE,
    )


def _sheet(
    book: Book, name: str, help_text: str, heads: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    table_sheet(book, name, name, help_text, heads, rows, (18, 26))
