"""Help while typing: the file that Excel-DNA IntelliSense reads beside the add-in."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from xlsales.functions import CellFunction
from xlsales.hosts.desktop.wrappers import PREFIX

_NAMESPACE = "http://schemas.excel-dna.net/intellisense/1.0"


def intellisense_xml(functions: Iterable[CellFunction], language: str) -> str:
    """Return the descriptions of every function and argument, in English or Chinese.

    Args:
        functions: From the registry.
        language: ``en`` or ``zh``.
    """
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<IntelliSense xmlns="{_NAMESPACE}">',
        "  <FunctionInfo>",
    ]
    for function in functions:
        summary = function.chinese if language == "zh" else function.summary
        lines.append(
            f"    <Function Name={quoteattr(PREFIX + function.name)} Description={quoteattr(summary)}>"
        )
        for argument in function.arguments:
            name = argument.name if argument.required else f"[{argument.name}]"
            text = argument.chinese if language == "zh" and argument.chinese else argument.doc
            lines.append(f"      <Argument Name={quoteattr(name)} Description={quoteattr(text)}/>")
        lines.append("    </Function>")
    return "\n".join([*lines, "  </FunctionInfo>", "</IntelliSense>", ""])
