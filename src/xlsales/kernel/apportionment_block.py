"""Largest remainder for large blocks: the same parts as ``apportion``, in int64."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: A quotient below this is estimated in doubles to less than one unit.
_QUOTIENT_LIMIT: Final = 1 << 50
#: A remainder may miss by two weight totals before it is put right, and still fits int64.
_WEIGHT_LIMIT: Final = 1 << 61


def apportion_rows(
    totals: NDArray[np.int64], weights: NDArray[np.int64], taking: NDArray[np.bool_]
) -> NDArray[np.int64] | None:
    """Split the total of each row by the weights of its row, in whole units.

    The quotient ``total * weight / sum`` is estimated in doubles; the remainder is exact, because
    int64 wraps around and the true remainder is small; it tells by how much the estimate is off.

    Args:
        totals: Units to split, shape (n,), any sign.
        weights: Weights from 0, shape (n, k) or (1, k); 0 where not taking part.
        taking: Which cells take part, same shape as ``weights``, at least one in each row.

    Returns:
        Units for each cell, shape (n, k), or ``None`` where exactness is not certain.

    Examples:
        >>> import numpy as np
        >>> apportion_rows(np.array([10, -10]), np.array([[1, 1, 1]]), np.ones((1, 3), bool)).tolist()
        [[4, 3, 3], [-4, -3, -3]]
    """
    import numpy as np

    if int(np.abs(totals).max()) >= _QUOTIENT_LIMIT:
        return None
    if weights.sum(axis=1, dtype=np.float64).max() >= _WEIGHT_LIMIT:
        return None
    weights = np.where(weights.any(axis=1, keepdims=True), weights, taking)
    sums = weights.sum(axis=1, keepdims=True)
    amounts = np.abs(totals)[:, None]
    parts = np.floor(weights * (amounts / sums)).astype(np.int64)
    remainders = amounts * weights - parts * sums
    off = (remainders >= sums).astype(np.int64) - (remainders < 0)
    parts += off
    remainders -= off * sums
    remainders[~np.broadcast_to(taking, remainders.shape)] = -1
    parts += _greatest(remainders, amounts[:, 0] - parts.sum(axis=1))
    signed: NDArray[np.int64] = parts * np.sign(totals)[:, None]
    return signed


def _greatest(remainders: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Mark the greatest remainders of each row, the earlier of equal ones first."""
    import numpy as np

    if len(remainders) == 1:
        return _greatest_of_row(remainders[0], int(counts[0]))[None, :]
    order = np.argsort(-remainders, axis=1, kind="stable")
    marked = np.empty(remainders.shape, dtype=np.bool_)
    np.put_along_axis(marked, order, np.arange(remainders.shape[1]) < counts[:, None], axis=1)
    return marked


def _greatest_of_row(remainders: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    import numpy as np

    if not count:
        return np.zeros(remainders.shape, dtype=np.bool_)
    least = np.partition(remainders, -count)[-count]
    marked: NDArray[np.bool_] = remainders > least
    ties = np.flatnonzero(remainders == least)
    marked[ties[: count - int(marked.sum())]] = True
    return marked
