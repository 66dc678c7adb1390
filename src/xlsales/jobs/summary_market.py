"""Market share beside return on investment (RP12), and expenses against their budget (OR5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsales.jobs.report_frame import ReportPeriod
from xlsales.kernel.numbers import ZERO
from xlsales.tables.row_intake import SourceRow


@dataclass(frozen=True, slots=True)
class MarketLine:
    """What a region is worth to us.

    Attributes:
        label: The region; blank for all.
        size, size_before: Sales of the whole market, in the period and the year before.
        own, own_before: Ours.
        profit: Profit as typed, else margin less expenses; ``None`` where neither is known.
        investment: Investment as typed, else expenses; ``None`` where neither is known.
    """

    label: str
    size: Fraction
    size_before: Fraction
    own: Fraction
    own_before: Fraction
    profit: Fraction | None
    investment: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """Market share in the period."""
        return self.own / self.size if self.size > 0 else None

    @property
    def share_before(self) -> Fraction | None:
        """Market share in the year before."""
        return self.own_before / self.size_before if self.size_before > 0 else None

    @property
    def share_points(self) -> Fraction | None:
        """By how much the share moved."""
        if self.share is None or self.share_before is None:
            return None
        return self.share - self.share_before

    @property
    def market_growth(self) -> Fraction | None:
        """How the whole market grew."""
        return self.size / self.size_before - 1 if self.size_before > 0 else None

    @property
    def return_on_investment(self) -> Fraction | None:
        """Profit for each unit of money put in."""
        return self.profit / self.investment if self.profit is not None and self.investment else None


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """What the ledger and the expenses say of a region."""

    sales: Fraction
    sales_before: Fraction
    margin: Fraction | None
    expenses: Fraction | None


@dataclass(frozen=True, slots=True)
class ExpenseLine:
    """An item of expense against its budget.

    Attributes:
        label: The item or the region; blank for all.
        actual, before: Spent in the period, and in the year before.
        budget: Budget of the period; ``None`` where there is none for it.
        sales: Sales that it is measured against.
    """

    label: str
    actual: Fraction
    before: Fraction
    budget: Fraction | None
    sales: Fraction

    @property
    def left(self) -> Fraction | None:
        """What is left of the budget; negative where it is overspent."""
        return None if self.budget is None else self.budget - self.actual

    @property
    def used(self) -> Fraction | None:
        """Part of the budget that is spent."""
        return self.actual / self.budget if self.budget else None

    @property
    def ratio(self) -> Fraction | None:
        """Expense as a part of sales."""
        return self.actual / self.sales if self.sales > 0 else None

    @property
    def growth(self) -> Fraction | None:
        """Growth against the year before."""
        return self.actual / self.before - 1 if self.before > 0 else None


def market_lines(
    rows: Sequence[SourceRow],
    span: ReportPeriod,
    year_before: ReportPeriod,
    own: Mapping[str, OwnFigures],
) -> tuple[MarketLine, ...]:
    """Return share and return on investment by region, the last line for all.

    Args:
        rows: Sizes of markets, with profit and investment where they are typed.
        span, year_before: The period and that of the year before.
        own: Our figures by region; those of the blank region are for all.

    Returns:
        A region without a stated market is in the last line only. Rows of no region are for all; where
        there are any, the last line holds them alone.
    """
    labels = [label for label in dict.fromkeys(row.text("region") for row in rows) if label]
    lines = [_market_line(label, rows, span, year_before, own.get(label)) for label in labels]
    for_all = [row for row in rows if not row.text("region")]
    last = _line_of("", for_all or rows, span, year_before, own[""])
    return (*sorted(lines, key=lambda line: -line.own), last)


def expense_lines(
    by: str,
    actual: Sequence[SourceRow],
    budget: Sequence[SourceRow],
    span: ReportPeriod,
    year_before: ReportPeriod,
    sales: Mapping[str, Fraction],
) -> tuple[ExpenseLine, ...]:
    """Return expenses against budget, the greatest first, the last line for all.

    Args:
        by: ``item`` or ``region``.
        actual, budget: Rows with a day, an item and an amount.
        span, year_before: The period and that of the year before.
        sales: Sales of each region; the blank one is for all, and for items.
    """
    spent, past = _sums(by, actual, span), _sums(by, actual, year_before)
    planned = _sums(by, budget, span)
    labels = list(dict.fromkeys((*spent, *planned)))
    lines = [
        ExpenseLine(
            label,
            spent.get(label, ZERO),
            past.get(label, ZERO),
            planned.get(label),
            sales.get(label, sales[""]) if by == "region" and label else sales[""],
        )
        for label in labels
    ]
    lines.sort(key=lambda line: (-line.actual, line.label))
    budgets = sum(planned.values(), ZERO) if planned else None
    total = ExpenseLine("", sum(spent.values(), ZERO), sum(past.values(), ZERO), budgets, sales[""])
    return (*lines, total)


def _market_line(
    label: str,
    rows: Sequence[SourceRow],
    span: ReportPeriod,
    year_before: ReportPeriod,
    own: OwnFigures | None,
) -> MarketLine:
    mine = [row for row in rows if row.text("region") == label]
    return _line_of(label, mine, span, year_before, own or OwnFigures(ZERO, ZERO, None, None))


def _line_of(
    label: str, rows: Sequence[SourceRow], span: ReportPeriod, year_before: ReportPeriod, own: OwnFigures
) -> MarketLine:
    profit, investment = _typed(rows, "profit", span), _typed(rows, "investment", span)
    if investment is None:
        investment = own.expenses
    if profit is None and own.margin is not None and own.expenses is not None:
        profit = own.margin - own.expenses
    return MarketLine(
        label,
        _within(rows, "size", span),
        _within(rows, "size", year_before),
        own.sales,
        own.sales_before,
        profit,
        investment,
    )


def _within(rows: Iterable[SourceRow], name: str, span: ReportPeriod) -> Fraction:
    return sum((row.number_of(name) or ZERO for row in rows if span.holds(row.day("date"))), ZERO)


def _typed(rows: Sequence[SourceRow], name: str, span: ReportPeriod) -> Fraction | None:
    """Return what is typed; ``None`` where nothing is."""
    values = [row.number_of(name) for row in rows if span.holds(row.day("date"))]
    stated = [value for value in values if value is not None]
    return sum(stated, ZERO) if stated else None


def _sums(by: str, rows: Iterable[SourceRow], span: ReportPeriod) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for row in rows:
        if span.holds(row.day("date")):
            label = row.text(by)
            sums[label] = sums.get(label, ZERO) + (row.number_of("amount") or ZERO)
    return sums
