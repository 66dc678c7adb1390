"""The parts of the add-in's package that are written anew: workbook, sheet, properties, relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from xlsales.hosts.desktop.texts import Row
from xlsales.kernel.grid import column_letters

SHEET: Final = "xlsales.conf"
#: First columns of the three tables on the sheet. xlwings' VBA reads settings from A and B.
COLUMN_SETTINGS: Final = 1
COLUMN_TEXTS: Final = 4
COLUMN_HELP: Final = 10

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT: Final = "http://schemas.microsoft.com/office"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OPEN_FORMATS: Final = "application/vnd.openxmlformats-officedocument"

#: Relations of the package: id, type, target.
_RELATIONS: Final = (
    ("rId1", f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
    (
        "rId2",
        f"{_PACKAGE}/relationships/metadata/core-properties",
        "docProps/core.xml",
    ),
    ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
    (
        "rId4",
        f"{_MICROSOFT}/2006/relationships/ui/extensibility",
        "customUI/customUI.xml",
    ),
    (
        "rId5",
        f"{_MICROSOFT}/2007/relationships/ui/extensibility",
        "customUI/customUI14.xml",
    ),
)
_BOOK_RELATIONS: Final = (
    ("rId1", f"{_OFFICE}/worksheet", "worksheets/sheet1.xml"),
    ("rId2", f"{_OFFICE}/theme", "theme/theme1.xml"),
    ("rId3", f"{_OFFICE}/styles", "styles.xml"),
    ("rId4", f"{_MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin"),
)
_CONTENT_TYPES: Final = {
    "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    "/xl/worksheets/sheet1.xml": f"{_OPEN_FORMATS}.spreadsheetml.worksheet+xml",
    "/xl/theme/theme1.xml": f"{_OPEN_FORMATS}.theme+xml",
    "/xl/styles.xml": f"{_OPEN_FORMATS}.spreadsheetml.styles+xml",
    "/xl/vbaProject.bin": "application/vnd.ms-office.vbaProject",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": f"{_OPEN_FORMATS}.extended-properties+xml",
}


def content_types() -> str:
    """Return ``[Content_Types].xml``."""
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in _CONTENT_TYPES.items()
    )
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def package_relations() -> str:
    """Return ``_rels/.rels``."""
    return _relations(_RELATIONS)


def workbook_relations() -> str:
    """Return ``xl/_rels/workbook.xml.rels``."""
    return _relations(_BOOK_RELATIONS)


def _relations(relations: Iterable[tuple[str, str, str]]) -> str:
    written = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def workbook_part(names: Mapping[str, str]) -> str:
    """Return ``xl/workbook.xml`` with one sheet, never shown, and defined names."""
    defined = "".join(f'<definedName name="{name}">{area}</definedName>' for name, area in names.items())
    return (
        f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<fileVersion appName="xl" lastEdited="7" lowestEdited="5" rupBuild="23530"/>'
        '<workbookPr codeName="ThisWorkbook"/>'
        '<bookViews><workbookView visibility="hidden" xWindow="0" yWindow="0" windowWidth="18000" '
        'windowHeight="12000"/></bookViews>'
        f'<sheets><sheet name="{SHEET}" sheetId="2" r:id="rId1"/></sheets>'
        f"<definedNames>{defined}</definedNames>"
        '<calcPr calcId="191029"/></workbook>'
    )


def defined_names(texts: Sequence[Row], helps: Sequence[Row]) -> dict[str, str]:
    """Return the areas that the VBA reads, in the order of their names."""
    return {"XsFunctions": _area(COLUMN_HELP, helps), "XsTexts": _area(COLUMN_TEXTS, texts)}


def _area(column: int, rows: Sequence[Row]) -> str:
    last = column_letters(column + max(map(len, rows)) - 1)
    return f"{SHEET}!${column_letters(column)}$1:${last}${len(rows)}"


def sheet_part(settings: Sequence[Row], texts: Sequence[Row], helps: Sequence[Row]) -> str:
    """Return ``xl/worksheets/sheet1.xml`` with the three tables side by side, each from row 1."""
    tables = ((COLUMN_SETTINGS, settings), (COLUMN_TEXTS, texts), (COLUMN_HELP, helps))
    height = max(len(rows) for _, rows in tables)
    lines = []
    for row in range(height):
        cells = "".join(
            _cell(column + i, row + 1, value)
            for column, rows in tables
            if row < len(rows)
            for i, value in enumerate(rows[row])
        )
        lines.append(f'<row r="{row + 1}">{cells}</row>')
    return (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetPr codeName="Sheet2"/>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _cell(column: int, row: int, value: str | int) -> str:
    address = f"{column_letters(column)}{row}"
    if isinstance(value, int):
        return f'<c r="{address}"><v>{value}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def core_properties() -> str:
    """Return ``docProps/core.xml``; Excel shows the title in its list of add-ins."""
    return (
        f"{_DECLARATION}<cp:coreProperties "
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>xlsales</dc:title><dc:creator>xlsales</dc:creator>"
        "<dc:description>Sales targets, incentives and customer grades. 销售目标、提成与客户评级。"
        "</dc:description>"
        "</cp:coreProperties>"
    )
