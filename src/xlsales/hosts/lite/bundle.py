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
from typing import Final

from xlsales.hosts.embedding import ROOT, embedded_files

#: Where a call and a script come in.
_WAYS_IN: Final = ("hosts/lite/answering.py", "hosts/lite/scripts.py")
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
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w", zipfile.ZIP_STORED) as archive:
        for path in embedded_files(_WAYS_IN, _LEFT_OUT):
            name = path.relative_to(ROOT.parent).as_posix()
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system = 3
            archive.writestr(entry, without_docstrings(path.read_text("utf-8")))
    return container.getvalue()


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
