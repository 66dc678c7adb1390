"""The page of quotes: list price, margin and approval, completeness, answers in time; and samples."""

from __future__ import annotations

from xlsales.jobs.grading import Grading
from xlsales.jobs.quote_desk import QuoteDesk, QuoteLine
from xlsales.kernel.numbers import to_float
from xlsales.pipeline.quotes import SampleResult
from xlsales.reports.grading_list import without_empty_columns
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.words import Say


def quotes_page(result: Grading, say: Say) -> Page:
    """Return quotes that need somebody's attention first, then samples by customer."""
    found = result.quotes
    assert found is not None
    tables = []
    if found.lines:
        tables.append(_quotes(result, found, say))
    if found.samples is not None:
        tables.append(_samples(result, found, found.samples, say))
    subtitle = ""
    if found.answers is not None and found.answers.rate is not None:
        answers = found.answers
        subtitle = (
            f"{say('Answered in time')}: {to_float(found.answers.rate):.0%} "
            f"({answers.in_time} / {answers.in_time + answers.late}), {say('waiting')} {answers.waiting}"
        )
    return Page(say("Quotes"), say("Quotes"), subtitle, tuple(tables))


def _quotes(result: Grading, found: QuoteDesk, say: Say) -> Table:
    columns = (
        Column(say("Quote"), "text", 16),
        Column(say("Customer"), "text", 18),
        Column(say("Product"), "text", 14),
        Column(say("Quantity"), "number", 9),
        Column(say("Unit price"), "number", 10),
        Column(say("List price"), "number", 10),
        Column(say("Below list"), "percent", 9),
        Column(say("Margin"), "percent", 9),
        Column(say("Floor price"), "number", 10),
        Column(say("To approve"), "text", 16),
        Column(say("Days"), "whole", 7),
        Column(say("Complete"), "percent", 10),
        Column(say("Missing in the quote"), "long", 34),
    )
    ordered = sorted(found.lines, key=lambda line: (_urgency(line), line.quote.name))
    rows = [_row(result, line, say) for line in ordered]
    marks = [_mark(line) for line in ordered]
    return without_empty_columns(Table(say("Quotes given"), columns, rows, marks))


def _row(result: Grading, line: QuoteLine, say: Say) -> tuple[Value, ...]:
    quote, approval, said = line.quote, line.approval, line.completeness
    to_approve = None
    if approval is not None:
        to_approve = say("below the floor") if approval.below_floor else approval.level
    return (
        quote.name,
        result.name_of(quote.customer) if quote.customer else "",
        quote.product,
        quote.quantity,
        quote.price,
        line.list_price,
        line.discount,
        approval.margin_rate if approval else None,
        approval.floor if approval else None,
        to_approve,
        line.days,
        said.share if said else None,
        ", ".join(map(say, said.missing)) if said else "",
    )


def _urgency(line: QuoteLine) -> int:
    """Return 0 for a price below the floor, 1 for one to approve, 2 for a late answer, 3 for the rest."""
    if line.approval is not None and line.approval.below_floor:
        return 0
    if line.approval is not None and line.approval.level is not None:
        return 1
    return 2 if line.late else 3


def _mark(line: QuoteLine) -> Mark:
    marks: tuple[Mark, ...] = ("bad", "warn", "warn", "plain")
    return marks[_urgency(line)]


def _samples(result: Grading, found: QuoteDesk, whole: SampleResult, say: Say) -> Table:
    columns = (
        Column(say("Customer"), "text", 22),
        Column(say("Samples"), "whole", 10),
        Column(say("Orders"), "whole", 10),
        Column(say("Hit rate"), "percent", 10),
        Column(say("Cost net of fees"), "money", 14),
        Column(say("Parcel number told in time"), "whole", 14),
    )
    pairs = [(result.name_of(customer), one) for customer, one in found.samples_by_customer]
    pairs.append((say("Total"), whole))
    rows: list[tuple[Value, ...]] = [
        (name, one.sent, one.orders, one.hit_rate, one.net_fee, one.noted_in_time) for name, one in pairs
    ]
    marks: list[Mark] = [*["plain"] * (len(rows) - 1), "total"]  # type: ignore[list-item]
    return Table(say("Samples"), columns, rows, marks)
