"""Exact sums of the ledger by any of its labels, for each of the spans that are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from xlsales.jobs.report_frame import ReportPeriod
from xlsales.jobs.summary_spans import Spans
from xlsales.kernel.numbers import ZERO
from xlsales.tables.fact_columns import Texts
from xlsales.tables.summary_ledger import SalesLedger

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Line:
    """What a label, or everything, brought.

    Attributes:
        label: The label; blank where rows state none.
        gross, returned: Sales before returns, and what came back, in the period.
        gross_before, returned_before: The same in the year before.
        now: Sales less returns in the period.
        before, year_before, to_date, to_date_before: The same in the other spans.
        cost: Cost of what was kept; ``None`` without the column.
        tax: Tax on what was kept; ``None`` without the column.
        quantity: Pieces kept; ``None`` without the column.
        orders: Orders of the period.
    """

    label: str
    gross: Fraction
    returned: Fraction
    gross_before: Fraction
    returned_before: Fraction
    now: Fraction
    before: Fraction
    year_before: Fraction
    to_date: Fraction
    to_date_before: Fraction
    cost: Fraction | None
    tax: Fraction | None
    quantity: Fraction | None
    orders: int

    @property
    def growth(self) -> Fraction | None:
        """Growth against the year before; ``None`` where there was nothing to grow from."""
        return growth_of(self.now, self.year_before)

    @property
    def change(self) -> Fraction | None:
        """Growth against the period before."""
        return growth_of(self.now, self.before)

    @property
    def to_date_growth(self) -> Fraction | None:
        """Growth of the year to date."""
        return growth_of(self.to_date, self.to_date_before)

    @property
    def return_rate(self) -> Fraction | None:
        """Returns as a part of sales before returns."""
        return self.returned / self.gross if self.gross > 0 else None

    @property
    def return_rate_before(self) -> Fraction | None:
        """The rate of returns in the year before."""
        return self.returned_before / self.gross_before if self.gross_before > 0 else None

    @property
    def margin(self) -> Fraction | None:
        """What is left of sales after cost."""
        return None if self.cost is None else self.now - self.cost

    @property
    def is_empty(self) -> bool:
        """Tell whether it brought nothing in any span."""
        spans = (self.now, self.before, self.year_before, self.to_date, self.to_date_before)
        return not any((*spans, self.gross, self.returned, self.gross_before, self.returned_before))


def growth_of(now: Fraction, base: Fraction) -> Fraction | None:
    """Return the growth from a base above 0, else ``None``.

    Examples:
        >>> print(growth_of(Fraction(110), Fraction(100)), growth_of(Fraction(1), Fraction(0)))
        1/10 None
    """
    return now / base - 1 if base > 0 else None


class LedgerSums:
    """Sums of a ledger over spans.

    Args:
        ledger: The rows.
        spans: The spans; masks of their rows are made once.
    """

    def __init__(self, ledger: SalesLedger, spans: Spans) -> None:
        self.ledger = ledger
        self.spans = spans
        self._net = ledger.net
        self._masks: dict[ReportPeriod, NDArray[np.bool_]] = {}

    def rows_of(self, span: ReportPeriod) -> NDArray[np.bool_]:
        """Return which rows are within a span."""
        if span not in self._masks:
            days = self.ledger.days
            self._masks[span] = (days >= span.start.toordinal()) & (days <= span.end.toordinal())
        return self._masks[span]

    def total(self) -> Line:
        """Return everything as one line."""
        return self._every_line(Texts(np.zeros(len(self.ledger), dtype=np.int32), ("",)))[1]

    def lines(self, texts: Texts) -> list[Line]:
        """Return a line for each label of a dimension that brought anything; blanks as one line of no label.

        Args:
            texts: Label of each row, shape (n,).
        """
        blank, *named = self._every_line(texts)
        return [line for line in (*named, blank) if not line.is_empty]

    def _every_line(self, texts: Texts) -> list[Line]:
        """Return the line of the blank label, then one for each label."""
        spans = self.spans
        measures = {
            "gross": self._by(texts, "gross", spans.now),
            "returned": self._by(texts, "returned", spans.now),
            "gross_before": self._by(texts, "gross", spans.year_before),
            "returned_before": self._by(texts, "returned", spans.year_before),
            "now": self._by(texts, "net", spans.now),
            "before": self._by(texts, "net", spans.before),
            "year_before": self._by(texts, "net", spans.year_before),
            "to_date": self._by(texts, "net", spans.to_date),
            "to_date_before": self._by(texts, "net", spans.to_date_before),
        }
        asides: dict[str, Sequence[Fraction | None]] = {
            name: self._by(texts, name, spans.now) if values is not None else [None] * (len(texts.names) + 1)
            for name, values in (
                ("cost", self.ledger.cost),
                ("tax", self.ledger.tax),
                ("quantity", self.ledger.quantity),
            )
        }
        orders = self._orders(texts)
        return [
            Line(
                label=label,
                **{name: values[at] for name, values in measures.items()},
                cost=asides["cost"][at],
                tax=asides["tax"][at],
                quantity=asides["quantity"][at],
                orders=orders[at],
            )
            for at, label in enumerate(("", *texts.names))
        ]

    def by_month(self, span: ReportPeriod | None = None) -> dict[date, Fraction]:
        """Return sales less returns by the first day of each month; of a span only where it is given."""
        rows = None if span is None else self.rows_of(span)
        months, codes = np.unique(self.ledger.months, return_inverse=True)
        sums = self._sums(codes.astype(np.int32), len(months), "net", rows)
        return {
            date(month // 12, month % 12 + 1, 1): amount
            for month, amount in zip(months.tolist(), sums, strict=True)
        }

    def first_days(self, texts: Texts) -> list[date | None]:
        """Return the first day on which each label was sold, ``None`` for one that never was."""
        first = np.full(len(texts.names) + 1, np.iinfo(np.int32).max, dtype=np.int32)
        np.minimum.at(first, texts.codes, self.ledger.days)
        days = first[: len(texts.names)].tolist()
        return [None if day == np.iinfo(np.int32).max else date.fromordinal(day) for day in days]

    def _by(self, texts: Texts, measure: str, span: ReportPeriod) -> list[Fraction]:
        return self._sums(texts.codes + 1, len(texts.names) + 1, measure, self.rows_of(span))

    def _sums(
        self, codes: NDArray[np.int32], count: int, measure: str, rows: NDArray[np.bool_] | None
    ) -> list[Fraction]:
        values, parts = self._measure(measure)
        if rows is not None:
            codes, values = codes[rows], values[rows]
        sums = np.zeros(count, dtype=values.dtype)
        np.add.at(sums, codes, values)
        return [Fraction(one, parts) if one else ZERO for one in sums.tolist()]

    def _measure(self, measure: str) -> tuple[NDArray[np.generic], int]:
        ledger = self.ledger
        if measure == "quantity":
            assert ledger.quantity is not None
            return ledger.quantity.values, ledger.quantity.parts
        found = self._net if measure == "net" else getattr(ledger, measure)
        assert found is not None
        return found, ledger.parts

    def _orders(self, texts: Texts) -> list[int]:
        """Return how many orders each label has in the period: different numbers, or rows without them."""
        rows = self.rows_of(self.spans.now)
        codes = (texts.codes[rows] + 1).astype(np.int64)
        if self.ledger.orders is not None:
            orders = self.ledger.orders.codes[rows].astype(np.int64) + 1
            width = len(self.ledger.orders.names) + 1
            codes = np.unique(codes * width + orders) // width
        found: list[int] = np.bincount(codes, minlength=len(texts.names) + 1).tolist()
        return found
