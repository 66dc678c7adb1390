"""Bins of a large column of whole numbers, the same as the plain path's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsales.customers.ntile import ntile
from xlsales.customers.quantiles import BinRule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def bin_whole_numbers(values: NDArray[np.int64], bins: int, rule: BinRule, one: int = 1) -> NDArray[np.int64]:
    """Return the bin of each value, see ``xlsales.customers.quantiles.bin_numbers``.

    Args:
        values: Whole numbers, such as cents; shape (n,).
        bins: Number of bins.
        rule: How values become bins.
        one: What 1 is in the values' unit, 100 for cents.

    Examples:
        >>> import numpy as np
        >>> bin_whole_numbers(np.array([1, 2, 3, 4, 5]), 2, "quantile").tolist()
        [1, 1, 1, 2, 2]
    """
    import numpy as np

    count = len(values)
    if rule == "rank":
        ranked = np.empty(count, dtype=np.int64)
        ranked[np.argsort(values, kind="stable")] = [ntile(place, count, bins) for place in range(count)]
        return ranked
    cuts = _scaled_cuts(values, bins)
    # A whole number is above a cut when it is above the cut's floor.
    if rule == "quantile":
        return 1 + np.searchsorted(np.array([cut // bins for cut in cuts]), values, side="left")
    raised = np.array([-(-cut // bins) + one for cut in cuts])
    return 1 + np.searchsorted(raised, values, side="right")


def _scaled_cuts(values: NDArray[np.int64], bins: int) -> list[int]:
    """Return the cuts times the number of bins, as Python's integers."""
    import numpy as np

    ordered = np.sort(values)
    cuts = []
    for i in range(1, bins):
        place, rest = divmod((len(ordered) - 1) * i, bins)
        low = int(ordered[place])
        rise = int(ordered[place + 1]) - low if rest else 0
        cuts.append(low * bins + rest * rise)
    return cuts
