"""From the stored form of a cell to its value: type, text and mark in, ``CellValue`` out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime, time
from functools import cached_property
from typing import Final

from xlsales.kernel.dates import serial_of_date
from xlsales.kernel.values import CellError, CellValue
from xlsales.workbook.model import DateSystem
from xlsales.workbook.rich_values import RichValues

NOT_A_NUMBER: Final = CellError("#NUM!")
UNREADABLE: Final = CellError("#VALUE!")
_DAY_SECONDS: Final = 86_400
_TRUE: Final = ("1", "true")


class ValueReader:
    """Reads stored values; texts that cells share are fetched only when a cell asks for one.

    Args:
        fetch_strings: Returns the shared texts.
        rich: What the ``vm`` marks mean.
        date_system: For cells that hold a date as text.
    """

    def __init__(
        self, fetch_strings: Callable[[], Sequence[str]], rich: RichValues, date_system: DateSystem
    ) -> None:
        self._fetch_strings = fetch_strings
        self._rich = rich
        self._date_system: DateSystem = date_system

    @cached_property
    def strings(self) -> Sequence[str]:
        """The shared texts."""
        return self._fetch_strings()

    def read(self, kind: str, text: str, mark: str = "") -> CellValue:
        """Return the value of a cell.

        Args:
            kind: Its type as stored, ``""`` for a number.
            text: Its stored text, references and escapes resolved.
            mark: Its ``vm`` mark, ``""`` for none.
        """
        match kind:
            case "" | "n":
                return number(text)
            case "s":
                return self.shared(text)
            case "b":
                return text.strip() in _TRUE
            case "e":
                return self.error(text, mark)
            case "d":
                return self._date(text)
            case _:
                return text

    def error(self, code: str, mark: str) -> CellError:
        """Return an error; the newer ones are told by the mark."""
        rich = self._rich.errors.get(int(mark)) if mark.isdecimal() and len(mark) < 10 else None
        return CellError(rich or code.strip())

    def shared(self, text: str) -> CellValue:
        """Return a shared text by its stored number."""
        place = int(text) if text.isdecimal() and len(text) < 10 else -1
        return self.strings[place] if 0 <= place < len(self.strings) else UNREADABLE

    def _date(self, text: str) -> CellValue:
        """Return the serial number of an ISO 8601 moment, day or time; other text stays text."""
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:
            return self._time(text)
        return serial_of_date(moment.date(), self._date_system) + _day_fraction(moment.time())

    @staticmethod
    def _time(text: str) -> CellValue:
        try:
            return _day_fraction(time.fromisoformat(text.strip()))
        except ValueError:
            return text


def number(text: str) -> CellValue:
    """Return a stored number; what is none becomes an error, as nothing may crash a scan.

    Examples:
        >>> number("1.5"), number("NaN"), number("1e999"), number("many")
        (1.5, CellError(code='#NUM!', issue=None), CellError(code='#NUM!', issue=None), \
CellError(code='#VALUE!', issue=None))
    """
    try:
        found = float(text)
    except ValueError:
        return UNREADABLE
    return found if math.isfinite(found) else NOT_A_NUMBER


def _day_fraction(moment: time) -> float:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    return seconds / _DAY_SECONDS
