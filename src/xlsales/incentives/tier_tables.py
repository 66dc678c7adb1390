"""Tier tables as a workbook holds them: read, and every problem told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from xlsales.incentives.from_to import FROM_TO_FIX, meets
from xlsales.incentives.tiers import Tier, Tiers
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO, exact, shown
from xlsales.kernel.values import CellValue, is_blank

_COLUMNS: Final = ("lower bound", "rate", "fixed amount")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table that is not wholly blank.

    Attributes:
        row: Its place in the range, from 1.
        cells: Its cells, as wide as the table is used.
    """

    row: int
    cells: tuple[CellValue, ...]

    def place(self, column: int) -> str:
        """Return where one of its cells stands, columns from 0."""
        return f"[{self.row},{column + 1}]"


Lines: TypeAlias = Sequence[Line]


def used_lines(block: Block[CellValue]) -> tuple[Line, ...]:
    """Return the rows that hold something, without columns that are blank all the way down."""
    used = [
        Line(row, cells)
        for row, cells in enumerate(block.rows, start=1)
        if not all(is_blank(cell) for cell in cells)
    ]
    width = max(
        (i + 1 for line in used for i, cell in enumerate(line.cells) if not is_blank(cell)), default=0
    )
    return tuple(Line(line.row, line.cells[:width]) for line in used)


def number_in(cell: CellValue) -> Fraction | None:
    """Return a cell's number, ``None`` for a blank or a text."""
    return exact(cell) if isinstance(cell, (int, float)) else None


def read_tiers(block: Block[CellValue]) -> Tiers:
    """Read a tier table: lower bound, rate and, in a third column, a fixed amount.

    Args:
        block: Cells of the table without a header, shape (k, 2) or (k, 3); wholly blank rows are
            passed over, a blank fixed amount is none.

    Returns:
        The tiers, by rising bound.

    Raises:
        InvalidInputError: TIER-001 bounds that do not rise, TIER-002 text, TIER-003 a from-to-rate
            table, TIER-004 other columns, TIER-005 a blank bound or rate.

    Examples:
        >>> read_tiers(Block(((0, 0.05), (100, 0.08)))).bounds
        (Fraction(0, 1), Fraction(100, 1))
    """
    return _read(block, prices=False)


def read_prices(block: Block[CellValue]) -> Tiers:
    """Read a price table: least quantity, price and, in a third column, a fixed amount.

    A price may be as large as the next row's quantity by chance: of two rows, only ranges that
    rise are taken for a from-to table.
    """
    return _read(block, prices=True)


def _read(block: Block[CellValue], *, prices: bool) -> Tiers:
    lines = used_lines(block)
    shape_issue = columns_issue(lines)
    if shape_issue:
        raise InvalidInputError(shape_issue)
    if meets([[number_in(cell) for cell in line.cells] for line in lines], prices=prices):
        raise InvalidInputError(_from_to_issue(lines))
    issues = [*cell_issues(lines, (0, 1), _COLUMNS), *order_issues(lines)]
    if issues:
        raise InvalidInputError(*issues)
    return Tiers.of(Tier(*(number_in(cell) or ZERO for cell in line.cells)) for line in lines)


def columns_issue(lines: Lines) -> Issue | None:
    """Return what is wrong with the number of columns."""
    width = len(lines[0].cells) if lines else 0
    if width in (2, 3):
        return None
    came = f"{width} columns" if width != 1 else "1 column"
    expected = "two columns, lower bound and rate, or a third with a fixed amount"
    fix = "Select the bounds and the rates side by side, one tier a row."
    return Issue("TIER-004", "", came if lines else "only blank cells", expected, fix)


def _from_to_issue(lines: Lines) -> Issue:
    came = "a from-to-rate table: column 2 meets the next row's column 1"
    return Issue("TIER-003", lines[0].place(1), came, "lower bound, rate, fixed amount", FROM_TO_FIX)


def cell_issues(lines: Lines, needed: Sequence[int], names: Sequence[str]) -> Iterator[Issue]:
    """Yield an issue for every text, and for every blank in a column that is needed."""
    for i, line in enumerate(lines):
        for column, cell in enumerate(line.cells):
            if is_blank(cell):
                if column in needed:
                    fix = f"Give the {names[column]}, or clear the whole row."
                    yield Issue("TIER-005", line.place(column), "a blank cell", names[column], fix)
            elif not isinstance(cell, (int, float)):
                fix = "Turn the text into a number."
                if i == 0:
                    fix = "Leave the header row out of the range; if it is none, turn the text into a number."
                expected = f"a number, the {names[column]}"
                yield Issue("TIER-002", line.place(column), f"the text {str(cell)!r}", expected, fix)


def order_issues(lines: Lines) -> Iterator[Issue]:
    """Yield an issue for every lower bound that is not above the one before it."""
    before: Fraction | None = None
    for line in lines:
        bound = number_in(line.cells[0])
        if bound is None:
            continue
        if before is not None and bound <= before:
            fix = "List tiers by rising lower bound, each once."
            yield Issue("TIER-001", line.place(0), shown(bound), f"more than {shown(before)}", fix)
        before = bound
