"""A fast look over a formula without parsing it: the words that can point somewhere."""

from __future__ import annotations

import re
from typing import Final

from xlsales.formula.tokens import AREA, BRACKETS, CELL, COLUMNS, END, IDENTIFIER, PREFIX, ROWS

#: One capturing group: the word. Signs, numbers and texts in quotes match without it, so that nothing inside
#: them is found; an unclosed quote or bracket runs to the end, so that no text is read twice. The commonest
#: words stand first.
WORD: Final = re.compile(
    r"[-+*/^&=<>,()%;{}@ ]++"
    r'|"[^"]*+"?'
    r"|[0-9]++(?:\.[0-9]*+)?(?:[eE][-+]?[0-9]++)?(?![\w.:!$])"
    rf"|({CELL}(?![\w.\\?(\[!:\#])"
    r"|(?:_xlfn\.)?ANCHORARRAY\([^()\"]*+\)"
    rf"|(?:{PREFIX})?(?:{ROWS}|{COLUMNS}|{AREA}\#?|{IDENTIFIER}(?:\(|{BRACKETS})?|\#REF!|'(?:[^']|'')*+')"
    rf"|{BRACKETS}|:(?:{PREFIX}{CELL}{END})?|\|)"
    r"|[0-9.]++(?:[eE][-+]?[0-9]++)?"
    r"|\#(?:[Nn]/[Aa]|[Dd][Ii][Vv]/0!|[A-Za-z_]++[!?]?)"
    r"|['\[](?s:.*+)"
)
#: The sheet or workbook in front of a word.
FRONT: Final = re.compile(PREFIX)
