"""Changed cells in the order of reading, and which of them the user set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsales.kernel.grid import Area
from xlsales.recalculation.engines.port import Place
from xlsales.recalculation.report import Changed, Recalculation
from xlsales.workbook import InputPatch
from xlsales.workbook.keys import cell_key, cell_place


def input_places(done: Recalculation) -> set[Place]:
    """Return the cells that the user set."""
    return {
        Place(patch.sheet, cell_key(patch.cell.row, patch.cell.column))
        for patch in done.patches
        if isinstance(patch, InputPatch)
    }


def reading_order(changes: Iterable[Changed], inputs: set[Place]) -> list[Changed]:
    """Return changes as a reader goes through them: inputs first, then sheet by sheet, row by row."""
    changes = list(changes)
    sheets = {sheet: i for i, sheet in enumerate(dict.fromkeys(each.place.sheet for each in changes))}
    return sorted(
        changes, key=lambda each: (each.place not in inputs, sheets[each.place.sheet], each.place.key)
    )


def changed_in(changed: Sequence[Changed], sheet: str, area: Area) -> list[Changed]:
    """Return the changed cells of a rectangle, row by row, texts last."""
    found = [each for each in changed if each.place.sheet == sheet and cell_place(each.place.key) in area]
    return sorted(found, key=lambda each: (isinstance(each.after, str), each.place.key))
