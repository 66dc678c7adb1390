"""A text as a web extension keeps it: a JSON string inside an XML attribute."""

from __future__ import annotations

import json
import re
from typing import Final

from xlsales.workbook.xml_text import resolve_references, xml_attribute

_UNIT: Final = re.compile(r"\\u[0-9A-Fa-f]{4}|\\(?:&[^;]*;|.)|&[^;]*;|[^\\&]", re.DOTALL)


def encoded(text: str) -> str:
    """Return a text as the attribute holds it.

    Examples:
        >>> encoded('print("1 < 2")')
        '&quot;print(\\\\&quot;1 &lt; 2\\\\&quot;)&quot;'
    """
    return xml_attribute(json.dumps(text, ensure_ascii=False))


def decoded(raw: str) -> str | None:
    """Return the text that an attribute holds, or ``None`` when it holds no JSON string.

    Examples:
        >>> decoded("&quot;a&#92;nb&quot;"), decoded("{}")
        ('a\\nb', None)
    """
    try:
        text = json.loads(resolve_references(raw))
    except ValueError:
        return None
    return text if isinstance(text, str) else None


def replaced(raw: str, start: int, end: int, text: str) -> str:
    """Return the attribute with ``text`` in place of the characters from ``start`` to ``end``.

    What stands around them stays letter by letter, however it was escaped.

    Examples:
        >>> replaced("&quot;a\\\\u0062c&quot;", 2, 3, "<")
        '&quot;a\\\\u0062&lt;&quot;'
    """
    whole = decoded(raw)
    assert whole is not None
    units = [found.span() for found in _UNIT.finditer(raw)]
    new = encoded(text).removeprefix("&quot;").removesuffix("&quot;")
    if len(units) != len(whole) + 2:  # halves of a character written apart
        return encoded(whole[:start] + text + whole[end:])
    first, last = units[start + 1][0], units[end][1] if end > start else units[start + 1][0]
    return raw[:first] + new + raw[last:]
