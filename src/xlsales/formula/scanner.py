"""A fast look over a formula without parsing it: the words that can point somewhere."""

from __future__ import annotations

import re
from typing import Final

from xlsales.formula.tokens import AREA, BRACKETS, COLUMNS, IDENTIFIER, PREFIX, ROWS

#: One capturing group: the word. Texts in quotes and numbers match without it, so that nothing inside them is
#: found; an unclosed quote or bracket runs to the end, so that no text is read twice.
WORD: Final = re.compile(
    r'"[^"]*+"?'
    r"|((?:_xlfn\.)?ANCHORARRAY\([^()\"]*+\)"
    rf"|(?:{PREFIX})?(?:{ROWS}|{COLUMNS}|{AREA}\#?|{IDENTIFIER}(?:\(|{BRACKETS})?|\#REF!|'(?:[^']|'')*+')"
    rf"|{BRACKETS}|[:|])"
    r"|[0-9.]++(?:[eE][-+]?[0-9]++)?"
    r"|\#[A-Za-z][A-Za-z0-9_/]*+[!?]?"
    r"|['\[](?s:.*+)"
)
#: The sheet or workbook in front of a word.
FRONT: Final = re.compile(PREFIX)
