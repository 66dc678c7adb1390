"""Where a plain cell expects one value, and so takes one cell of a range.

Excel stores ``@`` only where the old Excel would not have taken one cell by itself. In a formula that is
neither an array nor a spilling one, a range stands for its cell in this row or column wherever one value is
expected: beside an operator, as the value that VLOOKUP looks for. What a function expects are the parameter
classes of Excel's binary file format; functions that came later take arrays everywhere.
"""

from __future__ import annotations

from typing import Final

from xlsales.formula.ours import our_function
from xlsales.formula.tree import (
    Binary,
    Call,
    ImplicitIntersection,
    Invocation,
    Name,
    Node,
    Parenthesis,
    Percent,
    Reference,
    TableReference,
    Unary,
)

#: What a part of a formula is expected to give: one value, a range as it is, an array.
_VALUE, _RANGE, _ARRAY = "V", "R", "A"

_SCALAR = """
ABS ACOS ASIN ATAN ATAN2 CEILING CHAR CLEAN CODE CONCATENATE COS DATE DATEVALUE DAY DAYS360 DOLLAR EXACT EXP
FACT FIND FIXED FLOOR HOUR INT ISBLANK ISERR ISERROR ISLOGICAL ISNA ISNONTEXT ISNUMBER ISTEXT LEFT LEN LN LOG
LOG10 LOWER MID MINUTE MOD MONTH NOT PMT POWER PROPER PV REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP SEARCH
SECOND SIGN SIN SQRT SUBSTITUTE TAN TEXT TIME TIMEVALUE TRIM TRUNC UPPER VALUE WEEKDAY YEAR
"""
_WHOLE = """
FREQUENCY GROWTH LINEST LOGEST MDETERM MINVERSE MMULT SUMPRODUCT SUMX2MY2 SUMX2PY2 SUMXMY2 TRANSPOSE TREND
LET LAMBDA MAP REDUCE SCAN BYROW BYCOL MAKEARRAY
"""
_VALUES_ONLY: Final = frozenset(_SCALAR.split())
_ARRAYS_ONLY: Final = frozenset(_WHOLE.split())
#: Expected argument by argument; what is behind the bar is repeated, ``=`` hands on what the call is to give.
_MIXED: Final[dict[str, str]] = {
    "IF": "V|=",
    "IFERROR": "|=",
    "CHOOSE": "V|=",
    "VLOOKUP": "VR|V",
    "HLOOKUP": "VR|V",
    "LOOKUP": "V|R",
    "MATCH": "VR|V",
    "INDEX": "R|V",
    "OFFSET": "R|V",
    "INDIRECT": "|V",
    "SUMIF": "RV|R",
    "COUNTIF": "R|V",
    "AVERAGEIF": "RV|R",
    "SUMIFS": "R|RV",
    "COUNTIFS": "|RV",
    "AVERAGEIFS": "R|RV",
    "LARGE": "R|V",
    "SMALL": "R|V",
    "RANK": "VR|V",
    "NPV": "V|R",
    "IRR": "R|V",
}


def single_value_parts(tree: Node) -> frozenset[int]:
    """Return the ``id`` of every reference and name of which a plain cell takes one cell only.

    Examples:
        >>> from xlsales.formula.parser import parse
        >>> tree = parse("A1:A9*SUM(B1:B9)")
        >>> single_value_parts(tree) == {id(tree.left)}
        True
    """
    found: set[int] = set()
    waiting = [(tree, _VALUE)]
    while waiting:
        node, expected = waiting.pop()
        if isinstance(node, (Reference, TableReference, Name)):
            if expected == _VALUE:
                found.add(id(node))
        elif isinstance(node, Call):
            classes = _classes(node, expected)
            waiting += zip(node.arguments, classes, strict=True)
        elif isinstance(node, Parenthesis):
            waiting.append((node.operand, expected))
        elif isinstance(node, (Binary, Unary, Percent)):
            one = _ARRAY if expected == _ARRAY else _VALUE
            waiting += ((child, one) for child in node.children)
        elif not isinstance(node, (ImplicitIntersection, Invocation)):
            waiting += ((child, _RANGE) for child in node.children)
    return frozenset(found)


def _classes(call: Call, expected: str) -> list[str]:
    """Return what each argument should give; inside an array everything that is no range is an array."""
    count = len(call.arguments)
    newer = call.written.lower().startswith("_xlfn.") and our_function(call.written) is None
    if newer or call.function in _ARRAYS_ONLY:
        return [_ARRAY] * count
    if call.function in _VALUES_ONLY:
        return [_ARRAY if expected == _ARRAY else _VALUE] * count
    first, _, repeated = _MIXED.get(call.function, "|R").partition("|")
    spelled = (first + repeated * count)[:count]
    handed_on = {"=": expected, "V": _ARRAY if expected == _ARRAY else _VALUE, "R": _RANGE}
    if expected == _ARRAY:
        handed_on["R"] = _ARRAY
    return [handed_on[each] for each in spelled]
