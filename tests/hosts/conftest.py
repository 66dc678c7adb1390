"""What the tests of the hosts need."""

from __future__ import annotations

import pytest

# Runs under the Python of LibreOffice, which alone can import uno.
collect_ignore = ["calc_window.py"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "node: needs Node and the npm package pyodide")
