"""Comparing a computed result with the one that Excel saved."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from xlsales.kernel.values import CellError, CellValue, is_number, same_value
from xlsales.recalculation.engines.port import Computed, Unavailable

_RICH: Final = ("#SPILL!", "#CALC!")
#: Sums in another order differ this much; such a result is the saved one.
_NEAR: Final = 1e-12


class Mismatch(NamedTuple):
    """How a result differs from the saved one.

    Attributes:
        reason: For people.
        unavailable: There is no result at all, so nothing contradicts the saved one.
    """

    reason: str
    unavailable: bool = False


def mismatch(saved: CellValue, computed: Computed) -> Mismatch | None:
    """Say how a result differs from the saved one, ``None`` if it does not.

    Examples:
        >>> mismatch(0.3, 0.1 + 0.2) is None, mismatch(0, None) is None
        (True, True)
        >>> mismatch(1, 2.5).reason
        'Excel saved 1, the engine gives 2.5'
    """
    if isinstance(computed, Unavailable):
        return Mismatch(computed.reason, unavailable=True)
    if same_value(saved, computed) or _nearly(saved, computed) or _both_empty(saved, computed):
        return None
    if _same_rich_error(saved, computed):
        return None
    return Mismatch(f"Excel saved {_brief(saved)}, the engine gives {_brief(computed)}")


def _same_rich_error(saved: CellValue, computed: CellValue) -> bool:
    """Newer errors are #VALUE! to older engines."""
    if not (isinstance(saved, CellError) and isinstance(computed, CellError)):
        return False
    return saved.code in _RICH and computed.code in (saved.code, "#VALUE!")


def _both_empty(saved: CellValue, computed: CellValue) -> bool:
    """A reference to a blank cell is saved as 0; engines may call it blank."""
    if saved is not None and computed is not None:
        return False
    other = computed if saved is None else saved
    return other is None or other == "" or (other == 0 and not isinstance(other, bool))


def _nearly(saved: CellValue, computed: CellValue) -> bool:
    """Sums in another order differ in the last digits: such a result is the saved one."""
    if not (is_number(saved) and is_number(computed)):
        return False
    assert isinstance(saved, (int, float))
    assert isinstance(computed, (int, float))
    return math.isclose(saved, computed, rel_tol=_NEAR, abs_tol=_NEAR)


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
    return saved if saved is not None and mismatch(saved, computed) is None else computed
