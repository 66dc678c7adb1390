"""Files that ship with the package: demo workbooks, and what hosts load."""

from __future__ import annotations

from pathlib import Path

from xlsales.kernel.issues import InvalidInputError, Issue


def resource_folder(name: str) -> Path:
    """Return a folder that ships with the package.

    In an installed wheel it lies inside the package, in a checkout beside ``src``.

    Args:
        name: ``workbooks`` or ``udfs``.

    Raises:
        InvalidInputError: FILE-005 the installation is not complete.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / name, package.parents[1] / name):
        if folder.is_dir():
            return folder
    raise InvalidInputError(
        Issue(
            "FILE-005", str(package / name), "nothing", "the files of the package", "Install xlsales again."
        )
    )
