"""``xlsales functions``: what there is, from the registry itself."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from xlsales.cli.default_text import default_text
from xlsales.functions import GROUPS, CellFunction, all_functions, find_function
from xlsales.kernel.issues import InvalidInputError
from xlsales.kernel.words import folded


def run(options: argparse.Namespace) -> int:
    """Print the functions asked for."""
    functions = _chosen(options.name) if options.name else all_functions()
    if options.json:
        print(json.dumps([_as_dict(function) for function in functions], ensure_ascii=False, indent=1))
    elif options.markdown:
        from xlsales.cli.reference import reference_markdown

        print(reference_markdown(functions))
    elif options.catalogue:
        from xlsales.cli.catalogue import catalogue_text

        print(catalogue_text())
    elif options.name:
        print("\n\n".join(_in_full(function) for function in functions))
    else:
        _print_list(functions)
    return 0


def _chosen(names: Sequence[str]) -> list[CellFunction]:
    return list(dict.fromkeys(function for name in names for function in _found(name)))


def _found(name: str) -> Sequence[CellFunction]:
    """Return the function of a name, or all that a word in English or Chinese finds."""
    plain = name.upper().removeprefix("=").removeprefix("XLSALES.").removeprefix("XLSALES_")
    exact = [function for function in all_functions() if function.name == plain]
    found = exact or [f for f in all_functions() if _mentions(f, folded(name))]
    return found or [_nearest(plain)]


def _nearest(name: str) -> CellFunction:
    """Say which name is near to one that nothing has.

    Raises:
        InvalidInputError: FUNC-001 there is no such function.
    """
    try:
        return find_function(name)
    except InvalidInputError as error:
        raise InvalidInputError(*(issue.at("NAME") for issue in error.issues)) from None


def _mentions(function: CellFunction, word: str) -> bool:
    if word in (folded(function.group), GROUPS[function.group]):
        return True
    texts = [*function.words, function.chinese, function.summary]
    texts += [f"{argument.name} {argument.doc}" for argument in function.arguments]
    return any(word in folded(text) for text in texts)


def _print_list(functions: Sequence[CellFunction]) -> None:
    width = max(len(function.name) for function in functions)
    for group, chinese in GROUPS.items():
        print(f"\n{group} {chinese}")
        for function in functions:
            if function.group == group:
                print(f"  {function.name:<{width}}  {function.summary}")
    print("\nxlsales functions NAME shows one in full. In a cell: =XLSALES.NAME(…) or =XLSALES_NAME(…)")


def _in_full(function: CellFunction) -> str:
    from xlsales.cli.worked_examples import worked_examples

    lines = [f"XLSALES.{function.signature}", f"  {function.summary}", f"  {function.chinese}"]
    for argument in function.arguments:
        default = "" if argument.required else default_text(argument.default)
        takes = f"{argument.kind.expects}; {default} unless given" if default else argument.kind.expects
        lines += [f"  {argument.name}  {argument.chinese}", f"      {argument.doc}", f"      ({takes})"]
    for example in worked_examples(function):
        lines += [f"  {line}" for line in (example.formula, *example.table())]
    if function.catalogue:
        lines.append(f"  Catalogue: {', '.join(function.catalogue)}")
    return "\n".join(lines)


def _as_dict(function: CellFunction) -> dict[str, object]:
    return {
        "name": function.name,
        "signature": function.signature,
        "group": function.group,
        "group_zh": GROUPS[function.group],
        "summary": function.summary,
        "summary_zh": function.chinese,
        "aliases": list(function.words),
        "catalogue": list(function.catalogue),
        "arguments": [
            {
                "name": argument.name,
                "expects": argument.kind.expects,
                "required": argument.required,
                "default": None if argument.required else default_text(argument.default),
                "help": argument.doc,
                "help_zh": argument.chinese,
            }
            for argument in function.arguments
        ],
        "help": function.doc,
    }
