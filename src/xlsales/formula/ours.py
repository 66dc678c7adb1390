"""Our calls, in every spelling that a host may have stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from xlsales.formula.bindings import bare, lambda_parts
from xlsales.formula.tree import Call, Name, Node, walk

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
        inside_lambda: It mentions a parameter of a LAMBDA around it, so it cannot be made on its own.
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
    waiting: list[tuple[Node, int, frozenset[str]]] = [(node, 0, frozenset())]
    while waiting:
        current, depth, parameters = waiting.pop()
        if isinstance(current, Call):
            function = our_function(current.written)
            if function:
                bound = bool(parameters) and _mentions(current, parameters)
                found.append(OurCall(function, current.arguments, current.start, current.end, depth, bound))
                depth += 1
            parts = lambda_parts(current)
            if parts:
                parameters = parameters.union(map(bare, parts[0]))
        waiting.extend((child, depth, parameters) for child in current.children)
    return sorted(found, key=lambda call: (call.end, -call.start))


def _mentions(call: Call, parameters: frozenset[str]) -> bool:
    for part in walk(call):
        word = part.name if isinstance(part, Name) else part.function if isinstance(part, Call) else ""
        if word and bare(word) in parameters:
            return True
    return False
