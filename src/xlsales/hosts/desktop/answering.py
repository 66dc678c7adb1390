"""One call of the UDF server: a function's name and what COM handed over in, rows for COM out."""

from __future__ import annotations

from typing import Any

from xlsales.functions import call_function
from xlsales.hosts.desktop.call_log import CALLS, CallLog
from xlsales.hosts.desktop.com_values import argument_from_com, rows_to_com
from xlsales.kernel.dates import DateSystem


def answer(
    name: str, where: str, system: float, *arguments: Any, log: CallLog = CALLS
) -> list[list[float | str | bool]]:
    """Call a cell function for a cell of Excel.

    Args:
        name: Name of the function, such as ``SPLIT``.
        where: The calling cell, as Excel writes its address.
        system: 1900 or 1904, the date system of its workbook.
        *arguments: Up to the last one given, as COM hands them over.
        log: Where issues are kept for the Errors button.

    Examples:
        >>> answer("SPLIT", "", 1900, 10.0, ((1.0,), (1.0,), (1.0,)), 1.0)
        [[4.0], [3.0], [3.0]]
    """
    dates: DateSystem = 1904 if system == 1904 else 1900
    outcome = call_function(name, [argument_from_com(each) for each in arguments], dates)
    log.note(where, name, outcome.issues)
    return rows_to_com(outcome.rows)
