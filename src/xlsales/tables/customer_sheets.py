"""What is kept about single customers beside their file, read into rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.customers.directory import Directory
from xlsales.kernel.values import is_blank
from xlsales.kernel.words import folded
from xlsales.tables import customer_specs as specs
from xlsales.tables.entries import CustomerKeys, day_of, number_of, open_rows, text_of
from xlsales.tables.reading import TableReader
from xlsales.tables.values import UnreadableError, read_number, unreadable


class Contact(NamedTuple):
    """Somebody at a customer, with the part in its decisions."""

    customer: str
    name: str
    role: str


class SurveyReply(NamedTuple):
    """Ratings of one reply, by folded question; blank answers are left out."""

    customer: str
    day: date | None
    ratings: Mapping[str, Fraction]


class LoyaltyTier(NamedTuple):
    """A tier of a loyalty programme: least spend of the period, and years since the first order."""

    name: str
    spend: Fraction
    years: Fraction


class CostSheet(NamedTuple):
    """What a purchase costs a customer and brings a month."""

    customer: str
    price: Fraction
    hours: Fraction
    hour_rate: Fraction
    monthly_gain: Fraction


class CustomerContract(NamedTuple):
    """A contract with a customer."""

    name: str
    customer: str
    ends: date | None
    delivery_due: date | None
    delivered: date | None


@dataclass(frozen=True, slots=True)
class CustomerSheets:
    """Everything that is kept about single customers.

    Attributes:
        contacts: Who is known there.
        replies: Replies of surveys.
        questions: Weight of each folded question; equal where none are given.
        tiers: Tiers of loyalty, best first.
        file_fields: Weight of each field that a customer file must have, by its heading.
        costs: What purchases cost customers.
        contracts: Contracts.
        names: How each customer is first written, by key.
    """

    contacts: tuple[Contact, ...] = ()
    replies: tuple[SurveyReply, ...] = ()
    questions: Mapping[str, Fraction] = field(default_factory=dict)
    tiers: tuple[LoyaltyTier, ...] = ()
    file_fields: Mapping[str, Fraction] = field(default_factory=dict)
    costs: tuple[CostSheet, ...] = ()
    contracts: tuple[CustomerContract, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def read_customer_sheets(reader: TableReader, directory: Directory | None = None) -> CustomerSheets:
    """Read what is kept about single customers.

    Args:
        reader: The tables of the file; what cannot be read is added to its issues.
        directory: Customers of the customer file.
    """
    keys = CustomerKeys(directory or Directory(), reader.issues)
    return CustomerSheets(
        tuple(_contacts(reader, keys)),
        tuple(_replies(reader, keys)),
        dict(_questions(reader)),
        _tiers(reader),
        dict(_file_fields(reader)),
        tuple(_costs(reader, keys)),
        tuple(_contracts(reader, keys)),
        keys.names,
    )


def _contacts(reader: TableReader, keys: CustomerKeys) -> Iterator[Contact]:
    for entry, where in reader.facts(specs.CONTACTS, "role"):
        key = keys.key(entry, where)
        if key is not None:
            yield Contact(key, text_of(entry, "contact"), entry["role"])


def _replies(reader: TableReader, keys: CustomerKeys) -> Iterator[SurveyReply]:
    """Read replies; whoever does not say who answered counts in the whole only."""
    for entry, others, where in open_rows(reader, specs.SURVEYS):
        named = "customer" in entry or "customer_id" in entry
        key = keys.key(entry, where) if named else ""
        ratings = {}
        for question, value in others.items():
            if is_blank(value):
                continue
            try:
                ratings[folded(question)] = Fraction(read_number(value, typed=True))
            except UnreadableError as error:
                reader.issues.append(unreadable(value, f"{where} {question}", str(error)))
        if key is not None:
            yield SurveyReply(key, day_of(entry, "date"), ratings)


def _questions(reader: TableReader) -> Iterator[tuple[str, Fraction]]:
    for entry, _ in reader.facts(specs.QUESTIONS, "question", "weight"):
        yield folded(entry["question"]), Fraction(entry["weight"])


def _tiers(reader: TableReader) -> tuple[LoyaltyTier, ...]:
    rows = [
        LoyaltyTier(entry["tier"], Fraction(entry["spend"]), number_of(entry, "years") or Fraction(0))
        for entry, _ in reader.facts(specs.LOYALTY, "tier", "spend")
    ]
    return tuple(sorted(rows, key=lambda tier: (-tier.spend, -tier.years)))


def _file_fields(reader: TableReader) -> Iterator[tuple[str, Fraction]]:
    for entry, _ in reader.facts(specs.FILE_FIELDS, "field"):
        weight = number_of(entry, "weight")
        yield entry["field"], Fraction(1) if weight is None else weight


def _costs(reader: TableReader, keys: CustomerKeys) -> Iterator[CostSheet]:
    for entry, where in reader.facts(specs.COSTS, "price", "monthly_gain"):
        key = keys.key(entry, where)
        if key is not None:
            yield CostSheet(
                key,
                Fraction(entry["price"]),
                number_of(entry, "hours") or Fraction(0),
                number_of(entry, "hour_rate") or Fraction(0),
                Fraction(entry["monthly_gain"]),
            )


def _contracts(reader: TableReader, keys: CustomerKeys) -> Iterator[CustomerContract]:
    for entry, where in reader.facts(specs.CONTRACTS, "contract"):
        named = "customer" in entry or "customer_id" in entry
        key = keys.key(entry, where) if named else ""
        if key is not None:
            yield CustomerContract(
                entry["contract"],
                key,
                day_of(entry, "ends"),
                day_of(entry, "delivery_due"),
                day_of(entry, "delivered"),
            )
