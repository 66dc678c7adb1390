"""Number formats of the cell styles: what unit a cell shows its number in."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from xlsales.workbook.package import Package
from xlsales.workbook.xml_reading import local_name

PERCENT: Final = "%"
DATE: Final = "date"
PLAIN: Final = ""

#: Formats that every workbook has without writing them down (ECMA-376, 18.8.30).
_BUILT_IN: Final = {
    **dict.fromkeys((9, 10), "0%"),
    **dict.fromkeys((5, 6, 7, 8, 42, 44), "$#,##0"),
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "yyyy-mm-dd"),
}
_QUOTED: Final = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.')
_CURRENCY: Final = re.compile(r"[$€£₩₹₽]|[¥￥]|USD|EUR|GBP|CNY|RMB|HKD|JPY|万元|元")
_DATE_SIGNS: Final = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_YUAN: Final = {"￥": "¥"}


def unit_of_format(code: str) -> str:
    """Return what a format code shows a number in: a currency, ``%``, ``date`` or nothing.

    Only the section for positive numbers counts.

    Examples:
        >>> [unit_of_format(code) for code in ('#,##0.00', '0.0%', 'yyyy-mm-dd', '[$€-407] #,##0', '0" pcs"')]
        ['', '%', 'date', '€', '']
        >>> unit_of_format('_("$"* #,##0_)'), unit_of_format('#,##0"万元"'), unit_of_format('[Red]General')
        ('$', '万元', '')
    """
    section = _first_section(code)
    written = "".join(a or b or c or "" for a, b, c in _QUOTED.findall(section))
    signs = _QUOTED.sub("", section)
    found = _CURRENCY.search(written + signs)
    if found:
        return _YUAN.get(found[0], found[0])
    if "%" in signs:
        return PERCENT
    if "general" in signs.lower() or "@" in signs:
        return PLAIN
    return DATE if _DATE_SIGNS.search(signs) else PLAIN


def _first_section(code: str) -> str:
    quoted = False
    for place, sign in enumerate(code):
        quoted ^= sign == '"'
        if sign == ";" and not quoted:
            return code[:place]
    return code


def style_units(package: Package) -> list[str]:
    """Return the unit of each cell style, by the number that cells name it by."""
    tree = package.parts.optional_tree(package.linked_part("styles"))
    if tree is None:
        return []
    codes = dict(_BUILT_IN)
    for element in tree.iter():
        number = element.get("numFmtId", "")
        if local_name(element.tag) == "numFmt" and number.isdecimal():
            codes[int(number)] = element.get("formatCode", "")
    return [unit_of_format(codes.get(number, "")) for number in _style_formats(tree)]


def _style_formats(tree: Element) -> list[int]:
    numbers = []
    for part in tree:
        if local_name(part.tag) == "cellXfs":
            for style in part:
                number = style.get("numFmtId", "0")
                numbers.append(int(number) if number.isdecimal() else 0)
    return numbers
