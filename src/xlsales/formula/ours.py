"""Our calls, in every spelling that a host may have stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from xlsales.formula.tree import Call, Node

_OURS = re.compile(
    r"(?:_xlfn\.)?"
    r"(?:(?:'(?:[^']|'')*+'|[^'!]*+)!)?"  # [1]! or 'C:\...\xlsales.xlam'!
    r"(?:_xlfn\.)?"
    r"(?:_xll\.|_xldudf_(?:[A-Z0-9]+_)?|(?:[A-Z_][A-Z0-9_]*\.)+)?"  # XLL, Office.js, LibreOffice service
    r"XLSALES[._](?P<function>[A-Z][A-Z0-9_]*)",
    re.IGNORECASE,
)
_MENTION = re.compile(r"xlsales[._]", re.IGNORECASE)


@lru_cache(maxsize=4096)
def our_function(written: str) -> str | None:
    """Return the plain name of a function of ours, ``None`` for anybody else's.

    Any case, and every spelling of the cell-function contract. Whether the function exists
    is the registry's to say.

    Examples:
        >>> our_function("XLSALES.SPLIT"), our_function("_xldudf_XL_XLSALES_RFM_SEGMENT")
        ('SPLIT', 'RFM_SEGMENT')
        >>> our_function("[1]!xlsales_split"), our_function("_xll.XLSALES.SPLIT"), our_function("SUM")
        ('SPLIT', 'SPLIT', None)
    """
    found = _OURS.fullmatch(written)
    return found["function"].upper() if found else None


def mentions_us(text: str) -> bool:
    """Tell, without parsing, whether a text could hold a call of ours; a text in quotes also says yes.

    Examples:
        >>> mentions_us("SUM(_xldudf_XLSALES_SPLIT(A1,B1:B3))"), mentions_us("SUM(A1)")
        (True, False)
    """
    return _MENTION.search(text) is not None


@dataclass(frozen=True, slots=True, eq=False)
class OurCall:
    """One call of ours in a parsed formula.

    Attributes:
        function: Plain name, such as ``SPLIT``.
        arguments: Argument nodes, ``Missing`` where one is left empty.
        start: Offset of the call in the text.
        end: Offset behind its closing bracket.
        depth: How many other calls of ours it stands in.
        inside_lambda: Its arguments may hold parameters of a LAMBDA, so it cannot be made on its own.
    """

    function: str
    arguments: tuple[Node, ...]
    start: int
    end: int
    depth: int
    inside_lambda: bool


def our_calls(node: Node) -> list[OurCall]:
    """Return our calls, innermost first and, side by side, in the order of the text.

    Examples:
        >>> from xlsales.formula.parser import parse
        >>> calls = our_calls(parse("XLSALES.SPLIT(SUM(XLSALES.GROW(1,2)),A1:A3)"))
        >>> [(call.function, call.depth) for call in calls]
        [('GROW', 1), ('SPLIT', 0)]
    """
    found: list[OurCall] = []
    waiting = [(node, 0, False)]
    while waiting:
        current, depth, inside_lambda = waiting.pop()
        if isinstance(current, Call):
            function = our_function(current.written)
            if function:
                found.append(
                    OurCall(function, current.arguments, current.start, current.end, depth, inside_lambda)
                )
                depth += 1
            inside_lambda = inside_lambda or current.function == "LAMBDA"
        waiting.extend((child, depth, inside_lambda) for child in current.children)
    return sorted(found, key=lambda call: (call.end, -call.start))
