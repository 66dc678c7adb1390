"""ABC classes of a large column of whole minor units, the same as the plain path's."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from xlsales.customers.abc_classes import AbcRule
from xlsales.kernel.minor_units import INT64_SAFE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def class_units(units: NDArray[np.int64], rule: AbcRule) -> NDArray[np.int64] | None:
    """Return the class of each value, see ``xlsales.customers.abc_classes.abc_classes``.

    Args:
        units: Values in minor units, shape (n,), no blanks.
        rule: Cuts, and what happens at them.

    Returns:
        Class from 0 (best), shape (n,), or ``None`` where the total could overflow.

    Examples:
        >>> import numpy as np
        >>> class_units(np.array([5, 80, 15, 0]), AbcRule()).tolist()
        [2, 0, 1, 2]
    """
    import numpy as np

    places = np.full(len(units), len(rule.cuts), dtype=np.int64)
    positive = np.flatnonzero(units > 0)
    if not len(positive):
        return places
    if len(positive) * int(units.max()) >= INT64_SAFE:
        return None
    order = positive[np.argsort(-units[positive], kind="stable")]
    values = units[order]
    after = np.cumsum(values)
    before = after - values
    total = int(after[-1])
    if rule.ties == "together":
        before, after = _shared(values, before, after)
    # Cumulative sums are whole, so a cut can be replaced by the whole number next to it.
    if rule.crossing == "down":
        bounds = [math.floor(cut * total) for cut in rule.cuts]
        classes = np.searchsorted(bounds, after, side="left")
    else:
        bounds = [math.ceil(cut * total) for cut in rule.cuts]
        classes = np.searchsorted(bounds, before, side="right")
    places[order] = np.where(before == 0, 0, classes)
    return places


def _shared(
    values: NDArray[np.int64], before: NDArray[np.int64], after: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give equal values the sum before the first and after the last of them."""
    import numpy as np

    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    ends = np.r_[starts[1:], len(values)] - 1
    counts = ends - starts + 1
    return np.repeat(before[starts], counts), np.repeat(after[ends], counts)
