"""LibreOffice's error numbers, and what Excel calls them."""

from __future__ import annotations

from typing import Final

#: Those that mean the same in Excel. 502 (a wrong argument) may be ``#VALUE!`` or ``#NUM!`` there.
EXCEL_ERRORS: Final = {
    503: "#NUM!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}


def error_text(number: int) -> str:
    """Return what a cell shows for an error number.

    Examples:
        >>> error_text(532), error_text(502)
        ('#DIV/0!', 'Err:502')
    """
    return EXCEL_ERRORS.get(number, f"Err:{number}")
