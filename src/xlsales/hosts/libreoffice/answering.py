"""One call from Calc: its cell values in, its cell values out. Runs inside LibreOffice."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final, TypeAlias

from xlsales.functions import call_function
from xlsales.hosts.libreoffice.messages import tell
from xlsales.kernel.dates import DateSystem
from xlsales.kernel.values import CellError, CellValue

#: What Calc takes for a cell; an error value is a NaN that holds Calc's number of it.
CalcValue: TypeAlias = float | str

#: Calc's numbers of Excel's error values; it has none for the newer ones.
_NUMBERS: Final = {
    "#NUM!": 503,
    "#VALUE!": 519,
    "#NULL!": 521,
    "#REF!": 524,
    "#NAME?": 525,
    "#DIV/0!": 532,
    "#N/A": 32767,
}
_QUIET_NAN: Final = 0x7FF8_0000_0000_0000


def answer(
    name: str, arguments: Sequence[object], system: DateSystem = 1900
) -> tuple[tuple[CalcValue, ...], ...]:
    """Call a cell function with what Calc hands over.

    Args:
        name: Name of the function, no namespace.
        arguments: Numbers, texts or rows of them; ``None`` is not given, the empty text is blank.
        system: Date system of the document.

    Returns:
        Rows for the sheet. Messages go to the list that the menu shows.

    Examples:
        >>> answer("SPLIT", [100.0, ((1.0,), (1.0,), ("",))])
        ((50.0,), (50.0,), ('',))
    """
    outcome = call_function(name, arguments, system)
    tell(name, outcome.issues)
    return tuple(tuple(to_calc(value) for value in row) for row in outcome.rows)


def to_calc(value: CellValue) -> CalcValue:
    """Return a result as Calc takes it; from Python it would read FALSE as 1, so that comes as a number.

    Examples:
        >>> to_calc(None), to_calc(3), to_calc(False)
        ('', 3.0, 0.0)
        >>> to_calc(CellError("#N/A"))
        nan
    """
    if value is None:
        return ""
    if isinstance(value, CellError):
        return error_number(value.code)
    if isinstance(value, str):
        return value
    return float(value)


def error_number(code: str) -> float:
    """Return the NaN that Calc shows as an error value; a code of its own only ``#VALUE!`` can stand for.

    Examples:
        >>> struct.pack(">d", error_number("#DIV/0!")).hex(), struct.pack(">d", error_number("#SPILL!")).hex()
        ('7ff8000000000214', '7ff8000000000207')
    """
    number = _NUMBERS.get(code, _NUMBERS["#VALUE!"])
    value: float = struct.unpack("<d", struct.pack("<Q", _QUIET_NAN | number))[0]
    return value
