"""The tables of the template beside policy, customers and deals; each may be left out."""

from collections.abc import Sequence
from datetime import date, time

from recipes.book import Book
from recipes.grading.layout import table_sheet

#: Product and terms of each order.
BOUGHT = {
    "SO-0990": ("Bearing 6204", "sealed"),
    "SO-1001": ("Bolt M8", "8.8"),
    "SO-1005": ("Bearing 6204", "open"),
    "SO-1012": ("Bolt M8", "8.8"),
    "SO-1021": ("Bearing 6204", "sealed"),
    "SO-1030": ("Bolt M8", "10.9"),
    "SO-1044": ("Housing", "cast"),
    "SO-1049": ("Bearing 6204", "open"),
    "SO-1055": ("Bolt M8", "10.9"),
    "SO-1071": ("Nut M8", "10.9"),
    "SO-1083": ("Bolt M8", "8.8"),
    "SO-1090": ("Bolt M8", "10.9"),
}
VISITS = (
    (
        "C001",
        "Li Wei",
        date(2025, 11, 12),
        time(9),
        time(11),
        date(2025, 11, 12),
        "order placed",
        "2026 plan",
    ),
    ("C003", "Li Wei", date(2025, 11, 12), time(10, 30), time(12), date(2025, 11, 13), "not interested", ""),
    (
        "C002",
        "Wang Fang",
        date(2025, 10, 8),
        time(14),
        time(15, 30),
        date(2025, 10, 8),
        "quote asked",
        "new size",
    ),
    ("C005", "Wang Fang", date(2025, 4, 2), None, None, None, "order placed", ""),
    (
        "C004",
        "Zhao Min",
        date(2025, 12, 22),
        time(9),
        time(10),
        date(2025, 12, 22),
        "quote asked",
        "pilot lot",
    ),
    (
        "C004",
        "Zhao Min",
        date(2025, 12, 30),
        time(9),
        time(9, 40),
        date(2025, 12, 31),
        "order placed",
        "terms",
    ),
)
PEOPLE = (
    ("Li Wei", "East", 10, 4, "Chen Jie", 2),
    ("Wang Fang", "North; West", 8, 7, "Chen Jie", 1),
    ("Zhao Min", "West", 6, 1, "Chen Jie", 1),
)
QUOTE_HEADS = (
    *("quote", "customer_id", "asked", "answered", "product", "quantity", "price", "cost"),
    *("address", "output", "delivery", "least order", "packaging", "port", "payment terms"),
)
QUOTES = (
    (
        *("Q-118", "C004", date(2025, 12, 8), date(2025, 12, 10), "Bolt M8", 12_000, 0.98, 0.74),
        *("Chengdu", 12_000, "30 days", 5_000, "carton", "Chongqing", "30 days net"),
    ),
    (
        *("Q-119", "C002", date(2025, 12, 10), date(2025, 12, 19), "Bearing 6204", 4_000, 5.6, 4.8),
        *("Harbin", None, "21 days", None, "box", None, "60 days net"),
    ),
    ("Q-120", "C003", date(2025, 12, 30), None, "Nut M8", 20_000, 0.31, 0.3),
)
_SIDES: tuple[tuple[str, str, tuple[str, ...], Sequence[Sequence[object]]], ...] = (
    (
        "Visit_plan",
        "Visits that were planned.",
        ("customer_id", "person", "date"),
        (
            ("C001", "Li Wei", date(2025, 11, 12)),
            ("C001", "Li Wei", date(2025, 12, 10)),
            ("C004", "Zhao Min", date(2025, 12, 22)),
        ),
    ),
    (
        "Sign-offs",
        "When leaders signed the daily reports.",
        ("leader", "date", "signed"),
        (("Chen Jie", date(2025, 12, 30), date(2025, 12, 31)), ("Chen Jie", date(2025, 12, 31), None)),
    ),
    (
        "Complaints",
        "Complaints; without a closing day they are open.",
        ("complaint", "customer_id", "opened", "closed"),
        (
            ("K-07 thread out of gauge", "C001", date(2025, 12, 12), None),
            ("K-06 late delivery", "C002", date(2025, 11, 3), date(2025, 11, 8)),
        ),
    ),
    (
        "Contacts",
        "Who decides at a customer: initiator, user, influencer, decider.",
        ("customer_id", "contact", "role"),
        (
            ("C001", "Mr Zhou", "decider"),
            ("C001", "Ms Tang", "user"),
            ("C001", "Mr Gao", "influencer"),
            ("C002", "J. North", "user"),
        ),
    ),
    (
        "Satisfaction",
        "Replies of a survey; each further column is a question, rated 1 to 5.",
        ("customer_id", "date", "quality", "delivery", "service"),
        (
            ("C001", date(2025, 10, 1), 5, 4, 4),
            ("C002", date(2025, 10, 1), 3, 2, 4),
            ("C004", date(2025, 10, 6), 4, None, 5),
        ),
    ),
    (
        "Questions",
        "How much each question counts.",
        ("question", "weight"),
        (("quality", 0.5), ("delivery", 0.3), ("service", 0.2)),
    ),
    (
        "Loyalty_tiers",
        "Least volume of the period, and years since the first order.",
        ("tier", "spend", "years"),
        (("gold", 500_000, 0.5), ("silver", 100_000, 0)),
    ),
    (
        "File_fields",
        "What a complete customer file says, and how much it counts.",
        ("field", "weight"),
        (("owner", 2), ("region", 1), ("employees", 1), ("specification", 2), ("last fair", 1)),
    ),
    (
        "Customer_costs",
        "What a purchase costs the customer, in money and hours, and what it brings a month.",
        ("customer_id", "price", "hours", "hour_rate", "monthly_gain"),
        (("C001", 60_000, 40, 150, 11_000), ("C002", 30_000, 10, 120, 0)),
    ),
    (
        "Contracts",
        "Contracts with their end and deliveries.",
        ("contract", "customer_id", "ends", "delivery_due", "delivered"),
        (
            ("Frame 2025 Huadong", "C001", date(2026, 1, 31), None, None),
            ("Pilot 西部", "C004", None, date(2025, 12, 20), None),
        ),
    ),
    (
        "Quotes",
        "Quotes; the further columns are what a quote has to say.",
        QUOTE_HEADS,
        QUOTES,
    ),
    (
        "Price_list",
        "Unit prices by quantity.",
        ("product", "from", "price"),
        (
            ("Bolt M8", 1, 1.2),
            ("Bolt M8", 10_000, 1),
            ("Bearing 6204", 1, 6.5),
            ("Bearing 6204", 3_000, 5.9),
            ("Nut M8", 1, 0.4),
        ),
    ),
    (
        "Approvals",
        "Whoever sells below a margin needs an approval; below the floor nobody may.",
        ("margin", "approver", "floor"),
        ((0.2, "sales manager", None), (0.15, "sales director", None), (0.05, "board", True)),
    ),
    (
        "Samples",
        "Samples, their cost, what was charged, and what followed.",
        ("customer_id", "product", "sent", "cost", "charged", "noted", "ordered"),
        (
            ("C004", "Bolt M8", date(2025, 9, 10), 120, 0, date(2025, 9, 11), True),
            ("C003", "Nut M8", date(2025, 10, 2), 80, 80, date(2025, 10, 6), False),
        ),
    ),
    (
        "Channels",
        "What channels sold on, and what they hold.",
        ("customer", "month", "sold", "stock"),
        (
            ("Coast Trading", date(2025, 10, 1), 4_000, 5_000),
            ("Coast Trading", date(2025, 11, 1), 3_800, 6_500),
            ("Coast Trading", date(2025, 12, 1), 2_900, 8_000),
        ),
    ),
    (
        "Competitor_prices",
        "Prices of competitors as they were seen.",
        ("competitor", "product", "date", "price"),
        (
            ("Rivet & Co", "Bolt M8", date(2025, 9, 1), 1.15),
            ("Rivet & Co", "Bolt M8", date(2025, 11, 20), 0.99),
        ),
    ),
    (
        "Peer_margins",
        "Our margin and those of others who sell the same.",
        ("product", "own", "peer", "margin"),
        (
            ("Bolt M8", 0.26, "Rivet & Co", 0.24),
            ("Bolt M8", None, "Allfast", 0.31),
            ("Bearing 6204", 0.27, "Rollwell", 0.22),
        ),
    ),
    (
        "Shelf_checks",
        "Goods on shelves and when they were made.",
        ("product", "outlet", "made", "seen"),
        (
            ("Nut M8", "Hardware East", date(2025, 3, 2), date(2025, 12, 5)),
            ("Bolt M8", "Hardware East", date(2025, 11, 2), date(2025, 12, 5)),
        ),
    ),
    (
        "Outlets",
        "Shops, what they turn over in the category, and whether they carry us.",
        ("outlet", "product", "turnover", "stocks"),
        (
            ("Hardware East", "Bolt M8", 90_000, True),
            ("Tool Corner", "Bolt M8", 30_000, False),
            ("Fix It", "Bolt M8", 15_000, True),
        ),
    ),
    (
        "Display_standard",
        "What a display has to be.",
        ("point", "wanted"),
        (("facings", 4), ("price tag", "yes")),
    ),
    (
        "Display_checks",
        "What was seen at the shops; each further column is a point of the standard.",
        ("outlet", "date", "facings", "price tag"),
        (
            ("Hardware East", date(2025, 12, 5), 5, "yes"),
            ("Fix It", date(2025, 12, 6), 2, "no"),
        ),
    ),
    (
        "Entry_fees",
        "Fees for entering a shop, and the margin it brings a month.",
        ("outlet", "fee", "monthly_margin", "longest_months"),
        (("Hardware East", 6_000, 1_400, 6), ("Fix It", 5_000, 300, 6)),
    ),
    (
        "Market_ratings",
        "Ratings 1 to 5 that say how to cover a market.",
        ("market", "factor", "rating"),
        tuple(
            ("East", factor, rating)
            for factor, rating in (
                ("resources", 3),
                ("product alike", 2),
                ("market alike", 2),
                ("early life", 1),
                ("few rivals", 2),
                ("rivals alike", 3),
            )
        ),
    ),
    (
        "Market_traits",
        "Traits that speak for people or for advertisements.",
        ("market", "trait"),
        (("East", "few buyers"), ("East", "negotiated price"), ("East", "new brand")),
    ),
)


def side_sheets(book: Book) -> None:
    """Write the sheets."""
    for name, help_text, heads, rows in _SIDES:
        table_name = name.replace("-", "_")
        table_sheet(book, name.replace("_", " "), table_name, help_text, heads, rows, (24, 18))
