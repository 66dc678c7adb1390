"""SPLIT in a workbook: shapes, blanks, errors, directions, and the block path."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import call, cells, column, error
from xlsales.functions import Outcome
from xlsales.kernel.blocks import Block
from xlsales.kernel.numbers import exact
from xlsales.kernel.values import CellError
from xlsales.targets.split import split_target
from xlsales.targets.split_block import split_large


def rows(*arguments: object) -> tuple[tuple[Any, ...], ...]:
    outcome = call("SPLIT", *arguments)
    assert not outcome.issues, outcome.issues
    return outcome.rows


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        (100, [[1], [1], [1]], ((33.34,), (33.33,), (33.33,))),
        (100, [1, 1, 1], ((33.34, 33.33, 33.33),)),
        (100, [[1, 1], [1, 1]], ((25, 25), (25, 25))),
        (100, 7, ((100,),)),
        ([[100], [10]], [1, 1, 1], ((33.34, 33.33, 33.33), (3.34, 3.33, 3.33))),
        ([[100], [10]], [[1, 1], [3, 2]], ((50, 50), (6, 4))),
        ([100, 10], [[1], [1], [1]], ((33.34, 3.34), (33.33, 3.33), (33.33, 3.33))),
        ([100, 10], [[1, 3], [1, 2]], ((50, 6), (50, 4))),
        ([[100], [10]], [[5], [7]], ((100,), (10,))),
        ([[100], [10]], 5, ((100,), (10,))),
    ],
    ids=[
        "column",
        "row",
        "table as one pool",
        "one cell",
        "row of weights for each total",
        "rows",
        "column of weights for each total",
        "columns",
        "rows of one cell",
        "one weight for each total",
    ],
)
def test_totals_split_all_weights_or_each_row_or_each_column(
    total: object, weights: object, expected: tuple[tuple[float, ...], ...]
) -> None:
    assert rows(total, weights) == expected


@pytest.mark.parametrize(
    ("total", "weights"),
    [([[1], [2], [3]], [[1, 1], [1, 1]]), ([1, 2, 3], [[1, 1]]), ([[1, 2], [3, 4]], [[1, 1], [1, 1]])],
)
def test_totals_that_do_not_go_with_the_weights_are_refused(total: object, weights: object) -> None:
    assert error("SPLIT", total, weights).startswith("#VALUE! TARGET-006 at total")


def test_blank_weights_stay_blank_and_blank_totals_are_unknown() -> None:
    assert cells("SPLIT", 100, [1, None, "", 1]) == [50, None, None, 50]
    assert cells("SPLIT", "", [1, 2]) == [None, None]
    assert rows([[100], [None]], [1, 1]) == ((50, 50), (None, None))


def test_true_and_false_are_weights_of_one_and_zero() -> None:
    assert cells("SPLIT", 100, [True, False, True]) == [50, 0, 50]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((100, [1, "x"]), "ARG-001 at weights[1,2]: got the text 'x', expected a number"),
        (("x", [1, 1]), "ARG-001 at total: got the text 'x'"),
        ((100, [[1], [-2]]), "TARGET-002 at weights[2,1]: got -2, expected 0 or more"),
        (([[1], [2]], [[1, 1], [1, -3]]), "TARGET-002 at weights[2,2]: got -3"),
        (([1, 2], [[1, 1], [1, -3]]), "TARGET-002 at weights[2,2]: got -3"),
        ((100, [[1, 1], [1, -3]]), "TARGET-002 at weights[2,2]: got -3"),
        ((100, [None, ""]), "TARGET-001 at weights"),
        (([[1], [2]], [[1, 1], [None, None]]), "TARGET-001 at weights row 2"),
        (([1, 2], [[1, None], [1, None]]), "TARGET-001 at weights column 2"),
        ((100, [1, 1], -0.01), "TARGET-005 at unit: got -0.01, expected 0 or more"),
        ((100, [1, 1], [1, 2]), "ARG-007 at unit: got 1 x 2 cells, expected one value"),
        ((100, [1, 1], "x"), "ARG-001 at unit"),
        (
            (100, [1, 1], 1, [1, 2, 3]),
            "TARGET-007 at floors: got 1 x 3 cells, expected one value or 1 x 2 cells",
        ),
        (
            (100, [1, 1], 1, 60),
            "TARGET-003 at floors: got floors that add up to 120, expected at most the total, 100",
        ),
        (([[100], [9]], [1, 1], 1, None, 40), "TARGET-003 at caps row 1: got caps that add up to 80"),
        ((-10, [[1], [1]], 1, [[0], [0]]), "TARGET-003 at floors: got floors that add up to 0"),
        ((100, [[1], [1]], 1, [[5], [9]], [[5], [8]]), "TARGET-004 at floors[2,1]: got 9"),
        (
            (100, [1, 1], 1, None, None, None, "hondt"),
            "ARG-002 at method: got the text 'hondt', expected one of hamilton",
        ),
        ((100,), "ARG-004 at weights: got nothing"),
    ],
)
def test_wrong_arguments_are_named_with_what_came_and_what_was_expected(
    arguments: tuple[object, ...], message: str
) -> None:
    assert error("SPLIT", *arguments).startswith(f"#VALUE! {message}")


def test_an_error_value_anywhere_comes_back_as_it_is() -> None:
    assert cells("SPLIT", 100, [1, CellError("#N/A")]) == ["#N/A"]
    assert cells("SPLIT", CellError("#DIV/0!"), [1, 1]) == ["#DIV/0!"]
    assert cells("SPLIT", 100, [1, 1], 1, [CellError("#REF!"), 1]) == ["#REF!"]


@pytest.mark.parametrize(
    "method",
    ["hamilton", "Webster", "杰斐逊法", "亚当斯法", "希尔法", "ｈｉｌｌ", "最大余额法", "韦伯斯特法"],
)
def test_methods_are_named_in_both_languages(method: str) -> None:
    assert cells("SPLIT", 10, [6, 3, 1], 1, None, None, None, method) == [6, 3, 1]


def test_limits_may_be_one_value_or_spread_with_the_totals() -> None:
    assert rows([[100], [10]], [8, 1, 1], 1, [[20], [2]]) == ((60, 20, 20), (6, 2, 2))
    assert cells("SPLIT", 100, [8, 1, 1], 1, None, [50, None, None], [None, None, 30]) == [50, 20, 30]


def test_minus_zero_and_tiny_and_huge_totals_are_split() -> None:
    assert str(cells("SPLIT", -0.0, [1, 1])) == "[0.0, 0.0]"
    assert cells("SPLIT", 1e-9, [1, 1]) == [1e-9, 0]
    assert cells("SPLIT", 1e15, [1, 1, 1], 1) == [333333333333334, 333333333333333, 333333333333333]


# --- the block path ---

weight = st.none() | st.just(0) | st.integers(0, 10**6).map(lambda cents: cents / 100)


@st.composite
def large_splits(draw: st.DrawFn) -> tuple[Block[float | None], Block[float | None]]:
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    weights = draw(
        st.lists(st.lists(weight, min_size=width, max_size=width), min_size=height, max_size=height)
    )
    amount = st.integers(-(10**9), 10**9).map(lambda cents: cents / 100)
    direction = draw(st.sampled_from(["all", "rows", "columns"]))
    if direction == "rows":
        return Block.column(draw(st.lists(amount, min_size=height, max_size=height))), Block.of(weights)
    if direction == "columns":
        return Block.of([draw(st.lists(amount, min_size=width, max_size=width))]), Block.of(weights)
    return Block.cell(draw(amount)), Block.of(weights)


@given(large_splits(), st.sampled_from([0.01, 0.05, 1.0]))
def test_the_block_path_gives_the_parts_of_the_exact_path_or_declines(
    task: tuple[Block[float | None], Block[float | None]], unit: float
) -> None:
    totals, weights = task

    quick = split_large(totals, weights, exact(unit))

    if quick is not None:
        read = [block.map(lambda cell: None if cell is None else exact(cell)) for block in (totals, weights)]
        plain = split_target(read[0], read[1], exact(unit))
        assert quick == plain.map(lambda part: None if part is None else part.numerator / part.denominator)


def test_the_block_path_takes_the_usual_and_leaves_the_rest() -> None:
    pytest.importorskip("numpy")
    weights: Block[float | None] = Block.column([1.5, None, 2.25])
    cent = exact(0.01)

    assert split_large(Block.cell(100.0), weights, cent) == Block.column([40.0, None, 60.0])
    assert split_large(Block.cell(100.001), weights, cent) is None
    assert split_large(Block.cell(None), weights, cent) is None
    assert split_large(Block.cell(100.0), Block.column([1.0, -1.0]), cent) is None
    assert split_large(Block.cell(100.0), Block.column([None, None]), cent) is None
    assert split_large(Block.cell(100.0), Block.column([1 / 3, 1.0]), cent) is None
    assert split_large(Block.cell(1e14), weights, cent) is None
    assert split_large(Block.cell(100.0), weights, exact(0)) is None


def test_ten_thousand_people_by_twelve_months_are_exact_in_cents() -> None:
    totals = column(*(1000 + i / 100 for i in range(10_000)))
    months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    outcome: Outcome = call("SPLIT", totals, months)

    assert not outcome.issues
    assert len(outcome.rows) == 10_000
    for (total,), parts in zip(totals, outcome.rows, strict=True):
        assert sum(round(part * 100) for part in parts) == round(total * 100)  # type: ignore[operator]


def test_without_numpy_everything_goes_the_exact_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    weights = column(*range(1, 401))

    parts = cells("SPLIT", 1_000_000, weights)

    assert sum(round(part * 100) for part in parts) == 100_000_000
    assert cells("ATTAINMENT", weights, 400)[-1] == 1
