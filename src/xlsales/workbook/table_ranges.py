"""Ranges that end with a table's data: they follow when the table grows or shrinks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from xlsales.kernel.grid import Area, parse_area
from xlsales.kernel.issues import InvalidInputError

#: Where conditional formats and validations apply, as an attribute and as an element of newer ones.
_APPLIED: Final = re.compile(rb"(<[A-Za-z0-9]+:sqref>|\ssqref\s*=\s*[\"'])([^<>\"']*)")


@dataclass(frozen=True, slots=True)
class MovedEnd:
    """The last row of a table's data, before and after.

    Attributes:
        table: The table as it was.
        before, after: Row of its last data.
    """

    table: Area
    before: int
    after: int

    def moved(self, area: Area) -> Area:
        """Return a range as it shall be: one that lies in the table's columns and ends with its data follows.

        Examples:
            >>> end = MovedEnd(Area(1, 1, 9, 4), 9, 20)
            >>> str(end.moved(parse_area("B2:B9"))), str(end.moved(parse_area("B2:B8")))
            ('B2:B20', 'B2:B8')
            >>> str(end.moved(parse_area("B2:F9")))
            'B2:F9'
            >>> str(MovedEnd(Area(1, 1, 9, 4), 9, 5).moved(Area(7, 1, 9, 1)))
            'A5'
        """
        inside = self.table.left <= area.left and area.right <= self.table.right
        if not inside or area.bottom != self.before or area.top < self.table.top:
            return area
        return Area(min(area.top, self.after), area.left, self.after, area.right)

    def moved_list(self, text: str) -> str:
        """Return a list of ranges, separated by blanks, with those moved that follow.

        Examples:
            >>> MovedEnd(Area(1, 1, 9, 4), 9, 20).moved_list("A2:A9 H1 C2:D9")
            'A2:A20 H1 C2:D20'
        """
        return " ".join(map(self._moved_text, text.split()))

    def moved_ranges(self, data: bytes) -> bytes:
        """Return what stands behind a sheet's rows with the ranges of its formats and validations moved."""
        return _APPLIED.sub(lambda found: found[1] + self.moved_list(found[2].decode()).encode(), data)

    def _moved_text(self, text: str) -> str:
        try:
            area = parse_area(text)
        except InvalidInputError:
            return text
        moved = self.moved(area)
        return text if moved == area else str(moved)
