"""Cell functions and their registry."""

from xlsales.functions.calling import Outcome, call_function
from xlsales.functions.registry import (
    GROUPS,
    Argument,
    CellFunction,
    all_functions,
    cell_function,
    find_function,
)

__all__ = [
    "GROUPS",
    "Argument",
    "CellFunction",
    "Outcome",
    "all_functions",
    "call_function",
    "cell_function",
    "find_function",
]
