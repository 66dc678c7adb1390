"""Our calls in the spelling of another host."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from xlsales.formula.ours import mentions_us, our_function
from xlsales.formula.scanner import WORD

Style: TypeAlias = Literal["dot", "underscore", "xldudf", "xll"]

_FRONT: Final[dict[str, str]] = {
    "dot": "XLSALES.",  # a namespace: Office.js as typed, LibreOffice, xlsales eval
    "underscore": "XLSALES_",  # VBA in the workbook
    "xldudf": "_xldudf_XLSALES_",  # Office.js as stored
    "xll": "_xll.XLSALES.",
}


def respell(text: str, style: Style) -> str:
    """Rewrite only the names of our functions; everything else stays letter by letter.

    Args:
        text: Stored formula without its ``=``.
        style: ``dot``, ``underscore``, ``xldudf`` or ``xll``.

    Examples:
        >>> respell('SUM([1]!xlsales_split(A1,B1:B3))&"XLSALES.SPLIT("', "dot")
        'SUM(XLSALES.SPLIT(A1,B1:B3))&"XLSALES.SPLIT("'
        >>> respell("XLSALES.RFM_SEGMENT(A1)", "xldudf")
        '_xldudf_XLSALES_RFM_SEGMENT(A1)'
    """
    if not mentions_us(text):
        return text
    front = _FRONT[style]

    def respelled(found: re.Match[str]) -> str:
        word = found[1]
        function = our_function(word[:-1]) if word and word.endswith("(") else None
        return f"{front}{function}(" if function else found[0]

    return WORD.sub(respelled, text)
