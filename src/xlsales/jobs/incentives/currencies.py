"""Currencies: foreign amounts in the plan's own, by a stated rule, with the rate in words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.dates import month_end
from xlsales.kernel.decimals import written
from xlsales.kernel.issues import Issue
from xlsales.kernel.phrases import Phrase
from xlsales.kernel.words import folded
from xlsales.plans.incentives import ExchangeRow, IncentiveSettings
from xlsales.tables.incentive_rows import Transaction


class Converted(NamedTuple):
    """What a unit of a foreign currency is worth, and how that is told."""

    rate: Fraction
    words: str


class Exchange:
    """Rates of exchange by currency and day.

    Args:
        settings: Says the plan's currency, its first month, and which day's rate counts.
        rows: Rates, each in force until the next of its currency.

    Examples:
        >>> settings = IncentiveSettings(currency="CNY", start=date(2026, 1, 1), rate_rule="period end")
        >>> rows = [ExchangeRow(currency="USD", start=date(2026, 1, d), rate=r) for d, r in ((1, 7), (31, 8))]
        >>> Exchange(settings, rows).on("usd", date(2026, 1, 15))
        Converted(rate=Fraction(8, 1), words='usd at 8 of 2026-01-31')
    """

    def __init__(self, settings: IncentiveSettings, rows: Iterable[ExchangeRow]) -> None:
        self._own = folded(settings.currency)
        self._rule = settings.rate_rule
        self._start = settings.start
        self._rates: dict[str, list[tuple[date, Fraction]]] = {}
        for row in sorted(rows, key=lambda row: row.start):
            self._rates.setdefault(folded(row.currency), []).append((row.start, Fraction(row.rate)))

    def is_foreign(self, currency: str) -> bool:
        """Tell whether amounts in a currency have to be converted; a blank one is the plan's."""
        return folded(currency) not in ("", self._own)

    def day_of(self, earned: date) -> date:
        """Return the day whose rate counts for an event of a day."""
        if self._rule == "plan":
            return self._start
        return earned if self._rule == "event" else month_end(earned)

    def on(self, currency: str, earned: date) -> Converted | None:
        """Return the rate of a foreign currency for an event of a day, ``None`` where there is none."""
        day = self.day_of(earned)
        rates = self._rates.get(folded(currency), [])
        found = bisect_right(rates, day, key=lambda entry: entry[0])
        if not found:
            return None
        rate = rates[found - 1][1]
        return Converted(rate, Phrase("{} at {} of {}", currency, written(rate), str(day)))


def no_rate(origin: Transaction, earned: date) -> Issue:
    """Return INC-037, for a foreign amount on a day without a rate of exchange."""
    got, expected = f"{origin.currency} on {earned}", "a rate in force on the day that counts"
    fix = "Add the rate to the exchange rates, or correct the currency."
    return Issue("INC-037", origin.where, got, expected, fix)
