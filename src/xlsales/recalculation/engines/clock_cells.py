"""A clock for engines that have none: NOW and TODAY become references to cells."""

from __future__ import annotations

import re
from typing import Final

from xlsales.formula.scanner import WORD

_EMPTY_CALL: Final = re.compile(r"\s*\)")
_CLOCK_WORD: Final = re.compile(r"NOW|TODAY", re.I)


def with_clock_cells(text: str, today: str, now: str) -> str:
    """Replace calls of TODAY and NOW by references.

    Examples:
        >>> with_clock_cells('TODAY()-INT(now( ))&"NOW()"', "C!$A$1", "C!$A$2")
        'C!$A$1-INT(C!$A$2)&"NOW()"'
    """
    if not _CLOCK_WORD.search(text):
        return text
    cells = {"TODAY(": today, "NOW(": now}
    pieces: list[str] = []
    done = 0
    for word in WORD.finditer(text):
        cell = cells.get((word[1] or "").upper())
        end = _EMPTY_CALL.match(text, word.end()) if cell else None
        if cell and end:
            pieces += (text[done : word.start()], cell)
            done = end.end()
    return "".join((*pieces, text[done:]))
