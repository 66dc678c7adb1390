"""One thing that the audit found: the rule, the place, and what the rule's words need to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from xlsales.formula.addresses import quoted_sheet
from xlsales.jobs.audit.blocks import blocks_of
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.kernel.grid import Area, Cell
from xlsales.workbook.keys import cell_place

#: Rectangles that a place names; the report lists them all.
_MOST_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Attributes:
        rule: Its stable code, such as ``CHECK-001``.
        sheet: The sheet; ``None`` for the workbook as a whole.
        areas: The cells, the same for all of them; none where no cell is at fault.
        facts: What the words of the rule name, by their names in the words.
        part: Where there is no cell: the name, chart or format at fault.
    """

    rule: str
    sheet: str | None
    areas: tuple[Area, ...]
    facts: tuple[tuple[str, str], ...] = ()
    part: str = ""

    @property
    def where(self) -> str:
        """The place as people write it.

        Examples:
            >>> Finding("CHECK-001", "My plan", (Area(7, 2, 7, 2), Area(9, 2, 9, 3))).where
            "'My plan'!B7, B9:C9"
        """
        if self.sheet is None:
            return self.part
        sheet = quoted_sheet(self.sheet)
        if not self.areas:
            return f"{sheet}: {self.part}" if self.part else sheet
        shown = ", ".join(map(str, self.areas[:_MOST_SHOWN]))
        return f"{sheet}!{shown}, …" if len(self.areas) > _MOST_SHOWN else f"{sheet}!{shown}"

    @property
    def cells(self) -> int:
        """How many cells it is about."""
        return sum(area.size for area in self.areas)


def at_cell(rule: str, sheet: str, key: int, **facts: str) -> Finding:
    """Return a finding at one cell."""
    row, column = cell_place(key)
    return at_areas(rule, sheet, (Area(row, column, row, column),), **facts)


def at_areas(rule: str, sheet: str, areas: Iterable[Area], **facts: str) -> Finding:
    """Return one finding at some rectangles."""
    return Finding(rule, sheet, tuple(areas), tuple(facts.items()))


def at_group(rule: str, group: FormulaGroup, **facts: str) -> Finding:
    """Return one finding at all copies of a formula."""
    return at_areas(rule, group.sheet, blocks_of(group.keys), formula=shown_formula(group.text), **facts)


def spot(sheet: str, area: Area | Cell, home: str) -> str:
    """Return an address, with its sheet where that is not the sheet of the finding.

    Examples:
        >>> spot("Plan", Area(1, 1, 3, 1), "Plan"), spot("Data", Cell(2, 2), "Plan")
        ('A1:A3', 'Data!B2')
    """
    return str(area) if sheet == home else f"{quoted_sheet(sheet)}!{area}"


def shown_formula(text: str) -> str:
    """Return a formula as a message shows it, not too long.

    Examples:
        >>> shown_formula("SUM(A1:A3)"), len(shown_formula("A1+" * 100))
        ('=SUM(A1:A3)', 70)
    """
    return f"={text}" if len(text) < 70 else f"={text[:68]}…"
