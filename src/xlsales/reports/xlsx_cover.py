"""Writes the cover: what the report is about, its pages, and lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from xlsales.reports.model import Cover, Page
from xlsales.reports.xlsx_formats import Formats

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped, unused-ignore]

#: Widths of margin, label and text, in characters.
_WIDTHS: Final = (4, 22, 40, 14, 18)


def write_cover(workbook: Workbook, formats: Formats, cover: Cover, pages: Sequence[Page]) -> None:
    """Add the cover as the next sheet of a workbook; each page has a link to it."""
    from xlsxwriter.utility import quote_sheetname  # type: ignore[import-untyped, unused-ignore]

    sheet = workbook.add_worksheet(cover.name)
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_row(3, 44)
    sheet.write_string(3, 1, cover.title, formats.style("cover title"))
    sheet.write_string(4, 1, cover.subtitle, formats.style("cover subtitle"))
    row = 7
    for label, text in cover.lines:
        sheet.set_row(row, 20)
        sheet.write_string(row, 1, label, formats.style("cover label"))
        sheet.merge_range(row, 2, row, 4, text, formats.style("cover text"))
        row += 1
    row += 2
    sheet.write_string(row, 1, cover.contents, formats.style("section"))
    for page in pages:
        row += 1
        target = f"internal:{quote_sheetname(page.name)}!A1"
        sheet.write_url(row, 1, target, formats.style("cover link"), string=page.name)
        said = page.title in (page.name, cover.title, cover.subtitle)
        sheet.write_string(row, 2, "" if said else page.title, formats.style("note"))
    row += 3
    for label in cover.signatures:
        sheet.set_row(row, 28)
        sheet.write_string(row, 1, label, formats.style("cover label"))
        sheet.write_blank(row, 2, None, formats.style("cover line"))
        sheet.write_string(row, 3, cover.day, formats.style("cover label"))
        sheet.write_blank(row, 4, None, formats.style("cover line"))
        row += 1
    sheet.print_area(0, 0, row, len(_WIDTHS) - 1)
