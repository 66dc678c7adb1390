"""What stands in a workbook, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellValue

SheetKind: TypeAlias = Literal["worksheet", "chartsheet", "dialogsheet", "macrosheet"]
SheetState: TypeAlias = Literal["visible", "hidden", "veryHidden"]
DateSystem: TypeAlias = Literal[1900, 1904]
CalculationMode: TypeAlias = Literal["auto", "autoNoTable", "manual"]
OtherKind: TypeAlias = Literal["conditional format", "data validation"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tab of the workbook.

    Attributes:
        name: As the tab shows it.
        part: Name of its part inside the file, such as ``xl/worksheets/sheet1.xml``.
        kind: Only a worksheet has cells that we read.
        state: ``veryHidden`` can be shown by a macro only.
    """

    name: str
    part: str
    kind: SheetKind
    state: SheetState


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name; ``sheet`` is set when it is known on one sheet only."""

    name: str
    text: str
    sheet: str | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table; ``area`` includes ``header_rows`` above and ``totals_rows`` below the data."""

    name: str
    sheet: str
    area: Area
    columns: tuple[str, ...]
    header_rows: int
    totals_rows: int


@dataclass(frozen=True, slots=True)
class Calculation:
    """How the workbook asks to be calculated; ``full_precision`` is off for "as displayed"."""

    mode: CalculationMode = "auto"
    iterate: bool = False
    full_precision: bool = True


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The file as it was read: SHA-256 of its bytes, size in bytes, time of change in ns."""

    digest: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class ArrayFormula:
    """The rectangle of an array formula; a dynamic one spills, an old one keeps its size."""

    area: Area
    dynamic: bool


@dataclass(frozen=True, slots=True)
class OtherFormula:
    """A formula outside the cells: where it applies, as stored, and its text without ``=``."""

    kind: OtherKind
    area_text: str
    text: str


@dataclass(slots=True)
class SheetCells:
    """Every filled cell of a sheet, by ``cell_key``.

    Attributes:
        values: Constants and cached results. Dates are serial numbers.
        formulas: Texts without ``=``; shared formulas are written out for each cell.
        arrays: Array formulas by their anchor.
        data_tables: What-if tables by their anchor.
        uncached: Formula cells without a cached result.
        merges: Merged rectangles.
        volatile_members: Cells of a volatile array that hold an empty formula mark.
        other_formulas: Conditional formats and data validations.
    """

    values: dict[int, CellValue] = field(default_factory=dict)
    formulas: dict[int, str] = field(default_factory=dict)
    arrays: dict[int, ArrayFormula] = field(default_factory=dict)
    data_tables: dict[int, Area] = field(default_factory=dict)
    uncached: set[int] = field(default_factory=set)
    merges: tuple[Area, ...] = ()
    volatile_members: set[int] = field(default_factory=set)
    other_formulas: tuple[OtherFormula, ...] = ()
