"""CHECK-006: shares or weights that almost, but not quite, total 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from xlsales.jobs.audit.blocks import blocks_of
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_areas
from xlsales.jobs.audit.labels import row_label, says_share, stands_apart
from xlsales.kernel.numbers import TOTAL_TOLERANCE, exact, shown
from xlsales.workbook.keys import cell_key, cell_place

#: Farther from their whole, they are no shares of one thing; a line of measures is no sum the sooner.
_NEAR_BELOW, _NEAR_BESIDE = Fraction(1, 10), Fraction(1, 20)
_FEWEST: Final = 2
_LONGEST: Final = 400
_DOWN: Final = cell_key(1, 1) - cell_key(0, 1)


def shares(audited: AuditedBook) -> Iterator[Finding]:
    """Find typed shares under or beside a label that says so, whose total is near 1 or 100 and not it."""
    for sheet, cells in audited.book.sheets.items():
        for key, value in cells.values.items():
            if isinstance(value, str) and len(value) < 60 and says_share(value):
                for step, near in ((_DOWN, _NEAR_BELOW), (1, _NEAR_BESIDE)):
                    yield from _checked(audited, sheet, _run_from(audited, sheet, key, step), near)


def _run_from(audited: AuditedBook, sheet: str, key: int, step: int) -> list[int]:
    """Return the typed numbers that follow a label, up to a line of totals."""
    run: list[int] = []
    while len(run) <= _LONGEST:
        key += step
        number = audited.typed_number(sheet, key)
        row, column = cell_place(key)
        if number is None or number < 0:
            break
        if step == _DOWN and stands_apart(row_label(audited, sheet, row, column)):
            break
        run.append(key)
    return run


def _checked(audited: AuditedBook, sheet: str, run: list[int], near: Fraction) -> Iterator[Finding]:
    if not _FEWEST <= len(run) <= _LONGEST:
        return
    numbers = [exact(audited.number(sheet, key) or 0) for key in run]
    total = sum(numbers, Fraction(0))
    for whole in (Fraction(1), Fraction(100)):
        miss = total - whole
        if max(numbers) < whole and whole * TOTAL_TOLERANCE < abs(miss) <= whole * near:
            yield at_areas(
                "CHECK-006", sheet, blocks_of(run), total=_percent(total / whole), miss=_percent(miss / whole)
            )


def _percent(share: Fraction) -> str:
    return f"{shown(round(share * 100, 6))} %"
