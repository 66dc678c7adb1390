"""Figures of each person that key figures are worked out from: stated, or counted from other tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlsales.customers.complaints import LONGEST_DAYS
from xlsales.customers.directory import name_key
from xlsales.incentives.first_deal import FirstDeal, first_deal
from xlsales.jobs.report_frame import ReportPeriod
from xlsales.kernel.numbers import ZERO
from xlsales.pipeline.quotes import ANSWER_DAYS
from xlsales.tables.row_intake import SourceRow

#: Figures by folded name of a person and name of the figure.
Figures = dict[str, dict[str, Fraction]]


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows that figures are counted from; all of them of the period but deals, which may be older."""

    visits: Sequence[SourceRow] = ()
    plan: Sequence[SourceRow] = ()
    quotes: Sequence[SourceRow] = ()
    deals: Sequence[SourceRow] = ()
    training: Sequence[SourceRow] = ()
    complaints: Sequence[SourceRow] = ()


def counted_figures(
    rows: Counted,
    hired: Mapping[str, date],
    period: ReportPeriod,
    answer_days: int = ANSWER_DAYS,
    complaint_days: int = LONGEST_DAYS,
) -> Figures:
    """Count what people did (AP5, AP7), under the names that the library of key figures uses.

    Args:
        rows: Visits, planned visits, quotes, deals, training, complaints.
        hired: First day of work by folded name.
        period: Days that count; a quote answered later waits.
        answer_days: Days within which a quote is to be answered; one that still may be is not counted.
        complaint_days: Days within which a complaint is to be closed; one that still may be is in time.
    """
    found: Figures = {}
    for row in rows.visits:
        _add(found, row, "visits done", 1)
        _add(found, row, "feedback in time", row.day("reported") == row.day("date"))
    for row in rows.plan:
        _add(found, row, "visits planned", 1)
    for row in rows.quotes:
        _count_quote(found, row, period.end, answer_days)
    for row in rows.complaints:
        _add(found, row, "complaints", 1)
        _add(found, row, "closed in time", _took(row, "opened", "closed", period.end)[1] <= complaint_days)
    for row in rows.deals:
        if period.holds(row.day("closed")) and row.text("outcome") in ("won", "lost"):
            _add(found, row, "deals closed", 1, "owner")
            _add(found, row, "deals won", row.text("outcome") == "won", "owner")
    for row in rows.training:
        _add(found, row, "training hours", row.number_of("hours") or ZERO)
    for person, deal in first_deals(rows.deals, hired, period.end).items():
        if deal.day is not None:
            found.setdefault(person, {})["days to first deal"] = Fraction(deal.days)
    return found


def first_deals(deals: Iterable[SourceRow], hired: Mapping[str, date], as_of: date) -> dict[str, FirstDeal]:
    """Return how long each person took to a first deal (AP12), by folded name.

    Args:
        deals: Rows of deals.
        hired: First day of work; of somebody who came before the first deal of the file nobody can tell.
        as_of: Day of the count.
    """
    won: dict[str, list[date]] = {}
    deals = tuple(deals)
    first = min((row.needed_day("created") for row in deals), default=as_of)
    for row in deals:
        closed = row.day("closed")
        if row.text("outcome") == "won" and closed is not None:
            won.setdefault(person_key(row.text("owner")), []).append(closed)
    came = {person: day for person, day in hired.items() if day >= first}
    found = {person: first_deal(day, won.get(person, ()), as_of) for person, day in came.items()}
    return {person: deal for person, deal in found.items() if deal is not None}


def person_key(name: str) -> str:
    """Return a person's name as names are compared.

    Examples:
        >>> person_key(" ＬＩ Na ") == person_key("li na")
        True
    """
    return name_key(name)


def _count_quote(found: Figures, row: SourceRow, end: date, answer_days: int) -> None:
    """Count a quote that is judged: answered, or overdue by now."""
    is_answered, took = _took(row, "asked", "answered", end)
    if is_answered or took > answer_days:
        _add(found, row, "quotes", 1)
        _add(found, row, "quotes in time", took <= answer_days)


def _took(row: SourceRow, first: str, last: str, end: date) -> tuple[bool, int]:
    """Return whether something is done by the last day, and the days that it took or waits already."""
    done = row.day(last)
    is_done = done is not None and done <= end
    return is_done, ((done if is_done and done is not None else end) - row.needed_day(first)).days


def _add(found: Figures, row: SourceRow, figure: str, value: Fraction | int, who: str = "person") -> None:
    person = person_key(row.text(who))
    if person:
        own = found.setdefault(person, {})
        own[figure] = own.get(figure, ZERO) + value
