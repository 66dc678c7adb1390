"""From text to tree: one pass with a stack of its own, so that depth is a limit and not a crash."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from xlsales.formula import operands
from xlsales.formula.faults import MAX_DEPTH, MAX_LENGTH, too_deep, too_long, unexpected
from xlsales.formula.tokens import REFERENCE_KINDS, next_token
from xlsales.formula.tree import (
    Binary,
    Call,
    ImplicitIntersection,
    Intersection,
    Invocation,
    Missing,
    Node,
    Parenthesis,
    Percent,
    RangeOperator,
    SpillReference,
    Unary,
    Union,
)

#: How strongly operators bind; Excel's sign binds more strongly than its power: ``-2^2`` is 4.
_PERCENT: Final = 8
_SIGN: Final = 9
_STRENGTH: Final = {
    **dict.fromkeys(("=", "<", ">", "<=", ">=", "<>"), 3),
    "&": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "^": 7,
    ",": 10,
    " ": 11,
    ":": 13,
}
_AT: Final = 12
_SIGNS: Final = {"+": _SIGN, "-": _SIGN, "@": _AT}
_JOINED: Final[dict[str, Callable[[int, int, Node, Node], Node]]] = {
    ",": Union,
    " ": Intersection,
    ":": RangeOperator,
}


class _Operator(NamedTuple):
    """An operator that waits for its right operand."""

    sign: str
    strength: int
    start: int
    prefix: bool


@dataclass(slots=True)
class _Group:
    """Brackets that are still open: their operands, operators and finished arguments."""

    start: int
    token: re.Match[str] | None = None  # the function's name, None for plain brackets
    callee: Node | None = None
    operands: list[Node] = field(default_factory=list)
    operators: list[_Operator] = field(default_factory=list)
    arguments: list[Node] = field(default_factory=list)

    @property
    def is_call(self) -> bool:
        return self.token is not None or self.callee is not None

    def reduce(self, strength: int) -> None:
        """Apply every waiting operator that binds at least so strongly."""
        while self.operators and self.operators[-1].strength >= strength:
            operator = self.operators.pop()
            right = self.operands.pop()
            if operator.prefix:
                self.operands.append(_signed(operator, right))
            else:
                self.operands.append(_joined(operator.sign, self.operands.pop(), right))


def _signed(operator: _Operator, operand: Node) -> Node:
    if operator.sign == "@":
        return ImplicitIntersection(operator.start, operand.end, operand)
    return Unary(operator.start, operand.end, operand, operator.sign)


def _joined(sign: str, left: Node, right: Node) -> Node:
    joined = _JOINED.get(sign)
    if joined:
        return joined(left.start, right.end, left, right)
    return Binary(left.start, right.end, left, right, sign)


def parse(text: str) -> Node:
    """Parse a stored formula, without its leading ``=``.

    Returns:
        The tree; spans are offsets into ``text``.

    Raises:
        FormulaError: FORMULA-001 too long, FORMULA-002 nested too deeply, FORMULA-003 no formula.

    Examples:
        >>> call = parse("_xlfn.STDEV.S(Plan!$B:$B)")
        >>> call.function, call.arguments[0].sheet, call.arguments[0].whole_columns
        ('STDEV.S', 'Plan', True)
    """
    if len(text) > MAX_LENGTH:
        raise too_long(len(text))
    return _Parser(text).run()


class _Parser:
    """Position in the text, brackets still open, and whether an operand must come next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.groups = [_Group(0)]
        self.wants_operand = True

    def run(self) -> Node:
        length = len(self.text)
        while self.position < length:
            token = next_token(self.text, self.position)
            if self.wants_operand:
                self._read_operand(token)
            else:
                self._read_operator(token)
        top = self.groups[-1]
        if self.wants_operand:
            raise unexpected(self.text, length, "an operand")
        if len(self.groups) > 1:
            raise unexpected(self.text, length, f"a bracket that closes the one at character {top.start + 1}")
        top.reduce(0)
        return top.operands[0]

    def _read_operand(self, token: re.Match[str]) -> None:
        kind = token.lastgroup
        group = self.groups[-1]
        sign = token["operator"]
        if kind == "space":
            self.position = token.end()
        elif sign and sign in _SIGNS:
            group.operators.append(_Operator(sign, _SIGNS[sign], token.start(), prefix=True))
            self.position = token.end()
        elif kind == "open":
            self._open(_Group(token.start()), token.end())
        elif kind == "function":
            self._open(_Group(token.start(), token=token), token.end())
        elif group.is_call and not group.operators and (kind == "close" or sign == ","):
            self._miss_argument(token)
        else:
            node = operands.read_operand(self.text, token)
            group.operands.append(node)
            self.position = node.end
            self.wants_operand = False

    def _miss_argument(self, token: re.Match[str]) -> None:
        group = self.groups[-1]
        if token.lastgroup == "operator":
            group.arguments.append(Missing(token.start(), token.start()))
            self.position = token.end()
            return
        if group.arguments:
            group.operands.append(Missing(token.start(), token.start()))
        self._close(token)

    def _read_operator(self, token: re.Match[str]) -> None:
        kind = token.lastgroup
        if kind == "space":
            self._read_space(token)
        elif kind == "close":
            self._close(token)
        elif kind == "open":
            self._open(_Group(token.start(), callee=self.groups[-1].operands.pop()), token.end())
        elif kind == "operator" and token["operator"] != "@":
            self._apply(token["operator"], token)
        else:
            raise unexpected(self.text, token.start(), "an operator")

    def _read_space(self, token: re.Match[str]) -> None:
        """A blank joins two references, and means nothing elsewhere."""
        self.position = token.end()
        if self.position == len(self.text):
            return
        following = next_token(self.text, self.position)
        if following.lastgroup in REFERENCE_KINDS:
            self._wait_for_right(" ")

    def _apply(self, sign: str, token: re.Match[str]) -> None:
        group = self.groups[-1]
        self.position = token.end()
        if sign == "#":
            anchor = group.operands.pop()
            group.operands.append(SpillReference(anchor.start, token.end(), anchor))
        elif sign == "%":
            group.reduce(_PERCENT + 1)
            operand = group.operands.pop()
            group.operands.append(Percent(operand.start, token.end(), operand))
        elif sign == "," and group.is_call:
            group.reduce(0)
            group.arguments.append(group.operands.pop())
            self.wants_operand = True
        else:
            self._wait_for_right(sign)

    def _wait_for_right(self, sign: str) -> None:
        group = self.groups[-1]
        group.reduce(_STRENGTH[sign])
        group.operators.append(_Operator(sign, _STRENGTH[sign], self.position, prefix=False))
        self.wants_operand = True

    def _open(self, group: _Group, position: int) -> None:
        if len(self.groups) > MAX_DEPTH:
            raise too_deep(group.start)
        self.groups.append(group)
        self.position = position
        self.wants_operand = True

    def _close(self, token: re.Match[str]) -> None:
        if len(self.groups) == 1:
            raise unexpected(self.text, token.start(), "no closing bracket without an opening one")
        group = self.groups.pop()
        group.reduce(0)
        self.groups[-1].operands.append(_closed(group, token.end()))
        self.position = token.end()
        self.wants_operand = False


def _closed(group: _Group, end: int) -> Node:
    arguments = (*group.arguments, *group.operands)
    if group.callee is not None:
        return Invocation(group.callee.start, end, group.callee, arguments)
    if group.token is None:
        return Parenthesis(group.start, end, group.operands[0])
    return _call(group.token, arguments, end)


def _call(token: re.Match[str], arguments: tuple[Node, ...], end: int) -> Node:
    start, name_end = token.start(), token.end() - 1
    written = token.string[start:name_end]
    function = operands.plain_function(written)
    if function == "ANCHORARRAY" and len(arguments) == 1:
        return SpillReference(start, end, arguments[0])
    if function == "SINGLE" and len(arguments) == 1:
        return ImplicitIntersection(start, end, arguments[0])
    return Call(start, end, function, arguments, start, name_end, written)
