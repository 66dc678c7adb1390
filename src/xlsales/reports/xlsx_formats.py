"""Cell formats of a report: each made once, none that needs colour to be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlsales.kernel.words import Language
from xlsales.reports.model import ColumnKind, Mark

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped, unused-ignore]
    from xlsxwriter.format import Format  # type: ignore[import-untyped, unused-ignore]

NAVY: Final = "#1F3864"
_GREY, _LINE = "#595959", "#D0D7E5"
_SCALED_MONEY: Final = "#,##0.00;[Red]-#,##0.00;–"
_NUMBER_FORMATS: Final[dict[ColumnKind, str]] = {
    "money": "#,##0;[Red]-#,##0;–",
    "number": "#,##0.00;[Red]-#,##0.00",
    "percent": "0.0%",
    "index": "0.00",
    "whole": "#,##0",
    "month": "yyyy-mm",
    "day": "yyyy-mm-dd",
}
_CHINESE_FORMATS: Final[dict[ColumnKind, str]] = {"month": 'yyyy"年"mm"月"'}
#: Grey paper tells them apart by letters and depth, not by hue alone.
_MARKS: Final[dict[Mark, dict[str, object]]] = {
    "plain": {},
    "good": {"bg_color": "#E6F2E0"},
    "warn": {"bg_color": "#FFECB3", "italic": True},
    "bad": {"bg_color": "#F2B8B5", "bold": True},
    "total": {"bold": True, "top": 1, "bg_color": "#EEF2F8"},
}
_STYLES: Final[dict[str, dict[str, object]]] = {
    "title": {"bold": True, "font_size": 16, "font_color": NAVY},
    "subtitle": {"italic": True, "font_color": _GREY},
    "section": {"bold": True, "font_size": 12, "font_color": NAVY},
    "header": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": NAVY,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "border": 1,
        "border_color": _LINE,
    },
    "note": {"font_color": _GREY, "text_wrap": True, "valign": "top"},
    "none": {"font_color": _GREY, "italic": True, "indent": 1},
    "paragraph": {"text_wrap": True, "valign": "top"},
    "cover title": {"bold": True, "font_size": 26, "font_color": NAVY, "valign": "vcenter"},
    "cover subtitle": {"font_size": 14, "font_color": _GREY},
    "cover label": {"font_color": _GREY, "bottom": 4, "bottom_color": _LINE, "valign": "vcenter"},
    "cover text": {"bottom": 4, "bottom_color": _LINE, "valign": "vcenter"},
    "cover link": {"font_color": NAVY, "underline": 1, "valign": "vcenter"},
    "cover line": {"bottom": 1},
}


class Formats:
    """The formats of one workbook.

    Args:
        workbook: The workbook written to.
        font: Font of every cell.
        language: Of dates.
        scale: What money is divided by.

    Attributes:
        font: Font of every cell.
        none: What stands in a table without rows.
    """

    def __init__(self, workbook: Workbook, font: str, language: Language, scale: int) -> None:
        self.font = font
        self.none = {"en": "none", "zh": "无"}[language]
        self._workbook = workbook
        self._numbers = dict(_NUMBER_FORMATS)
        if language == "zh":
            self._numbers |= _CHINESE_FORMATS
        self._scale = scale
        self._made: dict[tuple[object, ...], Format] = {}

    def cell(self, kind: ColumnKind, mark: Mark, *, flat: bool = False, link: bool = False) -> Format:
        """Return the format of a value; ``flat`` never scales money."""
        properties: dict[str, Any] = {"border": 1, "border_color": _LINE, "valign": "vcenter"}
        if kind in self._numbers:
            properties["num_format"] = self.number(kind, flat=flat)
        if kind in ("month", "day"):
            properties["align"] = "center"
        if kind == "money":
            properties["align"] = "right"
        if kind in ("text", "long"):
            properties |= {"align": "left", "indent": 1, "text_wrap": kind == "long"}
        if link:
            properties |= {"font_color": NAVY, "underline": 1}
        return self._format((kind, mark, flat, link), properties | _MARKS[mark])

    def number(self, kind: ColumnKind, *, flat: bool = False) -> str:
        """Return the number format of a kind of column."""
        if kind == "money" and self._scale > 1 and not flat:
            return _SCALED_MONEY
        return self._numbers.get(kind, "General")

    def typed(self, *, is_day: bool) -> Format:
        """Return the format of a cell to be typed into, with borders that are printed."""
        properties: dict[str, object] = {"border": 1, "border_color": _LINE}
        if is_day:
            properties["num_format"] = self._numbers["day"]
        return self._format(("typed", is_day), properties)

    def plain_day(self) -> Format:
        """Return the format of a day without borders, to be typed into."""
        return self._format(("plain day",), {"num_format": self._numbers["day"]})

    def style(self, name: str) -> Format:
        """Return a format by its name, such as ``title``."""
        return self._format((name,), _STYLES[name])

    def _format(self, key: tuple[object, ...], properties: dict[str, Any]) -> Format:
        if key not in self._made:
            self._made[key] = self._workbook.add_format({"font_name": self.font, **properties})
        return self._made[key]
