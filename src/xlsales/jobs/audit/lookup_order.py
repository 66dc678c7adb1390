"""CHECK-032 and CHECK-033: lookups that need sorted keys, or compare loosely because nobody said how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from xlsales.formula.tree import Call, Number, Text
from xlsales.jobs.audit.finding import Finding, at_group, spot
from xlsales.jobs.audit.lookups import Lookup
from xlsales.workbook.keys import cell_place

#: Looking up a number or text beyond all others finds the last one: a known way to do that.
_BEYOND: Final = 1e9


def lookup_order(lookups: Sequence[Lookup]) -> Iterator[Finding]:
    """Find approximate lookups on keys that do not rise, or on texts where nobody asked for it."""
    told: set[int] = set()
    for lookup in lookups:
        if lookup.way not in ("approximate", "omitted") or id(lookup.group) in told or _finds_last(lookup):
            continue
        keys, home = lookup.keys, lookup.group.sheet
        if keys.first_falling is not None:
            rule, wrong = "CHECK-032", spot(keys.sheet, cell_place(keys.first_falling), home)
        elif lookup.way == "omitted" and keys.are_texts:
            rule, wrong = "CHECK-033", spot(keys.sheet, keys.area, home)
        else:
            continue
        told.add(id(lookup.group))
        yield at_group(rule, lookup.group, function=lookup.call.function, keys=wrong)


def _finds_last(lookup: Lookup) -> bool:
    node = lookup.value
    if isinstance(node, Number):
        return node.value >= _BEYOND or lookup.call.function == "LOOKUP"
    return isinstance(node, Text) or (isinstance(node, Call) and node.function in ("REPT", "MAX", "UNICHAR"))
