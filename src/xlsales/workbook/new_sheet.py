"""A new sheet with one Excel table, added behind all others; and taking such a sheet out again."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Final

from xlsales.kernel.grid import Cell
from xlsales.workbook.outline import Node, with_child, without
from xlsales.workbook.package import Package
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.refusals import refusal
from xlsales.workbook.xml_text import escape_xstring, xml_attribute, xml_text

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_LINKS: Final = {
    _MAIN: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    _STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WIDEST: Final = 60


def add_table_sheet(
    parts: PartEdits, sheet: str, table: str, headings: Sequence[str], rows: Sequence[Sequence[str | float]]
) -> None:
    """Add a sheet behind all others that holds one Excel table, from A1 on.

    Args:
        parts: The edits, on the open workbook.
        sheet: Name of the new tab, which no other has.
        table: Name of the table; a number is put behind it where it is taken.
        headings: Headings, all different, shape (k,).
        rows: Texts and numbers, shape (n, k), n at least 1.

    Raises:
        RefusedFileError: WB-010 the workbook part lists no sheets in the usual way.
    """
    package = parts.package
    main = _namespace(parts)
    folder = posixpath.dirname(package.workbook_part)
    sheet_part = parts.free_part(posixpath.join(folder, "worksheets/sheet{}.xml"))
    table_part = parts.free_part(posixpath.join(folder, "tables/table{}.xml"))
    number = 1 + max((_table_id(parts, part) for part in _table_parts(parts)), default=0)
    name = _free_name(package, table)
    area = f"A1:{Cell(len(rows) + 1, len(headings))}"
    parts.add_part(sheet_part, _sheet_xml(main, headings, rows, area), f"{_TYPE}.worksheet+xml")
    parts.add_part(table_part, _table_xml(main, name, number, headings, area), f"{_TYPE}.table+xml")
    target = posixpath.relpath(table_part, posixpath.dirname(sheet_part))
    parts.add_link(sheet_part, target, f"{_LINKS[main]}/table")
    target = posixpath.relpath(sheet_part, folder or ".")
    _list_sheet(parts, sheet, parts.add_link(package.workbook_part, target, f"{_LINKS[main]}/worksheet"))


def remove_last_sheet(parts: PartEdits, sheet: str) -> None:
    """Take the last sheet out, with its tables.

    Raises:
        RefusedFileError: WB-036 other sheets stand behind it.
    """
    package = parts.package
    if package.sheets[-1].name != sheet:
        fix = f"Delete the sheet {sheet!r} in Excel, or move it behind all others."
        raise refusal("WB-036", sheet, "sheets behind it", "the last sheet", fix)
    part = package.sheets[-1].part
    for table in list(parts.linked_parts(part, "table")):
        parts.remove_part(table)
    parts.remove_part(part)
    links = parts.remove_links(package.workbook_part, part)
    data, root = parts.outline(package.workbook_part)
    listing = root.first("sheets")
    if listing is not None:
        gone = [each for each in listing.children if _link_of(each) in links]
        parts.write(package.workbook_part, without(data, gone))


def _namespace(parts: PartEdits) -> str:
    _, root = parts.outline(parts.package.workbook_part)
    return _STRICT if _STRICT in root.span.attributes.values() else _MAIN


def _link_of(node: Node) -> str:
    return next((v for name, v in node.span.attributes.items() if name.rpartition(":")[2] == "id"), "")


def _list_sheet(parts: PartEdits, sheet: str, link: str) -> None:
    part = parts.package.workbook_part
    data, root = parts.outline(part)
    listing = root.first("sheets")
    if listing is None:
        raise refusal(
            "WB-010", part, "no list of sheets", "one as Excel writes it", "Open and save it in Excel."
        )
    taken = {each.get("sheetId") for each in listing.children}
    number = next(i for i in count(1) if str(i) not in taken)
    name = xml_attribute(escape_xstring(sheet))
    element = (
        f'<{listing.span.prefix}sheet xmlns:r="{_LINKS[_namespace(parts)]}" name="{name}" '
        f'sheetId="{number}" r:id="{link}"/>'
    )
    parts.write(part, with_child(data, listing, element))


def _table_parts(parts: PartEdits) -> Iterable[str]:
    for sheet in parts.package.sheets:
        yield from parts.linked_parts(sheet.part, "table")


def _table_id(parts: PartEdits, part: str) -> int:
    text = parts.outline(part)[1].get("id") or "" if parts.read(part) is not None else ""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _free_name(package: Package, name: str) -> str:
    taken = {table.name.casefold() for table in package.tables}
    taken |= {each.name.casefold() for each in package.names}
    candidates = (name, *(f"{name}_{i}" for i in range(2, len(taken) + 3)))
    return next(each for each in candidates if each.casefold() not in taken)


def _sheet_xml(main: str, headings: Sequence[str], rows: Sequence[Sequence[str | float]], area: str) -> bytes:
    lines = "".join(_row_xml(i, values) for i, values in enumerate((headings, *rows), 1))
    widths = [
        min(_WIDEST, 2 + max(len(str(row[j])) for row in (headings, *rows))) for j in range(len(headings))
    ]
    columns = "".join(
        f'<col min="{j}" max="{j}" width="{width}" customWidth="1"/>' for j, width in enumerate(widths, 1)
    )
    return (
        f'{_DECLARATION}<worksheet xmlns="{main}" xmlns:r="{_LINKS[main]}"><dimension ref="{area}"/>'
        f"<cols>{columns}</cols><sheetData>{lines}</sheetData>"
        '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
    ).encode()


def _row_xml(row: int, values: Sequence[str | float]) -> str:
    cells = []
    for column, value in enumerate(values, 1):
        place = Cell(row, column)
        if isinstance(value, str):
            text = xml_text(escape_xstring(value))
            cells.append(f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
        else:
            cells.append(f'<c r="{place}"><v>{value!r}</v></c>')
    return f'<row r="{row}">{"".join(cells)}</row>'


def _table_xml(main: str, name: str, number: int, headings: Sequence[str], area: str) -> bytes:
    columns = "".join(
        f'<tableColumn id="{i}" name="{xml_attribute(escape_xstring(heading))}"/>'
        for i, heading in enumerate(headings, 1)
    )
    return (
        f'{_DECLARATION}<table xmlns="{main}" id="{number}" name="{name}" displayName="{name}" ref="{area}" '
        f'totalsRowShown="0"><autoFilter ref="{area}"/><tableColumns count="{len(headings)}">{columns}'
        '</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" '
        'showRowStripes="1" showColumnStripes="0"/></table>'
    ).encode()
