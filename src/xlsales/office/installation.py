"""Where LibreOffice stands on this machine, and which Python can speak to it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from xlsales.office.faults import OfficeError, no_office, no_office_python

#: Say where LibreOffice is, and which Python can ``import uno``, where they are not found by themselves.
SOFFICE_VARIABLE: Final = "XLSALES_SOFFICE"
PYTHON_VARIABLE: Final = "XLSALES_OFFICE_PYTHON"

_USUAL_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/opt/libreoffice/program/soffice",
)
_SECONDS_TO_ANSWER: Final = 60


@dataclass(frozen=True, slots=True)
class Installation:
    """A LibreOffice that can be used.

    Attributes:
        soffice: The program.
        python: A Python that can ``import uno``.
    """

    soffice: str
    python: str


def find_installation() -> Installation:
    """Find LibreOffice and a Python that can speak to it.

    Raises:
        OfficeError: OFFICE-001 no LibreOffice, OFFICE-002 no Python for it.
    """
    return _find(os.environ.get(SOFFICE_VARIABLE), os.environ.get(PYTHON_VARIABLE), os.environ.get("PATH"))


@lru_cache(maxsize=8)
def _find(soffice: str | None, python: str | None, path: str | None) -> Installation:
    program = shutil.which(soffice or "soffice", path=path)
    if program is None and soffice is None:
        program = next((place for place in _USUAL_PLACES if Path(place).is_file()), None)
    if program is None:
        raise no_office(soffice, SOFFICE_VARIABLE)
    for candidate in [python] if python else _pythons(Path(program).resolve().parent, path):
        if _imports_uno(candidate):
            return Installation(program, candidate)
    raise no_office_python(python, PYTHON_VARIABLE)


def _pythons(program: Path, path: str | None) -> Iterator[str]:
    """Go through the Pythons that may know ``uno``: LibreOffice's own, then those of the system."""
    for name in ("python.exe", "python", "../Resources/python"):
        if (program / name).is_file():
            yield str(program / name)
    for name in ("/usr/bin/python3", "python3", "python"):
        found = shutil.which(name, path=path)
        if found:
            yield found


def _imports_uno(python: str) -> bool:
    try:
        tried = subprocess.run(
            [python, "-c", "import uno"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS_TO_ANSWER,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def is_available() -> bool:
    """Tell whether LibreOffice can be used on this machine."""
    try:
        find_installation()
    except OfficeError:
        return False
    return True
