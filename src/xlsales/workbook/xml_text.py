"""Text as SpreadsheetML stores it: XML references, and ``_xHHHH_`` for what XML cannot hold.

References:
    ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
"""

from __future__ import annotations

import re
from typing import Final

_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_REFERENCE: Final = re.compile("&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));")
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def unescape_xstring(text: str) -> str:
    """Return the text that ``_xHHHH_`` escapes stand for.

    Examples:
        >>> unescape_xstring("a_x000D_b"), unescape_xstring("_x005F_x000D_"), unescape_xstring("_x1_")
        ('a\\rb', '_x000D_', '_x1_')
    """
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if not _SURROGATE.search(plain):
        return plain
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def escape_xstring(text: str) -> str:
    """Return the text with everything escaped that XML cannot hold or would change.

    A half of a surrogate pair stands for no character and becomes the replacement character.

    Examples:
        >>> escape_xstring("a\\rb"), escape_xstring("_x000D_"), escape_xstring("plain_x")
        ('a_x000D_b', '_x005F_x000D_', 'plain_x')
    """
    escaped = _LOOKS_ESCAPED.sub("_x005F_", text)
    escaped = _FORBIDDEN.sub(lambda found: f"_x{ord(found[0]):04X}_", escaped)
    return _SURROGATE.sub("\ufffd", escaped)


def plain_text(text: str) -> str:
    """Return the text that a cell or a formula holds, from between its tags as stored.

    Examples:
        >>> plain_text("A1&lt;2"), plain_text("a_x000D_b")
        ('A1<2', 'a\\rb')
    """
    if "&" in text:
        text = resolve_references(text)
    return unescape_xstring(text) if "_x" in text else text


def xml_text(text: str) -> str:
    """Return text ready to stand between tags.

    Examples:
        >>> xml_text("a<b & c")
        'a&lt;b &amp; c'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xml_attribute(text: str) -> str:
    """Return text ready to stand between double quotes in a tag.

    Examples:
        >>> xml_attribute('say "a<b"')
        'say &quot;a&lt;b&quot;'
    """
    plain = xml_text(text).replace('"', "&quot;")
    return plain.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def resolve_references(text: str) -> str:
    """Return text with its XML references resolved, as a parser would.

    Examples:
        >>> resolve_references("a&lt;b&#x41;&#66;&amp;lt;")
        'a<bAB&lt;'
    """
    return _REFERENCE.sub(_resolve, text)


def _resolve(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED[name]
    return chr(int(hexadecimal, 16) if hexadecimal else int(decimal))
