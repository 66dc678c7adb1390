"""Help for the function wizard and while typing: names, descriptions and arguments in two languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsales.functions import GROUPS, CellFunction
from xlsales.functions.registry import Argument
from xlsales.hosts.libreoffice.interface import argument_name
from xlsales.hosts.libreoffice.registry_files import configuration, entry, group, setting, texts

#: The service is named like this, so that Calc resolves ``XLSALES.SPLIT(…)``.
SERVICE: Final = "XLSALES"


def wizard_file(functions: Sequence[CellFunction]) -> str:
    """Return ``CalcAddIns.xcu``."""
    entries = [_function(function) for function in functions]
    return configuration("CalcAddIns", group("AddInInfo", entry(SERVICE, group("AddInFunctions", *entries))))


def _function(function: CellFunction) -> str:
    name = f"{SERVICE}.{function.name}"
    arguments = [_argument(i, argument) for i, argument in enumerate(function.arguments)]
    return entry(
        function.name,
        texts("DisplayName", {"en": name}),
        texts(
            "Description",
            {
                "en": f"{function.group}: {function.summary}",
                "zh": f"{GROUPS[function.group]}：{function.chinese}",
            },
        ),
        setting("Category", "Add-In"),  # Calc knows no categories but its own
        texts("CompatibilityName", {"en": name}),
        group("Parameters", *arguments),
    )


def _argument(index: int, argument: Argument) -> str:
    english = f"{argument.doc} ({argument.kind.expects}{', required' if argument.required else ''})"
    chinese = f"{argument.chinese}（必填）" if argument.required else argument.chinese
    return entry(
        argument_name(index),
        texts("DisplayName", {"en": argument.name}),
        texts("Description", {"en": english, "zh": f"{chinese} {argument.doc}".strip()}),
    )
