"""What the market shows: slow goods, moves of prices, margins of peers, channels, shops, how to cover it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from xlsales.customers.channel_alerts import ChannelAlert, ChannelLimits, channel_alerts
from xlsales.customers.decision_sheet import FACTORS, CoverageAdvice, coverage_strategy
from xlsales.customers.distribution import Distribution, Outlet, display_check, distribution_coverage
from xlsales.customers.life_cycle import LifeStage, life_stage
from xlsales.customers.payback import payback_months
from xlsales.customers.price_moves import LARGE, PriceMove, price_moves
from xlsales.customers.push_rules import TRAITS, PushAdvice, push_advice
from xlsales.customers.shelf_age import FRESH_DAYS, SLOW_DAYS, ShelfAge, shelf_ages
from xlsales.jobs.row_warnings import row_warnings
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.words import folded
from xlsales.pipeline.quotes import peer_margin_gap
from xlsales.tables.market_tables import EntryFee, MarketRating, MarketTables, SeenDisplay, ShelfCheck

_Key = TypeVar("_Key")
_Row = TypeVar("_Row")
_FACTORS = {folded(word): name for name, chinese in FACTORS.items() for word in (name, chinese)}
#: Months within which a fee of entry has to pay back, unless its row says otherwise.
LONGEST_MONTHS = Fraction(12)


@dataclass(frozen=True, slots=True)
class MarketLimits:
    """What is still normal.

    Attributes:
        fresh_days, slow_days: Age up to which goods move well, and beyond which they are slow.
        large_move: Change of a price from which it is told, a fraction.
        channel: Limits of channels; ``None`` takes the usual ones.
    """

    fresh_days: int = FRESH_DAYS
    slow_days: int = SLOW_DAYS
    large_move: Fraction = LARGE
    channel: ChannelLimits | None = None


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """Goods on a shelf with their age (IF4)."""

    check: ShelfCheck
    age: ShelfAge


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A large move of a competitor's price (IF5)."""

    competitor: str
    product: str
    move: PriceMove


@dataclass(frozen=True, slots=True)
class PeerLine:
    """Our margin of a product beside those of peers (PR4); ``gap`` is to their median."""

    product: str
    own: Fraction | None
    peers: int
    gap: Fraction | None


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """A channel: what it sold on, what it holds and owes, and what is wrong with it (FC3)."""

    customer: str
    sold: tuple[Fraction, ...]
    stock: Fraction | None
    owed: Fraction
    overdue: Fraction
    alerts: tuple[ChannelAlert, ...]


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product and where it stands in its life (FC4)."""

    product: str
    amounts: tuple[Fraction, ...]
    stage: LifeStage | None


@dataclass(frozen=True, slots=True)
class DisplayLine:
    """A shop's display against the standard."""

    display: SeenDisplay
    share: Fraction
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarketLine:
    """A market: how to cover it (IF6), and whether people or advertisements push (IF7)."""

    market: str
    coverage: CoverageAdvice | None
    push: PushAdvice | None


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee of entry: months until it has paid for itself, and whether that is in time (PR8)."""

    fee: EntryFee
    months: Fraction | None
    in_time: bool


@dataclass(frozen=True, slots=True)
class MarketWatch:
    """What the market shows on a day; each part is empty where the file has no table for it."""

    day: date
    shelves: tuple[ShelfLine, ...]
    prices: tuple[PriceLine, ...]
    peers: tuple[PeerLine, ...]
    channels: tuple[ChannelLine, ...]
    products: tuple[ProductLine, ...]
    distribution: tuple[tuple[str, Distribution], ...]
    displays: tuple[DisplayLine, ...]
    markets: tuple[MarketLine, ...]
    fees: tuple[FeeLine, ...]
    issues: tuple[Issue, ...]


def market_watch(
    tables: MarketTables,
    day: date,
    owed: Mapping[str, tuple[Fraction, Fraction]] | None = None,
    limits: MarketLimits | None = None,
) -> MarketWatch | None:
    """Work out what the market shows (IF4 to IF7, PR4, PR8, FC3, FC4, distribution and displays).

    Args:
        tables: What was read.
        day: Today; later rows are not there yet.
        owed: What each channel owes, and what of it is overdue.
        limits: What is still normal.

    Returns:
        What it shows, with a warning for each market that is not rated in full and for GRAD-013 a trait
        that we do not know; ``None`` without a table.
    """
    if tables.is_empty:
        return None
    normal = limits or MarketLimits()
    issues: list[Issue] = []
    return MarketWatch(
        day,
        _shelves(tables, day, normal),
        _prices(tables, day, normal),
        _peers(tables),
        _channels(tables, day, owed or {}, normal),
        _products(tables, day),
        _distribution(tables),
        _displays(tables, day),
        _markets(tables, issues),
        tuple(_fees(tables, issues)),
        tuple(issues),
    )


def _shelves(tables: MarketTables, day: date, normal: MarketLimits) -> tuple[ShelfLine, ...]:
    """Return goods by age on the day they were seen, oldest first."""
    lines = []
    for check in tables.shelves:
        seen = check.seen or day
        if seen <= day:
            (age,) = shelf_ages([(check.product, check.made)], seen, normal.fresh_days, normal.slow_days)
            lines.append(ShelfLine(check, age))
    return tuple(sorted(lines, key=lambda line: (-line.age.age_days, line.check.product, line.check.outlet)))


def _prices(tables: MarketTables, day: date, normal: MarketLimits) -> tuple[PriceLine, ...]:
    """Return large moves, newest first."""
    series = _grouped(
        ((seen.competitor, seen.product), (seen.day, seen.price)) for seen in tables.prices if seen.day <= day
    )
    lines = [
        PriceLine(competitor, product, move)
        for (competitor, product), prices in series.items()
        for move in price_moves(prices, normal.large_move)
    ]
    return tuple(sorted(lines, key=lambda line: (-line.move.day.toordinal(), line.competitor, line.product)))


def _peers(tables: MarketTables) -> tuple[PeerLine, ...]:
    lines = []
    for product, rows in _grouped((row.product, row) for row in tables.peers).items():
        own = next((row.own for row in rows if row.own is not None), None)
        margins = [row.margin for row in rows if row.margin is not None]
        gap = None if own is None else peer_margin_gap(own, margins)
        lines.append(PeerLine(product, own, len(margins), gap))
    return tuple(lines)


def _channels(
    tables: MarketTables,
    day: date,
    owed: Mapping[str, tuple[Fraction, Fraction]],
    normal: MarketLimits,
) -> tuple[ChannelLine, ...]:
    """Return channels, those with most alerts first."""
    lines = []
    rows = ((row.customer, row) for row in tables.channels if row.day <= day)
    for customer, periods in _grouped(rows).items():
        periods.sort(key=lambda period: period.day)
        sold = tuple(period.sold for period in periods)
        stock = next((period.stock for period in reversed(periods) if period.stock is not None), None)
        debt, overdue = owed.get(customer, (Fraction(0), Fraction(0)))
        alerts = channel_alerts(sold, stock, debt, overdue, normal.channel)
        lines.append(ChannelLine(customer, sold, stock, debt, overdue, alerts))
    return tuple(sorted(lines, key=lambda line: (-len(line.alerts), line.customer)))


def _products(tables: MarketTables, day: date) -> tuple[ProductLine, ...]:
    """Return the stage of each product; a period without a row of it sold nothing."""
    rows = [row for row in tables.products if row.day <= day]
    periods = sorted({row.day for row in rows})
    lines = []
    for product, own in _grouped((row.product, row) for row in rows).items():
        sums = dict.fromkeys(periods, Fraction(0))
        for row in own:
            sums[row.day] += row.amount
        market = next((row.market for row in reversed(own) if row.market is not None), None)
        amounts = tuple(sums.values())
        lines.append(ProductLine(product, amounts, life_stage(amounts, market)))
    return tuple(lines)


def _distribution(tables: MarketTables) -> tuple[tuple[str, Distribution], ...]:
    found = _grouped((shop.product, shop) for shop in tables.outlets)
    return tuple(
        (
            product,
            distribution_coverage(
                Outlet(shop.outlet, shop.turnover or Fraction(0), shop.stocks) for shop in shops
            ),
        )
        for product, shops in found.items()
    )


def _displays(tables: MarketTables, day: date) -> tuple[DisplayLine, ...]:
    """Return displays, worst first; what the standard asks for is found whatever its width and case."""
    if not tables.standard:
        return ()
    lines = []
    for display in tables.displays:
        if display.day is None or display.day <= day:
            seen = {folded(point): value for point, value in display.found.items()}
            check = display_check(
                {point: seen.get(folded(point)) for point in tables.standard}, tables.standard
            )
            lines.append(DisplayLine(display, check.share, check.failed))
    return tuple(sorted(lines, key=lambda line: (line.share, line.display.outlet)))


def _markets(tables: MarketTables, issues: list[Issue]) -> tuple[MarketLine, ...]:
    ratings = _grouped((row.market, row) for row in tables.ratings)
    traits = _grouped((row.market, row.trait) for row in tables.traits)
    issues += _unknown_traits(row.trait for row in tables.traits)
    return tuple(
        MarketLine(
            market,
            _coverage(market, ratings[market], issues) if market in ratings else None,
            push_advice(traits[market]) if market in traits else None,
        )
        for market in dict.fromkeys([*ratings, *traits])
    )


def _unknown_traits(traits: Iterable[str]) -> Iterator[Issue]:
    for trait in push_advice(traits).unread:
        expected = f"one of {', '.join(TRAITS)}"
        fix = "Write one of these traits, or take the row out."
        yield Issue("GRAD-013", "market traits", repr(trait), expected, fix, severity="warning")


def _coverage(market: str, rows: Iterable[MarketRating], issues: list[Issue]) -> CoverageAdvice | None:
    ratings: dict[str, Fraction] = {}
    weights: dict[str, Fraction] = {}
    for row in rows:
        name = _FACTORS.get(folded(row.factor), row.factor)
        ratings[name] = row.rating
        if row.weight is not None:
            weights[name] = row.weight
    try:
        return coverage_strategy(ratings, weights)
    except InvalidInputError as error:
        issues += row_warnings(error, f"market {market}".strip())
        return None


def _fees(tables: MarketTables, issues: list[Issue]) -> Iterator[FeeLine]:
    for fee in tables.fees:
        longest = LONGEST_MONTHS if fee.longest_months is None else fee.longest_months
        try:
            months = payback_months(fee.fee, fee.monthly_margin)
        except InvalidInputError as error:
            issues += row_warnings(error, f"outlet {fee.outlet}")
            continue
        yield FeeLine(fee, months, months is not None and months <= longest)


def _grouped(pairs: Iterable[tuple[_Key, _Row]]) -> dict[_Key, list[_Row]]:
    """Gather rows by key, in the order in which keys first come."""
    groups: dict[_Key, list[_Row]] = {}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return groups
