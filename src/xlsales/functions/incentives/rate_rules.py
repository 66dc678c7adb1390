"""RATE_FOR: the rate of the most specific rule that fits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Annotated, Any, Final

from xlsales.functions.incentives.isolated import cell_of, isolated
from xlsales.functions.kinds import AnyKind, ArgumentIsError, DateKind, Kind, NumberKind, Reading, Unread
from xlsales.functions.registry import cell_function
from xlsales.incentives.keys import BLANK, keys_of
from xlsales.incentives.rate_rules import RateRule, RuleBook
from xlsales.kernel.blocks import Block, common_shape
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.values import CellError, CellValue, is_blank

_RATE: Final = NumberKind("a rate; leave a header row out")
_DAY: Final = DateKind()


@cell_function(
    "RATE_FOR",
    group="Incentives",
    chinese="按规则取费率：最具体的规则优先",
    words=("费率", "规则", "产品提成", "客户提成"),
    catalogue=("IN1", "IN5", "IN9"),
)
def rate_for(
    keys: Annotated[
        Unread | None,
        Kind(AnyKind(), "whole", blank_is_value=True, unread=True),
        {"doc": "One column a key, one row a result", "zh": "产品、客户等，每列一个键"},
    ],
    rules: Annotated[
        Unread,
        Kind(AnyKind(), "whole", unread=True),
        {"doc": "A column a key (blank is any), rate, [from], [to]", "zh": "各键（空为任意）、比率、起、止"},
    ],
    date: Annotated[
        Unread | None,
        Kind(DateKind(), "whole", blank_is_value=True, unread=True),
        {"doc": "The day that the rules' windows are asked for", "zh": "日期"},
    ] = None,
) -> Block[Any] | None:
    """Rate of the most specific rule that fits: the one that names most keys.

    Shapes: ``keys`` n x k, ``rules`` m x (k + 1 to k + 3), ``date`` one or n x 1; the result is
    n x 1. Both ends of a window count; without a date, windows are not asked for. A wholly blank
    row of keys stays blank.

    Errors: RULE-001 two rules fit equally (both rows are named), RULE-002 (``#N/A``) none fits,
    RULE-003 another number of columns, RULE-004 a window that ends before it begins.

    Examples:
        >>> from xlsales.functions import call_function
        >>> rules = [["", "", 0.05], ["tea", "", 0.1], ["tea", "east", 0.12]]
        >>> call_function("RATE_FOR", [[["tea", "east"], ["tea", "west"], ["ink", "east"]], rules]).rows
        ((0.12,), (0.1,), (0.05,))
    """
    if keys is None:
        return None
    book = RuleBook.of(_rules(rules, keys.block.width))
    dates = Block.cell(None) if date is None else date.block
    shape = common_shape([(keys.block.height, 1), dates.shape])
    if shape is None:
        came = f"{keys.block.height} rows of keys, {dates.height} x {dates.width} dates"
        fix = "Select as many dates as rows of keys, or one."
        raise InvalidInputError(Issue("ARG-005", "date", came, "one date a row of keys", fix))
    return Block.of(
        [isolated(partial(_rate, book, keys.block, date, row, column)) for column in range(shape[1])]
        for row in range(shape[0])
    )


def _rate(
    book: RuleBook, keys: Block[CellValue], dates: Unread | None, row: int, column: int
) -> Fraction | None:
    values = keys.rows[row if keys.height > 1 else 0]
    for value in values:
        if isinstance(value, CellError):
            raise ArgumentIsError(value)
    wanted = keys_of(values)
    if all(key == BLANK for key in wanted):
        return None
    return book.rate_for(wanted, cell_of(dates, row, column))


def _rules(rules: Unread, width: int) -> list[RateRule]:
    """Read the rules for a number of keys.

    Raises:
        ArgumentIsError: A cell holds an error value.
        InvalidInputError: Anything is wrong; every cell is named.
    """
    block = rules.kind.read_whole(rules.block, rules.reading)
    if not width + 1 <= block.width <= width + 3:
        expected = f"{width + 1} to {width + 3}: {width} of keys, rate, from, to"
        fix = "Give the rules as many key columns as the keys have."
        raise InvalidInputError(Issue("RULE-003", "rules", f"{block.width} columns", expected, fix))
    read: list[RateRule] = []
    issues: list[Issue] = []
    for i, cells in enumerate(block.rows):
        if all(map(is_blank, cells)):
            continue
        try:
            read.append(_rule(i, cells, width, rules.reading))
        except InvalidInputError as error:
            issues += error.issues
    if issues:
        raise InvalidInputError(*issues)
    return read


def _rule(row: int, cells: Sequence[CellValue], width: int, reading: Reading) -> RateRule:
    rate = _RATE.read(cells[width], reading.cell(row, width))
    if rate is None:
        where, fix = reading.cell(row, width).where, "Give the rate, or clear the whole row."
        raise InvalidInputError(Issue("RULE-005", where, "a blank cell", "a rate", fix))
    days: list[date | None] = [
        _DAY.read(cell, reading.cell(row, width + i)) for i, cell in enumerate(cells[width + 1 :], start=1)
    ]
    first, last = (*days, None, None)[:2]
    if first and last and last < first:
        fix = "Let the window end on or after its first day."
        where = reading.cell(row, width + 2).where
        raise InvalidInputError(Issue("RULE-004", where, str(last), f"{first} or later", fix))
    return RateRule(row + 1, keys_of(cells[:width]), rate, first, last)
