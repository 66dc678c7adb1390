"""Which cells of a block share one total: all of them, each row, or each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from xlsales.kernel.blocks import Block, Shape, common_shape
from xlsales.kernel.issues import InvalidInputError, Issue

T = TypeVar("T")

Direction = Literal["all", "rows", "columns"]


@dataclass(frozen=True, slots=True)
class Pools:
    """The pools of a block of cells and where each cell stands.

    Attributes:
        shape: Shape of the result.
        direction: What makes one pool.

    Examples:
        >>> pools = pools_of((2, 1), (1, 3))
        >>> pools.shape, pools.count, pools.place(1, 2)
        ((2, 3), 2, '[2,3]')
    """

    shape: Shape
    direction: Direction

    @property
    def count(self) -> int:
        """Number of pools."""
        return {"all": 1, "rows": self.shape[0], "columns": self.shape[1]}[self.direction]

    def place(self, pool: int, part: int) -> str:
        """Return where a part of a pool stands, both counted from 0."""
        row, column = pool, part
        if self.direction == "columns":
            row, column = part, pool
        elif self.direction == "all":
            row, column = divmod(part, self.shape[1])
        return f"[{row + 1},{column + 1}]"

    def name(self, pool: int) -> str:
        """Return what to call a pool in a message, nothing where there is only one."""
        return "" if self.direction == "all" else f" {self.direction[:-1]} {pool + 1}"

    def split(self, block: Block[T]) -> list[tuple[T, ...]]:
        """Return the cells of each pool; a single row, column or cell stands for every one."""
        rows = self._spread(block).rows
        if self.direction == "all":
            return [tuple(value for row in rows for value in row)]
        return list(rows) if self.direction == "rows" else list(zip(*rows, strict=True))

    def joined(self, parts: list[tuple[T, ...]]) -> Block[T]:
        """Return the cells of all pools in the shape of the result."""
        if self.direction == "all":
            width = self.shape[1]
            return Block(tuple(parts[0][i : i + width] for i in range(0, len(parts[0]), width)))
        block = Block(tuple(parts))
        return block if self.direction == "rows" else block.transposed()

    def _spread(self, block: Block[T]) -> Block[T]:
        if block.shape == self.shape:
            return block
        height, width = self.shape
        rows = [row if len(row) == width else row * width for row in block.rows]
        return Block(tuple(rows if len(rows) == height else rows * height))


def pools_of(totals: Shape, weights: Shape, name: str = "total", over: str = "weights") -> Pools:
    """Return the pools that totals make of weights.

    Args:
        totals: One cell splits over all weights, a column over each row, a row over each column.
        weights: Shape of the weights; a single row or column serves every total.
        name: What the argument with the totals is called.
        over: What is split over, for messages.

    Raises:
        InvalidInputError: TARGET-006 the shapes do not go together.
    """
    shape = common_shape((totals, weights))
    if shape is None or min(totals) > 1:
        raise InvalidInputError(
            Issue(
                "TARGET-006",
                name,
                f"{totals[0]} x {totals[1]} cells for {weights[0]} x {weights[1]} {over}",
                f"one cell, a column of as many rows, or a row of as many columns as the {over}",
                "Select ranges that go together.",
            )
        )
    if totals == (1, 1):
        return Pools(shape, "all")
    return Pools(shape, "rows" if totals[1] == 1 else "columns")


def check_fits(name: str, shape: Shape, pools: Pools) -> tuple[Issue, ...]:
    """Return the issue of a block of bounds that does not fit the result, if it does not.

    Examples:
        >>> [issue.where for issue in check_fits("caps", (2, 2), pools_of((1, 1), (3, 1)))]
        ['caps']
    """
    if all(have in (1, want) for have, want in zip(shape, pools.shape, strict=True)):
        return ()
    height, width = pools.shape
    return (
        Issue(
            "TARGET-007",
            name,
            f"{shape[0]} x {shape[1]} cells",
            f"one value or {height} x {width} cells",
            "Select a range of the same shape as the weights.",
        ),
    )


def named_after(issues: Sequence[Issue], pool: str) -> list[Issue]:
    """Return issues with the name of their pool where they do not name a cell.

    Examples:
        >>> [issue.where for issue in named_after([Issue("A-1", "caps", "1", "2", "Mend.")], " row 3")]
        ['caps row 3']
    """
    return [issue if "[" in issue.where else issue.at(issue.where + pool) for issue in issues]
