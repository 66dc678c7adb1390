"""A small plan as Excel saved it: a target split by weights, native formulas, a Chinese sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from books import make_book, put, spill


def make_plan(path: Path) -> Path:
    """Write the plan; every saved result is what Excel shows for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return make_book(path, _build)


def _build(book: Any) -> None:
    plan = book.add_worksheet("Plan")
    put(plan, "B2", 100)
    put(plan, "B3", 0.05)
    put(plan, "B4", 46023)
    put(plan, "B5", "North")
    put(plan, "B6", True)
    for address in ("C2", "C3", "C4"):
        put(plan, address, 1)
    spill(plan, "D2:D4", "=_xldudf_XLSALES_SPLIT(B2,C2:C4)", [[33.34], [33.33], [33.33]])
    put(plan, "D5", "=SUM(D2:D4)", 100)
    put(plan, "E3", "=B2*B3", 5)
    put(plan, "E4", "=B4+1", 46024)
    put(plan, "E5", '=B5&"!"', "North!")
    chinese = book.add_worksheet("计划")
    put(chinese, "A1", "=Plan!D2*2", 66.68)
    book.define_name("AnnualTarget", "=Plan!$B$2")
    book.define_name("AsOf", "=Plan!$B$4")


def cells(path: Path, sheet: str = "Plan") -> dict[str, object]:
    """Return the saved values of a sheet by address, as openpyxl reads them."""
    book = openpyxl.load_workbook(path, data_only=True)
    found: dict[str, object] = {
        cell.coordinate: cell.value for row in book[sheet].iter_rows() for cell in row
    }
    book.close()
    return found
