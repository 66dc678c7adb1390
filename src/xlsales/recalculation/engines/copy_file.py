"""A calculation copy as the bytes of a minimal workbook, which every engine can load.

Only values and formulas are in it: no styles, links, macros or queries, so an engine has
nothing to fetch and nothing to run.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import chain

from xlsales.kernel.grid import column_letters
from xlsales.kernel.values import CLASSIC_ERRORS, CellError, CellValue
from xlsales.recalculation.engines.port import CalculationCopy, Formula
from xlsales.workbook.keys import COLUMN_BITS, COLUMN_MASK
from xlsales.workbook.xml_text import xml_attribute, xml_text

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")


def copy_as_file(copy: CalculationCopy) -> bytes:
    """Return the copy as an .xlsx file.

    Formulas carry no cached values: whoever loads it must calculate. Spilling formulas are
    left out; engines that know them set them after loading.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        count = len(copy.sheets)
        package.writestr("[Content_Types].xml", _content_types(count))
        package.writestr("_rels/.rels", _relationships([("officeDocument", "xl/workbook.xml")]))
        package.writestr("xl/workbook.xml", _workbook(copy))
        targets = [("worksheet", f"worksheets/sheet{i + 1}.xml") for i in range(count)]
        package.writestr("xl/_rels/workbook.xml.rels", _relationships(targets))
        for i, name in enumerate(copy.sheets):
            package.writestr(f"xl/worksheets/sheet{i + 1}.xml", _sheet(copy, name))
    return file.getvalue()


def _content_types(sheets: int) -> str:
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
        for i in range(sheets)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
        f"{overrides}</Types>"
    )


def _relationships(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{i + 1}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _workbook(copy: CalculationCopy) -> str:
    sheets = "".join(
        f'<sheet name="{xml_attribute(name)}" sheetId="{i + 1}" r:id="rId{i + 1}"/>'
        for i, name in enumerate(copy.sheets)
    )
    system = '<workbookPr date1904="1"/>' if copy.system == 1904 else ""
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{system}<sheets>{sheets}</sheets></workbook>'


def _sheet(copy: CalculationCopy, name: str) -> str:
    values = copy.values.get(name, {})
    formulas = copy.formulas.get(name, {})
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(_rows(values, formulas))}</sheetData></worksheet>'


class _Letters(dict[int, str]):
    """Letters of columns by their share of a key; looked up for every cell."""

    def __missing__(self, offset: int) -> str:
        letters = self[offset] = column_letters(offset + 1)
        return letters


def _rows(values: dict[int, CellValue], formulas: dict[int, Formula]) -> Iterator[str]:
    """Go through the pieces of all rows; written for speed, as a copy may have millions of cells."""
    current = 0
    letters, texts = _Letters(), dict[str, str]()
    get = formulas.get
    for key in _in_order(values, formulas):
        row = key >> COLUMN_BITS
        if row != current:
            yield f'</row><row r="{row}">' if current else f'<row r="{row}">'
            current = row
        formula = get(key)
        if formula is not None:
            if not formula.dynamic:
                array = f' t="array" ref="{formula.area}"' if formula.area else ""
                yield f'<c r="{letters[key & COLUMN_MASK]}{row}"><f{array}>{xml_text(formula.text)}</f></c>'
            continue
        value = values[key]
        if type(value) is float:
            yield f'<c r="{letters[key & COLUMN_MASK]}{row}"><v>{value!r}</v></c>'
        elif type(value) is str:
            text = texts.get(value)
            if text is None:
                text = texts[value] = _text_value(value)
            yield f'<c r="{letters[key & COLUMN_MASK]}{row}"{text}'
        else:
            yield f'<c r="{letters[key & COLUMN_MASK]}{row}"{_other_value(value)}'
    if current:
        yield "</row>"


def _in_order(values: dict[int, CellValue], formulas: dict[int, Formula]) -> list[int]:
    """Return the keys of all cells in reading order; both are nearly so, which sorting makes use of."""
    if values.keys().isdisjoint(formulas):
        return sorted([*values, *formulas])
    return sorted(dict.fromkeys(chain(values, formulas)))


def _text_value(text: str) -> str:
    stored = xml_text(_UNSTORABLE.sub(_escaped, text))
    return f' t="inlineStr"><is><t xml:space="preserve">{stored}</t></is></c>'


def _other_value(value: CellValue) -> str:
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v></c>'
    if isinstance(value, (float, int)):
        return f"><v>{value!r}</v></c>"
    if isinstance(value, CellError):
        code = value.code if value.code in CLASSIC_ERRORS else "#VALUE!"
        return f' t="e"><v>{code}</v></c>'
    return _text_value(value or "")


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"_x{code:04X}_"
