"""From a value to its stored form: what Excel can hold, as the text that stands in the sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from xlsales.kernel.values import CLASSIC_ERRORS, CellError, CellValue
from xlsales.workbook.xml_text import escape_xstring, xml_text

#: Longest text of a cell, in UTF-16 units, as Excel counts.
LONGEST_TEXT: Final = 32_767
_EXACT_INTEGER: Final = 10**15


@dataclass(frozen=True, slots=True)
class StoredForm:
    """A value as a sheet stores it.

    Attributes:
        kind: Type of the cell, ``""`` for a number.
        text: Text between the tags, escaped.
        preserve: White space at its ends matters.
    """

    kind: str
    text: str
    preserve: bool = False


def storable(value: CellValue) -> CellValue:
    """Return what a cell can hold in place of ``value``: errors for what no cell can.

    Examples:
        >>> str(storable(float("nan"))), str(storable("x" * 32768)), storable("x")
        ('#NUM!', '#VALUE!', 'x')
    """
    if isinstance(value, str):
        too_long = len(value) > LONGEST_TEXT // 2 and _utf16_units(value) > LONGEST_TEXT
        return CellError("#VALUE!") if too_long else value
    if isinstance(value, bool) or value is None or isinstance(value, CellError):
        return value
    try:
        found = float(value)
    except OverflowError:
        return CellError("#NUM!")
    return value if math.isfinite(found) else CellError("#NUM!")


def stored_form(value: CellValue) -> StoredForm | None:
    """Return how a storable value stands in a sheet; ``None`` for a blank.

    Errors that are newer than the format are stored as ``#VALUE!``; their mark is set beside it.

    Examples:
        >>> stored_form(0.1), stored_form(True).text, stored_form(CellError("#SPILL!")).text
        (StoredForm(kind='', text='0.1', preserve=False), '1', '#VALUE!')
        >>> stored_form(" a<b ")
        StoredForm(kind='str', text=' a&lt;b ', preserve=True)
    """
    match value:
        case None:
            return None
        case bool():
            return StoredForm("b", "1" if value else "0")
        case CellError(code):
            return StoredForm("e", code if code in CLASSIC_ERRORS else "#VALUE!")
        case str():
            preserve = value != value.strip() or "\n" in value
            return StoredForm("str", xml_text(escape_xstring(value)), preserve)
        case _:
            return StoredForm("", number_text(value))


def number_text(value: float) -> str:
    """Return the shortest text that reads back as the same number, as Excel writes it.

    Examples:
        >>> number_text(100.0), number_text(-0.0), number_text(1e21), number_text(12345678901234567890)
        ('100', '0', '1E+21', '1.2345678901234567E+19')
    """
    if value == 0:
        return "0"
    if value == int(value) and abs(value) < _EXACT_INTEGER:
        return str(int(value))
    return repr(float(value)).replace("e", "E")


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
