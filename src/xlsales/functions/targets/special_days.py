"""Dates that a workbook adds to a calendar, each with its weight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from xlsales.functions.kinds import ArgumentIsError, DateKind, NumberKind, Reading, Unread
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.values import CellError, CellValue, is_number

#: A greater number beside a date is a date itself.
_LARGEST_WEIGHT: Final = 366


def special_days(given: Unread | None) -> dict[date, Fraction]:
    """Return the weight of each date of a range.

    Args:
        given: Dates in one row or column, or two columns of dates and weights; a blank weight
            is 0, a blank date is skipped.

    Raises:
        ArgumentIsError: A cell holds an error value.
        InvalidInputError: No date, or a weight that is no number from 0; all of them are named.
    """
    if given is None:
        return {}
    days: dict[date, Fraction] = {}
    issues: list[Issue] = []
    for day, weight, reading in _pairs(given):
        try:
            when = DateKind().read(day, reading)
            if when is not None:
                days[when] = _weight(weight, reading)
        except InvalidInputError as error:
            issues += error.issues
    raise_if_any(issues)
    return days


def _pairs(given: Unread) -> Iterator[tuple[CellValue, CellValue, Reading]]:
    rows = given.block.rows
    for value in given.block.cells():
        if isinstance(value, CellError):
            raise ArgumentIsError(value)
    if given.block.width == 2 and not (len(rows) == 1 and _is_date(rows[0][1])):
        for i, (day, weight) in enumerate(rows):
            yield day, weight, given.reading.cell(i, 0)
        return
    for i, row in enumerate(rows):
        for j, day in enumerate(row):
            yield day, None, given.reading.cell(i, j)


def _is_date(value: CellValue) -> bool:
    return is_number(value) and float(value) > _LARGEST_WEIGHT  # type: ignore[arg-type]


def _weight(value: CellValue, reading: Reading) -> Fraction:
    weight = NumberKind("a weight from 0, beside the date").read(value, reading) or ZERO
    if weight < 0:
        raise InvalidInputError(
            Issue(
                "TARGET-054",
                reading.where,
                str(value),
                "a weight from 0, beside the date",
                "Use 0 for a day off and 0.5 for half a day.",
            )
        )
    return weight
