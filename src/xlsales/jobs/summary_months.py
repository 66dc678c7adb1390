"""The months of the year to date beside those of the year before; January and February together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from xlsales.jobs.report_frame import ReportPeriod
from xlsales.jobs.summary_spans import Spans
from xlsales.jobs.summary_sums import growth_of
from xlsales.kernel.dates import add_months, month_start
from xlsales.kernel.numbers import ZERO

#: Days and amounts of cash received.
CashDays: TypeAlias = Sequence[tuple[date, Fraction]]


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month: sales and cash, with what they are compared with.

    Attributes:
        month: Its first day.
        sales, year_before, before: Sales less returns; of the same month last year; of the month before.
        to_date, to_date_before: From January on, this year and last.
        collected, collected_before: Cash received, this year and last; ``None`` without collections.
    """

    month: date
    sales: Fraction
    year_before: Fraction
    before: Fraction
    to_date: Fraction
    to_date_before: Fraction
    collected: Fraction | None
    collected_before: Fraction | None

    @property
    def growth(self) -> Fraction | None:
        """Growth against the same month last year."""
        return growth_of(self.sales, self.year_before)

    @property
    def change(self) -> Fraction | None:
        """Growth against the month before."""
        return growth_of(self.sales, self.before)

    @property
    def to_date_growth(self) -> Fraction | None:
        """Growth from January on."""
        return growth_of(self.to_date, self.to_date_before)

    @property
    def collected_growth(self) -> Fraction | None:
        """Growth of the cash received."""
        if self.collected is None or self.collected_before is None:
            return None
        return growth_of(self.collected, self.collected_before)


@dataclass(frozen=True, slots=True)
class SpringFestival:
    """January and February together, this year and last: the festival moves between them."""

    sales: Fraction
    year_before: Fraction

    @property
    def growth(self) -> Fraction | None:
        """Growth against last year."""
        return growth_of(self.sales, self.year_before)


def months_of(
    spans: Spans, sales: Callable[[ReportPeriod | None], Mapping[date, Fraction]], cash: CashDays | None
) -> tuple[MonthLine, ...]:
    """Return the months of the year to date; the last month of both years ends on the last day counted.

    Args:
        spans: Their first and last day.
        sales: Returns sales less returns by month, of a span or of all days.
        cash: Days and amounts of cash received; ``None`` without collections.
    """
    this, last, every = sales(spans.to_date), sales(spans.to_date_before), sales(None)
    paid, paid_last = cash_by_month(cash, spans.to_date), cash_by_month(cash, spans.to_date_before)
    lines: list[MonthLine] = []
    to_date = to_date_before = ZERO
    for month in spans.months():
        year_ago = add_months(month, -12)
        to_date += this.get(month, ZERO)
        to_date_before += last.get(year_ago, ZERO)
        lines.append(
            MonthLine(
                month,
                this.get(month, ZERO),
                last.get(year_ago, ZERO),
                every.get(add_months(month, -1), ZERO),
                to_date,
                to_date_before,
                None if cash is None else paid.get(month, ZERO),
                None if cash is None else paid_last.get(year_ago, ZERO),
            )
        )
    return tuple(lines)


def spring_festival(lines: Iterable[MonthLine]) -> SpringFestival | None:
    """Return January and February together, once both are counted."""
    both = [line for line in lines if line.month.month <= 2]
    if len(both) < 2:
        return None
    return SpringFestival(
        sum((line.sales for line in both), ZERO), sum((line.year_before for line in both), ZERO)
    )


def cash_by_month(cash: CashDays | None, span: ReportPeriod) -> dict[date, Fraction]:
    """Return cash of a span by month."""
    sums: dict[date, Fraction] = {}
    for day, amount in cash or ():
        if span.holds(day):
            month = month_start(day)
            sums[month] = sums.get(month, ZERO) + amount
    return sums
