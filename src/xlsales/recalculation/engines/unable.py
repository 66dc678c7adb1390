"""Formulas that LibreOffice must not be asked: it would not know, or would not know that it does not."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from xlsales.formula.mentions import FormulaReferences

_RANDOM: Final = frozenset({"RAND", "RANDBETWEEN", "RANDARRAY"})
#: Functions that give a value where they read an error, or pass over it.
_PASSING_ERRORS: Final = frozenset(
    {"IFERROR", "IFNA", "ISERROR", "ISERR", "ISNA", "ISNUMBER", "ISTEXT", "ISNONTEXT", "ISLOGICAL", "ISBLANK"}
    | {"ERROR.TYPE", "TYPE", "AGGREGATE", "SUBTOTAL", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "COUNTIFS"}
    | {"SUMIF", "SUMIFS", "AVERAGEIF", "AVERAGEIFS", "MAXIFS", "MINIFS", "DCOUNT", "DCOUNTA", "DSUM", "DGET"}
    | {"MATCH", "VLOOKUP", "HLOOKUP", "LOOKUP", "XLOOKUP", "XMATCH"}
)


def why_unable(found: FormulaReferences, functions: Set[str]) -> str:
    """Say why LibreOffice must not compute a formula; the empty text if it may.

    Args:
        found: What the formula looks at.
        functions: Upper-case names of the functions that LibreOffice knows.

    Examples:
        >>> from xlsales.formula.references import find_references
        >>> why_unable(find_references("IFERROR(XLOOKUP(A1,B:B,C:C),0)"), {"IFERROR"})
        'LibreOffice has no XLOOKUP'
        >>> why_unable(find_references("IFERROR(rate,0)"), {"IFERROR"})
        'LibreOffice is not told what rate means'
    """
    if found.external:
        return "it asks another workbook or a service, which is never done here"
    for function in found.functions:
        if function in _RANDOM:
            return f"{function} draws another number each time"
        if function not in functions:
            return f"LibreOffice has no {function}"
    unknown = [name for _, name in sorted(found.names, key=str)]
    unknown += [f"{table.table or ''}[{table.first_column or ''}]" for table in found.tables]
    unknown += [f"{spill.cell}#" for spill in found.spills]
    return f"LibreOffice is not told what {unknown[0]} means" if unknown else ""


def passes_errors_unseen(found: FormulaReferences) -> bool:
    """Tell whether a formula may read cells that it does not name, and hide their errors."""
    return found.dynamic and not _PASSING_ERRORS.isdisjoint(found.functions)
