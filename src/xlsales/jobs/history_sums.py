"""Sales of the past summed up by labels and months, each question answered from one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, TypeAlias

from xlsales.kernel.dates import add_months, month_end, month_start
from xlsales.kernel.numbers import ZERO
from xlsales.plans.policy import MONTH
from xlsales.tables.rows import Sale
from xlsales.targets.spans import Span

#: Labels of some dimensions, and the calendar month (1 to 12) where the month is among them.
Key: TypeAlias = tuple[str | int | None, ...]

_NOTHING: Final[Mapping[Key, Fraction]] = {}


class HistorySums:
    """Sums of sales over a span of days, by any dimensions.

    Attributes:
        dimensions: What the sales are told by, without the month.
        last_month: First day of the latest month with a sale, ``None`` without any.
    """

    def __init__(self, sales: Sequence[Sale]) -> None:
        self._sales = sales
        self.dimensions = {name for sale in sales for name in sale.labels}
        self.last_month = max((month_start(sale.day) for sale in sales), default=None)
        self._known: dict[tuple[Span, tuple[str, ...]], Mapping[Key, Fraction]] = {}
        self._combinations: dict[tuple[str, ...], set[tuple[str | None, ...]]] = {}
        self._series: dict[tuple[Span, tuple[str, ...]], dict[Key, dict[date, Fraction]]] = {}

    def by(self, span: Span, dimensions: Sequence[str]) -> Mapping[Key, Fraction]:
        """Return the sums over a span for every combination of labels that occurs.

        Args:
            span: Days that count.
            dimensions: Dimensions of the key, in order; ``month`` gives the calendar month.
        """
        names = tuple(dimensions)
        if (span, names) not in self._known:
            self._known[span, names] = self._summed(span, names)
        return self._known[span, names]

    def _summed(self, span: Span, names: tuple[str, ...]) -> Mapping[Key, Fraction]:
        sums: dict[Key, Fraction] = {}
        for sale in self._sales:
            if span.first <= sale.day <= span.last:
                key = tuple(sale.day.month if name == MONTH else sale.labels.get(name) for name in names)
                sums[key] = sums.get(key, ZERO) + sale.amount
        return sums or _NOTHING

    def months(self, span: Span) -> set[date]:
        """Return the first days of the months in which something was sold."""
        return {month_start(sale.day) for sale in self._sales if span.first <= sale.day <= span.last}

    def labels(self) -> dict[str, list[str]]:
        """Return the labels of each dimension in the order in which they first occur."""
        found: dict[str, dict[str, None]] = {}
        for sale in self._sales:
            for name, label in sale.labels.items():
                found.setdefault(name, {})[label] = None
        return {name: list(labels) for name, labels in found.items()}

    def occurring(self, dimensions: Sequence[str]) -> set[tuple[str | None, ...]]:
        """Return every combination of labels of some dimensions that occurs."""
        names = tuple(dimensions)
        if names not in self._combinations:
            self._combinations[names] = {tuple(map(sale.labels.get, names)) for sale in self._sales}
        return self._combinations[names]

    def series(self, span: Span, dimensions: Sequence[str], labels: Key) -> list[Fraction | None]:
        """Return the sums month by month for one combination of labels; ``None`` without a sale."""
        names = tuple(dimensions)
        if (span, names) not in self._series:
            self._series[span, names] = self._by_month(span, names)
        sums = self._series[span, names].get(labels, {})
        return [sums.get(month) for month in months_of(span)]

    def _by_month(self, span: Span, names: tuple[str, ...]) -> dict[Key, dict[date, Fraction]]:
        series: dict[Key, dict[date, Fraction]] = {}
        for sale in self._sales:
            if span.first <= sale.day <= span.last:
                sums = series.setdefault(tuple(map(sale.labels.get, names)), {})
                month = month_start(sale.day)
                sums[month] = sums.get(month, ZERO) + sale.amount
        return series


def months_of(span: Span) -> Iterable[date]:
    """Go through the first days of the months of a span."""
    month = month_start(span.first)
    while month <= span.last:
        yield month
        month = add_months(month, 1)


def year_before(start: date) -> Span:
    """Return the twelve months before a day.

    Examples:
        >>> year_before(date(2026, 1, 1))
        Span(first=datetime.date(2025, 1, 1), last=datetime.date(2025, 12, 31))
    """
    first = add_months(month_start(start), -12)
    return Span(first, month_end(add_months(first, 11)))


def trailing_year(last_month: date) -> Span:
    """Return the twelve months that end with a month."""
    return Span(add_months(last_month, -11), month_end(last_month))
