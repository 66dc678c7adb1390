"""Public holidays and make-up workdays of a country, from official announcements only."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from xlsales.kernel.issues import InvalidInputError, Issue

if TYPE_CHECKING:
    from holidays import HolidayBase


class CountryDays:
    """Days off and make-up workdays of one country.

    Years are read when they are asked for; a year that is only estimated, or whose announcement
    of shifted days is not known yet, is an error and never a guess.

    Examples:
        >>> china = country_days("CN")
        >>> china.is_off(date(2026, 2, 17)), china.is_made_up(date(2026, 2, 14))
        (True, True)
    """

    def __init__(self, code: str, calendar: HolidayBase) -> None:
        self._code = code
        self._calendar = calendar
        self._official: set[int] = set()

    def is_off(self, day: date) -> bool:
        """Tell whether a day is a public holiday.

        Raises:
            InvalidInputError: TARGET-052 its year is not official.
        """
        self._check_year(day.year)
        return day in self._calendar

    def is_made_up(self, day: date) -> bool:
        """Tell whether a day of the weekend is worked to make up for a bridging day.

        Raises:
            InvalidInputError: TARGET-052 its year is not official.
        """
        self._check_year(day.year)
        return day in self._calendar.weekend_workdays

    def is_weekend(self, day: date) -> bool:
        """Tell whether a day is in the country's weekend of that time."""
        return self._calendar.is_weekend(day)

    def _check_year(self, year: int) -> None:
        if year in self._official:
            return
        if not self._is_official(year):
            raise InvalidInputError(
                Issue(
                    "TARGET-052",
                    "country",
                    f"{self._code} {year}",
                    "a year whose holidays are officially announced",
                    "Leave the country blank and list the days off in holidays, or update xlsales.",
                )
            )
        self._official.add(year)

    def _is_official(self, year: int) -> bool:
        calendar = self._calendar
        if not calendar.start_year <= year <= calendar.end_year:
            return False
        calendar.get(date(year, 1, 1))  # reads the year
        if hasattr(calendar, "substituted_label"):
            # A country that shifts workdays announces them year by year.
            announced = calendar.special_public_holidays
            if not min(announced) <= year <= max(announced):
                return False
        estimated = calendar.tr(getattr(calendar, "estimated_label", "")).replace("%s", "").strip()
        return not estimated or not any(
            estimated in name for day, name in calendar.items() if day.year == year
        )


@lru_cache(maxsize=64)
def country_days(code: str) -> CountryDays:
    """Return the days of a country.

    Args:
        code: ISO code such as ``CN`` or ``US``, any case, with a part of it such as ``DE-BY``.

    Raises:
        InvalidInputError: TARGET-051 no such country.

    References:
        The holidays package (vacanza), which cites the announcement of each year.
    """
    import holidays

    country, _, part = code.strip().upper().partition("-")
    try:
        return CountryDays(code, holidays.country_holidays(country, subdiv=part or None))
    except NotImplementedError:
        raise InvalidInputError(
            Issue(
                "TARGET-051",
                "country",
                code,
                "an ISO code such as CN, US or DE-BY",
                "Type the two letters of the country.",
            )
        ) from None
