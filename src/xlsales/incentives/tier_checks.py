"""Every problem of a tier table, for people: order, text, gap, overlap, rates, blanks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final, NamedTuple

from xlsales.incentives.from_to import looks_like_from_to
from xlsales.incentives.tier_tables import (
    Lines,
    cell_issues,
    columns_issue,
    number_in,
    order_issues,
    used_lines,
)
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import shown
from xlsales.kernel.values import CellValue, is_blank

_WORDS: Final = {
    "TIER-001": "order",
    "TIER-002": "text",
    "TIER-004": "columns",
    "TIER-005": "blank",
    "TIER-006": "gap",
    "TIER-007": "overlap",
    "TIER-008": "rate",
}
_BOUND_NAMES: Final = ("lower bound", "rate", "fixed amount")
_RANGE_NAMES: Final = ("from", "to", "rate")


class Problem(NamedTuple):
    """One problem of a tier table.

    Attributes:
        word: Its kind: order, text, gap, overlap, rate, blank or columns.
        issue: Where it is and how to mend it; a rate is only a warning.
    """

    word: str
    issue: Issue


def tier_problems(block: Block[CellValue]) -> tuple[Problem, ...]:
    """Return every problem of a tier table, by row; none means that it is fine.

    Args:
        block: Lower bound, rate and perhaps a fixed amount; or from, to, rate.

    Examples:
        >>> [problem.word for problem in tier_problems(Block(((0, 0.05), (0, 8))))]
        ['order', 'rate']
        >>> [problem.word for problem in tier_problems(Block(((0, 10, 0.1), (20, None, 0.2))))]
        ['gap']
    """
    lines = used_lines(block)
    shape_issue = columns_issue(lines)
    if shape_issue:
        return (_problem(shape_issue),)
    if looks_like_from_to([[number_in(cell) for cell in line.cells] for line in lines]):
        issues = [*_range_cell_issues(lines), *_range_issues(lines), *_rate_issues(lines, 2)]
    else:
        issues = [*cell_issues(lines, (0, 1), _BOUND_NAMES), *order_issues(lines), *_rate_issues(lines, 1)]
    return tuple(sorted(map(_problem, issues), key=_row_of))


def _problem(issue: Issue) -> Problem:
    return Problem(_WORDS[issue.code], issue)


def _row_of(problem: Problem) -> int:
    place = problem.issue.where.strip("[]").partition(",")[0]
    return int(place) if place else 0


def _range_cell_issues(lines: Lines) -> Iterator[Issue]:
    """Yield texts and blanks; the last range may be open, by a blank or in words."""
    last = lines[-1]
    open_end = is_blank(last.cells[1]) or isinstance(last.cells[1], str)
    if open_end:
        start, _, rate = last.cells
        lines = [*lines[:-1], replace(last, cells=(start, 0, rate))]
    yield from cell_issues(lines, (0, 1, 2), _RANGE_NAMES)


def _range_issues(lines: Lines) -> Iterator[Issue]:
    before: Fraction | None = None
    before_start: Fraction | None = None
    for line in lines:
        start, end = number_in(line.cells[0]), number_in(line.cells[1])
        if start is not None:
            if before_start is not None and start <= before_start:
                fix = "List the ranges by rising bound, each once."
                expected = f"more than {shown(before_start)}"
                yield Issue("TIER-001", line.place(0), shown(start), expected, fix)
            elif before is not None and start != before:
                yield _seam(line.place(0), start, before)
            before_start = start
        if start is not None and end is not None and end <= start:
            fix = "Let each range end above its start."
            yield Issue("TIER-001", line.place(1), shown(end), f"more than {shown(start)}", fix)
        before = end


def _seam(where: str, start: Fraction, before: Fraction) -> Issue:
    expected = f"{shown(before)}, where the row above ends"
    if start > before:
        fix = f"Amounts between {shown(before)} and {shown(start)} have no rate; let the ranges meet."
        return Issue("TIER-006", where, shown(start), expected, fix)
    fix = f"Amounts between {shown(start)} and {shown(before)} have two rates; let the ranges meet."
    return Issue("TIER-007", where, shown(start), expected, fix)


def _rate_issues(lines: Lines, column: int) -> Iterator[Issue]:
    for line in lines:
        rate = number_in(line.cells[column])
        if rate is not None and not 0 <= rate <= 1:
            fix = "Write 5 % as 5% or 0.05; if it is money per unit, nothing is wrong."
            yield Issue("TIER-008", line.place(column), shown(rate), "0 to 1", fix, "warning")
