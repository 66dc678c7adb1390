"""Prints a report into a PDF through LibreOffice; tables for programs are left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsales.office import convert_to_pdf
from xlsales.reports.model import Report
from xlsales.reports.xlsx import write_xlsx


def write_pdf(report: Report, path: Path) -> Path:
    """Print a report.

    Args:
        report: The pages; flat ones, which programs read, are not printed.
        path: The PDF; an older one is replaced.

    Returns:
        ``path``.

    Raises:
        OfficeError: OFFICE-001 to OFFICE-005, the first where there is no LibreOffice.
    """
    printed = replace(report, pages=tuple(page for page in report.pages if not page.is_flat))
    with TemporaryDirectory() as folder:
        book = Path(folder) / f"{path.stem}.xlsx"
        write_xlsx(printed, book, printed=True)
        convert_to_pdf(book, path.parent)
    return path
