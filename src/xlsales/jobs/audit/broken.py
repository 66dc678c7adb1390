"""CHECK-040 and CHECK-044: references to cells that are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_areas, at_group, shown_formula
from xlsales.kernel.grid import parse_area
from xlsales.kernel.issues import InvalidInputError

_BROKEN: Final = re.compile(r'#REF!(?=(?:[^"]*"[^"]*")*[^"]*$)')


def broken(audited: AuditedBook) -> Iterator[Finding]:
    """Find ``#REF!`` in formulas, names, validations, conditional formats and charts."""
    for group in audited.groups:
        if is_broken(group.text):
            yield at_group("CHECK-040", group)
    yield from _names(audited)
    for sheet, cells in audited.book.sheets.items():
        for other in cells.other_formulas:
            if is_broken(other.text):
                found = _first_area(sheet, other.area_text, shown_formula(other.text))
                yield found
    for chart in audited.charts:
        if is_broken(chart.text):
            facts = (("formula", shown_formula(chart.text)),)
            yield Finding("CHECK-040", chart.sheet, (), facts, part=f"chart {chart.chart}")


def is_broken(text: str) -> bool:
    """Tell whether a formula refers to cells that are gone; a text in quotes may say anything.

    Examples:
        >>> is_broken("SUM(#REF!,A1)"), is_broken("Plan!#REF!*2"), is_broken('IF(A1="#REF!",1,2)')
        (True, True, False)
    """
    return "#REF!" in text and _BROKEN.search(text) is not None


def _names(audited: AuditedBook) -> Iterator[Finding]:
    """Find names that mean nothing any more: an error where a formula uses them."""
    used = {
        word.casefold()
        for group in audited.groups
        for word in re.findall(r"[A-Za-z_\\\u0080-\uffff][\w.\\]*", group.text)
    }
    for name in audited.names:
        if is_broken(name.text) and not name.hidden and not name.name.startswith("_xlnm."):
            rule = "CHECK-040" if name.name.casefold() in used else "CHECK-044"
            yield Finding(rule, name.sheet, (), (("formula", shown_formula(name.text)),), part=name.name)


def _first_area(sheet: str, areas: str, formula: str) -> Finding:
    try:
        found = tuple(parse_area(area) for area in areas.split()[:20])
    except InvalidInputError:
        found = ()
    return at_areas("CHECK-040", sheet, found, formula=formula)
