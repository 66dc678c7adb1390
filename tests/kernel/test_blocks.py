"""Blocks: rectangles that spread against each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.kernel.blocks import Block, Shape, common_shape

TABLE = Block(((1, 2, 3), (4, 5, 6)))


def test_a_block_knows_its_sides_and_cells() -> None:
    assert (TABLE.height, TABLE.width, TABLE.shape, TABLE.size) == (2, 3, (2, 3), 6)
    assert list(TABLE.cells()) == [1, 2, 3, 4, 5, 6]
    assert TABLE.nth_column(1) == (2, 5)
    assert TABLE.transposed().rows == ((1, 4), (2, 5), (3, 6))
    assert TABLE.map(str).rows == (("1", "2", "3"), ("4", "5", "6"))


def test_blocks_are_made_of_cells_columns_and_rows() -> None:
    assert Block.cell(1).rows == ((1,),)
    assert Block.column([1, 2]).rows == ((1,), (2,))
    assert Block.of([[1, 2], [3, 4]]).rows == ((1, 2), (3, 4))


@pytest.mark.parametrize("rows", [[], [[]], [[1, 2], [3]]])
def test_ragged_and_empty_rows_are_refused(rows: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="rows of one length"):
        Block.of(rows)


def test_like_fills_the_same_shape_with_other_values() -> None:
    assert TABLE.like("abcdef").rows == (("a", "b", "c"), ("d", "e", "f"))
    with pytest.raises(ValueError, match="5 values do not fill 2 x 3 cells"):
        TABLE.like("abcde")


@pytest.mark.parametrize(
    ("block", "row", "column", "value"),
    [
        (TABLE, 1, 2, 6),
        (Block.cell(7), 5, 9, 7),
        (Block(((1, 2),)), 5, 1, 2),
        (Block.column([1, 2]), 1, 9, 2),
    ],
    ids=["table", "cell", "row", "column"],
)
def test_a_single_row_or_column_stands_for_every_one(
    block: Block[int], row: int, column: int, value: int
) -> None:
    assert block.at(row, column) == value


@pytest.mark.parametrize(
    ("shapes", "common"),
    [
        ([], (1, 1)),
        ([(1, 1)], (1, 1)),
        ([(3, 1), (1, 4)], (3, 4)),
        ([(3, 4), (3, 1), (1, 4), (1, 1)], (3, 4)),
        ([(3, 1), (2, 1)], None),
        ([(1, 3), (1, 2)], None),
        ([(3, 4), (4, 3)], None),
    ],
)
def test_rows_and_columns_spread_against_each_other(shapes: list[Shape], common: Shape | None) -> None:
    assert common_shape(shapes) == common


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), max_size=5))
def test_every_shape_fits_the_common_one(shapes: list[Shape]) -> None:
    common = common_shape(shapes)

    assert common == common_shape(reversed(shapes))
    if common is not None:
        assert all(Block.of([[0] * width] * height).fits(common) for height, width in shapes)
