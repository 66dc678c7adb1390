"""The words of a formula, one regular expression that never backtracks over more than a word."""

from __future__ import annotations

import re
from typing import Final

from xlsales.formula.faults import unexpected
from xlsales.kernel.values import ERROR_CODES

CELL: Final = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
IDENTIFIER: Final = r"(?:[^\W\d]|\\)[\w.\\?]*+"
_QUOTED = r"'(?:[^']|'')*+'"
#: No letter, dot, bracket or exclamation mark may follow an address: ``LOG10(``, ``A1!B2``, ``Q1_sales``.
END: Final = r"(?![\w.\\?(\[!])"

PREFIX: Final = (
    rf"(?:{_QUOTED}"
    rf"|(?:\[[^\[\]]*+\])?(?!{CELL}:)(?:[\w.\\?]++(?::[\w.\\?]++)?)?"
    r"|\#REF)!"
)
AREA: Final = rf"{CELL}(?::{CELL}{END}(?!\#))?{END}"
ROWS: Final = rf"\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}}{END}"
COLUMNS: Final = rf"\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}{END}"
BRACKETS: Final = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*+\])*+\]"
#: How a file marks LET names and LAMBDA parameters (``_xlop.``: optional ones).
PARAMETER: Final = ("_xlpm.", "_xlop.")
_ERROR_CODES = sorted(ERROR_CODES | {"#PYTHON!", "#EXTERNAL!", "#TIMEOUT!"})
ERROR: Final = rf"(?i:{'|'.join(map(re.escape, _ERROR_CODES))})"

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n\xa0\u3000]++)"
    r'|(?P<text>"(?:[^"]|"")*+")'
    rf"|(?P<prefix>{PREFIX})?(?:"
    rf"(?P<area>{AREA})|(?P<rows>{ROWS})|(?P<columns>{COLUMNS})"
    rf"|(?P<name>{IDENTIFIER})(?:(?P<function>\()|(?P<table>{BRACKETS}))?"
    rf"|(?(prefix)(?:(?P<broken>\#REF!)|(?P<item>{_QUOTED}))|(?!)))"
    rf"|(?P<row>{BRACKETS})"
    r"|(?P<number>(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][-+]?[0-9]++)?)"
    rf"|(?P<error>{ERROR})"
    r"|(?P<open>\()|(?P<close>\))|(?P<brace>\{)"
    r"|(?P<operator><=|>=|<>|[-+*/^&=<>:,@%\#])"
)
#: Compiled only when met: words that look like addresses and lie beyond the grid.
_IDENTIFIER_ONLY = rf"(?P<prefix>{PREFIX})?(?P<name>{IDENTIFIER})"
_FIRST_CELL = rf"(?P<prefix>{PREFIX})?(?P<area>{CELL})(?=:)"

#: Tokens that are or begin an operand, and may be a reference.
REFERENCE_KINDS: Final = frozenset(
    {"area", "rows", "columns", "function", "name", "table", "broken", "item", "row", "open"}
)


def next_token(text: str, position: int) -> re.Match[str]:
    """Return the word at ``position``; its kind is ``lastgroup``.

    Raises:
        FormulaError: FORMULA-003 no formula has such a character here.

    Examples:
        >>> next_token("LOG10(A1)", 0).lastgroup, next_token("LOG10*2", 0).lastgroup
        ('function', 'area')
    """
    token = _TOKEN.match(text, position)
    if token is None:
        raise unexpected(text, position, "an operand or an operator")
    return token


def as_name(text: str, position: int) -> re.Match[str] | None:
    """Return the word at ``position`` read as a name: ``XFE1`` lies beyond the grid."""
    return re.compile(_IDENTIFIER_ONLY).match(text, position)


def as_first_cell(text: str, position: int) -> re.Match[str] | None:
    """Return the cell before the colon, where what follows the colon is no cell after all."""
    return re.compile(_FIRST_CELL).match(text, position)
