"""Our calls in the spelling of another host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from xlsales.formula.ours import mentions_us, our_function
from xlsales.formula.scanner import WORD

Style: TypeAlias = Literal["dot", "underscore", "xldudf", "xll"]

_FRONT: Final[dict[str, str]] = {
    "dot": "XLSALES.",  # a namespace: Office.js as typed, LibreOffice, xlsales eval
    "underscore": "XLSALES_",  # VBA in the workbook
    "xldudf": "_xldudf_XLSALES_",  # Office.js as stored
    "xll": "_xll.XLSALES.",
}


class Respelling(NamedTuple):
    """A name of ours and its bracket, from ``start`` to ``end``, and how it is written there."""

    start: int
    end: int
    text: str


def respellings(text: str, style: Style) -> Iterator[Respelling]:
    """Yield the calls of ours in a formula that are not yet spelled in this way.

    Args:
        text: Stored formula without its ``=``.
        style: ``dot``, ``underscore``, ``xldudf`` or ``xll``.

    Examples:
        >>> list(respellings("1+XLSALES.GROW(A1,2)", "underscore"))
        [Respelling(start=2, end=15, text='XLSALES_GROW(')]
    """
    if not mentions_us(text):
        return
    for found in WORD.finditer(text):
        word = found[1]
        function = our_function(word[:-1]) if word and word.endswith("(") else None
        if function:
            new = f"{_FRONT[style]}{function}("
            if new != word:
                yield Respelling(*found.span(1), new)


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
    pieces = []
    position = 0
    for start, end, new in respellings(text, style):
        pieces += [text[position:start], new]
        position = end
    return "".join([*pieces, text[position:]])
