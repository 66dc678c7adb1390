"""Small workbooks for the tests of this room, built from the XML of one sheet."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.parsers import expat

from xlsales.kernel.grid import parse_cell
from xlsales.kernel.values import CellValue
from xlsales.workbook import SheetCells, cell_key, open_package, scan_sheet

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
SHEET_PART: Final = "xl/worksheets/sheet1.xml"

_TYPES: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
ContentType="application/xml"/><Override PartName="/xl/workbook.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override \
PartName="/{SHEET_PART}" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>{{types}}</Types>"""
_ROOT_LINKS: Final = f"""<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" \
Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
_LINKS: Final = f"""<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" \
Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>{{links}}</Relationships>"""
_WORKBOOK: Final = f"""<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{{before}}<sheets><sheet name="Plan" \
sheetId="1" r:id="rId1"/></sheets>{{after}}</workbook>"""

#: Metadata with one spilling-array mark, cm="1".
DYNAMIC_METADATA: Final = f"""<metadata xmlns="{MAIN}" \
xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"><metadataTypes count="1">\
<metadataType name="XLDAPR" minSupportedVersion="120000" cellMeta="1"/></metadataTypes><futureMetadata \
name="XLDAPR" count="1"><bk><extLst><ext uri="{{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}}">\
<xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata>\
<cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>"""


def sheet(rows: str, *, head: str = "", tail: str = "", namespace: str = MAIN) -> str:
    """Return the XML of a sheet with these rows."""
    data = f"<sheetData>{rows}</sheetData>" if rows else "<sheetData/>"
    return f'<worksheet xmlns="{namespace}" xmlns:r="{OFFICE}">{head}{data}{tail}</worksheet>'


def book_parts(
    sheet_xml: str | bytes,
    *,
    before: str = "",
    after: str = "",
    links: str = "",
    types: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    dynamic: bool = False,
) -> dict[str, bytes]:
    """Return the parts of a workbook with one sheet named Plan.

    Args:
        sheet_xml: The sheet.
        before, after: What stands around the list of sheets in the workbook part.
        links: More relationships of the workbook.
        types: More content types.
        parts: More parts, or others in place of the usual ones.
        dynamic: Add metadata in which cm="1" means a spilling array.
    """
    if dynamic:
        links += f'<Relationship Id="rId9" Type="{OFFICE}/sheetMetadata" Target="metadata.xml"/>'
        parts = {"xl/metadata.xml": DYNAMIC_METADATA, **(parts or {})}
    texts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(types=types),
        "_rels/.rels": _ROOT_LINKS,
        "xl/workbook.xml": _WORKBOOK.format(before=before, after=after),
        "xl/_rels/workbook.xml.rels": _LINKS.format(links=links),
        SHEET_PART: sheet_xml,
        **(parts or {}),
    }
    return {name: text if isinstance(text, bytes) else text.encode() for name, text in texts.items()}


def write_book(path: Path, parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write parts as a container."""
    with zipfile.ZipFile(path, "w", method) as container:
        for name, data in parts.items():
            container.writestr(name, data)
    return path


def plan_book(folder: Path, rows: str, **options: object) -> Path:
    """Write a workbook whose sheet Plan has these rows; options as for ``sheet`` and ``book_parts``."""
    sheet_options = {name: options.pop(name) for name in ("head", "tail", "namespace") if name in options}
    text = sheet(rows, **sheet_options)  # type: ignore[arg-type]
    return write_book(folder / "plan.xlsx", book_parts(text, **options))  # type: ignore[arg-type]


def scanned(path: Path) -> SheetCells:
    """Return the cells of the first sheet."""
    with open_package(path) as package:
        return scan_sheet(package, package.sheets[0].name)


def at(address: str) -> int:
    """Return the key of a cell."""
    return cell_key(*parse_cell(address))


def value_at(cells: SheetCells, address: str) -> CellValue:
    """Return the value of a cell, ``None`` when it is blank."""
    return cells.values.get(at(address))


def part_bytes(path: Path, part: str = SHEET_PART) -> bytes:
    """Return an unpacked part."""
    with zipfile.ZipFile(path) as container:
        return container.read(part)


def raw_entries(path: Path) -> dict[str, tuple[object, ...]]:
    """Return name, packed bytes, times and marks of each entry, read with the standard library alone."""
    found: dict[str, tuple[object, ...]] = {}
    with zipfile.ZipFile(path) as container, path.open("rb") as file:
        for info in container.infolist():
            file.seek(info.header_offset)
            header = file.read(30)
            file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
            packed = file.read(info.compress_size)
            found[info.filename] = (
                packed,
                info.CRC,
                info.file_size,
                info.compress_type,
                info.date_time,
                info.flag_bits,
                info.external_attr,
                header[:26],
            )
    return found


Events = tuple[tuple[str, ...], ...]


def cells_and_rest(data: bytes) -> tuple[dict[str, Events], list[tuple[str, ...]]]:
    """Return the events of each cell by its address, and all other events, by a parser of its own.

    Dimension and spans, which widen when a cell is added, are left out.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    cells: dict[str, Events] = {}
    rest: list[tuple[str, ...]] = []
    inside: list[tuple[str, ...]] = []
    place = [0, 0, 0]  # row, column, depth inside a cell

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        kept = {key: value for key, value in attributes.items() if (local, key) not in _WIDENED}
        event = ("start", name, *(text for item in sorted(kept.items()) for text in item))
        if place[2]:
            inside.append(event)
            place[2] += 1
        elif local == "c":
            place[1] = parse_cell(attributes["r"]).column if "r" in attributes else place[1] + 1
            inside[:] = [event]
            place[2] = 1
        else:
            if local == "row":
                place[0] = int(attributes.get("r", place[0] + 1))
                place[1] = 0
            rest.append(event)

    def text(piece: str) -> None:
        (inside if place[2] else rest).append(("text", piece))

    def end(name: str) -> None:
        if not place[2]:
            rest.append(("end", name))
            return
        place[2] -= 1
        if place[2]:
            inside.append(("end", name))
        else:
            cells[f"{place[0]},{place[1]}"] = tuple(inside)

    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    parser.Parse(data, True)
    return cells, rest


_WIDENED: Final = (("dimension", "ref"), ("row", "spans"))
