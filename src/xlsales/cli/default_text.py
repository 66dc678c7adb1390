"""What a blank argument stands for, in words."""

from __future__ import annotations

from dataclasses import astuple, is_dataclass
from fractions import Fraction
from typing import Any

from xlsales.kernel.blocks import Block
from xlsales.kernel.numbers import shown
from xlsales.kernel.words import CHINESE


def default_text(value: Any) -> str:
    """Return what a blank stands for, as a formula would write it.

    Examples:
        >>> default_text(Fraction(1, 100)), default_text("marginal"), default_text(None)
        ('0.01', 'marginal (超额累进)', '')
        >>> default_text((Fraction(4, 5), Fraction(19, 20))), default_text(((0, 80), (30, 50)))
        ('{0.8,0.95}', '{0,80;30,50}')
    """
    if isinstance(value, Block):
        return default_text(value.rows[0][0]) if value.size == 1 else default_text(value.rows)
    if is_dataclass(value) and not isinstance(value, type):
        return default_text(tuple(each for each in astuple(value) if each is not None))
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        rows = value if isinstance(value[0], tuple) else (value,)
        return "{" + ";".join(",".join(map(_plain, row)) for row in rows) + "}"
    if isinstance(value, str) and value in CHINESE:
        return f"{value} ({CHINESE[value]})"
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return shown(value) if isinstance(value, (Fraction, float, int)) else str(value)
