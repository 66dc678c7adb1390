"""CHECK-032 and CHECK-033: lookups that need sorted keys, or compare loosely because nobody said how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from xlsales.formula.tree import Call, Number, Text
from xlsales.jobs.audit.finding import Finding, at_group, spot
from xlsales.jobs.audit.lookups import Lookup
from xlsales.kernel.values import CellValue, is_number
from xlsales.workbook.keys import cell_place

#: Looking up a number or text beyond all others finds the last one: a known way to do that.
_BEYOND: Final = 1e9


def lookup_order(lookups: Sequence[Lookup]) -> Iterator[Finding]:
    """Find approximate lookups on keys that do not rise, or on texts where nobody asked for it."""
    told: set[int] = set()
    for lookup in lookups:
        if lookup.way not in ("approximate", "omitted") or id(lookup.group) in told or _finds_last(lookup):
            continue
        place = _first_falling(lookup.values)
        rule = ""
        if place is not None:
            rule, wrong = "CHECK-032", spot(lookup.sheet, cell_place(lookup.cells[place]), lookup.group.sheet)
        elif lookup.way == "omitted" and _are_texts(lookup.values):
            rule, wrong = "CHECK-033", spot(lookup.sheet, lookup.keys, lookup.group.sheet)
        if rule:
            told.add(id(lookup.group))
            yield at_group(rule, lookup.group, function=lookup.call.function, keys=wrong)


def _finds_last(lookup: Lookup) -> bool:
    node = lookup.value
    if isinstance(node, Number):
        return node.value >= _BEYOND or lookup.call.function == "LOOKUP"
    return isinstance(node, Text) or (isinstance(node, Call) and node.function in ("REPT", "MAX", "UNICHAR"))


def _first_falling(values: Sequence[CellValue]) -> int | None:
    """Return where the keys, numbers or else texts, first fall; ``None`` where they rise throughout.

    Examples:
        >>> _first_falling(["From", 0, 500, 400]), _first_falling([0, 500, 500]), _first_falling(["b", "A"])
        (3, None, 1)
        >>> _first_falling(["R1", "R-2", "R3"]) is None
        True
    """
    numbers = [(place, float(value)) for place, value in enumerate(values) if is_number(value)]  # type: ignore[arg-type]
    if len(numbers) > 1:
        return next((second for (_, a), (second, b) in pairwise(numbers) if b < a), None)
    texts = [(place, value) for place, value in enumerate(values) if isinstance(value, str) and value]
    for (_, first), (second, behind) in pairwise(texts):
        if behind.casefold() < first.casefold() and _letters(behind) < _letters(first):
            return second
    return None


def _letters(text: str) -> str:
    """Return what Excel compares first: letters and digits without signs."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _are_texts(values: Sequence[CellValue]) -> bool:
    texts = sum(1 for value in values if isinstance(value, str) and value)
    numbers = sum(1 for value in values if is_number(value))
    return texts > 1 and numbers == 0
