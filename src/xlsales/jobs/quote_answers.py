"""How fast quotes go out: in all, by person and by month, and which are late (PR5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from xlsales.kernel.dates import month_start
from xlsales.pipeline.quotes import AnswerRate, quote_answers

_Key = TypeVar("_Key", str, date)


@dataclass(frozen=True, slots=True)
class Quote:
    """A request for a quote; ``answered`` is ``None`` until it went out."""

    name: str
    customer: str
    person: str
    items: int | None
    asked: date
    answered: date | None
    amount: Fraction | None
    where: str

    def days(self, as_of: date) -> int:
        """Return the days it took, or waits already."""
        return ((self.answered or as_of) - self.asked).days


@dataclass(frozen=True, slots=True)
class QuoteAnswers:
    """How fast quotes of a period went out; ``late`` ones first by days, the longest first."""

    quotes: tuple[Quote, ...]
    answer_days: int
    total: AnswerRate
    by_person: tuple[tuple[str, AnswerRate], ...]
    by_month: tuple[tuple[date, AnswerRate], ...]
    late: tuple[Quote, ...]


def quote_answers_of(quotes: Iterable[Quote], as_of: date, answer_days: int) -> QuoteAnswers:
    """Count quotes that went out in time.

    Args:
        quotes: Asked up to ``as_of``; one answered later waits.
        as_of: Day of the count.
        answer_days: Days within which a quote is due.

    Returns:
        Rates; the slowest person first, months in their order.
    """
    rows = tuple(sorted(quotes, key=lambda quote: (quote.asked, quote.name)))
    people = _rates(rows, lambda quote: quote.person, as_of, answer_days)
    people.sort(key=lambda entry: (1 if entry[1].rate is None else entry[1].rate, entry[0]))
    months = _rates(rows, lambda quote: month_start(quote.asked), as_of, answer_days)
    late = [quote for quote in rows if quote.days(as_of) > answer_days]
    late.sort(key=lambda quote: (-quote.days(as_of), quote.name))
    total = quote_answers(((quote.asked, quote.answered) for quote in rows), as_of, answer_days)
    return QuoteAnswers(rows, answer_days, total, tuple(people), tuple(sorted(months)), tuple(late))


def _rates(
    quotes: Iterable[Quote], key: Callable[[Quote], _Key], as_of: date, answer_days: int
) -> list[tuple[_Key, AnswerRate]]:
    groups: dict[_Key, list[tuple[date, date | None]]] = {}
    for quote in quotes:
        groups.setdefault(key(quote), []).append((quote.asked, quote.answered))
    return [(name, quote_answers(days, as_of, answer_days)) for name, days in groups.items()]
