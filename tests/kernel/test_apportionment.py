"""Apportionment: exact sums, bounds kept, quota kept, ties, and the published elections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.kernel.apportionment import METHODS, Method, apportion
from xlsales.kernel.fair_shares import fair_shares
from xlsales.kernel.issues import InvalidInputError
from xlsales.kernel.largest_remainder import largest_remainder, largest_remainder_freely
from xlsales.kernel.numbers import CENT, ONE

F = Fraction
Parts = Sequence[Fraction | None]
Bounds = list[Fraction | None]
Task = tuple[Fraction, Bounds, dict[str, Bounds]]

_US_1792 = (
    "179570 630560 236841 206236 55540 85533 475327 353523 141822 432879 70835 68705 68446 278514 331589"
)
_AUSTRIA_2019 = "1789417 1011868 772666 387124 0 664055"
_AUSTRIA_1999 = "1532448 1243672 1244087 0 342260"
_EDU = "3411 2421 11586 4494 3126 4962"

#: id, method, seats, weights, expected: retyped from the sources that cases/targets_incentives.yaml names.
ELECTIONS = [
    ("A04_zero_weights", "hamilton", 6, "0 14 28 0 0", "0 2 4 0 0"),
    ("A04_zero_weights", "webster", 6, "0 14 28 0 0", "0 2 4 0 0"),
    ("A05_fewer_units", "hamilton", 3, "10 9 8 8 11 12", "1 0 0 0 1 1"),
    ("A05_fewer_units", "webster", 3, "10 9 8 8 11 12", "1 0 0 0 1 1"),
    ("A05_fewer_units", "jefferson", 3, "10 9 8 8 11 12", "1 0 0 0 1 1"),
    ("A07_austria_2019", "jefferson", 183, _AUSTRIA_2019, "71 40 31 15 0 26"),
    ("A08_austria_1999", "jefferson", 183, _AUSTRIA_1999, "65 52 52 0 14"),
    ("A09_us1792_hamilton_120", "hamilton", 120, _US_1792, "6 21 8 7 2 3 16 12 5 14 2 2 2 9 11"),
    ("A12_alabama_323", "hamilton", 323, "56.7 38.5 4.2 0.6", "183 124 14 2"),
    ("A13_alabama_324", "hamilton", 324, "56.7 38.5 4.2 0.6", "184 125 13 2"),
    ("A14_stein_37", "hamilton", 37, "14 23 45 18", "5 8 17 7"),
    ("A17_edu_200_all", "hamilton", 200, _EDU, "23 16 77 30 21 33"),
    ("A17_edu_200_all", "jefferson", 200, _EDU, "22 16 78 30 21 33"),
    ("A17_edu_200_all", "webster", 200, _EDU, "23 16 77 30 21 33"),
    ("A17_edu_200_all", "hill", 200, _EDU, "23 16 77 30 21 33"),
    ("A22_droop_30_fails", "hamilton", 30, "23 26 51", "7 8 15"),
]


def numbers(text: str) -> list[Fraction]:
    return [F(word) for word in text.split()]


@pytest.mark.parametrize(
    ("method", "seats", "weights", "expected"),
    [row[1:] for row in ELECTIONS],
    ids=[f"{row[0]}-{row[1]}" for row in ELECTIONS],
)
def test_published_apportionments_come_out(method: Method, seats: int, weights: str, expected: str) -> None:
    parts = apportion(F(seats), numbers(weights), ONE, method=method)

    assert list(parts) == numbers(expected)


def test_anaplan_hold_keeps_the_locked_cell_and_shares_the_rest_in_proportion() -> None:
    """T14: help.anaplan.com, breakback hold."""
    parts = apportion(F(100), numbers("10 20 30"), locked=[None, F(20), None])

    assert parts == (20, 20, 60)


def test_anaplan_zero_profile_falls_back_to_even() -> None:
    """T16: help.anaplan.com, breakback."""
    assert apportion(F(12000), numbers("0 0 0")) == (4000, 4000, 4000)


def test_anaplan_non_zero_cells_that_total_zero_are_an_error() -> None:
    """T17: help.anaplan.com, breakback."""
    with pytest.raises(InvalidInputError, match=r"TARGET-002 at weights\[1,1\]: got -1178"):
        apportion(F(100), numbers("-1178 589 589"))


def test_twelve_even_months_lose_no_cent() -> None:
    """T11 and T18: 12 x 83.33 = 999.96 in the systems that only round."""
    parts = apportion(F(1000), [ONE] * 12)

    assert parts == (F("83.34"),) * 4 + (F("83.33"),) * 8
    assert sum(part or 0 for part in parts) == 1000


@pytest.mark.parametrize("method", METHODS)
def test_equal_claims_go_to_the_earlier_part(method: Method) -> None:
    assert apportion(F(5), numbers("1 1 1"), ONE, method=method) == (2, 2, 1)


def test_a_blank_weight_takes_no_part_even_where_it_is_locked_or_has_a_floor() -> None:
    blank = [None, F(7), None]

    assert apportion(F(10), [ONE, None, ONE], floors=blank, locked=blank) == (5, None, 5)


@pytest.mark.parametrize(
    ("total", "expected"),
    [("100.009", "33.34 33.339 33.33"), ("100.01", "33.34 33.34 33.33"), ("99.999", "33.339 33.33 33.33")],
)
def test_a_rest_below_one_unit_goes_to_the_next_part_in_line(total: str, expected: str) -> None:
    assert apportion(F(total), numbers("1 1 1")) == tuple(numbers(expected))


@pytest.mark.parametrize("method", METHODS)
def test_every_method_hands_the_rest_to_the_next_in_its_own_line(method: Method) -> None:
    parts = apportion(F("10.5"), numbers("7 2 1"), ONE, method=method)

    assert sum(part or 0 for part in parts) == F("10.5")
    assert sum((part or 0).denominator > 1 for part in parts) == 1


def test_unit_zero_splits_exactly() -> None:
    assert apportion(F(100), numbers("1 1 1"), F(0)) == (F(100, 3),) * 3


def test_a_capped_part_passes_its_surplus_on_until_no_more_caps_bind() -> None:
    """Facts table B row 9: fixed cells out, rest pro rata, iterate while a cap binds."""
    parts = apportion(F(100), numbers("6 3 1"), ONE, caps=[F(40), F(38), None])

    assert parts == (40, 38, 22)


def test_a_floor_takes_from_the_others_until_no_more_floors_bind() -> None:
    parts = apportion(F(100), numbers("90 6 4"), ONE, floors=[None, F(10), F(15)])

    assert parts == (75, 10, 15)


def test_parts_without_weight_share_evenly_what_full_parts_leave() -> None:
    assert apportion(F(100), numbers("1 0 0"), ONE, caps=[F(61), None, None]) == (61, 20, 19)


def test_a_floor_holds_for_a_part_without_weight() -> None:
    assert apportion(F(10), numbers("1 0"), ONE, floors=[None, F(3)]) == (7, 3)


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"floors": "50 50 50"}, "floors: got floors that add up to 150, expected at most the total, 100"),
        ({"caps": "30 30 30"}, "caps: got caps that add up to 90, expected at least the total, 100"),
        (
            {"locked": "50 50 50"},
            "locked: got locked parts that add up to 150, expected at most",
        ),
        (
            {"locked": "30 30 30"},
            "locked: got locked parts that add up to 90, expected at least",
        ),
        ({"locked": "101 - -"}, "locked: got locked parts that add up to 101, expected at most the total"),
        (
            {"locked": "80 - -", "floors": "- 10 20"},
            "floors: got floors and locked parts that add up to 110, expected at most the total",
        ),
        (
            {"locked": "20 - -", "caps": "- 10 20"},
            "caps: got caps and locked parts that add up to 50, expected at least the total",
        ),
    ],
)
def test_impossible_limits_name_their_sum(limits: dict[str, str], message: str) -> None:
    bounds: dict[str, Bounds] = {
        name: [None if word == "-" else F(word) for word in text.split()] for name, text in limits.items()
    }

    with pytest.raises(InvalidInputError, match=f"TARGET-003 at {message}"):
        apportion(F(100), numbers("1 1 1"), **bounds)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("total", "limits", "message"),
    [
        (-10, {"floors": "0 0 0"}, "floors: got floors that add up to 0, expected at most the total, -10"),
        (-10, {"floors": "-5 -2 -2"}, "floors: got floors that add up to -9"),
        (-10, {"floors": "5 0 0", "caps": "8 - -"}, "floors: got floors that add up to 5"),
        (-30, {"floors": "5 2 2", "locked": "- 0 0"}, "floors: got floors that add up to 5"),
        (10, {"caps": "0 0 0"}, "caps: got caps that add up to 0, expected at least the total, 10"),
        (10, {"caps": "-1 -1 -1"}, "caps: got caps that add up to -3, expected at least the total, 10"),
        (10, {"floors": "0 0 0", "locked": "6 6 -"}, "locked: got locked parts that add up to 12"),
        (-10, {"caps": "0 0 0", "locked": "-6 -6 -"}, "locked: got locked parts that add up to -12"),
    ],
)
def test_the_limits_to_blame_are_those_that_were_given(
    total: int, limits: dict[str, str], message: str
) -> None:
    bounds: dict[str, Bounds] = {
        name: [None if word == "-" else F(word) for word in text.split()] for name, text in limits.items()
    }

    with pytest.raises(InvalidInputError, match=f"TARGET-003 at {message}"):
        apportion(F(total), numbers("1 1 1"), ONE, **bounds)  # type: ignore[arg-type]


@pytest.mark.parametrize("caps", ["33.33 33.33 33.34", "33.34 33.34 33.32"])
def test_limits_that_just_make_the_total_are_kept(caps: str) -> None:
    assert apportion(F(100), numbers("1 1 1"), caps=numbers(caps)) == tuple(numbers(caps))


def test_all_parts_locked_to_the_total_stay() -> None:
    assert apportion(F(10), numbers("1 1"), locked=numbers("3 7")) == (3, 7)


def test_a_floor_above_its_cap_is_named() -> None:
    with pytest.raises(InvalidInputError, match=r"TARGET-004 at floors\[2,1\]: got 9, expected at most"):
        apportion(F(100), numbers("1 1"), floors=[None, F(9)], caps=[None, F(8)])


def test_every_wrong_weight_is_named_at_once() -> None:
    with pytest.raises(InvalidInputError) as caught:
        apportion(F(100), numbers("-1 1 -2"), -ONE)

    assert [issue.where for issue in caught.value.issues] == ["weights[1,1]", "weights[3,1]", "unit"]


def test_only_blank_weights_are_an_error_unless_there_is_nothing_to_split() -> None:
    with pytest.raises(InvalidInputError, match="TARGET-001"):
        apportion(ONE, [None, None])
    assert apportion(F(0), [None, None]) == (None, None)


def test_a_bound_between_two_units_counts_as_the_next_one_inside() -> None:
    parts = apportion(
        F(10), numbers("8 1 1"), ONE, caps=[F("4.5"), None, None], floors=[None, F("3.5"), None]
    )

    assert parts == (4, 4, 2)


def test_bounds_that_leave_no_whole_units_are_handed_out_themselves() -> None:
    exact = numbers("33.335 33.335 33.33")

    assert apportion(F(100), numbers("1 1 1"), floors=exact) == tuple(exact)


def test_leftovers_may_be_more_than_the_parts() -> None:
    """A22: with caps the units left over can outnumber the parts that still take them."""
    assert apportion(F(30), numbers("23 26 51"), ONE, caps=[F(1), F(1), None]) == (1, 1, 28)


def test_a_locked_amount_below_the_unit_leaves_the_rest_to_the_next_in_line() -> None:
    parts = apportion(F(100), numbers("1 1 1"), locked=[F("0.005"), None, None])

    assert parts == (F("0.005"), F("50"), F("49.995"))


def test_a_negative_floor_allows_a_part_below_zero() -> None:
    assert apportion(F(10), numbers("1 1"), locked=[F(15), None], floors=[None, F(-20)]) == (15, -5)


def test_a_total_of_zero_may_be_shifted_between_parts() -> None:
    assert apportion(F(0), numbers("1 1 1"), ONE, locked=[F(10), None, None]) == (10, -5, -5)


def test_first_units_of_adams_and_hill_go_to_the_greater_weights() -> None:
    for method in ("adams", "hill"):
        assert apportion(F(2), numbers("1 5 9"), ONE, method=method) == (0, 1, 1)


# --- properties ---

amounts = st.integers(-(10**7), 10**7).map(lambda cents: F(cents, 100))
units = st.sampled_from([CENT, ONE, F(1000), F(1, 20), F(1, 3)])
weights_of_parts = st.lists(
    st.one_of(st.none(), st.integers(0, 60).map(F), st.fractions(0, 10, max_denominator=9)),
    min_size=1,
    max_size=7,
).filter(lambda weights: any(weight is not None for weight in weights))
methods = st.sampled_from(METHODS)
divisor_methods = st.sampled_from(METHODS[1:])
whole_weights = st.lists(st.integers(1, 30), min_size=1, max_size=6)


def total_of(parts: Parts) -> Fraction:
    return sum((part for part in parts if part is not None), F(0))


@st.composite
def bounded_tasks(
    draw: st.DrawFn,
) -> Task:
    """Draw a total that some parts within the drawn limits add up to."""
    weights = draw(weights_of_parts)
    steps = st.integers(0, 4000).map(lambda number: F(number, 40))
    parts = [draw(steps) for _ in weights]
    limits: dict[str, Bounds] = {"floors": [], "caps": [], "locked": []}
    for part in parts:
        limits["floors"].append(draw(st.none() | steps.map(lambda step, part=part: part - step)))  # type: ignore[misc]
        limits["caps"].append(draw(st.none() | steps.map(lambda step, part=part: part + step)))  # type: ignore[misc]
        limits["locked"].append(part if draw(st.integers(0, 5)) == 0 else None)
    total = total_of(
        [part if weight is not None else None for part, weight in zip(parts, weights, strict=True)]
    )
    return total, weights, limits


@given(amounts, weights_of_parts, units, methods)
def test_parts_always_sum_exactly_to_the_total(
    total: Fraction, weights: Bounds, unit: Fraction, method: Method
) -> None:
    parts = apportion(total, weights, unit, method=method)

    assert total_of(parts) == total
    assert [part is None for part in parts] == [weight is None for weight in weights]


@given(amounts, weights_of_parts, units)
def test_no_part_is_a_whole_unit_from_its_exact_share(
    total: Fraction, weights: Bounds, unit: Fraction
) -> None:
    known = [weight for weight in weights if weight is not None]
    shares = known if any(known) else [ONE] * len(known)

    parts = [part for part in apportion(total, weights, unit) if part is not None]

    for part, share in zip(parts, shares, strict=True):
        assert abs(part - total * share / sum(shares)) < unit


@given(amounts, weights_of_parts, units, methods)
def test_at_most_one_part_is_no_multiple_of_the_unit(
    total: Fraction, weights: Bounds, unit: Fraction, method: Method
) -> None:
    odd = [
        part for part in apportion(total, weights, unit, method=method) if part is not None and part % unit
    ]

    assert len(odd) <= (1 if total % unit else 0)


@given(bounded_tasks(), units | st.just(F(0)), methods)
def test_limits_are_kept_and_the_sum_stays_exact(
    task: Task,
    unit: Fraction,
    method: Method,
) -> None:
    total, weights, limits = task

    parts = apportion(total, weights, unit, method=method, **limits)  # type: ignore[arg-type]

    assert total_of(parts) == total
    for i, part in enumerate(parts):
        floor, cap, lock = limits["floors"][i], limits["caps"][i], limits["locked"][i]
        if part is None:
            continue
        if lock is not None:
            assert part == lock
        else:
            assert floor is None or floor <= part
            assert cap is None or part <= cap


@given(bounded_tasks(), units | st.just(F(0)), methods)
def test_the_split_of_a_negative_total_mirrors_that_of_the_positive_one(
    task: Task,
    unit: Fraction,
    method: Method,
) -> None:
    total, weights, limits = task

    def negated(bounds: Parts) -> Bounds:
        return [None if bound is None else -bound for bound in bounds]

    parts = apportion(total, weights, unit, method=method, **limits)  # type: ignore[arg-type]
    mirrored = apportion(
        -total,
        weights,
        unit,
        floors=negated(limits["caps"]),
        caps=negated(limits["floors"]),
        locked=negated(limits["locked"]),
        method=method,
    )

    if total:
        assert mirrored == tuple(negated(parts))


@given(bounded_tasks(), units)
def test_a_free_part_is_less_than_a_unit_from_its_bounded_share(task: Task, unit: Fraction) -> None:
    """Bounds in whole units, positive weights: then the exact shares are unique."""
    total, weights, limits = task
    weights = [(weight or 0) + ONE for weight in weights]
    lows = [F(0) if floor is None else max(floor // unit * unit, F(0)) for floor in limits["floors"]]
    highs = [
        None if cap is None else max(-(-cap // unit) * unit, low)
        for cap, low in zip(limits["caps"], lows, strict=True)
    ]
    total = max(total, total_of(lows))
    most = [high for high in highs if high is not None]
    if len(most) == len(highs):
        total = min(total, total_of(most))

    parts = apportion(total, weights, unit, floors=lows, caps=highs)

    shares = fair_shares(total, [weight or F(0) for weight in weights], lows, highs)
    assert all(abs((part or 0) - share) < unit for part, share in zip(parts, shares, strict=True))


@given(amounts.map(abs), st.lists(st.integers(0, 50).map(F), min_size=1, max_size=9), units)
def test_the_way_without_bounds_gives_what_the_way_with_bounds_gives(
    total: Fraction, weights: list[Fraction], unit: Fraction
) -> None:
    positive = [weight + 1 for weight in weights]
    free = [None] * len(positive)

    assert largest_remainder_freely(total, positive, unit) == largest_remainder(
        total, positive, free, free, unit
    )


@given(st.integers(0, 60), whole_weights, divisor_methods)
def test_divisor_methods_agree_with_handing_out_one_unit_after_the_other(
    seats: int, weights: list[int], method: Method
) -> None:
    signpost: dict[Method, Callable[[int], Fraction]] = {
        "jefferson": lambda k: F(k + 1),
        "webster": lambda k: F(2 * k + 1, 2),
        "adams": lambda k: F(k),
        "hill": lambda k: F(k * (k + 1)),
    }
    expected = [0] * len(weights)
    for _ in range(seats):
        claims = []
        for i, (weight, has) in enumerate(zip(weights, expected, strict=True)):
            divisor = signpost[method](has)
            claim = F(weight**2 if method == "hill" else weight) / divisor if divisor else None
            claims.append((0, F(-weight), i) if claim is None else (1, -claim, i))
        expected[min(claims)[2]] += 1

    assert list(apportion(F(seats), [F(weight) for weight in weights], ONE, method=method)) == expected


@given(st.integers(0, 40), whole_weights, divisor_methods)
def test_one_unit_more_never_costs_a_part_under_a_divisor_method(
    seats: int, weights: list[int], method: Method
) -> None:
    """Facts table B row 8: a re-split must be monotone; Hamilton is not (Alabama, A12 and A13)."""
    shares = [F(weight) for weight in weights]

    before = apportion(F(seats), shares, ONE, method=method)
    after = apportion(F(seats + 1), shares, ONE, method=method)

    assert all((late or 0) >= (early or 0) for early, late in zip(before, after, strict=True))


def test_the_435th_seat_goes_by_webster_to_north_carolina_and_by_hill_to_rhode_island() -> None:
    """A18: FAPP 10e example 22; quotas as printed, in seats of the standard divisor."""
    assert round(F("13.51")) == 14
    assert round(F("1.49")) == 1
    assert sqrt(13 * 14) > 13.457
    assert sqrt(1 * 2) < 1.484
    seats = F(15)
    assert apportion(seats, numbers("13.51 1.49"), ONE, method="webster") == (14, 1)
    assert apportion(seats, numbers("13.457 1.484"), ONE, method="hill") == (13, 2)
