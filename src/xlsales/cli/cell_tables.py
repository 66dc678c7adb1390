"""Tables of changed and kept cells for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rich.console import Group
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from xlsales.cli.changed_cells import input_places, reading_order
from xlsales.kernel.values import CellError, CellValue
from xlsales.recalculation.book import address
from xlsales.recalculation.report import Kept, Recalculation

#: Lines of a table; the rest is counted, and --json has it all.
LINES: Final = 12
_LONGEST_TEXT: Final = 40
_WHY: Final = {
    "unavailable": "cannot be computed here",
    "baseline": "not reproduced from Excel's own inputs",
    "uncertain": "rests on a cell that was kept",
    "random": "random draw",
}


def changes_table(done: Recalculation) -> Padding:
    """Return the changed cells, inputs first, the rest counted by sheet."""
    inputs = input_places(done)
    headings = ("cell", "before", "after")
    table = (
        _table(*headings, "") if inputs else _table(*headings)
    )  # rich cuts tables whose last column is blank
    table.columns[1].justify = table.columns[2].justify = "right"
    changes = reading_order(done.changed, inputs)
    for changed in changes[:LINES]:
        texts = [escape(address(changed.place)), value_text(changed.before), value_text(changed.after)]
        if inputs:
            texts.append("[dim]set[/]" if changed.place in inputs else "")
        table.add_row(*texts)
    left = changes[LINES:]
    if left:
        sheets = Counter(changed.place.sheet for changed in left)
        counts = ", ".join(f"{sheet} {count:,}" for sheet, count in sheets.most_common(6))
        return _indented(table, f"… {len(left):,} more: {counts}")
    return _indented(table)


def kept_table(kept: Sequence[Kept]) -> Padding:
    """Return the formulas that keep their saved value, those out of date first."""
    table = _table("kept", "formula", "why")
    table.columns[1].max_width, table.columns[1].no_wrap = 32, True
    ordered = sorted(kept, key=lambda each: (not each.stale, each.why == "uncertain"))
    for each in ordered[:LINES]:
        why = escape(f"{_WHY[each.why]}: {each.reason}") + (" [yellow](out of date)[/]" if each.stale else "")
        table.add_row(escape(address(each.place)), escape("=" + each.formula), why)
    if len(kept) > LINES:
        return _indented(table, f"… {len(kept) - LINES:,} more, --json names them all")
    return _indented(table)


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold" if heading == "why" else "ellipsis")
    return table


def _indented(table: Table, below: str = "") -> Padding:
    lines = Group(table, Text(below, style="dim italic")) if below else table
    return Padding(lines, (0, 0, 0, 2), expand=False)


def value_text(value: CellValue, digits: int = 10) -> str:
    """Write a value for the terminal, shortened.

    Args:
        value: What the cell holds.
        digits: Most digits of a number after the point.

    Examples:
        >>> value_text(1550500.0), value_text(0.08283707865, 4), value_text(True), value_text(1e20)
        ('1,550,500', '0.0828', 'TRUE', '1e+20')
    """
    if value is None or value == "":
        return "[dim]blank[/]"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number_text(value, digits)
    text = str(value) if isinstance(value, CellError) else value
    return escape(text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…")


def _number_text(number: float, digits: int) -> str:
    if number and not 1e-6 <= abs(number) < 1e15:
        return f"{number:.6g}"
    shown = float(f"{number:.12g}")
    text = f"{shown:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
