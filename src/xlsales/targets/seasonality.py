"""Season indices: how far each month or quarter lies above or below the average one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO, shown

SeasonMethod = Literal["average", "moving", "trend"]
Series: TypeAlias = Sequence[Fraction | None]


def season_indices(values: Series, period: int, method: SeasonMethod = "average") -> list[Fraction]:
    """Return one index for each season of a period; they average exactly 1.

    Args:
        values: History in time order, the first value in season 1; blank is unknown.
        period: Seasons of a period, 12 for months.
        method: ``average`` compares the mean of each season with the mean of the season means;
            ``moving`` first divides each value by the centred moving average around it;
            ``trend`` divides by the straight line fitted to all values.

    Returns:
        Indices, shape (period,).

    Raises:
        InvalidInputError: TARGET-020 a season without a value (or without a moving average: two
            whole periods are needed), TARGET-021 an average or a trend that is not above 0.

    References:
        Ratio to moving average: Makridakis, Wheelwright and Hyndman, Forecasting (1998).

    Examples:
        >>> quarters = [Fraction(value) for value in (8, 12, 12, 8, 12, 18, 18, 12)]
        >>> [float(index) for index in season_indices(quarters, 4)]
        [0.8, 1.2, 1.2, 0.8]
    """
    ratios = _METHODS[method](values, period)
    means = [_mean_of_season(ratios[season::period], season, method) for season in range(period)]
    mean = sum(means, ZERO) / period
    _check_positive(mean, "the average of all seasons")
    return [season / mean for season in means]


def _values_themselves(values: Series, period: int) -> Series:
    return values


def _ratios_to_moving_average(values: Series, period: int) -> Series:
    return [
        _ratio(value, _centred_average(values, at, period), "moving average")
        for at, value in enumerate(values)
    ]


def _centred_average(values: Series, at: int, period: int) -> Fraction | None:
    """Return the mean of one period around a value; an even period takes half of both ends."""
    half = period // 2
    window = values[at - half : at + half + 1] if at >= half else ()
    known = [value for value in window if value is not None]
    if len(known) < 2 * half + 1:
        return None
    total = sum(known, ZERO)
    if period % 2 == 0:
        total -= (known[0] + known[-1]) / 2
    return total / period


def _ratios_to_trend(values: Series, period: int) -> Series:
    line = fitted_line(values)
    return [_ratio(value, line(at), "trend") for at, value in enumerate(values)]


def fitted_line(values: Series) -> Callable[[int], Fraction]:
    """Return the least-squares line through the known values, as a function of the place from 0.

    Examples:
        >>> line = fitted_line([Fraction(1), None, Fraction(5)])
        >>> line(1), line(3)
        (Fraction(3, 1), Fraction(7, 1))
    """
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    count = max(len(known), 1)
    mean_at = Fraction(sum(at for at, _ in known), count)
    mean = sum((value for _, value in known), ZERO) / count
    spread = sum(((at - mean_at) ** 2 for at, _ in known), ZERO)
    slope = sum(((at - mean_at) * value for at, value in known), ZERO) / spread if spread else ZERO
    return lambda at: mean + slope * (at - mean_at)


def _ratio(value: Fraction | None, base: Fraction | None, name: str) -> Fraction | None:
    if value is None or base is None or value == base == 0:
        return None
    _check_positive(base, f"the {name}")
    return value / base


_METHODS: Final[dict[SeasonMethod, Callable[[Series, int], Series]]] = {
    "average": _values_themselves,
    "moving": _ratios_to_moving_average,
    "trend": _ratios_to_trend,
}


def _mean_of_season(values: Series, season: int, method: SeasonMethod) -> Fraction:
    known = [value for value in values if value is not None]
    if not known:
        needed = "two whole periods without gaps" if method == "moving" else "a value for every season"
        raise InvalidInputError(
            Issue(
                "TARGET-020",
                "values",
                f"nothing to measure season {season + 1} by",
                needed,
                "Give a longer history or a smaller period.",
            )
        )
    return sum(known, ZERO) / len(known)


def _check_positive(number: Fraction, name: str) -> None:
    if number <= 0:
        raise InvalidInputError(
            Issue(
                "TARGET-021",
                "values",
                f"{name} is {shown(number)}",
                "an amount above 0",
                "Season indices need a history that is above 0 on average.",
            )
        )
