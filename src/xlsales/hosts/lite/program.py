"""The ``main.py`` of a workbook: every function of the registry, and the library that computes it."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Final

import xlsales
from xlsales.functions import CellFunction, all_functions
from xlsales.hosts.lite.bundle import packed_library
from xlsales.resources import resource_folder

NAMESPACE: Final = "xlsales"
_MARK: Final = "# >>> xlsales "
#: Our part of a program, from the first mark to the last.
BLOCK: Final = re.compile(r"# >>> xlsales [^\n]*>>>\n.*?# <<< xlsales <<<\n", re.DOTALL)


@lru_cache(maxsize=1)
def lite_program() -> str:
    """Return our part of ``main.py``; it can stand alone or behind a user's own code."""
    template = (resource_folder("udfs") / "lite" / "main.py").read_text("utf-8")
    ours = template[template.index(_MARK) :]
    filled = {
        "version": xlsales.__version__,
        "functions": "\n\n\n".join(map(function_code, all_functions())),
        "library": packed_library(),
    }
    return re.sub(r"(?:# )?\{(version|functions|library)\}", lambda place: filled[place[1]], ours)


def function_code(function: CellFunction) -> str:
    """Return a function as Lite registers it; error cells shall arrive as their text.

    Examples:
        >>> from xlsales.functions import find_function
        >>> print(function_code(find_function("GROW")).partition("def ")[2].splitlines()[0])
        grow(base, growth, relief=None, minimum=None, maximum=None):
    """
    names = [argument.name for argument in function.arguments]
    given = [a.name if a.required else f"{a.name}=None" for a in function.arguments]
    lines = [f'@func(namespace="{NAMESPACE}")']
    for argument in function.arguments:
        help_text = _quoted(f"{argument.doc} {argument.chinese}".strip())
        lines.append(f'@arg("{argument.name}", ndim=2, err_to_str=True, doc={help_text})')
    lines += [
        f"def {python_name(function)}({', '.join(given)}):",
        f"    {_quoted(f'{function.summary} {function.chinese}'.strip())}",
        f'    return _xlsales_call("{function.name}", {", ".join(names)})',
    ]
    return "\n".join(lines)


def python_name(function: CellFunction) -> str:
    """Return the name that a function has in ``main.py``; Lite shows it in capital letters."""
    return function.name.lower()


def _quoted(text: str) -> str:
    """Return a text as Python writes it between double quotes, on one line."""
    return json.dumps(text, ensure_ascii=False)
