"""CHECK-010 and CHECK-011: a formula, or a typed number, that breaks the pattern of its column or row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from xlsales.formula.shift import shift_formula
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_cell, shown_formula
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.jobs.audit.labels import series_place
from xlsales.jobs.audit.runs import Direction, Stretch, lines, stretches
from xlsales.kernel.numbers import shown
from xlsales.workbook.keys import cell_key, cell_place

#: More odd cells in a row are a section of their own.
_MOST_ODD: Final = 3
_DOWN: Final = cell_key(1, 1) - cell_key(0, 1)


def odd_formulas(audited: AuditedBook) -> Iterator[Finding]:
    """Find cells whose neighbours before and behind share a formula that they do not."""
    told: set[tuple[str, int]] = set()
    for sheet in audited.book.sheets:
        for direction in ("down", "across"):
            for line in lines(audited, sheet, direction):
                if len(line) > 3:
                    yield from _odd_in(audited, sheet, line, direction, told)


def _odd_in(
    audited: AuditedBook, sheet: str, line: Sequence[int], direction: Direction, told: set[tuple[str, int]]
) -> Iterator[Finding]:
    parts = stretches(audited, sheet, line)
    repeated = Counter(part.group for part in parts)
    for before, odd, behind in zip(parts, parts[1:], parts[2:], strict=False):
        pattern = before.group
        if pattern is None or behind.group is not pattern or not _is_short(before, odd, behind):
            continue
        if odd.group is not None and (repeated[odd.group] > 1 or _has_reason(odd.group, pattern)):
            continue
        if odd.group is None and not odd.is_number:
            continue
        for key in odd.keys:
            if (sheet, key) in told or _fits_across(audited, sheet, key, direction):
                continue
            if direction == "down" or _is_of_one_kind(audited, sheet, key):
                told.add((sheet, key))
                yield _told(audited, sheet, key, pattern)


def _is_short(before: Stretch, odd: Stretch, behind: Stretch) -> bool:
    """Tell whether a stretch is short beside the pattern around it."""
    around = len(before.keys) + len(behind.keys)
    return len(odd.keys) <= _MOST_ODD and around >= max(3, 3 * len(odd.keys))


def _has_reason(odd: FormulaGroup, pattern: FormulaGroup) -> bool:
    """Tell whether the odd formula is a subtotal among rows that are none."""
    return odd.total is not None and (pattern.total is None or odd.total.function != pattern.total.function)


def _fits_across(audited: AuditedBook, sheet: str, key: int, direction: Direction) -> bool:
    """Tell whether a cell follows the pattern of the other direction: a row of subtotals, a row of inputs."""
    step = 1 if direction == "down" else _DOWN
    group = audited.groups.at(sheet, key)
    sides = (key - step, key + step)
    if group is not None:
        return any(audited.groups.at(sheet, side) is group for side in sides)
    return all(audited.typed_number(sheet, side) is not None for side in sides)


def _is_of_one_kind(audited: AuditedBook, sheet: str, key: int) -> bool:
    """Tell whether the columns at both sides hold what the column of a cell holds: months, and no mixture."""
    above = key - _DOWN
    kinds = {_kind(audited, sheet, each) for each in (above - 1, above, above + 1)}
    if len(kinds) != 1:
        return False
    if kinds != {"text"}:
        return kinds != {"blank"}
    places = [series_place(audited.value(sheet, each)) for each in (above - 1, above, above + 1)]
    known = [place for place in places if place is not None]
    return len(known) == 3 and len({place.kind for place in known}) == 1


def _kind(audited: AuditedBook, sheet: str, key: int) -> object:
    group = audited.groups.at(sheet, key)
    if group is not None:
        return id(group)
    value = audited.value(sheet, key)
    return "number" if audited.number(sheet, key) is not None else "text" if value else "blank"


def _told(audited: AuditedBook, sheet: str, key: int, pattern: FormulaGroup) -> Finding:
    row, column = cell_place(key)
    home = pattern.home
    expected = shown_formula(shift_formula(pattern.text, row - home.row, column - home.column))
    text = audited.book.sheets[sheet].formulas.get(key)
    if text is not None:
        return at_cell("CHECK-010", sheet, key, formula=shown_formula(text), pattern=expected)
    number = audited.typed_number(sheet, key)
    return at_cell("CHECK-011", sheet, key, number=shown(number or 0), pattern=expected)
