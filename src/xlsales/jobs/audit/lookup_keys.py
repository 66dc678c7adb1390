"""CHECK-030 and CHECK-031: keys that look equal and are not, and keys that stand twice."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from xlsales.jobs.audit.blocks import blocks_of
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_areas, at_cell, spot
from xlsales.jobs.audit.lookups import Keys, Lookup
from xlsales.workbook.keys import cell_key, cell_place


def unclean_keys(audited: AuditedBook, lookups: Sequence[Lookup]) -> Iterator[Finding]:
    """Find texts in lookups that differ from another one only in blanks or in width."""
    compared: dict[Keys, set[tuple[str, int]]] = {}
    for lookup in lookups:
        keys = lookup.keys
        if keys not in compared:
            compared[keys] = {(keys.sheet, key) for key in keys.cells}
        compared[keys].update(lookup.looked_up())
    told: dict[tuple[str, str], set[int]] = defaultdict(set)
    for places in compared.values():
        for sheet, key in _unlike(audited, places):
            told[sheet, str(audited.value(sheet, key))].add(key)
    for (sheet, text), cells in told.items():
        yield at_areas("CHECK-030", sheet, blocks_of(cells), text=f"“{text}”", clean=f"“{_trimmed(text)}”")


def _unlike(audited: AuditedBook, cells: set[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Go through the typed texts that another text equals but for blanks or width, the clean one left out."""
    spellings: dict[str, dict[str, list[tuple[str, int]]]] = defaultdict(lambda: defaultdict(list))
    for sheet, key in cells:
        text = audited.value(sheet, key)
        if isinstance(text, str) and text.strip():
            spellings[_cleaned(text)][text.casefold()].append((sheet, key))
    for clean, found in spellings.items():
        for text, places in found.items() if len(found) > 1 else ():
            if text != clean:
                yield from (place for place in places if not audited.has_formula(*place))


def _trimmed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _cleaned(text: str) -> str:
    """Return a text as a person reads it: half width, one blank between words, no case.

    Examples:
        >>> _cleaned(" North\\u3000East "), _cleaned("Ａ００１")
        ('north east', 'a001')
    """
    return _trimmed(text).casefold()


def repeated_keys(lookups: Sequence[Lookup]) -> Iterator[Finding]:
    """Find keys of exact lookups that stand twice with different rows: the second is never found."""
    told: set[tuple[str, int]] = set()
    for lookup in lookups:
        if lookup.way != "exact" or not lookup.looks_up_a_cell:
            continue
        keys = lookup.keys
        for key, first in keys.repeated:
            if (keys.sheet, key) not in told and not _is_same_row(lookup, key, first):
                told.add((keys.sheet, key))
                value = keys.audited.value(keys.sheet, key)
                yield at_cell(
                    "CHECK-031",
                    keys.sheet,
                    key,
                    value=f"“{value}”" if isinstance(value, str) else f"{value:.15g}",
                    first=str(cell_place(first)),
                    formula=spot(lookup.group.sheet, lookup.group.home, keys.sheet),
                )


def _is_same_row(lookup: Lookup, key: int, first: int) -> bool:
    """Tell whether both rows of the table hold the same, so that it does not matter which one is found."""
    keys, area = lookup.keys, lookup.table
    if area is None or keys.area.width != 1 or area.width < 2:
        return False
    here, there = cell_place(key).row, cell_place(first).row
    value = keys.audited.value
    return all(
        value(keys.sheet, cell_key(here, column)) == value(keys.sheet, cell_key(there, column))
        for column in range(area.left + 1, area.right + 1)
    )
