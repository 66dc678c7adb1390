"""What the market shows, from the tables that a workbook has."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jobs.grading_tables import table
from xlsales.customers.decision_sheet import FACTORS
from xlsales.jobs.market_watch import MarketWatch, market_watch
from xlsales.tables.market_tables import read_market_tables
from xlsales.tables.raw import RawTable
from xlsales.tables.reading import TableReader

DAY = date(2026, 6, 30)


def watch(*tables: RawTable, **options: object) -> MarketWatch:
    reader = TableReader(tables)
    found = market_watch(read_market_tables(reader), DAY, **options)  # type: ignore[arg-type]
    assert found is not None
    assert reader.issues == []
    return found


def test_without_a_table_of_the_market_there_is_nothing_to_watch() -> None:
    assert market_watch(read_market_tables(TableReader([])), DAY) is None


def test_goods_are_as_old_as_when_they_were_seen_if4() -> None:
    rows = [
        ["tea", "a", date(2026, 1, 1), date(2026, 2, 1)],
        ["oil", "a", date(2025, 12, 1), None],
        ["salt", "b", date(2026, 1, 1), date(2026, 7, 1)],
    ]

    found = watch(table("shelf checks", ("product", "outlet", "made", "seen"), rows)).shelves

    assert [(line.check.product, line.age.age_days, line.age.state) for line in found] == [
        ("oil", 211, "slow mover"),
        ("tea", 31, "normal"),
    ]


def test_large_moves_of_each_competitor_are_told_newest_first_if5() -> None:
    rows = [
        ["Acme", "tea", date(2026, 1, 1), 100],
        ["Acme", "tea", date(2026, 2, 1), 96],
        ["Acme", "tea", date(2026, 3, 1), 86.4],
        ["Bolt", "tea", date(2026, 5, 1), 90],
        ["Bolt", "tea", date(2026, 6, 1), 94.5],
    ]

    found = watch(table("competitor prices", ("competitor", "product", "date", "price"), rows)).prices

    assert [(line.competitor, line.move.change, line.move.direction) for line in found] == [
        ("Bolt", Fraction(1, 20), "up"),
        ("Acme", Fraction(-1, 10), "down"),
    ]


def test_our_margin_is_held_against_the_median_of_peers_pr4() -> None:
    rows = [
        ["tea", 0.3, "p", 0.2],
        ["tea", None, "q", 0.24],
        ["tea", None, "r", 0.4],
        ["oil", 0.1, None, None],
    ]

    tea, oil = watch(table("peer margins", ("product", "own", "peer", "margin"), rows)).peers

    assert (tea.peers, tea.gap) == (3, Fraction(6, 100))
    assert (oil.peers, oil.gap) == (0, None)


def test_a_channel_in_trouble_comes_first_fc3() -> None:
    rows = [
        ["Good", date(2026, 4, 1), 100, 100],
        ["Good", date(2026, 5, 1), 110, 100],
        ["Bad", date(2026, 5, 1), 70, 150],
        ["Bad", date(2026, 4, 1), 100, 90],
    ]
    channels = table("channels", ("customer", "month", "sold", "stock"), rows)

    bad, good = watch(channels, owed={"bad": (Fraction(100), Fraction(11))}).channels

    assert bad.alerts == ("falling sales", "stock piles up", "overdue")
    assert (bad.sold, bad.stock) == ((100, 70), 150)
    assert good.alerts == ()


def test_a_period_without_a_row_of_a_product_sold_nothing_fc4() -> None:
    years = [date(year, 1, 1) for year in (2023, 2024, 2025)]
    rows = [["tea", years[0], 100], ["tea", years[2], 100], ["oil", years[1], 1], ["oil", years[2], 3]]

    tea, oil = watch(table("product sales", ("product", "date", "amount"), rows)).products

    assert (tea.amounts, tea.stage) == ((100, 0, 100), "saturation")
    assert oil.stage == "growth"


def test_distribution_is_told_by_product() -> None:
    rows = [["a", "tea", 900, "yes"], ["b", "tea", 100, "no"], ["a", "oil", None, None]]

    found = dict(watch(table("outlets", ("outlet", "product", "turnover", "stocks"), rows)).distribution)

    assert (found["tea"].numeric, found["tea"].weighted) == (Fraction(1, 2), Fraction(9, 10))
    assert (found["oil"].numeric, found["oil"].weighted) == (0, None)


def test_displays_are_checked_point_by_point_worst_first() -> None:
    standard = table("display standard", ("point", "wanted"), [["facings", 4], ["price tag", "yes"]])
    checks = table(
        "display checks",
        ("outlet", "Facings", "price tag"),
        [["a", 4, "ＹＥＳ"], ["b", 3, "yes"], ["c", "many", None]],
    )

    found = watch(standard, checks).displays

    assert [(line.display.outlet, line.share, line.failed) for line in found] == [
        ("c", 0, ("facings", "price tag")),
        ("b", Fraction(1, 2), ("facings",)),
        ("a", 1, ()),
    ]


def test_markets_are_covered_by_ratings_and_traits_in_both_languages_if6_if7() -> None:
    factors = [["north", word, 2, None] for word in FACTORS.values()]
    ratings = table("market ratings", ("market", "factor", "rating", "weight"), factors)
    traits = table(
        "market traits", ("market", "trait"), [["north", "客户少而集中"], ["south", "fixed price"]]
    )

    north, south = watch(ratings, traits).markets

    assert north.coverage is not None
    assert north.push is not None
    assert (north.coverage.strategy, north.push.push) == ("concentrated", "personal selling")
    assert south.coverage is None


def test_a_market_that_is_not_rated_in_full_is_told_and_the_others_are_shown_if6() -> None:
    rows = [["north", "resources", 3], ["south", "resources", 9]]

    found = watch(table("market ratings", ("market", "factor", "rating"), rows))

    assert [line.coverage for line in found.markets] == [None, None]
    assert {issue.severity for issue in found.issues} == {"warning"}
    assert found.issues[0].where == "market north: product alike"


def test_a_fee_of_entry_pays_back_in_time_or_not_pr8() -> None:
    rows = [
        ["a", 6000, 1000, 6],
        ["b", 6000, 999, 6],
        ["c", 12000, 1000, None],
        ["d", 1, 0, None],
        ["e", -1, 1, 1],
    ]
    heads = ("outlet", "fee", "monthly_margin", "longest_months")

    found = watch(table("entry fees", heads, rows))

    assert [(line.fee.outlet, line.in_time) for line in found.fees] == [
        ("a", True),
        ("b", False),
        ("c", True),
        ("d", False),
    ]
    assert [issue.code for issue in found.issues] == ["PAYB-001"]
