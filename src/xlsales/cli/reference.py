"""The function reference, rendered from the registry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from xlsales.cli.default_text import default_text
from xlsales.cli.worked_examples import worked_examples
from xlsales.functions import GROUPS, Argument, CellFunction

_HEAD: Final = """\
# Function reference

Written by `.ci/references` from the registry; a test keeps it in step.

In a cell write `=XLSALES.NAME(…)`, or `=XLSALES_NAME(…)` where a host cannot hold the dot. Square brackets
mark arguments that need not be given; a blank stands for the default. An argument that may vary takes a
cell, a row, a column or a block, and the result spills. Option words are taken in English or Chinese, in
any case. Dates in the examples are serial numbers: 46023 is 2026-01-01.
"""


def reference_markdown(functions: Sequence[CellFunction]) -> str:
    """Return the whole function reference as Markdown, group by group."""
    parts = [_HEAD]
    for group, chinese in GROUPS.items():
        members = [function for function in functions if function.group == group]
        if members:
            links = ", ".join(f"[{each.name}](#{each.name.lower()})" for each in members)
            parts.append(f"## {group} {chinese}\n\n{links}\n")
            parts += map(_entry, members)
    return "\n".join(parts).rstrip("\n")


def _entry(function: CellFunction) -> str:
    text, references = _docstring_parts(function.doc)
    lines = [
        f"### {function.name}",
        "",
        f"`{function.signature}`",
        "",
        f"{function.chinese}。",
        "",
        *text,
        "",
    ]
    lines += _argument_table(function.arguments)
    if function.header:
        lines += ["", f"Columns: {', '.join(function.header)}."]
    if references:
        lines += ["", f"Source: {' '.join(references)}"]
    lines += _examples(function)
    if function.words:
        lines += ["", f"Found by: {'、'.join(function.words)}."]
    if function.catalogue:
        lines += ["", f"Catalogue: {', '.join(function.catalogue)}."]
    return "\n".join(lines) + "\n"


def _docstring_parts(doc: str) -> tuple[list[str], list[str]]:
    """Return the lines before the sections, and the sources."""
    text, _, sections = doc.replace("``", "`").partition("\nReferences:\n")
    text = text.partition("\nExamples:\n")[0].strip()
    references = sections.partition("\nExamples:\n")[0].split("\n")
    return text.split("\n"), [line.strip() for line in references if line.strip()]


def _argument_table(arguments: Iterable[Argument]) -> list[str]:
    lines = ["| argument | what it is | 说明 | takes | default |", "|---|---|---|---|---|"]
    for argument in arguments:
        default = "needed" if argument.required else default_text(argument.default)
        cells = (f"`{argument.name}`", argument.doc, argument.chinese, argument.kind.expects, default)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return lines


def _examples(function: CellFunction) -> list[str]:
    lines = []
    for example in worked_examples(function):
        lines += ["", "```", example.formula, *example.table(), "```"]
    return lines
