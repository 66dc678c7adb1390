"""Renders a report as a new workbook; nothing of a user's own workbook is ever touched."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsales.kernel.words import Language
from xlsales.reports.model import Report
from xlsales.reports.units import unit_text
from xlsales.reports.whole_file import whole_file
from xlsales.reports.xlsx_charts import ChartWriter
from xlsales.reports.xlsx_cover import write_cover
from xlsales.reports.xlsx_formats import Formats
from xlsales.reports.xlsx_page import PageWriter

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped, unused-ignore]

#: A font that every Office has and that holds the letters of the language.
FONTS: Final[dict[Language, str]] = {"en": "Calibri", "zh": "Microsoft YaHei"}
#: Comes with every LibreOffice; at this size it is as wide as Calibri at 11, and other letters fall back.
_PRINTED_FONT: Final = "DejaVu Sans"
_PRINTED: Final = {"default_format_properties": {"font_name": _PRINTED_FONT, "font_size": 8}}
#: Stands in every file, so that the same report is the same bytes.
_CREATED: Final = datetime(2000, 1, 1)


def write_xlsx(
    report: Report, path: Path, *, font: str | None = None, frozen: bool = False, printed: bool = False
) -> None:
    """Write a report to a new workbook, whole or not at all.

    Args:
        report: The pages.
        path: File to write; an older one is replaced once the new one is complete.
        font: Font of every cell; one that has the letters of the report's language unless given.
        frozen: A copy for the archive: values only, every sheet protected against slips.
        printed: To be printed by LibreOffice, in a font that comes with it, so that widths are right.

    Raises:
        OSError: The file cannot be written.
        ValueError: A chart names a table or a column that is not there.
    """
    import xlsxwriter

    options = {"default_date_format": "yyyy-mm-dd", **(_PRINTED if printed else {})}
    with whole_file(path) as scratch, xlsxwriter.Workbook(str(scratch), options) as workbook:
        workbook.set_properties({"title": report.title, "created": _CREATED})
        chosen = _PRINTED_FONT if printed else font or FONTS[report.language]
        _render(workbook, report, chosen, frozen=frozen)


def _render(workbook: Workbook, report: Report, font: str, *, frozen: bool) -> None:
    formats = Formats(workbook, font, report.language, report.scale)
    if report.cover is not None:
        write_cover(workbook, formats, report.cover, report.pages)
    pages = PageWriter(workbook, formats, report, frozen=frozen)
    for page in report.pages:
        pages.page(page)
    unit = unit_text(report.scale, report.currency, report.language)
    charts = ChartWriter(workbook, formats, unit, pages.places)
    for spot in pages.spots:
        charts.insert(spot.sheet, spot.row, spot.left, spot.width, spot.chart)
