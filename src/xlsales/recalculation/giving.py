"""What our calls are given: arguments from constants, cells, other calls and expressions."""

from __future__ import annotations

from dataclasses import dataclass

from xlsales.kernel.blocks import Block
from xlsales.recalculation.arguments import Cells, Constant, Nested
from xlsales.recalculation.calls import CallSite, OwnFormula, Rows, as_argument
from xlsales.recalculation.desk import Desk, known_rows
from xlsales.recalculation.engines.port import Place, Unavailable
from xlsales.recalculation.state import State
from xlsales.workbook.keys import cell_key


@dataclass
class Giving:
    """Reads arguments.

    Attributes:
        state: What stands in every cell.
        desk: Where expressions are worked out.
    """

    state: State
    desk: Desk

    def arguments(self, own: OwnFormula, site: CallSite) -> tuple[object, ...] | None:
        """Return the arguments of a call, ``None`` while one of them is not known."""
        arguments: list[object] = []
        for i, source in enumerate(site.sources):
            if isinstance(source, Constant):
                arguments.append(source.value)
                continue
            if isinstance(source, Cells):
                given = self._cells(source)
            else:
                rows = self._rows(own, site, i)
                given = _NOT_KNOWN if rows is None else as_argument(rows)
            if given is _NOT_KNOWN:
                return None
            arguments.append(given)
        return tuple(arguments)

    def _rows(self, own: OwnFormula, site: CallSite, number: int) -> Rows | None:
        """Return what another call or an expression gives."""
        source = site.sources[number]
        if isinstance(source, Nested):
            return own.sites[source.index].rows
        return self.desk.rows(site.asked[number])

    def _cells(self, source: Cells) -> object:
        sheet, area = source.sheet, source.area
        if area.bottom == area.top and area.left == area.right:
            value = self.state.get(Place(sheet, cell_key(area.top, area.left)))
            return _NOT_KNOWN if isinstance(value, Unavailable) else value
        block = self.state.memory.find(sheet, area)
        if block is not None:
            return block
        rows = known_rows(self.state.rows(sheet, area))
        if rows is None:
            return _NOT_KNOWN
        given = as_argument(rows)
        if isinstance(given, Block):
            self.state.memory.keep(sheet, area, given)
        return given


_NOT_KNOWN = Unavailable("it is not known yet")
