"""Tables of the reports on rows as tests write them: headings and rows of a sheet of that name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import partial

from xlsales.kernel.dates import serial_of_date
from xlsales.tables.raw import RawTable

Rows = Sequence[Sequence[object]]
START, END = date(2026, 1, 1), date(2026, 3, 31)
QUARTER = "2026-Q1"


def table(name: str, headings: str, *rows: Sequence[object]) -> RawTable:
    """Return a table; headings are parted by commas, places are ``name!row,column`` from row 2.

    Rows that are too short end with blanks.
    """
    titles = tuple(headings.split(","))
    cells = [[*map(_cell, row), *[None] * (len(titles) - len(row))] for row in rows]
    return RawTable(name, titles, cells, partial(_place, name))


def settings(**values: object) -> RawTable:
    """Return a table of report settings."""
    return table("report settings", "setting,value", *values.items())


def day(month: int, number: int) -> date:
    """Return a day of 2026."""
    return date(2026, month, number)


def _cell(value: object) -> object:
    if isinstance(value, date):
        return float(serial_of_date(value))
    if isinstance(value, time):
        return (value.hour * 60 + value.minute) / (24 * 60)
    return value


def _place(name: str, row: int, column: int) -> str:
    return f"{name}!{row + 2},{column + 1}"
