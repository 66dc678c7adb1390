"""One call from xlwings Server: its cell values in, its cell values out."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

from xlsales.functions import call_function
from xlsales.hosts.office_js import OfficeValue, from_office, to_office

_LOG: Final = logging.getLogger("xlsales")


def answer(name: str, arguments: Sequence[object]) -> list[list[OfficeValue]]:
    """Call a cell function with what the server hands over.

    Args:
        name: Name of the function, no namespace.
        arguments: Lists of rows; ``None`` is not given, an error cell its text.

    Returns:
        Rows for the sheet. Each message goes to the log ``xlsales``. What nobody foresaw is ``#VALUE!`` and
        a traceback in the log: raised, it would be a failing server, which Office.js asks again and again.

    Examples:
        >>> answer("SPLIT", [[[100]], [[1], [1], [1]]])
        [[33.34], [33.33], [33.33]]
    """
    try:
        outcome = call_function(name, [from_office(argument) for argument in arguments])
    except Exception:
        _LOG.exception("XLSALES.%s", name)
        return [["#VALUE!"]]
    for issue in outcome.issues:
        _LOG.info("XLSALES.%s: %s", name, issue)
    return [[to_office(value) for value in row] for row in outcome.rows]
