"""CHECK-012 and CHECK-013: rates, tiers and amounts typed into formulas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlsales.formula.tree import Array, Binary, Call, Node, Number, Parenthesis, Percent, Reference, Unary
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_group
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.kernel.numbers import shown

_COMPARISONS: Final = frozenset({"<", ">", "<=", ">="})
_LOOKUPS: Final = frozenset({"VLOOKUP", "HLOOKUP", "LOOKUP", "MATCH", "XLOOKUP", "SUMPRODUCT"})
_COUNTING: Final = frozenset(
    {"MONTH", "DAY", "YEAR", "WEEKDAY", "WEEKNUM", "HOUR", "LEN", "ROW", "COLUMN", "MOD", "FIND", "SEARCH"}
    | {"COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "DATEDIF", "MATCH"}
)
#: Factors that change a unit and are nobody's rate: percent, thousands, days, hours, degrees and the like.
_UNITS: Final = frozenset({0, 0.5, 1, 1.5, 0.25, 0.75, 0.1, 0.01, 0.001, 0.0001, 365.25, 30.4, 2.54, 1.8})


def typed_rates(audited: AuditedBook) -> Iterator[Finding]:
    """Find ladders of IF with bounds and rates, tables in braces, and rates that multiply amounts."""
    for group in audited.groups:
        ladder = _ladder(group)
        if ladder:
            yield at_group("CHECK-012", group, numbers=", ".join(ladder))
            continue
        rates = _rates(audited, group)
        if rates:
            yield at_group("CHECK-013", group, numbers=", ".join(rates))


def _ladder(group: FormulaGroup) -> list[str]:
    """Return the bounds of a ladder of at least two steps that give numbers, none for another formula."""
    bounds: list[str] = []
    results = 0
    for node in group.nodes:
        if isinstance(node, Call) and node.function in ("IF", "IFS"):
            tests = node.arguments[::2] if node.function == "IFS" else node.arguments[:1]
            found = [bound for test in tests if (bound := _bound(group, test))]
            bounds += found
            answers = node.arguments[1::2] if node.function == "IFS" else node.arguments[1:]
            results += len(found) and sum(1 for answer in answers if _holds_rate(answer))
        elif isinstance(node, Call) and node.function in _LOOKUPS:
            table = [_typed_table(argument) for argument in node.arguments]
            if any(table):
                return max(table, key=len)
    return bounds if len(set(bounds)) > 1 and results > 1 else []


def _bound(group: FormulaGroup, test: Node) -> str:
    """Return the number that a cell or a name is compared with, blank for none."""
    while isinstance(test, Parenthesis):
        test = test.operand
    if isinstance(test, Call) and test.function == "AND" and test.arguments:
        return _bound(group, test.arguments[0])
    if not isinstance(test, Binary) or test.operator not in _COMPARISONS:
        return ""
    for side, other in ((test.left, test.right), (test.right, test.left)):
        number = _number(side)
        if number and _number(other) is None and not _counts(other):
            return shown(number)
    return ""


def _counts(node: Node) -> bool:
    """Tell whether a node asks for a part of a date, a length or a place, which no amount is."""
    return isinstance(node, Call) and node.function in _COUNTING


def _holds_rate(answer: Node) -> bool:
    """Tell whether an answer is a number other than 0, or such a number times something."""
    number = _number(answer)
    if number is not None:
        return number != 0
    waiting = [answer]
    while waiting:
        node = waiting.pop()
        sides = node.children if isinstance(node, Binary) and node.operator == "*" else ()
        if any(_number(side) not in (None, 0, 1) for side in sides):
            return True
        if isinstance(node, (Binary, Parenthesis, Unary)):
            waiting.extend(node.children)
    return False


def _typed_table(node: Node) -> list[str]:
    """Return the first numbers of a table in braces with rates in it, none for another node."""
    if not isinstance(node, Array):
        return []
    numbers = [cell.value for row in node.rows for cell in row if isinstance(cell, Number)]
    fractions = any(0 < abs(number) < 1 for number in numbers)
    return [shown(number) for number in numbers[:6]] if len(numbers) > 2 and fractions else []


def _rates(audited: AuditedBook, group: FormulaGroup) -> list[str]:
    """Return the rates that multiply or divide cells, and what is added to a total by hand."""
    found: list[str] = []
    for node in group.nodes:
        if not isinstance(node, Binary):
            continue
        for side, other in ((node.left, node.right), (node.right, node.left)):
            number = _rate(side)
            if number is None or not _reads_cells(other):
                continue
            if node.operator == "*" or (node.operator == "/" and side is node.right):
                if number not in _UNITS and (abs(number) < 2 and number != int(number)):
                    found.append(_as_written(group, side))
            elif node.operator in "+-" and _is_plug(audited, group, number, other):
                found.append(_as_written(group, side))
    return found


def _is_plug(audited: AuditedBook, group: FormulaGroup, number: float, other: Node) -> bool:
    """Tell whether an amount is added to a total of cells by hand."""
    while isinstance(other, Parenthesis):
        other = other.operand
    is_sum = isinstance(other, Call) and other.function in ("SUM", "SUMIFS", "SUMIF", "SUBTOTAL")
    return is_sum and abs(number) >= 10 and audited.unit(group.sheet, group.keys[0]) != "date"


def _as_written(group: FormulaGroup, node: Node) -> str:
    return group.written(node).strip("()")


def _rate(node: Node) -> float | None:
    """Return a typed number, also ``(1+5%)``."""
    while isinstance(node, Parenthesis):
        node = node.operand
    if isinstance(node, Binary) and node.operator in "+-":
        left, right = _number(node.left), _number(node.right)
        if left is not None and right is not None:
            return left + right if node.operator == "+" else left - right
        return None
    return _number(node)


def _number(node: Node) -> float | None:
    while isinstance(node, Parenthesis):
        node = node.operand
    if isinstance(node, Number):
        return float(node.value)
    if isinstance(node, Percent):
        inner = _number(node.operand)
        return None if inner is None else inner / 100
    if isinstance(node, Unary):
        inner = _number(node.operand)
        return None if inner is None else -inner if node.operator == "-" else inner
    return None


def _reads_cells(node: Node) -> bool:
    """Tell whether an operand is a cell, or an expression of cells, rather than a further constant."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Reference):
            return True
        waiting.extend(part.children)
    return False
