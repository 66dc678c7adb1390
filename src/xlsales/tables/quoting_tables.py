"""Quotes with their prices, what they are held against, and samples, read into rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.customers.directory import Directory
from xlsales.kernel.words import folded
from xlsales.tables import quoting_specs as specs
from xlsales.tables.entries import CustomerKeys, day_of, number_of, open_rows, text_of
from xlsales.tables.raw import RawValue
from xlsales.tables.reading import TableReader


class PricedQuote(NamedTuple):
    """A quote as it is written; ``fields`` are its other columns, by heading."""

    name: str
    customer: str
    person: str
    asked: date | None
    answered: date | None
    product: str
    quantity: Fraction | None
    price: Fraction | None
    cost: Fraction | None
    fields: Mapping[str, RawValue]
    where: str


class ListPrice(NamedTuple):
    """The unit price of a product from a quantity on."""

    product: str
    least: Fraction
    price: Fraction


class ApprovalLevel(NamedTuple):
    """Who approves prices with less than a margin; nobody may sell below that of a ``floor``."""

    margin: Fraction
    approver: str
    floor: bool


class SentSample(NamedTuple):
    """A sample, what it cost and what was charged for it."""

    customer: str
    product: str
    sent: date
    cost: Fraction
    charged: Fraction
    noted: date | None
    ordered: bool


@dataclass(frozen=True, slots=True)
class QuotingTables:
    """Everything about quotes that a file has; ``names`` is how each customer is written, by key."""

    quotes: tuple[PricedQuote, ...] = ()
    prices: tuple[ListPrice, ...] = ()
    approvals: tuple[ApprovalLevel, ...] = ()
    samples: tuple[SentSample, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def read_quoting_tables(reader: TableReader, directory: Directory | None = None) -> QuotingTables:
    """Read quotes and what they are held against.

    Args:
        reader: The tables of the file; what cannot be read is added to its issues.
        directory: Customers of the customer file.
    """
    keys = CustomerKeys(directory or Directory(), reader.issues)
    return QuotingTables(
        tuple(_quotes(reader, keys)),
        tuple(_prices(reader)),
        tuple(_approvals(reader)),
        tuple(_samples(reader, keys)),
        keys.names,
    )


def _quotes(reader: TableReader, keys: CustomerKeys) -> Iterator[PricedQuote]:
    for entry, others, where in open_rows(reader, specs.QUOTES, "quote"):
        named = "customer" in entry or "customer_id" in entry
        key = keys.key(entry, where) if named else ""
        if key is not None:
            yield PricedQuote(
                text_of(entry, "quote"),
                key,
                text_of(entry, "person"),
                day_of(entry, "asked"),
                day_of(entry, "answered"),
                text_of(entry, "product"),
                number_of(entry, "quantity"),
                number_of(entry, "price"),
                number_of(entry, "cost"),
                {folded(heading): value for heading, value in others.items()},
                where,
            )


def _prices(reader: TableReader) -> Iterator[ListPrice]:
    for entry, _ in reader.facts(specs.PRICE_LIST, "product", "from", "price"):
        yield ListPrice(entry["product"], Fraction(entry["from"]), Fraction(entry["price"]))


def _approvals(reader: TableReader) -> Iterator[ApprovalLevel]:
    for entry, _ in reader.facts(specs.APPROVALS, "margin", "approver"):
        yield ApprovalLevel(Fraction(entry["margin"]), entry["approver"], entry.get("floor") is True)


def _samples(reader: TableReader, keys: CustomerKeys) -> Iterator[SentSample]:
    for entry, where in reader.facts(specs.SAMPLES, "sent"):
        key = keys.key(entry, where)
        if key is not None:
            yield SentSample(
                key,
                text_of(entry, "product"),
                entry["sent"],
                number_of(entry, "cost") or Fraction(0),
                number_of(entry, "charged") or Fraction(0),
                day_of(entry, "noted"),
                entry.get("ordered") is True,
            )
