"""Comparing a computed result with the one that Excel saved."""

from __future__ import annotations

import math
from typing import Final

from xlsales.kernel.values import CellError, CellValue, is_number, same_value
from xlsales.recalculation.engines.port import Computed, Unavailable

_RICH: Final = ("#SPILL!", "#CALC!")
#: Sums in another order differ this much; such a result is the saved one.
_NEAR: Final = 1e-12


def difference(saved: CellValue, computed: Computed) -> str:
    """Say how a result differs from the saved one; the empty text if it does not.

    Examples:
        >>> difference(0.3, 0.1 + 0.2), difference(1, 2.5), difference(0, None)
        ('', 'Excel saved 1, the engine gives 2.5', '')
    """
    if isinstance(computed, Unavailable):
        return computed.reason
    if same_value(saved, computed) or _nearly(saved, computed):
        return ""
    if saved in (0, "", None) and computed in (0, "", None) and not isinstance(saved or computed, bool):
        return "" if saved is None or computed is None else _told(saved, computed)
    if isinstance(saved, CellError) and isinstance(computed, CellError) and saved.code in _RICH:
        return "" if computed.code in (saved.code, "#VALUE!") else _told(saved, computed)
    return _told(saved, computed)


def _nearly(saved: CellValue, computed: CellValue) -> bool:
    """Sums in another order differ in the last digits: such a result is the saved one."""
    if not (is_number(saved) and is_number(computed)):
        return False
    assert isinstance(saved, (int, float))
    assert isinstance(computed, (int, float))
    return math.isclose(saved, computed, rel_tol=1e-12, abs_tol=1e-12)


def _told(saved: CellValue, computed: CellValue) -> str:
    return f"Excel saved {_brief(saved)}, the engine gives {_brief(computed)}"


def _brief(value: CellValue) -> str:
    if value is None:
        return "a blank"
    if is_number(value):
        return f"{value:.15g}"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 40 else text[:37] + "..."


def saved_or(computed: Computed, saved: CellValue) -> Computed:
    """Return the saved value where the computed one differs from it in the last digits only.

    Examples:
        >>> saved_or(0.1 + 0.2, 0.3), saved_or(5, 0.3)
        (0.3, 5)
    """
    return saved if saved is not None and not difference(saved, computed) else computed
