"""Rectangles of values, as cells hold them: one shape in, one shape out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")

Shape = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block(Generic[T]):
    """An immutable rectangle of values, at least one cell.

    Examples:
        >>> block = Block(((1, 2), (3, 4)))
        >>> block.shape, list(block.cells()), block.map(str).rows
        ((2, 2), [1, 2, 3, 4], (('1', '2'), ('3', '4')))
    """

    rows: tuple[tuple[T, ...], ...]

    @classmethod
    def cell(cls, value: T) -> Block[T]:
        """Return the block of one cell."""
        return cls(((value,),))

    @classmethod
    def column(cls, values: Iterable[T]) -> Block[T]:
        """Return a block of one column."""
        return cls(tuple((value,) for value in values))

    @classmethod
    def of(cls, rows: Iterable[Iterable[T]]) -> Block[T]:
        """Return the block of some rows of equal length.

        Raises:
            ValueError: No cells, or rows of different length.
        """
        fixed = tuple(tuple(row) for row in rows)
        if not fixed or not fixed[0] or any(len(row) != len(fixed[0]) for row in fixed):
            raise ValueError("a block needs rows of one length, at least one cell")
        return cls(fixed)

    @classmethod
    def filled(cls, cells: Iterable[T], width: int) -> Block[T]:
        """Return cells in reading order as rows of a width.

        Raises:
            ValueError: The last row would not be full.

        Examples:
            >>> Block.filled([1, 2, 3, 4], 2).rows
            ((1, 2), (3, 4))
        """
        return cls(tuple(zip(*[iter(cells)] * width, strict=True)))

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0])

    @property
    def shape(self) -> Shape:
        """Rows and columns."""
        return (len(self.rows), len(self.rows[0]))

    @property
    def size(self) -> int:
        """Number of cells."""
        return len(self.rows) * len(self.rows[0])

    def cells(self) -> Iterator[T]:
        """Go through the cells, row by row."""
        for row in self.rows:
            yield from row

    def nth_column(self, index: int) -> tuple[T, ...]:
        """Return one column, counted from 0."""
        return tuple(row[index] for row in self.rows)

    def at(self, row: int, column: int) -> T:
        """Return a cell from 0; a single row or column stands for every one."""
        rows = self.rows
        line = rows[row if len(rows) > 1 else 0]
        return line[column if len(line) > 1 else 0]

    def map(self, change: Callable[[T], U]) -> Block[U]:
        """Return a block of the same shape with every value changed."""
        return Block(tuple(tuple(change(value) for value in row) for row in self.rows))

    def like(self, values: Sequence[U]) -> Block[U]:
        """Return other values, row by row, in this block's shape.

        Raises:
            ValueError: The number of values differs.
        """
        if len(values) != self.size:
            raise ValueError(f"{len(values)} values do not fill {self.height} x {self.width} cells")
        return Block.filled(values, self.width)

    def transposed(self) -> Block[T]:
        """Return rows as columns."""
        return Block(tuple(zip(*self.rows, strict=True)))

    def fits(self, shape: Shape) -> bool:
        """Tell whether this block can stand for ``shape``: equal, or 1 where it varies."""
        return self.height in (1, shape[0]) and self.width in (1, shape[1])


def common_shape(shapes: Iterable[Shape]) -> Shape | None:
    """Return the shape that all spread to, n x 1 and 1 x k against each other, or ``None``.

    Examples:
        >>> common_shape([(3, 1), (1, 4), (1, 1)])
        (3, 4)
        >>> common_shape([(3, 1), (2, 1)]) is None
        True
    """
    height = width = 1
    for rows, columns in shapes:
        if rows != 1:
            if height not in (1, rows):
                return None
            height = rows
        if columns != 1:
            if width not in (1, columns):
                return None
            width = columns
    return height, width
