"""``xlsales extension``: the LibreOffice extension as a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsales.cli.writing import writing
from xlsales.hosts.libreoffice.extension import build_extension


def run(options: argparse.Namespace) -> int:
    """Write the extension; LibreOffice's own extension manager installs it."""
    path = Path(options.output)
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(build_extension())
    print(f"{path} is built. Install it with Tools, Extensions in LibreOffice, or:")
    print(f"  unopkg add {path}")
    return 0
