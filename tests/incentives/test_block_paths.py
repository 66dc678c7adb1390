"""Block paths: equal to the plain path as doubles, and declined where they could not be."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import TIERS, call, cells, column
from xlsales.functions import calling, find_function
from xlsales.functions.incentives import running_blocks
from xlsales.kernel.blocks import Block
from xlsales.kernel.values import CellError

pytest.importorskip("numpy", reason="block paths need numpy; without it the plain path does everything")

EVERYTHING_IN_BLOCKS = 1
NOTHING_IN_BLOCKS = 10**9


@contextmanager
def blocks_from(size: int) -> Iterator[None]:
    with patch.object(calling, "BLOCK_FROM", size), patch.object(running_blocks, "BLOCK_FROM", size):
        yield


def both_ways(name: str, *arguments: object) -> tuple[list[str], list[str]]:
    """Return the cells of a call by the plain path and by blocks, as exact texts."""
    with blocks_from(NOTHING_IN_BLOCKS):
        plain = [repr(cell) for cell in cells(name, *arguments)]
    with blocks_from(EVERYTHING_IN_BLOCKS):
        return plain, [repr(cell) for cell in cells(name, *arguments)]


def in_blocks(name: str, *arguments: object) -> Any:
    """Return what the block path alone gives, ``None`` where it declines."""
    found: list[Any] = []
    function = find_function(name)
    bulk = function.bulk
    assert bulk is not None

    def spy(**given: Any) -> Any:
        found.append(bulk(**given))
        return found[-1]

    object.__setattr__(function, "bulk", spy)
    try:
        with blocks_from(EVERYTHING_IN_BLOCKS):
            call(name, *arguments)
    finally:
        object.__setattr__(function, "bulk", bulk)
    return found[0]


def odd_or_not(values: st.SearchStrategy[float]) -> st.SearchStrategy[object]:
    return st.one_of(values, st.sampled_from([None, "", True, "x", 0.1 + 0.2, -0.0, CellError("#N/A")]))


cents = st.integers(-(10**7), 10**7).map(lambda units: units / 100)
wild = st.one_of(cents, st.floats(-1e18, 1e18, allow_nan=False), st.integers(-(10**17), 10**17))
rates = st.sampled_from([0, 0.01, 0.05, 0.125, 0.0333, 1.5, -0.02, 1 / 3])
bounds = st.sampled_from([-1e9, -50, 0, 0.5, 1, 33.33, 100, 1000, 1e9])
options = {
    "mode": st.sampled_from([None, "marginal", "whole", "全额累进"]),
    "boundary": st.sampled_from([None, "lower", "upper"]),
    "unit": st.sampled_from([None, 0.01, 0, 1, 0.05, 0.3]),
}


@st.composite
def tables(draw: st.DrawFn) -> list[list[float]]:
    places = sorted(draw(st.sets(bounds, min_size=1, max_size=4)))
    fixed = draw(st.booleans())
    return [
        [place, draw(rates), *([draw(st.sampled_from([0, 5, 2.5]))] if fixed else [])] for place in places
    ]


@given(
    tables(), st.lists(odd_or_not(wild), min_size=2, max_size=8), st.fixed_dictionaries(options), st.data()
)
def test_commission_is_the_same_both_ways(
    table: list[list[float]], amounts: list[object], chosen: dict[str, Any], data: st.DataObject
) -> None:
    count = len(amounts)
    prior = data.draw(
        st.one_of(
            st.none(), cents, st.lists(odd_or_not(cents), min_size=count, max_size=count).map(as_column)
        )
    )
    quota = data.draw(
        st.one_of(
            st.none(),
            st.sampled_from([100, 250.5, 0, -1]),
            st.lists(odd_or_not(cents), min_size=count, max_size=count).map(as_column),
        )
    )

    plain, blocks = both_ways(
        "COMMISSION",
        column(*amounts),
        table,
        chosen["mode"],
        prior,
        chosen["boundary"],
        chosen["unit"],
        quota,
    )

    assert plain == blocks


def as_column(values: list[Any]) -> list[list[object]]:
    return column(*values)


@given(
    tables(),
    st.lists(st.tuples(odd_or_not(wild), st.sampled_from(["a", "A", 1, True, None])), min_size=2, max_size=9),
    st.fixed_dictionaries(options),
    st.sampled_from([None, 75.25, -3]),
    st.sampled_from([None, 100, 0]),
)
def test_running_commission_is_the_same_both_ways(
    table: list[list[float]],
    rows: list[tuple[object, object]],
    chosen: dict[str, Any],
    prior: float | None,
    quota: float | None,
) -> None:
    amounts, keys = column(*(amount for amount, _ in rows)), column(*(key for _, key in rows))

    plain, blocks = both_ways(
        "COMMISSION_RUNNING",
        amounts,
        table,
        chosen["mode"],
        prior,
        chosen["boundary"],
        chosen["unit"],
        quota,
        keys,
    )

    assert plain == blocks


@given(
    st.lists(st.tuples(st.sampled_from([0, 0.5, 0.8, 1, 1.25, 2]), cents), min_size=1, max_size=5).map(
        sorted
    ),
    st.lists(odd_or_not(st.integers(-100, 300).map(lambda units: units / 100)), min_size=2, max_size=8),
    st.sampled_from([None, "zero", "first", "extend"]),
    st.sampled_from([None, "cap", "extend"]),
)
def test_payout_curves_are_the_same_both_ways(
    knots: list[tuple[float, float]], attainments: list[object], below: str | None, above: str | None
) -> None:
    plain, blocks = both_ways("PAYOUT_CURVE", column(*attainments), knots, below, above)

    assert plain == blocks


@given(
    st.sets(st.sampled_from([-5, 0, 0.1, 0.3, 1, 10, 1e15]), min_size=1).map(sorted),
    st.lists(odd_or_not(st.sampled_from([0.3, 0.30000000000000004, 0.1, 1, 1.0000000000000002, 1e300, -5]))),
    st.sampled_from([None, "upper"]),
)
def test_step_rates_are_the_same_both_ways(
    places: list[float], values: list[object], boundary: str | None
) -> None:
    table = [[place, i / 7] for i, place in enumerate(places)]

    plain, blocks = both_ways("LOOKUP_RATE", column(*values, 0, 1), table, boundary)

    assert plain == blocks


def test_blocks_are_taken_for_money() -> None:
    amounts = column(100.01, -3, None, 0.1 + 0.2, True)

    assert in_blocks("COMMISSION", amounts, TIERS) is not None
    assert in_blocks("COMMISSION", amounts, TIERS, "whole", amounts, "upper", 0.05, 100) is not None
    assert in_blocks("COMMISSION", amounts, [[0, 0.05], [1, 0.1]], *[None] * 4, amounts) is not None
    assert in_blocks("PAYOUT_CURVE", column(0.5, 0.75), [[0, 0], [1, 1]]) is not None
    assert in_blocks("LOOKUP_RATE", column(0.5, 0.75), TIERS) is not None


def test_blocks_of_rows_and_columns_keep_their_shape() -> None:
    found = in_blocks("COMMISSION", [[10, 20, 30], [40, 50, "x"]], TIERS)

    assert isinstance(found, Block)
    assert found.rows[0] == (0.5, 1.0, 1.5)
    assert found.rows[1][:2] == (2.0, 2.5)


@pytest.mark.parametrize(
    "arguments",
    [
        (column(1 / 3, 1), TIERS),
        (column(1e17, 1), TIERS),
        (column(1, 2), [[0, 1 / 3]]),
        (column(-1, 2), [[-5, 0.1]]),
        (column(1, 2), TIERS, column("whole", "marginal")),
        (column(1, 2), TIERS, "hole"),
        (column(1, 2), TIERS, None, None, None, -1),
        (column(1, 2), [[0, 0.05, 1 / 3]]),
        (column(9e14, 2), [[0, 12.5]]),  # more cents than a double counts
        (column(9e12 + 0.01, 2), [[0, 0.123456789012]]),  # more than int64 multiplies
    ],
)
def test_blocks_are_declined_where_they_would_not_be_exact(arguments: tuple[object, ...]) -> None:
    assert in_blocks("COMMISSION", *arguments) is None


@pytest.mark.parametrize(
    ("amounts", "table"),
    [
        ([9e12 + 0.01, 2], [[0, 0.123456789012]]),
        ([9e14, 2], [[0, 12.5]]),
        ([0, 0.01, -0.01, 100], [[0, 0.05, 5], [100, 0.1, 7]]),
        ([0, 0.01], [[-5, 0.1, 3], [0, 0.2, 4]]),
    ],
)
def test_extremes_and_zeros_are_the_same_both_ways(amounts: list[float], table: list[list[float]]) -> None:
    for mode in ("marginal", "whole"):
        for boundary in ("lower", "upper"):
            plain, blocks = both_ways("COMMISSION", column(*amounts), table, mode, None, boundary)
            assert plain == blocks


def test_one_text_among_many_amounts_is_left_to_the_plain_path() -> None:
    outcome = call("COMMISSION", column(*range(400), "x", CellError("#REF!")), TIERS)

    assert [str(row[0]) for row in outcome.rows[-3:]] == ["28.92", "#VALUE!", "#REF!"]
    assert [issue.where for issue in outcome.issues] == ["amount[401,1]"]


def test_ten_thousand_rows_sum_to_their_total() -> None:
    deals = [(i * 7919 % 100_003) / 100 for i in range(10_000)]
    keys = column(*(i % 17 for i in range(10_000)))

    alone = cells("COMMISSION_RUNNING", column(*deals), TIERS)
    by_key = cells("COMMISSION_RUNNING", column(*deals), TIERS, *[None] * 5, keys)

    total = round(sum(round(deal * 100) for deal in deals) / 100, 2)
    assert round(sum(round(paid * 100) for paid in alone) / 100, 2) == cells("COMMISSION", total, TIERS)[0]
    parts = [round(sum(round(deal * 100) for deal in deals[i::17]) / 100, 2) for i in range(17)]
    expected = sum(round(paid * 100) for paid in cells("COMMISSION", column(*parts), TIERS))
    assert sum(round(paid * 100) for paid in by_key) == expected


def test_without_numpy_the_plain_path_does_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., Any] = builtins.__import__

    def no_numpy(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "numpy":
            raise ImportError(name)
        return real(name, *rest, **more)

    amounts = column(*range(300))
    expected = cells("COMMISSION", amounts, TIERS), cells("COMMISSION_RUNNING", amounts, TIERS)
    monkeypatch.setattr(builtins, "__import__", no_numpy)

    assert (cells("COMMISSION", amounts, TIERS), cells("COMMISSION_RUNNING", amounts, TIERS)) == expected
