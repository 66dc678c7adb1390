"""The user's settings file: lines of two quoted texts, as VBA's ``Input #`` and ``Write #`` have them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from xlsales.kernel.issues import InvalidInputError, Issue


def read_settings(path: Path, encoding: str) -> dict[str, str]:
    """Return the settings of a file, none where it is not there."""
    if not path.is_file():
        return {}
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        return {row[0].upper(): row[1] for row in csv.reader(file) if len(row) == 2}


def write_settings(path: Path, settings: Mapping[str, str], encoding: str) -> None:
    """Write a settings file.

    Raises:
        InvalidInputError: ADDIN-002 a path has signs that VBA cannot read on this computer.
    """
    text = "".join(f'"{name}","{value}"\r\n' for name, value in settings.items())
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError as error:
        raise InvalidInputError(
            Issue(
                "ADDIN-002",
                str(path),
                repr(text[error.start : error.end]),
                "paths in the signs of this computer's language",
                "Install Python into a folder with plain letters, such as C:\\xlsales.",
            )
        ) from None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
