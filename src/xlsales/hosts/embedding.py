"""The part of the library that a host carries along: the files of its ways in, and what they import."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import xlsales

#: The folder of the package; names of files are below it.
ROOT: Final = Path(xlsales.__file__).parent
#: Whatever a cell may call comes along.
_FUNCTIONS: Final = "functions"


def embedded_files(ways_in: Iterable[str], left_out: Iterable[str] = ()) -> list[Path]:
    """Return the files that a host needs, and the ``__init__`` of every folder on the way to them.

    Args:
        ways_in: Files through which the host comes in, beside the cell functions.
        left_out: Files and folders that stay behind although something imports them.
    """
    behind = [ROOT / name for name in left_out]
    waiting = [*(ROOT / way for way in ways_in), *(ROOT / _FUNCTIONS).rglob("*.py")]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in found or any(path.is_relative_to(name) for name in behind):
            continue
        found.add(path)
        waiting += (folder / "__init__.py" for folder in path.parents if folder.is_relative_to(ROOT))
        waiting += _imported(path)
    return sorted(found)


def _imported(path: Path) -> Iterator[Path]:
    """Yield the files of the package that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == ROOT.name:
                module = ROOT.joinpath(*parts[1:])
                candidates = (module.with_suffix(".py"), module / "__init__.py")
                yield from (candidate for candidate in candidates if candidate.is_file())
