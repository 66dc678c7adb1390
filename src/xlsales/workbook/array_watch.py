"""Remembers the arrays that pass by in a stream, so that no input lands inside one."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from xlsales.kernel.grid import Area, Cell, parse_area
from xlsales.kernel.issues import InvalidInputError
from xlsales.workbook.keys import cell_key

_KINDS: Final = (b"array", b"dataTable")
_FORMULA: Final = re.compile(rb"<(?:[\w.-]+:)?f\s[^<>]*>")
_KIND: Final = re.compile(rb"\st\s*=\s*[\"'](?:array|dataTable)[\"']")
_REFERENCE: Final = re.compile(rb"\sref\s*=\s*[\"']([A-Za-z0-9:$]+)[\"']")


class ArrayWatch:
    """The arrays and what-if tables met so far.

    Args:
        replanned: Keys of anchors whose whole result is being written; these give way.
    """

    def __init__(self, replanned: Collection[int]) -> None:
        self._replanned = replanned
        self._areas: list[Area] = []

    def see(self, data: bytes) -> None:
        """Take bytes of the sheet that pass by; no tag may be cut."""
        if any(kind in data for kind in _KINDS):
            for tag in _FORMULA.findall(data):
                reference = _REFERENCE.search(tag)
                if reference and _KIND.search(tag):
                    self._add(reference[1].decode())

    def holds(self, place: Cell) -> bool:
        """Tell whether a cell belongs to an array that stays as it is."""
        return any(place in area for area in self._areas)

    def _add(self, text: str) -> None:
        try:
            area = parse_area(text)
        except InvalidInputError:
            return
        if cell_key(*area.corner) not in self._replanned:
            self._areas.append(area)
