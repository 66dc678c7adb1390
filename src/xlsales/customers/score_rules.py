"""Tables of scoring rules: points for an attribute that passes a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlsales.customers.conditions import Condition, parse_condition
from xlsales.customers.tables import unknown_name
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import exact
from xlsales.kernel.values import CellValue, is_blank, is_number
from xlsales.kernel.words import folded

_COLUMNS: Final = "attribute, test, points, and if wanted group and group limit"


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """Points for an attribute that passes a test.

    Attributes:
        attribute: Name as the table writes it.
        condition: The test.
        points: Added when the test is passed; may be negative.
        group: Group whose sum is limited, or ``None``.
        row: Row of the table, from 1.
    """

    attribute: str
    condition: Condition
    points: Fraction
    group: str | None
    row: int


@dataclass(frozen=True, slots=True)
class ScoreRules:
    """Rules in the order of their table, and the limit of each group that has one."""

    rules: tuple[ScoreRule, ...]
    limits: Mapping[str, Fraction]


def read_rules(rows: Sequence[Sequence[CellValue]]) -> ScoreRules:
    """Read a table of scoring rules.

    Args:
        rows: Attribute, test, points, [group], [group limit]; shape (n, 3) to (n, 5). Wholly blank rows
            are passed over. One row of a group is enough to give its limit.

    Raises:
        InvalidInputError: SCORE-001 another number of columns or no rule, SCORE-002 a cell is missing or
            no number, SCORE-003 a group with two limits, COND-001 a test that cannot be read.

    Examples:
        >>> read_rules([["visits", ">=3", 10, "interest", 15]]).limits
        {'interest': Fraction(15, 1)}
    """
    placed = [(i + 1, row) for i, row in enumerate(rows) if not all(map(is_blank, row))]
    if not placed or not 3 <= len(rows[0]) <= 5:
        came = f"{len(rows[0])} columns" if placed else "no rule"
        fix = "Select these columns, one row a rule."
        raise InvalidInputError(Issue("SCORE-001", "", came, _COLUMNS, fix))
    issues: list[Issue] = []
    rules: list[ScoreRule] = []
    limits: dict[str, Fraction] = {}
    for place, row in placed:
        cells = (*row, None, None)[:5]
        wrong = [*_cell_issues(place, cells), *_limit_issues(place, cells, limits)]
        try:
            condition = parse_condition(cells[1])
        except InvalidInputError as error:
            wrong += [issue.at(f"[{place},2]") for issue in error.issues]
        issues += wrong
        if wrong:
            continue
        group = None if is_blank(cells[3]) else folded(str(cells[3]))
        if group is not None and not is_blank(cells[4]):
            limits[group] = _exact(cells[4])
        rules.append(ScoreRule(str(cells[0]), condition, _exact(cells[2]), group, place))
    raise_if_any(issues)
    return ScoreRules(tuple(rules), limits)


def check_rules(rules: ScoreRules, columns: Mapping[str, int]) -> tuple[Issue, ...]:
    """Return an issue for each rule whose attribute is no column of the values."""
    expected = "an attribute of the values' header"
    return tuple(
        unknown_name("SCORE-004", f"[{rule.row},1]", rule.attribute, columns, expected)
        for rule in rules.rules
        if folded(rule.attribute) not in columns
    )


def _cell_issues(place: int, cells: Sequence[CellValue]) -> list[Issue]:
    issues = []
    for column, name in enumerate(("an attribute", "a test", "points")):
        if is_blank(cells[column]):
            issues.append(Issue("SCORE-002", f"[{place},{column + 1}]", "blank", name, "Fill the cell."))
    for column, name in ((2, "points"), (4, "a limit")):
        if not is_blank(cells[column]) and not is_number(cells[column]):
            came = f"the text {cells[column]!r}"
            fix = "Type a number."
            issues.append(Issue("SCORE-002", f"[{place},{column + 1}]", came, f"{name} as a number", fix))
    return issues


def _limit_issues(place: int, cells: Sequence[CellValue], limits: Mapping[str, Fraction]) -> list[Issue]:
    """Return what is wrong with a group limit: negative, without a group, or unlike an earlier one."""
    group, limit = cells[3], cells[4]
    if is_blank(limit) or not is_number(limit):
        return []
    where = f"[{place},5]"
    if is_blank(group):
        return [Issue("SCORE-003", where, "a limit", "no limit without a group", "Name the group.")]
    if _exact(limit) < 0:
        return [Issue("SCORE-003", where, str(limit), "0 or more; it holds both ways", "Drop the sign.")]
    earlier = limits.get(folded(str(group)))
    if earlier is not None and earlier != _exact(limit):
        fix = "Give each group one limit."
        return [Issue("SCORE-003", where, str(limit), f"the limit {earlier} of {group!r}", fix)]
    return []


def _exact(cell: CellValue) -> Fraction:
    assert isinstance(cell, (int, float))
    return exact(cell)
