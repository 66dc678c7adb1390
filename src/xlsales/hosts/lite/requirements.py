"""The packages that Lite installs: ours among a user's own."""

from __future__ import annotations

from typing import Final

REQUIREMENTS: Final = "requirements.txt"
#: What a workbook of ours alone asks for; xlwings is Lite's own and is always named.
NEEDED: Final = "xlwings\nnumpy\n"
#: What stands behind a user's own list.
ALSO_NEEDED: Final = "\n# xlsales\nnumpy\n"


def has_numpy(text: str) -> bool:
    """Tell whether a list of requirements asks for numpy already.

    Examples:
        >>> has_numpy("pandas\\nNumPy>=1.26"), has_numpy("numpy-financial\\n# numpy")
        (True, False)
    """
    return any(_package(line) == "numpy" for line in text.splitlines())


def _package(line: str) -> str:
    """Return the package that a line of requirements asks for."""
    name = line.strip()
    for i, sign in enumerate(name):
        if not (sign.isalnum() or sign in "-_."):
            name = name[:i]
            break
    return name.lower()
