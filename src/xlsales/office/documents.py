"""What LibreOffice makes of a file: a PDF, or the values that it computes itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xlsales.kernel.values import CellError, CellValue
from xlsales.office.errors import error_text
from xlsales.office.process import OfficeProcess
from xlsales.office.shared import shared_office


def convert_to_pdf(path: Path, folder: Path, office: OfficeProcess | None = None) -> Path:
    """Print a workbook into a PDF file of the same name.

    Args:
        path: The workbook; it is only read.
        folder: Where the PDF goes; an older one of that name is replaced.
        office: The process to use, else the shared one.

    Raises:
        OfficeError: OFFICE-001 to OFFICE-005, the last where the file cannot be read.
    """
    target = folder.resolve() / f"{path.stem}.pdf"
    (office or shared_office()).ask("pdf", path=str(path.resolve()), target=str(target))
    return target


def values_of(path: Path, office: OfficeProcess | None = None) -> dict[str, list[list[CellValue]]]:
    """Let LibreOffice compute a workbook from scratch; return the rows of each sheet.

    Args:
        path: The workbook; it is only read.
        office: The process to use, else the shared one.

    Returns:
        By sheet name the rows from A1 to the last used cell. A blank cell and the empty text
        are both ``None``; dates are serial numbers; what LibreOffice alone calls an error
        stands as it shows it, such as ``Err:502``.

    Raises:
        OfficeError: OFFICE-001 to OFFICE-005, the last where the file cannot be read.
    """
    sheets = (office or shared_office()).ask("values", path=str(path.resolve()))
    return {name: [[_value(value) for value in row] for row in rows] for name, rows in sheets.items()}


def _value(value: Any) -> CellValue:
    if isinstance(value, dict):
        return CellError(error_text(value["error"]))
    cell: CellValue = value
    return None if cell == "" else cell
