"""The LibreOffice process, started, spoken to and ended."""

from xlsales.office.documents import convert_to_pdf, values_of
from xlsales.office.faults import OfficeError
from xlsales.office.installation import Installation, find_installation, is_available
from xlsales.office.process import OfficeProcess
from xlsales.office.shared import shared_office

__all__ = [
    "Installation",
    "OfficeError",
    "OfficeProcess",
    "convert_to_pdf",
    "find_installation",
    "is_available",
    "shared_office",
    "values_of",
]
