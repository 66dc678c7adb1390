"""The types that Calc asks for: one method a function, as text that LibreOffice reads without a compiler."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsales.functions import CellFunction

_RESULT: Final = "sequence< sequence<any> >"
_DOCUMENT: Final = "[in] com::sun::star::beans::XPropertySet document"


def interface_text(functions: Sequence[CellFunction]) -> str:
    """Return the UNO interface of all functions.

    Every argument is ``any``, so that it may be a value, a range or not given at all; Calc itself fills in
    the document. The result is always rows of cells.

    Examples:
        >>> from xlsales.functions import find_function
        >>> print(interface_text([find_function("MARGIN")]))
        module org { module xlsales { module calc {
        interface XFunctions {
            sequence< sequence<any> > MARGIN([in] com::sun::star::beans::XPropertySet document,
                [in] any argument1, [in] any argument2, [in] any argument3);
        };
        }; }; };
        <BLANKLINE>
    """
    lines = ["module org { module xlsales { module calc {", "interface XFunctions {"]
    for function in functions:
        arguments = ", ".join(f"[in] any {argument_name(i)}" for i in range(len(function.arguments)))
        lines.append(f"    {_RESULT} {function.name}({_DOCUMENT},")
        lines.append(f"        {arguments});")
    lines += ["};", "}; }; };", ""]
    return "\n".join(lines)


def argument_name(index: int) -> str:
    """Return the inner name of an argument, from 0: some of our names, such as needs, are words of UNO."""
    return f"argument{index + 1}"
