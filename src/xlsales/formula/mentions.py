"""What a formula can point at, in its own words."""

from __future__ import annotations

from typing import NamedTuple

from xlsales.kernel.grid import Area, Cell


class SheetArea(NamedTuple):
    """A rectangle on a sheet, or through a run of sheets.

    Attributes:
        sheet: Sheet name, ``None`` for the formula's own.
        last_sheet: Last sheet of a 3-D reference, else ``None``.
        area: The rectangle, in full height or width for whole columns or rows.
    """

    sheet: str | None
    last_sheet: str | None
    area: Area


class SpillMention(NamedTuple):
    """The anchor of a spilled range: ``A1#`` or ``ANCHORARRAY(A1)``."""

    sheet: str | None
    cell: Cell


class NameMention(NamedTuple):
    """A name as ``BookNames.names`` is keyed: lower-case, with its sheet where one is written."""

    sheet: str | None
    name: str


class TableMention(NamedTuple):
    """A structured reference; the fields are those of ``TableReference``."""

    table: str | None
    items: tuple[str, ...]
    first_column: str | None
    last_column: str | None


class FormulaReferences(NamedTuple):
    """Everything that a formula looks at, in its own words.

    Attributes:
        areas: Rectangles written out, in the order of the text, repeated where the text repeats them.
        names: Names that are neither functions nor ``_xlpm.`` parameters; LET names without that prefix too.
        tables: Structured references.
        spills: Anchors of spilled ranges; not repeated in ``areas``.
        dynamic: Which cells are read is known only while calculating: INDIRECT, OFFSET, ``A1:INDEX(…)``.
        volatile: Recalculated every time, by a function such as NOW.
        external: Another workbook, a service or a link.
        own: A call of ours.
        functions: Plain upper-case names of the other functions called by name, in the order of the text;
            a defined LAMBDA or a LET name may be among them.
    """

    areas: tuple[SheetArea, ...]
    names: frozenset[NameMention]
    tables: tuple[TableMention, ...]
    spills: tuple[SpillMention, ...]
    dynamic: bool
    volatile: bool
    external: bool
    own: bool
    functions: tuple[str, ...]
