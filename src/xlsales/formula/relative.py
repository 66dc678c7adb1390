"""A formula as seen from its own cell: equal for all copies of one formula."""

from __future__ import annotations

import re
from typing import Final

from xlsales.formula.shift import shift_formula
from xlsales.kernel.grid import column_number

#: Texts, sheets and columns of tables in quotes or brackets pass; a reference is four groups.
_PIECE: Final = re.compile(
    r"\"[^\"]*+\"|'[^']*+'|\[[^\[\]]*+\]"
    r"|(?<![\w.\\$])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w.(!\[])"
)
#: Whole columns or rows, which the pattern above does not read.
_WHOLE: Final = re.compile(r"[A-Z]:\$?[A-Z]|[0-9]:\$?[0-9]")


def relative_form(text: str, row: int, column: int) -> str:
    """Return a form that two formulas share exactly when one is a copy of the other.

    Args:
        text: Stored formula without ``=``.
        row: Row of its cell, from 1.
        column: Column of its cell, from 1.

    Examples:
        >>> relative_form("SUM(B$2:B7)*$C$1", 8, 2)
        'SUM(R2C[0]:R[-1]C[0])*R1C3'
        >>> relative_form("B7*2", 7, 3) == relative_form("B8*2", 8, 3), relative_form("B7*2", 8, 3)
        (True, 'R[-1]C[-1]*2')
        >>> relative_form("SUM(A:A)", 1, 2) == relative_form("SUM(B:B)", 1, 3)
        True
    """
    if _WHOLE.search(text):
        return shift_formula(text, 1 - row, 1 - column, wrap=True)

    def seen(found: re.Match[str]) -> str:
        letters = found[2]
        if letters is None:
            return found[0]
        across, down = column_number(letters), int(found[4])
        row_part = f"R{down}" if found[3] else f"R[{down - row}]"
        column_part = f"C{across}" if found[1] else f"C[{across - column}]"
        return row_part + column_part

    return _PIECE.sub(seen, text)
