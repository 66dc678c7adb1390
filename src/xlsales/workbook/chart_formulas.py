"""Formulas in charts: which cells they draw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlsales.workbook.package import Package
from xlsales.workbook.xml_reading import local_name

_CHARTS = frozenset({"chart", "chartEx"})


class ChartFormula(NamedTuple):
    """One reference of a chart: the sheet it lies on, its number there from 1, and the text."""

    sheet: str
    chart: int
    text: str


def chart_formulas(package: Package) -> Iterator[ChartFormula]:
    """Go through the references of all charts, sheet by sheet.

    Raises:
        RefusedFileError: WB-006 to WB-009 a chart that is hostile or damaged.
    """
    for sheet in package.sheets if package.has_charts else ():
        for number, part in enumerate(_charts_of(package, sheet.part), 1):
            tree = package.parts.optional_tree(part)
            for element in tree.iter() if tree is not None else ():
                if local_name(element.tag) == "f" and element.text:
                    yield ChartFormula(sheet.name, number, element.text)


def _charts_of(package: Package, sheet_part: str) -> Iterator[str]:
    for drawing in package.parts.links(sheet_part):
        if drawing.kind == "drawing":
            for link in package.parts.links(drawing.target):
                if link.kind in _CHARTS:
                    yield link.target
