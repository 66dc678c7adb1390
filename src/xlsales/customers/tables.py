"""Tables with a header row: which column holds which attribute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from xlsales.kernel.issues import Issue
from xlsales.kernel.values import CellValue, is_blank
from xlsales.kernel.words import folded


def attribute_columns(header: Sequence[CellValue]) -> dict[str, int]:
    """Return the column, from 0, of each attribute of a header row; names are folded.

    Args:
        header: Names, shape (k,); a blank names nothing, of equal names the first counts.

    Examples:
        >>> attribute_columns(["Size", None, "Ｒegion"])
        {'size': 0, 'region': 2}
    """
    columns: dict[str, int] = {}
    for index, name in enumerate(header):
        if not is_blank(name):
            columns.setdefault(folded(str(name)), index)
    return columns


def unknown_name(code: str, where: str, name: str, known: Mapping[str, object], expected: str) -> Issue:
    """Return the issue for a name that a table lacks, with the nearest one as a suggestion.

    Examples:
        >>> print(unknown_name("FIT-002", "[2,1]", "sise", {"size": 0}, "an attribute of the header"))
        FIT-002 at [2,1]: got 'sise', expected an attribute of the header. Did you mean size?
    """
    near = get_close_matches(folded(name), known, n=1)
    fix = f"Did you mean {near[0]}?" if near else f"Use one of: {', '.join(known) or '(none)'}."
    return Issue(code, where, repr(name), expected, fix)
