"""Keys as people type them: equal to Excel when they differ only in case, width or outer spaces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from xlsales.kernel.numbers import exact
from xlsales.kernel.values import CellError, CellValue, is_blank
from xlsales.kernel.words import folded

#: Something two equal keys share; the first part keeps texts, numbers and TRUE apart.
Key: TypeAlias = tuple[str, object]

BLANK: Key = ("blank", None)


def key_of(value: CellValue) -> Key:
    """Return what equal keys share.

    Examples:
        >>> key_of(" Ann ") == key_of("ANN"), key_of(1) == key_of(1.0), key_of(1) == key_of("1")
        (True, True, False)
        >>> key_of("") == key_of(None), key_of(True) == key_of(1)
        (True, False)
    """
    if is_blank(value):
        return BLANK
    if isinstance(value, bool):
        return ("flag", value)
    if isinstance(value, (int, float)):
        return ("number", exact(value))
    if isinstance(value, CellError):
        return ("error", value.code)
    return ("text", folded(str(value)))


def keys_of(values: Iterable[CellValue]) -> tuple[Key, ...]:
    """Return the key of a combination of values."""
    return tuple(map(key_of, values))
