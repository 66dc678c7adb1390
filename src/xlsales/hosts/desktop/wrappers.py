"""The VBA that stands behind every cell function: one thin wrapper each, from the registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from xlsales.functions import CellFunction
from xlsales.hosts.desktop.vba_text import argument_name, literal, module_text

FUNCTIONS_MODULE: Final = "XlsalesFunctions"
#: What stands in front of a function's name in a cell.
PREFIX: Final = "XLSALES_"


def functions_module(functions: Iterable[CellFunction]) -> str:
    """Return the source of the module that holds a wrapper for each function.

    Every argument is an optional Variant, so that an empty place between two commas reaches Python as
    not given instead of stopping the call.
    """
    lines = [
        f'Attribute VB_Name = "{FUNCTIONS_MODULE}"',
        "Option Explicit",
        "' Written by xlsales addin build from the registry of functions; do not edit.",
    ]
    for function in functions:
        lines += ["", *_wrapper(function)]
    return module_text(lines)


def _wrapper(function: CellFunction) -> Iterator[str]:
    name = PREFIX + function.name
    names = [argument_name(argument.name) for argument in function.arguments]
    signature = ", ".join(f"Optional {each} As Variant" for each in names)
    yield f"Public Function {name}({signature}) As Variant"
    yield f"    Dim xsGiven(1 To {len(names)}) As Variant"
    yield "    Dim xsCount As Long"
    yield "    If XsWizardIsOpen() Then Exit Function"
    yield "    On Error GoTo failed"
    for position, each in enumerate(names, start=1):
        yield f"    If Not IsMissing({each}) Then XsTake xsGiven, xsCount, {position}, {each}"
    yield f"    {name} = XsCall({literal(function.name)}, xsGiven, xsCount)"
    yield "    Exit Function"
    yield "failed:"
    yield f"    {name} = XsFailed({literal(function.name)}, Err.Description)"
    yield "End Function"
