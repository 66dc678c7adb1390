"""The policy sheets that both workbooks of the grading job share."""

from collections.abc import Mapping, Sequence
from datetime import date

from recipes.book import Book
from recipes.grading.layout import table_sheet

SEGMENTS = (
    ("Champions", 4, 5, 4, 5, 4, 5),
    ("Loyal", 2, 5, 3, 5, 3, 5),
    ("Promising", 3, 5, 1, 3, 1, 3),
    ("At risk", 1, 2, 2, 5, 2, 5),
    ("Lost", 1, 2, 1, 2, 1, 2),
)
ACTIONS = (
    ("key", 24, 2, True),
    ("target", 6, 1.5, False),
    ("potential", 2, 1, False),
    ("new", 6, 0.5, False),
)
FACTORS = (
    ("attractiveness", "size", 0.6, "volume", 0.7, 0, 60_000),
    ("attractiveness", "size", 0.6, "frequency", 0.3, 0, 40),
    ("attractiveness", "earnings", 0.4, "margin", 1, 0.2, 0.4),
    ("strength", "loyalty", 0.5, "recency_days", 1, 90, 0),
    ("strength", "conduct", 0.5, "credit", 0.6, 50, 90),
    ("strength", "conduct", 0.5, "return_rate", 0.4, 0.5, 0),
)


def policy_sheets(
    book: Book,
    settings: Sequence[tuple[date | None, str, object]],
    conditions: Sequence[Sequence[object]],
    capability: Sequence[Sequence[object]],
    scores: Sequence[Sequence[object]],
) -> None:
    """Write settings, conditions, capability, scores, actions, portfolio and segments."""
    table_sheet(
        book,
        "Policy",
        "Grading_policy",
        "Settings of the grading; a row with a date counts from that day on.",
        ("effective_from", "setting", "value"),
        settings,
        (16, 24, 30),
    )
    _conditions(book, conditions)
    table_sheet(
        book,
        "Capability",
        "Capability",
        "A customer whose need fails a test stays a potential account.",
        ("attribute", "test"),
        capability,
        (24, 40),
        {"test": "Such as >=100, <=1500, =Retail, in:A|B, 10..20."},
    )
    table_sheet(
        book,
        "Scores",
        "Scores",
        "Points by rule; groups are limited both ways, engagement may fade.",
        ("kind", "attribute", "test", "points", "group", "limit", "half_life", "dated_by"),
        scores,
        (14, 20, 16, 10, 14),
        {"half_life": "Days after which half of the points is left, counted from the day in dated_by."},
    )
    _actions(book)
    _portfolio(book)


def _conditions(book: Book, conditions: Sequence[Sequence[object]]) -> None:
    notes: Mapping[str, str] = {
        "percentile": "Part of all customers that lie below; the threshold counts with too few customers.",
        "promote": "More to come up: a part of the threshold, or points of the percentile.",
        "demote": "Less before a key account is lost, in the same way.",
    }
    table_sheet(
        book,
        "Conditions",
        "Conditions",
        "A customer that fits and meets all of them is a key account.",
        ("measure", "threshold", "percentile", "promote", "demote"),
        conditions,
        (18,),
        notes,
    )


def _actions(book: Book) -> None:
    table_sheet(
        book,
        "Actions",
        "Actions",
        "What a grade is given.",
        ("grade", "visits", "limit_months", "protected"),
        ACTIONS,
        (18,),
        {
            "visits": "Visits a year.",
            "limit_months": "Months of sales that may be owed.",
            "protected": "TRUE is never released to the common pool.",
        },
    )


def _portfolio(book: Book) -> None:
    table_sheet(
        book,
        "Portfolio",
        "Portfolio",
        "Attractiveness and strength; weights total 1 in each group, and over the groups of a side.",
        ("side", "group", "group_weight", "attribute", "weight", "worst", "best"),
        FACTORS,
        (18, 14, 14, 18),
    )
    heads = ("segment", "r_lo", "r_hi", "f_lo", "f_hi", "m_lo", "m_hi")
    table_sheet(book, "Segments", "Segments", "Segments by RFM, the first that fits.", heads, SEGMENTS, (18,))
