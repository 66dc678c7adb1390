"""A user's own Lite code: what it must hold to be read, and what it must not name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from xlsales.functions import all_functions
from xlsales.hosts.lite.program import python_name
from xlsales.kernel.issues import InvalidInputError, Issue

_SCOPES: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_COMPREHENSIONS: Final = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
#: Names of ours that are no functions: scripts, and what both need of xlwings.
_OTHER_NAMES: Final = frozenset({"Book", "arg", "func", "script", "set_targets", "set_targets_zh"})
#: The property that holds the program.
PROGRAM: Final = "main.py"


def refuse_clashes(text: str, part: str) -> None:
    """Refuse user code that gives a name of one of our functions or scripts to something else.

    Args:
        text: The program.
        part: Where it stands.

    Raises:
        InvalidInputError: LITE-001 no Python, LITE-002 a name of ours.
    """
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise unreadable(part, f"code that Python cannot read (line {error.lineno})") from None
    ours = {python_name(function) for function in all_functions()} | _OTHER_NAMES
    clashes = sorted(ours & _bound_names(tree))
    if clashes:
        raise InvalidInputError(
            Issue(
                "LITE-002",
                PROGRAM,
                f"own definitions of {', '.join(clashes)}",
                "names that xlsales does not use",
                "Rename them in xlwings Lite, then attach again.",
            )
        )


def _bound_names(tree: ast.Module) -> set[str]:
    """Return every name that a module itself gives a meaning, but for those it imports from xlwings."""
    bound: set[str] = set()
    for node in _module_scope(tree):
        if isinstance(node, _SCOPES):
            bound.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.Import):
            bound |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module != "xlwings":
            bound |= {alias.asname or alias.name for alias in node.names}
    return bound | {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}


def _module_scope(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what stands in a module outside of its functions, classes and comprehensions."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (*_SCOPES, *_COMPREHENSIONS)):
            waiting += ast.iter_child_nodes(node)


def unreadable(part: str, got: str = "something else than a text") -> InvalidInputError:
    """Return the error of Lite code that cannot be read."""
    fix = "Open the workbook with xlwings Lite, mend its main.py, save, then attach again."
    return InvalidInputError(Issue("LITE-001", part, got, "the code of xlwings Lite", fix))
