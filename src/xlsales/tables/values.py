"""Values of a table as numbers, days and words; what cannot be read is told, not guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Final

from xlsales.kernel.dates import DateSystem, date_of_serial
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.values import is_blank
from xlsales.kernel.words import folded
from xlsales.tables.raw import RawTable, RawValue
from xlsales.tables.specs import FieldSpec

_YEAR_MONTH: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?")
_TIME: Final = re.compile(r"(?:.*[T ])?(\d{1,2})[:时](\d{1,2})(?:[:分]\d{1,2})?(?:\.\d+)?[分秒]?")
_MINUTES_A_DAY: Final = 24 * 60
_FLAGS: Final = {
    "true": True,
    "yes": True,
    "1": True,
    "是": True,
    "false": False,
    "no": False,
    "0": False,
    "否": False,
}

#: What stands in a field once it is read.
FieldValue = str | Decimal | date | time | int | bool | None


class UnreadableError(ValueError):
    """A value that is not of its field's kind; its text says what was expected."""


def read_value(value: RawValue, spec: FieldSpec, table: RawTable) -> FieldValue:
    """Return a value as its field's kind; ``None`` for a blank.

    Raises:
        UnreadableError: It is something else.
    """
    if is_blank(value) or (isinstance(value, str) and not value.strip()):
        return None
    match spec.kind:
        case "number":
            return read_number(value, typed=table.typed)
        case "whole":
            return _whole(value, typed=table.typed)
        case "day":
            return read_day(value, table.dates)
        case "time":
            return read_time(value)
        case "flag":
            return _flag(value)
        case "choice":
            return _option(value, spec)
        case "any":
            return str(value)
        case _:
            return read_text(value)


def read_number(value: RawValue, *, typed: bool = False) -> Decimal:
    """Return the number that a cell shows, at most 15 digits of it.

    Args:
        value: A cell's value.
        typed: Numbers in text count too.

    Raises:
        UnreadableError: It is no number.

    Examples:
        >>> read_number(0.1 + 0.2), read_number("0.05", typed=True)
        (Decimal('0.3'), Decimal('0.05'))
    """
    if isinstance(value, float) and not isfinite(value):
        raise UnreadableError("a number")  # Parquet and databases know numbers that no cell can hold
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if isinstance(value, Decimal) and value.is_finite():
        return value
    if typed and isinstance(value, str):
        try:
            number = Decimal(value.strip())
        except InvalidOperation:
            raise UnreadableError("a number") from None
        if number.is_finite():
            return number
    raise UnreadableError("a number")


def _whole(value: RawValue, *, typed: bool) -> int:
    try:
        number = read_number(value, typed=typed)
    except UnreadableError:
        raise UnreadableError("a whole number") from None
    if number != int(number):
        raise UnreadableError("a whole number")
    return int(number)


def read_day(value: RawValue, system: DateSystem = 1900) -> date:
    """Return the day of a date, a serial number or a text such as 2026-01-31 or 2026-01.

    Raises:
        UnreadableError: It is no day.

    Examples:
        >>> read_day(46023), read_day("2026年3月"), read_day("2026-03-15")
        (datetime.date(2026, 1, 1), datetime.date(2026, 3, 1), datetime.date(2026, 3, 15))
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return date_of_serial(value, system)
        if isinstance(value, str):
            text = value.strip()
            if found := _DAY.fullmatch(text):
                return date(int(found[1]), int(found[2]), int(found[3]))
            if found := _YEAR_MONTH.fullmatch(text):
                return date(int(found[1]), int(found[2]), 1)
    except (InvalidInputError, ValueError):
        pass
    raise UnreadableError("a date, such as 2026-01-31")


def read_time(value: RawValue) -> time:
    """Return the time of day of a time, a moment, a part of a day or a text such as 09:30.

    Args:
        value: A cell's value; of a serial number with a day the part behind the point counts, to the minute.

    Raises:
        UnreadableError: It is no time.

    Examples:
        >>> read_time(0.375), read_time("14:05"), read_time(46023.5), read_time("9时30分")
        (datetime.time(9, 0), datetime.time(14, 5), datetime.time(12, 0), datetime.time(9, 30))
    """
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, float) and value >= 0:
        minutes = round(value % 1 * _MINUTES_A_DAY) % _MINUTES_A_DAY
        return time(*divmod(minutes, 60))
    if isinstance(value, str) and (found := _TIME.fullmatch(value.strip())):
        hour, minute = int(found[1]), int(found[2])
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise UnreadableError("a time, such as 09:30")


def read_month(value: RawValue, system: DateSystem = 1900) -> str:
    """Return the label of a day's month.

    Raises:
        UnreadableError: It is no day.

    Examples:
        >>> read_month(46023)
        '2026-01'
    """
    return f"{read_day(value, system):%Y-%m}"


def read_text(value: RawValue) -> str:
    """Return a label or a word; a whole number is written without a point.

    Raises:
        UnreadableError: It is an error value or TRUE or FALSE.

    Examples:
        >>> read_text(" North "), read_text(7.0)
        ('North', '7')
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    raise UnreadableError("a text")


def _flag(value: RawValue) -> bool:
    if isinstance(value, bool):
        return value
    word = folded(read_text(value))
    if word not in _FLAGS:
        raise UnreadableError("yes or no")
    return _FLAGS[word]


def _option(value: RawValue, spec: FieldSpec) -> str:
    word = folded(read_text(value)).replace("_", " ")
    for option, chinese in spec.options:
        if word in (option, folded(chinese)):
            return option
    raise UnreadableError("one of " + ", ".join(option for option, _ in spec.options))


def unreadable(value: RawValue, where: str, expected: str) -> Issue:
    """Return the issue of a value that is of another kind."""
    return Issue(
        "TABLE-003",
        where,
        repr(value) if isinstance(value, str) else str(value),
        expected,
        "Correct the cell.",
    )
