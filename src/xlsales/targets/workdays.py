"""Working days, weighted by weekday, with holidays and make-up workdays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from typing import Final

from xlsales.kernel.numbers import ONE, ZERO
from xlsales.targets.country_days import CountryDays, country_days
from xlsales.targets.spans import Span

#: Monday to Friday.
FIVE_DAYS: Final = (ONE,) * 5 + (ZERO,) * 2


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """How much of a working day each day is.

    Attributes:
        country: Its public holidays count 0 and its make-up workdays as a working day.
        weekday_weights: Weight of each weekday, Monday first; ``None`` is 1 for each day outside
            the weekend of the country.
        special_days: Weight of single days, before everything else.

    Examples:
        >>> calendar = WorkCalendar(special_days={date(2026, 1, 1): Fraction(0)})
        >>> calendar.weight_of(Span(date(2026, 1, 1), date(2026, 1, 4)))
        Fraction(1, 1)
    """

    country: CountryDays | None = None
    weekday_weights: Sequence[Fraction] | None = None
    special_days: Mapping[date, Fraction] = field(default_factory=dict)
    _years: dict[int, list[Fraction]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def weight_of(self, span: Span) -> Fraction:
        """Return the weighted working days of a span.

        Raises:
            InvalidInputError: TARGET-052 a year of the country that is not official.
        """
        if not span.days:
            return ZERO
        years = range(span.first.year, span.last.year + 1)
        whole = sum((self._year(year)[-1] for year in years), ZERO)
        before = self._year(span.first.year)[_day_of_year(span.first) - 1]
        after = self._year(span.last.year)[-1] - self._year(span.last.year)[_day_of_year(span.last)]
        return whole - before - after

    def _year(self, year: int) -> list[Fraction]:
        """Return the weight of a year up to and with each of its days, 0 before the first."""
        known = self._years.get(year)
        if known is None:
            days = Span(date(year, 1, 1), date(year, 12, 31)).each_day()
            known = self._years[year] = [ZERO, *accumulate(self.weight(day) for day in days)]
        return known

    def weight(self, day: date) -> Fraction:
        """Return the weight of a day; arguments and errors as ``weight_of``."""
        special = self.special_days.get(day)
        if special is not None:
            return special
        if self.country is not None:
            if self.country.is_made_up(day):
                return self._working_day()
            if self.country.is_off(day):
                return ZERO
        return self._usual(day)

    def _usual(self, day: date) -> Fraction:
        if self.weekday_weights is not None:
            return self.weekday_weights[day.weekday()]
        if self.country is not None:
            return ZERO if self.country.is_weekend(day) else ONE
        return FIVE_DAYS[day.weekday()]

    def _working_day(self) -> Fraction:
        """Return the weight of a make-up workday: the mean of Monday to Friday."""
        return sum(self.weekday_weights[:5], ZERO) / 5 if self.weekday_weights is not None else ONE


def _day_of_year(day: date) -> int:
    return day.timetuple().tm_yday


@lru_cache(maxsize=64)
def calendar_of(country: str) -> WorkCalendar:
    """Return the calendar of a country without anything of one's own, made once.

    Raises:
        InvalidInputError: TARGET-051 no such country.
    """
    return WorkCalendar(country_days(country))
