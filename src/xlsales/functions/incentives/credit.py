"""CREDIT: the credit of a deal, split among those who earned it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

from xlsales.functions.incentives.isolated import cell_of, isolated
from xlsales.functions.incentives.options import OneUnit
from xlsales.functions.kinds import Kind, NumberKind, OneFlag, Unread
from xlsales.functions.registry import cell_function
from xlsales.incentives.credit import split_credit
from xlsales.kernel.blocks import Block, common_shape
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import CENT
from xlsales.kernel.values import CellError

_NUMBERS = Kind(NumberKind(), "whole", blank_is_value=True, unread=True)


@cell_function(
    "CREDIT",
    group="Incentives",
    chinese="业绩分成：一笔业绩按比例分给多人，合计精确",
    words=("业绩分成", "分成", "分摊", "重复计业绩"),
    catalogue=("IN10", "IN3", "IN5"),
)
def credit(
    amount: Annotated[Unread | None, _NUMBERS, {"doc": "What is credited, one a deal", "zh": "业绩"}],
    shares: Annotated[
        Unread | None,
        _NUMBERS,
        {"doc": "Total 1 or 100 for each deal; a blank takes no part", "zh": "比例，合计 1 或 100"},
    ],
    unit: OneUnit = CENT,
    overlay: Annotated[
        OneFlag, {"doc": "TRUE lets the shares exceed the total", "zh": "允许合计超过总额"}
    ] = False,
) -> Block[Any] | None:
    """Split the credit of deals by shares; the parts sum exactly to each deal.

    Shapes: ``amount`` n x 1 with ``shares`` n x k or 1 x k gives n x k, a deal a row. A row of
    amounts 1 x k with shares n x k or n x 1 goes down: a deal a column. One amount is split over
    all its shares. A blank amount gives blanks; a wrong deal among several spoils only itself.

    Errors: SHARE-001 shares that total neither 1 nor 100, CREDIT-001 a negative share.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("CREDIT", [[[100.01], [-100.01]], [50, 50]]).rows
        ((50.01, 50.0), (-50.01, -50.0))
    """
    if amount is None or shares is None:
        return None
    shape = common_shape([amount.block.shape, shares.block.shape])
    if shape is None or amount.block.height > 1 < amount.block.width:
        sizes = [f"{block.height} x {block.width}" for block in (amount.block, shares.block)]
        expected = "one amount a row and one row of shares each, or the same by columns"
        fix = "Select one row of shares for each amount."
        raise InvalidInputError(Issue("ARG-005", "shares", " and ".join(sizes), expected, fix))
    height, width = shape
    if amount.block.width > 1 or (amount.block.size == 1 and shares.block.width == 1):
        lines = [[(row, column) for row in range(height)] for column in range(width)]
    elif amount.block.size == 1 and shares.block.height > 1:
        lines = [[(row, column) for row in range(height) for column in range(width)]]
    else:
        lines = [[(row, column) for column in range(width)] for row in range(height)]
    cells: list[list[Any]] = [[None] * width for _ in range(height)]
    for line in lines:
        split = partial(_split, amount, shares, line, unit, overlay)
        parts = isolated(split) if len(lines) > 1 else split()
        for i, (row, column) in enumerate(line):
            cells[row][column] = parts if isinstance(parts, CellError) else parts[i]
    return Block.of(cells)


def _split(
    amount: Unread, shares: Unread, line: Sequence[tuple[int, int]], unit: Any, overlay: bool
) -> Sequence[Any]:
    credited = cell_of(amount, *line[0])
    line_shares = [cell_of(shares, *place) for place in line]
    if credited is None:
        return [None] * len(line)
    return split_credit(credited, line_shares, unit, overlay=overlay)
