"""The library as one text that a workbook carries: cell functions, a job, and what they need."""

from __future__ import annotations

import ast
import base64
import bz2
import io
import textwrap
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

import xlsales

#: Where a call and a script come in, and the folder of what a call can call; what they import goes along.
_WAYS_IN: Final = ("hosts/lite/answering.py", "hosts/lite/scripts.py")
_FUNCTIONS: Final = "functions"
#: What reads files and so has nothing to do inside an open workbook, although something imports it.
_LEFT_OUT: Final = (
    "formula",
    "tables/transactions.py",
    "tables/worksheets.py",
    "tables/yaml_tables.py",
    "workbook",
)
#: A container can tell no earlier time; the same library is the same text on every machine.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_LINE: Final = 120
_DOCUMENTED: Final = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@lru_cache(maxsize=1)
def packed_library() -> str:
    """Return the library as lines of base64: a zip without compression, packed by bz2 as a whole.

    One file after the other is much alike, so that packing them together takes half the room; bz2 takes a
    quarter less than zlib, and lzma is not in every Pyodide.
    """
    packed = base64.b64encode(bz2.compress(library_archive(), 9)).decode("ascii")
    return "\n".join(textwrap.wrap(packed, _LINE))


def library_archive() -> bytes:
    """Return the library as a zip that Python can import from; the same bytes every time."""
    root = Path(xlsales.__file__).parent
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w", zipfile.ZIP_STORED) as archive:
        for path in _sources(root):
            name = (Path("xlsales") / path.relative_to(root)).as_posix()
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system = 3
            archive.writestr(entry, without_docstrings(path.read_text("utf-8")))
    return container.getvalue()


def _sources(root: Path) -> list[Path]:
    """Return the files that a call can need, and the ``__init__`` of every folder on the way to them."""
    waiting = [*(root / way for way in _WAYS_IN), *(root / _FUNCTIONS).rglob("*.py")]
    left_out = [root / name for name in _LEFT_OUT]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in found or any(path.is_relative_to(name) for name in left_out):
            continue
        found.add(path)
        waiting += (folder / "__init__.py" for folder in path.parents if folder.is_relative_to(root))
        waiting += _imported(path, root)
    return sorted(found)


def _imported(path: Path, root: Path) -> Iterator[Path]:
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
            if parts[0] == root.name:
                module = root.joinpath(*parts[1:])
                candidates = (module.with_suffix(".py"), module / "__init__.py")
                yield from (candidate for candidate in candidates if candidate.is_file())


def without_docstrings(source: str) -> str:
    """Return a module with empty docstrings, every line where it was, so that tracebacks stay true.

    Examples:
        >>> without_docstrings('def f():\\n    \\"\\"\\"One.\\n\\n    Two.\\n    \\"\\"\\"\\n    return 1\\n')
        'def f():\\n    ""\\n\\n\\n\\n    return 1\\n'
    """
    lines = source.encode("utf-8").split(b"\n")
    for text in _docstrings(ast.parse(source)):
        assert text.end_lineno is not None
        assert text.end_col_offset is not None
        first, last = text.lineno - 1, text.end_lineno - 1
        rest = lines[last][text.end_col_offset :]
        lines[first] = lines[first][: text.col_offset] + b'""' + (rest if first == last else b"")
        for line in range(first + 1, last + 1):
            lines[line] = rest if line == last else b""
    return b"\n".join(lines).decode("utf-8")


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            assert isinstance(first, ast.Expr)
            yield first.value
