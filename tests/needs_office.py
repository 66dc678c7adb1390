"""Marks for tests that need LibreOffice, and a look at what it leaves behind."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from xlsales.office import is_available

NEEDS_OFFICE = [
    pytest.mark.office,
    pytest.mark.skipif(
        not is_available(),
        reason="no LibreOffice with a Python for it is found (set XLSALES_SOFFICE, XLSALES_OFFICE_PYTHON)",
    ),
]

PROCESSES = Path("/proc")
needs_process_list = pytest.mark.skipif(not PROCESSES.is_dir(), reason="this system lists no processes")


def processes_that_mention(text: str) -> dict[int, str]:
    """Return the command lines that hold a text, by process number."""
    found: dict[int, str] = {}
    for folder in PROCESSES.iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if text in words:
                found[int(folder.name)] = words
    return found


def soon(is_so: Callable[[], bool], seconds: float = 30) -> bool:
    """Wait until something is so, and tell whether it came to pass."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.1)
    return is_so()
