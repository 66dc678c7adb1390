"""Formulas by what they say: copies of one formula are one group, parsed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from xlsales.formula.faults import FormulaError
from xlsales.formula.parser import parse
from xlsales.formula.relative import relative_form
from xlsales.formula.tree import Node, Reference, walk
from xlsales.jobs.audit.aggregates import Total, total_of
from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW, Area, Cell
from xlsales.recalculation.book import Book
from xlsales.workbook.keys import cell_place


@dataclass(eq=False)
class FormulaGroup:
    """Copies of one formula on a sheet.

    Attributes:
        sheet: Their sheet.
        form: What they share: the formula as seen from its cell.
        text: The first of them, without ``=``.
        keys: Their cells, in the order of the sheet.
    """

    sheet: str
    form: str
    text: str
    keys: list[int] = field(default_factory=list)

    @cached_property
    def tree(self) -> Node | None:
        """The first formula, parsed; ``None`` where it is none that Excel could have stored."""
        try:
            return parse(self.text)
        except FormulaError:
            return None

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every part of the first formula, outer before inner."""
        return tuple(walk(self.tree)) if self.tree is not None else ()

    @cached_property
    def total(self) -> Total | None:
        """The total that the formula is, if it is one."""
        return total_of(self.tree)

    @cached_property
    def home(self) -> Cell:
        """The first cell."""
        return cell_place(self.keys[0])

    def area_from(self, reference: Reference, key: int) -> Area | None:
        """Return what a reference of the first formula means in a copy; ``None`` off the grid."""
        area, fixed = reference.area, reference.fixed
        if area is None:
            return None
        row, column = cell_place(key)
        down, across = row - self.home.row, column - self.home.column
        top = area.top if fixed.top else area.top + down
        bottom = area.bottom if fixed.bottom else area.bottom + down
        left = area.left if fixed.left else area.left + across
        right = area.right if fixed.right else area.right + across
        top, bottom = min(top, bottom), max(top, bottom)
        left, right = min(left, right), max(left, right)
        if top < 1 or left < 1 or bottom > MAX_ROW or right > MAX_COLUMN:
            return None
        return Area(top, left, bottom, right)

    def written(self, node: Node) -> str:
        """Return a part of the first formula as it is written."""
        return self.text[node.start : node.end]


class FormulaGroups:
    """All formulas of a workbook in groups."""

    def __init__(self, book: Book) -> None:
        self._groups: list[FormulaGroup] = []
        self._of_cell: dict[str, dict[int, FormulaGroup]] = {}
        for sheet, cells in book.sheets.items():
            known: dict[str, FormulaGroup] = {}
            of_cell = self._of_cell[sheet] = {}
            for key, text in cells.formulas.items():
                row, column = cell_place(key)
                form = relative_form(text, row, column)
                group = known.get(form)
                if group is None:
                    group = known[form] = FormulaGroup(sheet, form, text)
                    self._groups.append(group)
                group.keys.append(key)
                of_cell[key] = group

    def __iter__(self) -> Iterator[FormulaGroup]:
        return iter(self._groups)

    def at(self, sheet: str, key: int) -> FormulaGroup | None:
        """Return the group of a cell's formula."""
        return self._of_cell.get(sheet, {}).get(key)
