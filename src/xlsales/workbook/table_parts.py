"""Excel tables: where they lie and what their columns are called."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from xlsales.kernel.grid import parse_area
from xlsales.kernel.issues import InvalidInputError
from xlsales.workbook.model import Table
from xlsales.workbook.xml_reading import local_name
from xlsales.workbook.xml_text import unescape_xstring


def read_table(tree: Element, sheet: str) -> Table | None:
    """Read the tree of a table part; ``None`` when it tells no area."""
    try:
        area = parse_area(tree.get("ref", ""))
    except InvalidInputError:
        return None
    columns = tuple(
        unescape_xstring(column.get("name", ""))
        for listing in tree
        if local_name(listing.tag) == "tableColumns"
        for column in listing
    )
    name = tree.get("displayName") or tree.get("name") or ""
    return Table(
        name, sheet, area, columns, _count(tree, "headerRowCount", 1), _count(tree, "totalsRowCount", 0)
    )


def _count(tree: Element, attribute: str, default: int) -> int:
    text = tree.get(attribute, "")
    return int(text) if text.isdecimal() and len(text) < 7 else default
