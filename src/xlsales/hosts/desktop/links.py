"""Repair of formulas that turned into links: the add-in's path in front of our functions."""

from __future__ import annotations

import re
from typing import Final

from xlsales.formula.ours import mentions_us, our_function
from xlsales.formula.scanner import WORD
from xlsales.hosts.desktop.wrappers import PREFIX

#: In front of the exclamation mark: an add-in's file, or its number as a file stores it.
_ADDIN: Final = re.compile(r"'?.*\.xlam?'?|\[\d+\]", re.IGNORECASE | re.DOTALL)


def repaired(formula: str) -> str:
    r"""Return a formula whose calls of ours name no file any more; everything else stays letter by letter.

    Args:
        formula: Text of a formula, with or without its ``=``.

    Examples:
        >>> repaired(r"='C:\Users\me\xlsales.xlam'!XLSALES_SPLIT(A1,B1:B3)")
        '=XLSALES_SPLIT(A1,B1:B3)'
        >>> repaired("=[1]!xlsales_grow(1,2)+'Other.xlam'!F(1)")
        "=XLSALES_GROW(1,2)+'Other.xlam'!F(1)"
    """
    if not mentions_us(formula):
        return formula
    return WORD.sub(_without_link, formula)


def _without_link(found: re.Match[str]) -> str:
    word = found[1]
    if not word or not word.endswith("("):
        return found[0]
    front, mark, _ = word.rpartition("!")
    function = our_function(word[:-1]) if mark and _ADDIN.fullmatch(front) else None
    return f"{PREFIX}{function}(" if function else found[0]
