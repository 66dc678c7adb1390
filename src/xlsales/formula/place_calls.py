"""Functions that mean their own cell where nothing else is said: ROW, COLUMN, SHEET, CELL, INDIRECT."""

from __future__ import annotations

from typing import Final

from xlsales.formula import problems as told
from xlsales.formula.addresses import quoted_sheet
from xlsales.formula.indirect import contained_indirect
from xlsales.formula.rewriting import Rewrite, Rewriting
from xlsales.formula.tree import Call, Text


def _row(work: Rewriting, node: Call) -> str | None:
    return None if node.arguments else str(work.place.cell.row)


def _column(work: Rewriting, node: Call) -> str | None:
    return None if node.arguments else str(work.place.cell.column)


def _sheet(work: Rewriting, node: Call) -> str | None:
    if node.arguments or work.place.sheet not in work.book.sheets:
        return None
    return str(work.book.sheets.index(work.place.sheet) + 1)


def _cell(work: Rewriting, node: Call) -> str | None:
    """Give CELL its own cell where it names none: Excel means the cell changed last."""
    if len(node.arguments) != 1:
        return None
    kind = node.arguments[0]
    wanted = kind.value.lower() if isinstance(kind, Text) else ""
    if wanted in ("row", "col"):
        return str(work.place.cell.row if wanted == "row" else work.place.cell.column)
    here = f"{quoted_sheet(work.place.sheet)}!{work.place.cell}"
    return f"{node.written}({work.render(kind)},{here})"


def _indirect(work: Rewriting, node: Call) -> str | None:
    rendered = contained_indirect(node, [work.render(part) for part in node.arguments], work.place.sheet)
    if rendered is None:
        work.problems.append(told.moving_text(work.written(node)))
    return rendered


PLACE_CALLS: Final[dict[str, Rewrite]] = {
    "ROW": _row,
    "COLUMN": _column,
    "SHEET": _sheet,
    "CELL": _cell,
    "INDIRECT": _indirect,
}
