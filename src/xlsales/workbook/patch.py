"""What shall change in a workbook: cached results, inputs, whole spills."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from xlsales.kernel.grid import Cell
from xlsales.kernel.values import CellValue


@dataclass(frozen=True, slots=True)
class CellPatch:
    """A new cached result of a formula cell; its formula stays. ``None`` is stored as 0, as Excel does."""

    sheet: str
    cell: Cell
    value: CellValue


@dataclass(frozen=True, slots=True)
class InputPatch:
    """A constant that the user sets; ``None`` empties the cell.

    Attributes:
        replace_formula: Allow a formula to be overwritten.
    """

    sheet: str
    cell: Cell
    value: CellValue
    replace_formula: bool = False


@dataclass(frozen=True, slots=True)
class SpillPatch:
    """The whole new result of an array formula, whose anchor is ``cell``.

    Attributes:
        rows: Values, shape (height, width), both at least 1.
    """

    sheet: str
    cell: Cell
    rows: tuple[tuple[CellValue, ...], ...]


Patch: TypeAlias = CellPatch | InputPatch | SpillPatch


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell whose stored value changed."""

    sheet: str
    cell: Cell
    before: CellValue
    after: CellValue


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What was written.

    Attributes:
        destination: The file written, links followed.
        changed: Every cell that differs now, spill members included.
        unchanged: How many listed cells already held the value.
        parts_changed: Parts whose bytes differ, in file order.
        parts_added: Parts that were not there before.
        parts_removed: Parts that are gone (only the calculation chain, when a formula was replaced).
        backup: Copy of the original, when it was written in place.
        stale: What keeps old results until Excel opens the file: ``charts``, ``pivot tables``.
    """

    destination: Path
    changed: tuple[CellChange, ...] = ()
    unchanged: int = 0
    parts_changed: tuple[str, ...] = ()
    parts_added: tuple[str, ...] = ()
    parts_removed: tuple[str, ...] = ()
    backup: Path | None = None
    stale: tuple[str, ...] = field(default=())
