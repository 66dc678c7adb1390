"""Tables of sales by a label: this period, share, last year and growth side by side, with their total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlsales.jobs.summary import Summary
from xlsales.jobs.summary_breakdown import Breakdown
from xlsales.jobs.summary_sums import Line
from xlsales.kernel.words import Language
from xlsales.reports.model import Chart, Column, Mark, Table, Value
from xlsales.reports.summary_words import summary_words
from xlsales.reports.words import Say
from xlsales.tables.dimensions import dimension_label

#: Labels that have no name of their own among the dimensions.
_LABELS: Final = {
    "segment": ("Customer type", "客户类型"),
    "dealer": ("Dealer", "经销商"),
    "reason": ("Reason of the return", "退货原因"),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """In which words a summary is told.

    Attributes:
        summary: What is told.
        language: In which language.
    """

    summary: Summary
    language: Language

    @property
    def say(self) -> Say:
        """The translation of labels."""
        return summary_words(self.language)

    @property
    def is_year(self) -> bool:
        """Tell whether it is about a year; then there is no other period before."""
        return self.summary.spans.is_year

    @property
    def now(self) -> str:
        """What the period is called in a heading."""
        spans = self.summary.spans
        if spans.is_year:
            return self.say("This year")
        is_month = (spans.whole.start.year, spans.whole.start.month) == (
            spans.whole.end.year,
            spans.whole.end.month,
        )
        return self.say("This month" if is_month else "This period")

    @property
    def before(self) -> str:
        """What the period before is called in a heading."""
        return self.say("Last month" if self.now == self.say("This month") else "Last period")

    @property
    def change(self) -> str:
        """What growth against the period before is called."""
        return self.say("MoM" if self.now == self.say("This month") else "vs last period")

    @property
    def subtitle(self) -> str:
        """Days counted, and what amounts are in."""
        spans = self.summary.spans
        parts = [f"{spans.now.start} – {spans.now.end}", self.basis, self.summary.text("currency")]
        return " · ".join(part for part in parts if part)

    @property
    def basis(self) -> str:
        """Whether sales are net of tax."""
        words = {"excluded": "net of tax", "included": "tax included", "": "tax basis not stated"}
        return self.say(words[self.summary.figures.tax_basis])

    def label(self, dimension: str) -> str:
        """Return what a label is called."""
        if dimension in _LABELS:
            return _LABELS[dimension][self.language == "zh"]
        return dimension_label(dimension, self.language)


def lines_table(telling: Telling, breakdown: Breakdown, title: str = "") -> Table:
    """Return the table of a breakdown; its last row is the total.

    Args:
        telling: The summary and its language.
        breakdown: Sales by a label.
        title: Heading; what the label is called unless given.
    """
    say = telling.say
    rows = [_row(telling, line, breakdown, line.label or say("(not stated)")) for line in breakdown.lines]
    marks: list[Mark] = [_mark(line) for line in breakdown.lines]
    if breakdown.rest is not None:
        label = f"{say('Others')} ({breakdown.rest_labels})"
        rows.append(_row(telling, breakdown.rest, breakdown, label))
        marks.append("plain")
    rows.append(_row(telling, breakdown.total, breakdown, say("Total")))
    marks.append("total")
    name = telling.label(breakdown.dimension)
    return Table(title or name, _columns(telling, breakdown, name), rows, marks, key=breakdown.dimension)


def with_total(count: int) -> list[Mark]:
    """Return the marks of so many plain rows and of their total below them."""
    return [*_plain(count), "total"]


def _plain(count: int) -> list[Mark]:
    return ["plain"] * count


def lines_chart(telling: Telling, breakdown: Breakdown, kind: str = "bar", most: int = 12) -> Chart:
    """Return the chart of a breakdown: this period beside last year."""
    name = telling.label(breakdown.dimension)
    count = min(most, len(breakdown.lines))
    title = f"{telling.say('Net sales')}: {name}"
    return Chart(
        "bar" if kind == "bar" else "column",
        title,
        breakdown.dimension,
        name,
        (telling.now, telling.say("Last year")),
        y_title=telling.say("Net sales"),
        most=max(count, 1),
    )


def _columns(telling: Telling, breakdown: Breakdown, name: str) -> tuple[Column, ...]:
    say = telling.say
    against = () if telling.is_year else _against_columns(telling)
    margin = (Column(say("Margin rate"), "percent", 9),) if breakdown.total.cost is not None else ()
    return (
        Column(name, "text", 22),
        Column(telling.now, "money", 15),
        Column(say("Share"), "percent", 9),
        Column(say("Last year"), "money", 15),
        Column(say("YoY"), "percent", 9),
        *against,
        Column(say("Returns"), "money", 13),
        Column(say("Return rate"), "percent", 9),
        *margin,
        Column(say("Orders"), "whole", 9),
    )


def _against_columns(telling: Telling) -> tuple[Column, ...]:
    say = telling.say
    return (
        Column(telling.before, "money", 14),
        Column(telling.change, "percent", 9),
        Column(say("Year to date"), "money", 15),
        Column(say("Last year to date"), "money", 15),
        Column(say("YTD growth"), "percent", 9),
    )


def _row(telling: Telling, line: Line, breakdown: Breakdown, label: str) -> Sequence[Value]:
    total = breakdown.total.now
    against: tuple[Value, ...] = (
        ()
        if telling.is_year
        else (line.before, line.change, line.to_date, line.to_date_before, line.to_date_growth)
    )
    margin: tuple[Value, ...] = ()
    if breakdown.total.cost is not None:
        margin = (line.margin / line.now if line.margin is not None and line.now > 0 else None,)
    return (
        label,
        line.now,
        line.now / total if total > 0 else None,
        line.year_before,
        line.growth,
        *against,
        line.returned,
        line.return_rate,
        *margin,
        line.orders,
    )


def _mark(line: Line) -> Mark:
    """Mark what fell by more than a tenth."""
    return "warn" if line.growth is not None and line.growth < Fraction(-1, 10) else "plain"
