"""Quotes with prices: against the list, against the floor, how complete, how fast; and samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlsales.customers.completeness import QUOTE_FIELDS, Completeness, completeness
from xlsales.incentives.pricing import price
from xlsales.incentives.tiers import Tier, Tiers
from xlsales.jobs.row_warnings import row_warnings
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.words import folded
from xlsales.pipeline.quotes import (
    ANSWER_DAYS,
    AnswerRate,
    Approval,
    Sample,
    SampleResult,
    price_approval,
    quote_answers,
    sample_result,
)
from xlsales.tables.quoting_tables import ListPrice, PricedQuote, QuotingTables, SentSample


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quote and what is to be said about it.

    Attributes:
        quote: As it is written.
        list_price: Unit price of the list for its quantity (PR1); ``None`` where there is none.
        discount: What its price is below the list, a fraction; negative above it.
        approval: Its margin, and who has to approve it (PR3); ``None`` without price, cost or levels. The
            floor is the highest level that is one, else the cost.
        completeness: How much of what a quote has to say is there (PR6); ``None`` where the table has none
            of those columns.
        days: Days to the answer, or waited so far (PR5); ``None`` without the day of the question.
        late: It took longer than it may.
    """

    quote: PricedQuote
    list_price: Fraction | None
    discount: Fraction | None
    approval: Approval | None
    completeness: Completeness | None
    days: int | None
    late: bool


@dataclass(frozen=True, slots=True)
class QuoteDesk:
    """Quotes and samples up to a day.

    Attributes:
        lines: Quotes, newest first.
        answers: How many went out in time.
        samples: What samples cost and brought in all, and by customer, largest cost first (PR7).
        issues: Prices that cannot be judged.
    """

    lines: tuple[QuoteLine, ...]
    answers: AnswerRate | None
    samples: SampleResult | None
    samples_by_customer: tuple[tuple[str, SampleResult], ...]
    issues: tuple[Issue, ...]


def quote_desk(tables: QuotingTables, day: date, answer_days: int = ANSWER_DAYS) -> QuoteDesk | None:
    """Judge quotes and samples (PR1, PR3, PR5, PR6, PR7).

    Args:
        tables: What was read.
        day: Today; what was asked or sent later is not there yet.
        answer_days: Days within which a quote is due.

    Returns:
        What there is to say; ``None`` without quotes and samples.
    """
    quotes = [quote for quote in tables.quotes if quote.asked is None or quote.asked <= day]
    samples = [sample for sample in tables.samples if sample.sent <= day]
    if not quotes and not samples:
        return None
    issues: list[Issue] = []
    lists = _lists(tables.prices)
    wanted = _wanted(quotes)
    lines = [_line(quote, tables, lists, wanted, day, answer_days, issues) for quote in quotes]
    lines.sort(key=lambda line: (-(line.quote.asked or date.min).toordinal(), line.quote.name))
    asked = [(quote.asked, _until(quote.answered, day)) for quote in quotes if quote.asked is not None]
    return QuoteDesk(
        tuple(lines),
        quote_answers(asked, day, answer_days) if asked else None,
        sample_result(map(_sample, samples)) if samples else None,
        _by_customer(samples),
        tuple(issues),
    )


def _line(
    quote: PricedQuote,
    tables: QuotingTables,
    lists: Mapping[str, Tiers],
    wanted: Mapping[str, Fraction],
    day: date,
    answer_days: int,
    issues: list[Issue],
) -> QuoteLine:
    listed = _list_price(quote, lists)
    discount = None
    if listed and quote.price is not None:
        discount = 1 - quote.price / listed
    days = None if quote.asked is None else ((_until(quote.answered, day) or day) - quote.asked).days
    return QuoteLine(
        quote,
        listed,
        discount,
        _approval(quote, tables, issues),
        completeness(_said(quote), wanted) if wanted else None,
        days,
        days is not None and days > answer_days,
    )


def _lists(prices: Sequence[ListPrice]) -> dict[str, Tiers]:
    """Return the price steps of each product by rising quantity; of two equal quantities the later holds."""
    steps: dict[str, dict[Fraction, Fraction]] = {}
    for row in prices:
        steps.setdefault(folded(row.product), {})[row.least] = row.price
    return {
        product: Tiers.of([Tier(least, rows[least]) for least in sorted(rows)])
        for product, rows in steps.items()
    }


def _list_price(quote: PricedQuote, lists: Mapping[str, Tiers]) -> Fraction | None:
    steps = lists.get(folded(quote.product))
    if steps is None or not quote.quantity or quote.quantity < steps.bounds[0]:
        return None
    return price(quote.quantity, steps, unit=Fraction(0)) / quote.quantity


def _approval(quote: PricedQuote, tables: QuotingTables, issues: list[Issue]) -> Approval | None:
    if quote.price is None or quote.cost is None or not tables.approvals:
        return None
    floor = max((level.margin for level in tables.approvals if level.floor), default=None)
    levels = [(level.margin, level.approver) for level in tables.approvals]
    try:
        return price_approval(quote.price, quote.cost, Fraction(0) if floor is None else floor, levels)
    except InvalidInputError as error:
        issues += row_warnings(error, f"quote {quote.name}")
        return None


def _wanted(quotes: Sequence[PricedQuote]) -> dict[str, Fraction]:
    """Return the fields that a quote has to say, all of them as soon as the table has one."""
    headings = {heading for quote in quotes for heading in quote.fields}
    words = {folded(word) for pair in QUOTE_FIELDS.items() for word in pair}
    return dict.fromkeys(QUOTE_FIELDS, Fraction(1)) if words & headings else {}


def _said(quote: PricedQuote) -> dict[str, object]:
    """Return what a quote says by field; the customer stands for the name."""
    said: dict[str, object] = {
        name: quote.fields.get(folded(name), quote.fields.get(folded(chinese)))
        for name, chinese in QUOTE_FIELDS.items()
    }
    said["name"] = said["name"] or quote.customer or None
    return said


def _until(answered: date | None, day: date) -> date | None:
    return answered if answered is not None and answered <= day else None


def _sample(row: SentSample) -> Sample:
    return Sample(row.sent, row.cost, row.charged, row.noted, row.ordered)


def _by_customer(samples: Sequence[SentSample]) -> tuple[tuple[str, SampleResult], ...]:
    groups: dict[str, list[Sample]] = {}
    for row in samples:
        groups.setdefault(row.customer, []).append(_sample(row))
    found = [(customer, sample_result(rows)) for customer, rows in groups.items()]
    return tuple(sorted(found, key=lambda pair: (-pair[1].net_fee, pair[0])))
