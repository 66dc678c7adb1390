"""New products: first sold in the period, or listed by their day; and where they are on display (RP4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlsales.jobs.summary_sums import LedgerSums
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded
from xlsales.tables.fact_columns import Texts
from xlsales.tables.row_intake import SourceRow


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product that came in the period.

    Attributes:
        product: Its label.
        since: Day listed, else the first day it was sold.
        is_stated: The day comes from the list of products.
        dealers: Dealers or shops that listed it in the period.
        samples: Pieces on display.
        sales: Sales less returns in the period.
        share: Part of all sales.
    """

    product: str
    since: date
    is_stated: bool
    dealers: int
    samples: Fraction
    sales: Fraction
    share: Fraction | None


def new_products(
    sums: LedgerSums,
    texts: Texts | None,
    listed: Sequence[SourceRow],
    listings: Sequence[SourceRow],
) -> tuple[NewProduct, ...]:
    """Return the new products of the period, those that sell most first.

    Args:
        sums: The ledger.
        texts: Product of each row, ``None`` where the ledger names none.
        listed: Rows of the list of products.
        listings: Rows of the log of listings.

    Returns:
        Products whose day of listing is in the period. One whose day is not stated is new where it was
        first sold in the period, and the ledger reaches back at least a year before it.
    """
    span = sums.spans.now
    stated = {folded(row.text("product")): row.day("listed") for row in listed if row.day("listed")}
    names = {folded(row.text("product")): row.text("product") for row in (*listings, *listed)}
    since: dict[str, tuple[date, bool]] = {
        key: (day, True) for key, day in stated.items() if day is not None and span.holds(day)
    }
    for key, day in _first_sold(sums, texts).items():
        if key not in stated and span.holds(day):
            since[key] = (day, False)
    if texts is not None:
        names |= {folded(name): name for name in texts.names}
    sold = {} if texts is None else {folded(line.label): line.now for line in sums.lines(texts)}
    total = sums.total().now
    displays = _displays(listings, sums)
    found = [
        NewProduct(
            names[key],
            day,
            is_stated,
            *displays.get(key, (0, ZERO)),
            sold.get(key, ZERO),
            sold.get(key, ZERO) / total if total > 0 else None,
        )
        for key, (day, is_stated) in since.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.sales, one.product)))


def _first_sold(sums: LedgerSums, texts: Texts | None) -> dict[str, date]:
    """Return the first day of each product, where the ledger reaches back far enough to tell."""
    if texts is None or not len(sums.ledger):
        return {}
    if int(sums.ledger.days.min()) > sums.spans.year_before.start.toordinal() + 31:
        return {}
    days = sums.first_days(texts)
    return {folded(name): day for name, day in zip(texts.names, days, strict=True) if day is not None}


def _displays(listings: Sequence[SourceRow], sums: LedgerSums) -> Mapping[str, tuple[int, Fraction]]:
    dealers: dict[str, set[str]] = {}
    samples: dict[str, Fraction] = {}
    for row in listings:
        if not sums.spans.now.holds(row.day("date")):
            continue
        key = folded(row.text("product"))
        dealers.setdefault(key, set()).add(folded(row.text("dealer")))
        samples[key] = samples.get(key, ZERO) + (row.number_of("quantity") or ZERO)
    return {key: (len(names - {""}), samples[key]) for key, names in dealers.items()}
