"""A forecast from a series' own past: a straight trend times a repeating season, with a range."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean
from typing import Final

from xlsales.kernel.issues import InvalidInputError, Issue

#: A range of 80 %: this many standard errors on either side.
_SPREAD: Final = NormalDist().inv_cdf(0.9)
_LEAST: Final = 3
_MOST_ROUNDS: Final = 500
_SETTLED: Final = 1e-13


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """The expected value of a coming period and its range of 80 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line fitted to a series: ``level + slope * t``, t from 0."""

    level: float
    slope: float

    def at(self, time: int) -> float:
        """Return the line's value at a period."""
        return self.level + self.slope * time


def can_have_season(history: Sequence[float], period: int) -> bool:
    """Tell whether a season can be told from the trend: two whole cycles of values above 0.

    Examples:
        >>> can_have_season([1.0] * 8, 4), can_have_season([1.0] * 7, 4)
        (True, False)
    """
    return period > 1 and len(history) >= 2 * period and min(history) > 0


def forecast(history: Sequence[float], periods: int, period: int = 12) -> tuple[ForecastPoint, ...]:
    """Forecast the coming periods of a series.

    Args:
        history: Values of past periods, oldest first, at least 3.
        periods: How many coming periods are wanted.
        period: Periods in a season's cycle; 1 has no season.

    Returns:
        One point a coming period. The trend is a line of least squares through the series without its
        season; the season is one index a place in the cycle, averaging 1, of value over trend. Both are
        fitted in turns until neither moves, so a series that is exactly trend x season is continued
        exactly. Without two whole cycles of positive values there is only the trend. The range is the
        prediction interval of the line, times the season.

    Raises:
        InvalidInputError: FORE-001 fewer than 3 values.

    References:
        Classical multiplicative decomposition and its prediction intervals: Hyndman and
        Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), 3.4, 5.5 and 7.5. The range
        takes the multiplier of the normal distribution, 1.28 for 80 %.

    Examples:
        >>> [round(point.value, 9) for point in forecast([10, 40, 30, 80, 50, 120], 2, 2)]
        [70.0, 160.0]
    """
    if len(history) < _LEAST:
        came = f"{len(history)} values"
        fix = "Give more past periods."
        raise InvalidInputError(Issue("FORE-001", "history", came, f"at least {_LEAST}", fix))
    size = max(map(abs, history)) or 1.0  # near 1, squares neither overflow nor vanish
    scaled = [value / size for value in history]
    trend, season = _line(scaled), [1.0]
    if can_have_season(scaled, period):
        trend, season = _decomposed(scaled, period)
    level = [value / season[t % len(season)] for t, value in enumerate(scaled)]
    coming = range(len(history), len(history) + periods)
    return tuple(_point(level, trend, t, season[t % len(season)] * size) for t in coming)


def _line(values: Sequence[float]) -> Trend:
    """Fit a line of least squares."""
    middle = (len(values) - 1) / 2
    mean = fmean(values)
    slope = math.fsum((t - middle) * (value - mean) for t, value in enumerate(values)) / _spread_of_time(
        len(values)
    )
    return Trend(mean - slope * middle, slope)


def _spread_of_time(count: int) -> float:
    """Return the sum of squared distances of 0, 1, ..., count - 1 from their mean."""
    return count * (count * count - 1) / 12


def _decomposed(history: Sequence[float], period: int) -> tuple[Trend, list[float]]:
    """Fit trend and season in turns until the season no longer moves."""
    season = _first_season(history, period)
    trend = _line(history)
    for _ in range(_MOST_ROUNDS):
        level = [value / season[t % period] for t, value in enumerate(history)]
        trend = _line(level)
        if min(trend.at(0), trend.at(len(history) - 1)) <= 0:
            return _line(history), [1.0]  # a line through 0 has no season to be a multiple of
        found = _season([value / trend.at(t) for t, value in enumerate(history)], period)
        moved = max(abs(new - old) for new, old in zip(found, season, strict=True))
        season = found
        if moved < _SETTLED:
            break
    return trend, season


def _first_season(history: Sequence[float], period: int) -> list[float]:
    """Start from each value over the mean of its cycle."""
    ratios = []
    for start in range(0, len(history) - period + 1, period):
        cycle = history[start : start + period]
        ratios += [value / fmean(cycle) for value in cycle]
    return _season(ratios, period)


def _season(ratios: Sequence[float], period: int) -> list[float]:
    """Average ratios by their place in the cycle, scaled to average 1."""
    means = [fmean(ratios[place::period]) for place in range(period)]
    whole = fmean(means)
    return [mean / whole for mean in means]


def _point(level: Sequence[float], trend: Trend, time: int, index: float) -> ForecastPoint:
    """Return the forecast of a period and its range."""
    count = len(level)
    misses = math.fsum((value - trend.at(t)) ** 2 for t, value in enumerate(level))
    distance = time - (count - 1) / 2
    variance = misses / (count - 2) * (1 + 1 / count + distance**2 / _spread_of_time(count))
    value, reach = trend.at(time) * index, _SPREAD * math.sqrt(variance) * index
    return ForecastPoint(value, value - reach, value + reach)
