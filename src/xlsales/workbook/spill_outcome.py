"""What an array formula will show, and what keeps it from showing more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from xlsales.kernel.grid import Area, Cell
from xlsales.kernel.values import CellError, CellValue
from xlsales.workbook.cell_edit import RichError

BlockerKind: TypeAlias = Literal["value", "merge", "table", "array", "edge"]

SPILL: Final = CellError("#SPILL!")
NOT_AVAILABLE: Final = CellError("#N/A")
#: Why a spill is blocked, as a rich value tells it.
_SUB_TYPES: Final[dict[BlockerKind, int]] = {"value": 1, "table": 1, "array": 1, "edge": 3, "merge": 6}


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands in the way, and at which cell; for the edge, the anchor's own."""

    kind: BlockerKind
    cell: Cell


@dataclass(frozen=True, slots=True)
class SpillOutcome:
    """What an array formula will show.

    Attributes:
        cell: Its anchor.
        area: The rectangle it takes; the anchor alone when blocked.
        rows: What stands in ``area``, shape (height, width), without blanks.
        blocker: What blocks it, if something does; ``rows`` is then one ``#SPILL!``.
        dynamic: It spills; an old array keeps its size.
        volatile: Its members carry an empty formula mark.
        freed: Cells that it held before and holds no more.
    """

    cell: Cell
    area: Area
    rows: tuple[tuple[CellValue, ...], ...]
    blocker: Blocker | None
    dynamic: bool
    volatile: bool
    freed: tuple[Cell, ...]

    @property
    def error_detail(self) -> RichError | None:
        """How the file tells why it is blocked."""
        if self.blocker is None:
            return None
        rows = self.blocker.cell.row - self.cell.row
        columns = self.blocker.cell.column - self.cell.column
        return RichError(SPILL.code, _SUB_TYPES[self.blocker.kind], rows, columns)

    def cells(self) -> Iterator[tuple[Cell, CellValue]]:
        """Yield every cell of ``area`` with its value, in reading order."""
        for down, row in enumerate(self.rows):
            for right, value in enumerate(row):
                yield Cell(self.area.top + down, self.area.left + right), value


def legacy_rows(
    rows: Sequence[Sequence[CellValue]], height: int, width: int
) -> tuple[tuple[CellValue, ...], ...]:
    """Return what an old array of a fixed size shows: one row or column repeats, the rest is #N/A.

    Examples:
        >>> [[str(value) for value in row] for row in legacy_rows([[1, 2]], 2, 3)]
        [['1', '2', '#N/A'], ['1', '2', '#N/A']]
    """

    def value(down: int, right: int) -> CellValue:
        down = 0 if len(rows) == 1 else down
        right = 0 if len(rows[0]) == 1 else right
        return rows[down][right] if down < len(rows) and right < len(rows[0]) else NOT_AVAILABLE

    return tuple(tuple(value(down, right) for right in range(width)) for down in range(height))
