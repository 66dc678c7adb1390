"""SEASONALITY: indices that average 1, against a second way of computing them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from incentives.calls import call, cells, column, error
from xlsales.kernel.issues import InvalidInputError
from xlsales.targets.seasonality import SeasonMethod, season_indices

F = Fraction
METHODS: tuple[SeasonMethod, ...] = ("average", "moving", "trend")
TWO_YEARS = [8, 12, 12, 8, 16, 24, 24, 16]


def test_the_default_is_the_season_mean_over_the_mean_of_season_means() -> None:
    assert cells("SEASONALITY", TWO_YEARS, 4) == [0.8, 1.2, 1.2, 0.8]
    assert cells("SEASONALITY", [1, 2, 3], 2) == [1, 1]


def test_the_result_follows_the_direction_of_the_history() -> None:
    assert call("SEASONALITY", [1, 3], 2).rows == ((0.5, 1.5),)
    assert call("SEASONALITY", column(1, 3), 2).rows == ((0.5,), (1.5,))
    assert call("SEASONALITY", 5, 1).rows == ((1,),)


def test_a_table_is_read_along_the_side_that_has_the_period() -> None:
    assert call("SEASONALITY", [[1, 3], [1, 3], [1, 3]], 2).rows == ((0.5, 1.5),)
    assert call("SEASONALITY", [[1, 1, 1], [3, 3, 3]], 2).rows == ((0.5,), (1.5,))


def test_a_blank_is_unknown_and_not_zero() -> None:
    assert cells("SEASONALITY", [1, 3, None, 3], 2) == [0.5, 1.5]


def test_ratio_to_moving_average_by_hand() -> None:
    """Centred average of 4 quarters: half of both ends; ratios 12/10.5, 8/11.5 ... by hand."""
    history = [8, 12, 12, 8, 12, 16, 16, 12]

    centred = [F(8 + 2 * 12 + 2 * 12 + 2 * 8 + 12, 8), F(12 + 2 * 12 + 2 * 8 + 2 * 12 + 16, 8)]
    centred += [F(12 + 2 * 8 + 2 * 12 + 2 * 16 + 16, 8), F(8 + 2 * 12 + 2 * 16 + 2 * 16 + 12, 8)]
    ratios = [12 / centred[2], 16 / centred[3], 12 / centred[0], 8 / centred[1]]
    expected = [float(ratio / (sum(ratios) / 4)) for ratio in ratios]
    assert cells("SEASONALITY", history, 4, "moving") == pytest.approx(expected, rel=1e-14)


def test_ratio_to_trend_takes_a_straight_line_out() -> None:
    seasons = [F(1, 2), F(3, 2)]
    line = [100 + 10 * at for at in range(8)]
    history = [F(value) * seasons[at % 2] for at, value in enumerate(line)]

    indices = season_indices(history, 2, "trend")

    average = season_indices(history, 2, "average")
    assert abs(indices[0] - seasons[0]) < abs(average[0] - seasons[0])


@pytest.mark.parametrize("method", ["moving", "移动平均", "ＭＯＶＩＮＧ"])
def test_methods_are_named_in_both_languages(method: str) -> None:
    assert cells("SEASONALITY", TWO_YEARS, 4, method) == cells("SEASONALITY", TWO_YEARS, 4, "moving")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1, 2, 3], 4), "TARGET-020 at values: got nothing to measure season 4 by"),
        (([1, None, 3, None], 2), "TARGET-020 at values: got nothing to measure season 2 by"),
        ((TWO_YEARS[:7], 4, "moving"), "TARGET-020 at values: got nothing to measure season 2 by"),
        (([1, 2, 3, None, 5], 2, "moving"), "TARGET-020"),
        (([0, 0], 2), "TARGET-021 at values: got the average of all seasons is 0"),
        (([9, 7, -5, -8], 2, "trend"), "TARGET-021 at values: got the trend is"),
        (([[1, 2], [3, 4]], 3), "TARGET-022 at values: got 2 x 2 cells"),
        (([1, "x"], 2), "ARG-001 at values[1,2]"),
        (([1, 2], 0), "ARG-001 at period: got 0"),
        (([1, 2], 1.5), "ARG-001 at period: got 1.5"),
        (([1, 2], 2, "holt"), "ARG-002 at method"),
    ],
)
def test_wrong_arguments_are_named(arguments: tuple[object, ...], message: str) -> None:
    assert error("SEASONALITY", *arguments).startswith(f"#VALUE! {message}")


@pytest.mark.parametrize(("length", "enough"), [(7, False), (8, True), (9, True)])
def test_moving_averages_need_two_periods(length: int, enough: bool) -> None:
    history = [F(value) for value in [*TWO_YEARS, 5][:length]]

    if enough:
        assert len(season_indices(history, 4, "moving")) == 4
    else:
        with pytest.raises(InvalidInputError, match="TARGET-020"):
            season_indices(history, 4, "moving")


histories = st.lists(st.integers(1, 10**6).map(lambda cents: F(cents, 100)), min_size=8, max_size=30)


@given(histories, st.integers(1, 4), st.sampled_from(METHODS))
def test_indices_average_exactly_one(history: list[Fraction], period: int, method: SeasonMethod) -> None:
    """Facts table B row 5: indices that are not normalised lose money."""
    try:
        indices = season_indices(history, period, method)
    except InvalidInputError as error:
        assume("trend is" not in str(error))
        raise

    assert sum(indices) == period


@given(histories, st.integers(1, 4), st.sampled_from(METHODS), st.integers(2, 50))
def test_another_currency_changes_no_index(
    history: list[Fraction], period: int, method: SeasonMethod, rate: int
) -> None:
    try:
        indices = season_indices(history, period, method)
    except InvalidInputError:
        assume(False)

    assert season_indices([value * rate for value in history], period, method) == indices


@given(st.lists(st.integers(1, 100).map(F), min_size=2, max_size=6), st.integers(2, 5))
def test_a_history_without_trend_gives_its_own_seasons_by_every_method(
    year: list[Fraction], years: int
) -> None:
    mean = sum(year) / len(year)

    for method in ("average", "moving"):
        assert season_indices(year * years, len(year), method) == [value / mean for value in year]
