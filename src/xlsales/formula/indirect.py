"""INDIRECT: an address in a text means the formula's own sheet unless it names one."""

from __future__ import annotations

from collections.abc import Sequence

from xlsales.formula.addresses import quoted_sheet
from xlsales.formula.faults import FormulaError
from xlsales.formula.parser import parse
from xlsales.formula.tree import Binary, Call, Logical, Node, Number, Reference, Text, walk


def contained_indirect(call: Call, rendered: Sequence[str], sheet: str) -> str | None:
    """Return an INDIRECT that means the same from every sheet; ``None`` where nobody can tell beforehand.

    Args:
        call: The call.
        rendered: Its arguments, already self-contained.
        sheet: The formula's own sheet.

    Examples:
        >>> def contained(text: str) -> str | None:
        ...     call = parse(text)
        ...     return contained_indirect(call, [text[n.start : n.end] for n in call.arguments], "Plan")
        >>> contained('INDIRECT("A1:A3")'), contained('INDIRECT("A"&B1)')
        ('Plan!A1:A3', 'INDIRECT("Plan!"&"A"&B1)')
        >>> contained('INDIRECT(B1)')
        'INDIRECT(IF(ISNUMBER(FIND("!",B1)),"","Plan!")&B1)'
        >>> contained('INDIRECT("R[-1]C",FALSE)') is None
        True
    """
    if not call.arguments:
        return None
    first = call.arguments[0]
    unchanged = f"{call.written}({','.join(rendered)})"
    if _names_a_sheet(first) and "[" not in rendered[0]:
        return unchanged
    if not _is_a1_style(call):
        return None
    if isinstance(first, Text):
        return _constant(first.value, sheet) or unchanged
    front = f"{quoted_sheet(sheet)}!".replace('"', '""')
    text = rendered[0] if _is_joined(first) or not isinstance(first, Binary) else f"({rendered[0]})"
    if _begins_with_column(first):
        return f'{call.written}("{front}"&{text})'
    return f'{call.written}(IF(ISNUMBER(FIND("!",{text})),"","{front}")&{text})'


def _names_a_sheet(node: Node) -> bool:
    return any(isinstance(part, Text) and "!" in part.value for part in walk(node))


def _is_a1_style(call: Call) -> bool:
    if len(call.arguments) == 1:
        return True
    style = call.arguments[1]
    return isinstance(style, (Logical, Number)) and bool(style.value)


def _is_joined(node: Node) -> bool:
    return isinstance(node, Binary) and node.operator == "&"


def _begins_with_column(node: Node) -> bool:
    """Whether the text begins with letters that can only be a column: ``"A"&ROW()``."""
    if not _is_joined(node):
        return False
    while isinstance(node, Binary) and node.operator == "&":
        node = node.left
    return isinstance(node, Text) and node.value.replace("$", "").isalpha() and len(node.value) <= 4


def _constant(text: str, sheet: str) -> str | None:
    try:
        node = parse(text)
    except FormulaError:
        return None
    if isinstance(node, Reference) and node.sheet is None and node.book is None:
        return f"{quoted_sheet(sheet)}!{text.strip()}"
    return None
