"""What is seen of the market: shelves, prices, peers, channels, outlets, ratings, read into rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.customers.directory import Directory
from xlsales.kernel.values import is_blank
from xlsales.tables import market_specs as specs
from xlsales.tables.entries import CustomerKeys, day_of, number_of, open_rows, text_of
from xlsales.tables.raw import RawValue
from xlsales.tables.reading import TableReader
from xlsales.tables.values import UnreadableError, read_number


class ShelfCheck(NamedTuple):
    """Goods on a shelf: when they were made, and when they were seen."""

    product: str
    outlet: str
    made: date
    seen: date | None


class SeenPrice(NamedTuple):
    """A price of a competitor on a day."""

    competitor: str
    product: str
    day: date
    price: Fraction


class PeerMargin(NamedTuple):
    """Our margin of a product, or that of somebody who sells the same; fractions."""

    product: str
    own: Fraction | None
    peer: str
    margin: Fraction | None


class ChannelPeriod(NamedTuple):
    """What a channel sold on in a period, and what it holds."""

    customer: str
    day: date
    sold: Fraction
    stock: Fraction | None


class SeenOutlet(NamedTuple):
    """A shop, and whether it carries a product."""

    outlet: str
    product: str
    turnover: Fraction | None
    stocks: bool


class SeenDisplay(NamedTuple):
    """What was seen at a shop, by point of the standard."""

    outlet: str
    day: date | None
    found: Mapping[str, object]


class MarketRating(NamedTuple):
    """A rated factor of a market."""

    market: str
    factor: str
    rating: Fraction
    weight: Fraction | None
    where: str


class MarketTrait(NamedTuple):
    """A trait of a market."""

    market: str
    trait: str


class EntryFee(NamedTuple):
    """A fee for entering a shop, and what the shop brings a month."""

    outlet: str
    fee: Fraction
    monthly_margin: Fraction
    longest_months: Fraction | None


class ProductPeriod(NamedTuple):
    """Sales of a product in a period, and what the market can hold."""

    product: str
    day: date
    amount: Fraction
    market: Fraction | None


@dataclass(frozen=True, slots=True)
class MarketTables:
    """Everything about the market that a file has; ``names`` is how each channel is written, by key."""

    shelves: tuple[ShelfCheck, ...] = ()
    prices: tuple[SeenPrice, ...] = ()
    peers: tuple[PeerMargin, ...] = ()
    channels: tuple[ChannelPeriod, ...] = ()
    outlets: tuple[SeenOutlet, ...] = ()
    standard: Mapping[str, object] = field(default_factory=dict)
    displays: tuple[SeenDisplay, ...] = ()
    ratings: tuple[MarketRating, ...] = ()
    traits: tuple[MarketTrait, ...] = ()
    fees: tuple[EntryFee, ...] = ()
    products: tuple[ProductPeriod, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the file says nothing about the market."""
        return self == MarketTables()


def read_market_tables(reader: TableReader, directory: Directory | None = None) -> MarketTables:
    """Read what is seen of the market.

    Args:
        reader: The tables of the file; what cannot be read is added to its issues.
        directory: Customers of the customer file, which channels may be.
    """
    keys = CustomerKeys(directory or Directory(), reader.issues)
    return MarketTables(
        tuple(_shelves(reader)),
        tuple(_prices(reader)),
        tuple(_peers(reader)),
        tuple(_channels(reader, keys)),
        tuple(_outlets(reader)),
        dict(_standard(reader)),
        tuple(_displays(reader)),
        tuple(_ratings(reader)),
        tuple(_traits(reader)),
        tuple(_fees(reader)),
        tuple(_products(reader)),
        keys.names,
    )


def _shelves(reader: TableReader) -> Iterator[ShelfCheck]:
    for entry, _ in reader.facts(specs.SHELVES, "product", "made"):
        yield ShelfCheck(entry["product"], text_of(entry, "outlet"), entry["made"], day_of(entry, "seen"))


def _prices(reader: TableReader) -> Iterator[SeenPrice]:
    for entry, _ in reader.facts(specs.PRICES, "product", "date", "price"):
        price = Fraction(entry["price"])
        if price > 0:
            yield SeenPrice(text_of(entry, "competitor"), entry["product"], entry["date"], price)


def _peers(reader: TableReader) -> Iterator[PeerMargin]:
    for entry, _ in reader.facts(specs.PEERS, "product"):
        own, margin = number_of(entry, "own"), number_of(entry, "margin")
        yield PeerMargin(entry["product"], own, text_of(entry, "peer"), margin)


def _channels(reader: TableReader, keys: CustomerKeys) -> Iterator[ChannelPeriod]:
    for entry, where in reader.facts(specs.CHANNELS, "customer", "date", "sold"):
        key = keys.key(entry, where)
        if key is not None:
            yield ChannelPeriod(key, entry["date"], Fraction(entry["sold"]), number_of(entry, "stock"))


def _outlets(reader: TableReader) -> Iterator[SeenOutlet]:
    for entry, _ in reader.facts(specs.OUTLETS, "outlet"):
        stocks = entry.get("stocks") is True
        yield SeenOutlet(entry["outlet"], text_of(entry, "product"), number_of(entry, "turnover"), stocks)


def _standard(reader: TableReader) -> Iterator[tuple[str, object]]:
    for entry, _ in reader.facts(specs.STANDARD, "point", "wanted"):
        yield entry["point"], _seen(entry["wanted"])


def _displays(reader: TableReader) -> Iterator[SeenDisplay]:
    for entry, others, _ in open_rows(reader, specs.DISPLAYS, "outlet"):
        found = {point: _seen(value) for point, value in others.items() if not is_blank(value)}
        yield SeenDisplay(text_of(entry, "outlet"), day_of(entry, "date"), found)


def _ratings(reader: TableReader) -> Iterator[MarketRating]:
    for entry, where in reader.facts(specs.RATINGS, "factor", "rating"):
        rating, weight = Fraction(entry["rating"]), number_of(entry, "weight")
        yield MarketRating(text_of(entry, "market"), entry["factor"], rating, weight, where)


def _traits(reader: TableReader) -> Iterator[MarketTrait]:
    for entry, _ in reader.facts(specs.TRAITS, "trait"):
        yield MarketTrait(text_of(entry, "market"), entry["trait"])


def _fees(reader: TableReader) -> Iterator[EntryFee]:
    for entry, _ in reader.facts(specs.FEES, "outlet", "fee", "monthly_margin"):
        fee, margin = Fraction(entry["fee"]), Fraction(entry["monthly_margin"])
        yield EntryFee(entry["outlet"], fee, margin, number_of(entry, "longest_months"))


def _products(reader: TableReader) -> Iterator[ProductPeriod]:
    for entry, _ in reader.facts(specs.PRODUCTS, "product", "date", "amount"):
        amount, market = Fraction(entry["amount"]), number_of(entry, "market")
        yield ProductPeriod(entry["product"], entry["date"], amount, market)


def _seen(value: RawValue) -> object:
    """Return a number where one was seen, else the word or truth that was."""
    if isinstance(value, bool):
        return value
    try:
        return float(read_number(value, typed=True))
    except UnreadableError:
        return str(value).strip()
