"""Rows and columns of filled cells without a gap, and the stretches of one formula in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.workbook.keys import cell_key

Direction = Literal["down", "across"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring cells of one kind.

    Attributes:
        group: The formula that they share; ``None`` where they hold numbers or something else.
        is_number: They hold typed numbers.
        keys: The cells.
    """

    group: FormulaGroup | None
    is_number: bool
    keys: Sequence[int]


def lines(audited: AuditedBook, sheet: str, direction: Direction) -> Iterator[list[int]]:
    """Go through the unbroken columns (or rows) of filled cells of a sheet."""
    columns = audited.filled[sheet]
    if direction == "down":
        for column, rows in columns.items():
            yield from _unbroken([cell_key(row, column) for row in rows], cell_key(1, 1) - cell_key(0, 1))
        return
    keys = sorted(cell_key(row, column) for column, rows in columns.items() for row in rows)
    yield from _unbroken(keys, 1)


def _unbroken(keys: list[int], step: int) -> Iterator[list[int]]:
    start = 0
    for place in range(1, len(keys) + 1):
        if place == len(keys) or keys[place] - keys[place - 1] != step:
            yield keys[start:place]
            start = place


def stretches(audited: AuditedBook, sheet: str, line: Sequence[int]) -> list[Stretch]:
    """Return a line as stretches of one formula, of typed numbers, or of anything else."""
    found: list[Stretch] = []
    start = 0
    kinds = [_kind(audited, sheet, key) for key in line]
    for place in range(1, len(line) + 1):
        if place == len(line) or kinds[place] != kinds[start]:
            group, is_number = kinds[start]
            found.append(Stretch(group, is_number, line[start:place]))
            start = place
    return found


def _kind(audited: AuditedBook, sheet: str, key: int) -> tuple[FormulaGroup | None, bool]:
    group = audited.groups.at(sheet, key)
    return group, group is None and audited.typed_number(sheet, key) is not None
