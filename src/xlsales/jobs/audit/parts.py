"""CHECK-005: parts that do not add up to their whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from xlsales.formula.tree import Binary, Call, Node, Number, Parenthesis, Reference, walk
from xlsales.jobs.audit.blocks import blocks_of
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_areas, at_cell, spot
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.jobs.audit.labels import row_label, says_total
from xlsales.kernel.grid import Area
from xlsales.kernel.numbers import exact, shown
from xlsales.workbook.keys import cell_key, cell_place

_ROUNDING: Final = frozenset({"ROUND", "ROUNDUP", "ROUNDDOWN", "INT", "TRUNC"})
#: Beyond this share of the whole, the label means another total.
_FAR: Final = Fraction(1, 5)
#: Below this share of the whole, doubles were added in another order.
_DUST: Final = Fraction(1, 10**9)
#: Longer texts are sentences, and how far a label may stand from its number.
_LONGEST_LABEL: Final = 60
_REACH: Final = 40


def parts(audited: AuditedBook) -> Iterator[Finding]:
    """Find rounded splits that miss their whole, and typed totals that miss their rows."""
    for group in audited.groups:
        yield from _rounded_split(audited, group)
    for sheet in audited.book.sheets:
        yield from _typed_totals(audited, sheet)


def _rounded_split(audited: AuditedBook, group: FormulaGroup) -> Iterator[Finding]:
    """Compare ``ROUND(whole * weight, digits)`` down a column with the whole."""
    found = _split_of(group)
    if found is None:
        return
    whole_node, unit = found
    for area in blocks_of(group.keys):
        if (area.width == 1) == (area.height == 1):
            continue
        whole = next(iter(audited.ranges(group, whole_node, cell_key(*area.corner))), None)
        amounts = [audited.number(group.sheet, key) for key in _keys(area)]
        value = audited.number(whole[0], cell_key(*whole[1].corner)) if whole else None
        if whole is None or value is None or None in amounts:
            continue
        total = sum((exact(amount) for amount in amounts if amount is not None), Fraction(0))
        miss = total - exact(value)
        if miss and abs(miss) <= unit * len(amounts):
            yield at_areas(
                "CHECK-005",
                group.sheet,
                (area,),
                total=shown(total),
                whole=shown(value),
                where=spot(*whole, group.sheet),
                miss=shown(miss),
            )


def _split_of(group: FormulaGroup) -> tuple[Reference, Fraction] | None:
    """Return the whole and the rounding unit of a split by weights, ``None`` for another formula."""
    call = group.tree
    if not isinstance(call, Call) or call.function not in _ROUNDING or not call.arguments:
        return None
    digits = call.arguments[1] if len(call.arguments) > 1 else None
    places = int(digits.value) if isinstance(digits, Number) else 0
    factors = _factors(call.arguments[0])
    wholes = [each for each in factors if isinstance(each, Reference) and _is_one_cell(each)]
    if len(wholes) != 1 or not any(_moves(each) for each in factors) or abs(places) > 9:
        return None
    return wholes[0], Fraction(10) ** -places


def _factors(node: Node) -> list[Node]:
    """Return what an amount is multiplied of; what divides it is left out."""
    found: list[Node] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Binary) and part.operator == "*":
            waiting += [part.left, part.right]
        elif isinstance(part, Binary) and part.operator == "/":
            waiting.append(part.left)
        elif isinstance(part, Parenthesis):
            waiting.append(part.operand)
        else:
            found.append(part)
    return found


def _is_one_cell(reference: Reference) -> bool:
    return all(reference.fixed) and reference.area is not None and reference.area.size == 1


def _moves(weight: Node) -> bool:
    """Tell whether each copy of the formula has a weight of its own."""
    return any(isinstance(part, Reference) and not all(part.fixed) for part in walk(weight))


def _typed_totals(audited: AuditedBook, sheet: str) -> Iterator[Finding]:
    """Compare numbers typed beside the word total with the numbers right above them."""
    for label_key, label in audited.book.sheets[sheet].values.items():
        if not isinstance(label, str) or len(label) > _LONGEST_LABEL or not says_total(label):
            continue
        for key in _beside(audited, sheet, label_key):
            row, column = cell_place(key)
            typed = audited.typed_number(sheet, key)
            above = _rows_above(audited, sheet, row, column) if typed else None
            if typed is None or above is None:
                continue
            total = sum((exact(audited.number(sheet, each) or 0) for each in _keys(above)), Fraction(0))
            miss = exact(typed) - total
            if abs(total) * _DUST < abs(miss) <= abs(total) * _FAR:
                yield at_cell(
                    "CHECK-005",
                    sheet,
                    key,
                    total=shown(total),
                    whole=shown(typed),
                    where=str(above),
                    miss=shown(miss),
                )


def _beside(audited: AuditedBook, sheet: str, label: int) -> Iterator[int]:
    """Go through the numbers to the right of a label, up to the next text."""
    for key in range(label + 1, label + _REACH):
        value = audited.value(sheet, key)
        if isinstance(value, str) and value.strip():
            return
        if value is not None:
            yield key


def _rows_above(audited: AuditedBook, sheet: str, row: int, column: int) -> Area | None:
    """Return the numbers right above a total, up to a text, a gap or another total; at least two."""
    top = row
    unit = audited.unit(sheet, cell_key(row, column))
    while top > 1:
        key = cell_key(top - 1, column)
        if audited.number(sheet, key) is None or audited.unit(sheet, key) != unit:
            break
        if says_total(row_label(audited, sheet, top - 1, column)):
            return None
        top -= 1
    if row - top < 2 or unit in ("%", "date"):
        return None
    return Area(top, column, row - 1, column)


def _keys(area: Area) -> list[int]:
    return [
        cell_key(row, column)
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    ]
