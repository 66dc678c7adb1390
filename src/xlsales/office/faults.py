"""What can go wrong with LibreOffice, told so that it can be mended."""

from __future__ import annotations

from xlsales.kernel.issues import Issue, XlSalesError


class OfficeError(XlSalesError):
    """LibreOffice is not there, does not answer, or cannot do what was asked."""


def no_office(named: str | None, variable: str) -> OfficeError:
    """OFFICE-001: LibreOffice is not installed, or not where it was said to be."""
    return OfficeError(
        Issue(
            "OFFICE-001",
            variable if named else "this machine",
            repr(named) if named else "no program named soffice",
            "LibreOffice",
            f"Install LibreOffice, or set {variable} to the full path of its program soffice.",
        )
    )


def no_office_python(named: str | None, variable: str) -> OfficeError:
    """OFFICE-002: no Python can speak to LibreOffice."""
    return OfficeError(
        Issue(
            "OFFICE-002",
            variable if named else "this machine",
            f"{named!r}, which has no module uno" if named else "no Python with the module uno",
            "a Python that can import uno",
            f"Install python3-uno, or set {variable} to LibreOffice's own Python.",
        )
    )


def not_running(said: str) -> OfficeError:
    """OFFICE-003: LibreOffice did not start, or ended on its own."""
    return OfficeError(
        Issue(
            "OFFICE-003",
            "LibreOffice",
            said or "it ended without a word",
            "a running LibreOffice",
            "Start soffice --headless by hand and see what it says.",
        )
    )


def too_slow(asked: str, seconds: float) -> OfficeError:
    """OFFICE-004: LibreOffice did not answer in time and was ended."""
    return OfficeError(
        Issue(
            "OFFICE-004",
            asked,
            f"no answer in {seconds:g} seconds",
            "an answer",
            "Try a smaller workbook, or allow more time.",
        )
    )


def could_not(asked: str, said: str) -> OfficeError:
    """OFFICE-005: LibreOffice answered that it cannot."""
    return OfficeError(
        Issue(
            "OFFICE-005",
            asked,
            said,
            "a file that LibreOffice can use",
            "Open the file in LibreOffice by hand and see what it says.",
        )
    )
