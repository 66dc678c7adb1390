"""Bins of a large column of whole numbers, the same as the plain path's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsales.customers.abc_classes import Ties
from xlsales.customers.ntile import ntile
from xlsales.customers.quantiles import BinRule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def bin_whole_numbers(
    values: NDArray[np.int64], bins: int, rule: BinRule, one: int = 1, ties: Ties = "row"
) -> NDArray[np.int64]:
    """Return the bin of each value, see ``xlsales.customers.quantiles.bin_numbers``.

    Args:
        values: Whole numbers, such as cents; shape (n,).
        bins: Number of bins.
        rule: How values become bins.
        one: What 1 is in the values' unit, 100 for cents.
        ties: What happens to equal values of the rule ``rank``.

    Examples:
        >>> import numpy as np
        >>> bin_whole_numbers(np.array([1, 2, 3, 4, 5]), 2, "quantile").tolist()
        [1, 1, 1, 2, 2]
    """
    import numpy as np

    if rule == "rank":
        return _ranked(values, bins, ties)
    cuts = _scaled_cuts(values, bins)
    # A whole number is above a cut when it is above the cut's floor.
    if rule == "quantile":
        return 1 + np.searchsorted(np.array([cut // bins for cut in cuts]), values, side="left")
    raised = np.array([-(-cut // bins) + one for cut in cuts])
    return 1 + np.searchsorted(raised, values, side="right")


def _ranked(values: NDArray[np.int64], bins: int, ties: Ties) -> NDArray[np.int64]:
    import numpy as np

    order = np.argsort(values, kind="stable")
    places = np.arange(len(values))
    if ties == "together" and len(values):
        ordered = values[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        places = np.repeat(starts, np.diff(np.r_[starts, len(values)]))
    ranked = np.empty(len(values), dtype=np.int64)
    ranked[order] = [ntile(place, len(values), bins) for place in places.tolist()]
    return ranked


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
