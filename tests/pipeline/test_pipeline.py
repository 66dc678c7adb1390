"""PIPELINE and FORECAST."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.kernel.values import CellError
from xlsales.pipeline.forecast import forecast

STAGES = [["lead", 0.1], ["quote", 0.5], ["P/I", 0.2], ["contract", 1]]


def test_stages_in_their_order_and_a_total() -> None:
    amounts = [[100], [50], [30], [None], [None]]
    stages = [["Quote"], ["lead"], ["quote "], ["lead"], [None]]

    assert call_function("PIPELINE", [amounts, stages, STAGES]).rows == (
        ("lead", 2, 50, 5),
        ("quote", 2, 130, 65),
        ("P/I", 0, 0, 0),
        ("contract", 0, 0, 0),
        ("total", 4, 180, 70),
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([[1, 2], ["lead"], STAGES], "PIPE-004"),
        ([[1, 2], ["lead", "won"], STAGES], "PIPE-005"),
        ([[1, 2], ["lead", None], STAGES], "PIPE-005"),
        ([1, "lead", [["lead"]]], "PIPE-001"),
        ([1, "lead", [["lead", 0.1], ["Lead", 0.2]]], "PIPE-002"),
        ([1, "lead", [[None, 0.1]]], "PIPE-002"),
        ([1, "lead", [["lead", 70]]], "PIPE-003"),
        ([1, "lead", [["lead", None]]], "PIPE-003"),
        ([1, "lead", [["lead", "likely"]]], "PIPE-003"),
    ],
)
def test_deals_and_stages_that_cannot_be_used_say_why(arguments: list[object], code: str) -> None:
    outcome = call_function("PIPELINE", arguments)

    assert outcome.value == CellError("#VALUE!")
    assert outcome.issues[0].code == code


cents = st.integers(-(10**6), 10**8).map(lambda units: units / 100)


@given(deals=st.lists(st.tuples(cents, st.sampled_from(["lead", "quote", "P/I", "contract"])), min_size=1))
def test_the_total_is_the_sum_of_the_stages(deals: list[tuple[float, str]]) -> None:
    amounts, stages = ([[cell] for cell in column] for column in zip(*deals, strict=True))

    *rows, total = call_function("PIPELINE", [amounts, stages, STAGES]).rows

    assert total[1] == len(deals) == sum(row[1] for row in rows)
    assert total[2] == pytest.approx(math.fsum(row[2] for row in rows), abs=1e-6)
    assert total[3] == pytest.approx(math.fsum(row[3] for row in rows), abs=1e-6)


SEASON = [0.6, 0.8, 1.1, 1.5]


def series(count: int, level: float, slope: float, season: list[float]) -> list[float]:
    return [(level + slope * t) * season[t % len(season)] for t in range(count)]


@pytest.mark.parametrize(
    ("count", "level", "slope"), [(8, 100, 5), (10, 100, 5), (16, 50, 0), (24, 900, -20)]
)
def test_a_pure_trend_times_season_is_continued_exactly(count: int, level: float, slope: float) -> None:
    whole = series(count + 6, level, slope, SEASON)

    rows = call_function("FORECAST", [[[value] for value in whole[:count]], 6, 4]).rows

    for row, expected in zip(rows, whole[count:], strict=True):
        assert row == pytest.approx((expected,) * 3, rel=1e-6)


def test_a_straight_line_goes_on_without_a_season() -> None:
    outcome = call_function("FORECAST", [[10, 20, 30], 2])

    assert outcome.rows == (pytest.approx((40, 40, 40)), pytest.approx((50, 50, 50)))
    assert [(issue.code, issue.severity) for issue in outcome.issues] == [("FORE-010", "note")]


def test_the_range_widens_with_noise_and_distance_and_holds_the_value() -> None:
    noise = random.Random(7)
    history = [value * noise.uniform(0.9, 1.1) for value in series(36, 100, 2, SEASON)]

    points = forecast(history, 8, 4)

    for point in points:
        assert point.low < point.value < point.high
    same_season = [points[place].high / points[place].value - 1 for place in (0, 4)]
    assert same_season[0] > 0
    assert points[4].high - points[4].low > points[0].high - points[0].low


def test_the_range_of_a_line_is_that_of_the_textbook() -> None:
    """Least squares by hand: 1, 3, 2, 4 has slope 0.8, level 1.3, s = 0.9487, at t = 4 value 4.5."""
    low, high = (4.5 + sign * 1.2815515655 * math.sqrt(0.9 * (1 + 1 / 4 + 2.5**2 / 5)) for sign in (-1, 1))

    assert call_function("FORECAST", [[1, 3, 2, 4], 1, 1]).rows == (pytest.approx((4.5, low, high)),)


def test_about_four_of_five_futures_fall_inside_the_range() -> None:
    noise, inside = random.Random(1), 0
    for _ in range(400):
        whole = [100 + 2 * t + noise.gauss(0, 5) for t in range(41)]
        point = forecast(whole[:40], 1, 1)[0]
        inside += point.low <= whole[40] <= point.high

    assert 0.74 <= inside / 400 <= 0.86


def test_blanks_around_the_history_are_taken_off_and_one_inside_is_an_error() -> None:
    around = [[None], [10], [20], [30], [""]]

    assert call_function("FORECAST", [around, 1]).rows[0][0] == pytest.approx(40)
    outcome = call_function("FORECAST", [[[10], [None], [30], [40]], 1])
    assert outcome.value == CellError("#VALUE!")
    assert outcome.issues[0].where == "history cell 2"


@pytest.mark.parametrize(
    "arguments",
    [[[1, 2], 1], [[1, 2, 3], 0], [[1, 2, 3], 1.5], [[1, 2, 3], 1, 0], [[1, "x", 3], 1], [[None, None], 1]],
)
def test_forecasts_that_cannot_be_made_are_errors(arguments: list[object]) -> None:
    assert call_function("FORECAST", arguments).value == CellError("#VALUE!")


@given(history=st.lists(st.floats(0, 1e6), min_size=3, max_size=40), period=st.integers(1, 12))
def test_any_history_has_a_finite_forecast(history: list[float], period: int) -> None:
    for point in forecast(history, 3, period):
        assert math.isfinite(point.low)
        assert math.isfinite(point.high)
        assert point.low <= point.value <= point.high


@pytest.mark.parametrize("factor", [1e-300, 1e300])
def test_neither_huge_nor_tiny_values_overflow(factor: float) -> None:
    points = forecast([factor, 3 * factor, 2 * factor, 4 * factor], 1, 1)

    assert points[0].value == pytest.approx(4.5 * factor)
    assert points[0].high > points[0].value


def test_a_forecast_beyond_the_largest_double_is_a_number_error() -> None:
    rows = call_function("FORECAST", [[0, 0, 1e308], 9]).rows

    assert rows[-1][0] == CellError("#NUM!")
