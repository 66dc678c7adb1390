"""Cell values as JSON: whole numbers without a point, blanks as null, errors as their text."""

from __future__ import annotations

import json
from typing import Final

from xlsales.kernel.values import CellError, CellValue
from xlsales.recalculation.calls import Rows

_WHOLE_LIMIT: Final = 2**53


def json_value(value: CellValue) -> object:
    """Return a cell's value as JSON knows it.

    Examples:
        >>> json_value(100.0), json_value(33.34), json_value("") is None, json_value(CellError("#N/A"))
        (100, 33.34, True, '#N/A')
    """
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, float) and value.is_integer() and abs(value) <= _WHOLE_LIMIT:
        return int(value)
    return None if value == "" else value


def json_line(name: str, content: object) -> str:
    """Return one line with one member.

    Examples:
        >>> json_line("value", [[33.34], [33.33]])
        '{"value": [[33.34],[33.33]]}'
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f'{{"{name}": {text}}}'


def json_rows(rows: Rows) -> object:
    """Return a result: one cell as a scalar, more as a list of rows."""
    if len(rows) == len(rows[0]) == 1:
        return json_value(rows[0][0])
    return [[json_value(value) for value in row] for row in rows]
