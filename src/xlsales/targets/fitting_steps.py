"""Newton steps for proportional fitting, where scaling in turn comes near too slowly."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final

#: Steps that are enough wherever doubles can hold the result.
_MOST_STEPS: Final = 60
#: Halvings of a step that does not come nearer.
_MOST_HALVINGS: Final = 30
#: A pivot below this part of its diagonal belongs to a sum that follows from the others.
_NO_PIVOT: Final = 1e-13
#: Exponents beyond this are cut, so that no factor overflows.
_MOST_EXPONENT: Final = 50.0

Matrix = list[list[float]]


def newton_fitted(
    values: Sequence[float],
    exact_lines: Sequence[int],
    exact_sums: Sequence[float],
    lines: Sequence[int],
    sums: Sequence[float],
) -> list[float]:
    """Return cells nearer to both sums, by Newton's method on the factors of one side.

    One side of the table, say the rows, is scaled to its sums exactly at every point. The
    logarithms of the column factors then solve a convex problem, whose second derivatives are
    ``diag(column sums) - cells^T diag(1 / row sums) cells``.

    Args:
        values: Cells above 0, near the result.
        exact_lines: Number of each cell's line on the side that is kept exact.
        exact_sums: Sums of that side.
        lines: Number of each cell's line on the other side, which should be the shorter one.
        sums: Sums of the other side.

    References:
        Convex dual of matrix scaling: Kalantari and Khachiyan (1996).

    Examples:
        >>> newton_fitted([2.0, 2.0, 1.0, 1.0], [0, 0, 1, 1], [4.0, 2.0], [0, 1, 0, 1], [3.0, 3.0])
        [2.0, 2.0, 1.0, 1.0]
    """
    cells = _scaled(values, exact_lines, exact_sums)
    gaps = _gaps(cells, lines, sums)
    for _ in range(_MOST_STEPS):
        slopes = _slopes(cells, exact_lines, exact_sums, lines, len(sums))
        step = _solution(slopes, gaps)
        nearer = _stepped(cells, gaps, step, exact_lines, exact_sums, lines, sums)
        if nearer is None:
            break
        cells, gaps = nearer
    return cells


def _stepped(
    cells: Sequence[float],
    gaps: Sequence[float],
    step: Sequence[float],
    exact_lines: Sequence[int],
    exact_sums: Sequence[float],
    lines: Sequence[int],
    sums: Sequence[float],
) -> tuple[list[float], list[float]] | None:
    """Go along a step as far as it comes nearer; ``None`` where it does not at all."""
    for halvings in range(_MOST_HALVINGS):
        part = 0.5**halvings
        factors = [exp(max(min(part * change, _MOST_EXPONENT), -_MOST_EXPONENT)) for change in step]
        tried = [cell * factors[line] for cell, line in zip(cells, lines, strict=True)]
        tried = _scaled(tried, exact_lines, exact_sums)
        left = _gaps(tried, lines, sums)
        if _size(left) < _size(gaps):
            return tried, left
    return None


def _scaled(values: Sequence[float], lines: Sequence[int], sums: Sequence[float]) -> list[float]:
    found = [0.0] * len(sums)
    for line, value in zip(lines, values, strict=True):
        found[line] += value
    return [value * sums[line] / found[line] for line, value in zip(lines, values, strict=True)]


def _gaps(cells: Sequence[float], lines: Sequence[int], sums: Sequence[float]) -> list[float]:
    left = list(sums)
    for line, cell in zip(lines, cells, strict=True):
        left[line] -= cell
    return left


def _size(gaps: Sequence[float]) -> float:
    return sum(abs(gap) for gap in gaps)


def _slopes(
    cells: Sequence[float],
    exact_lines: Sequence[int],
    exact_sums: Sequence[float],
    lines: Sequence[int],
    count: int,
) -> Matrix:
    slopes = [[0.0] * count for _ in range(count)]
    members: list[list[tuple[int, float]]] = [[] for _ in exact_sums]
    for exact_line, line, cell in zip(exact_lines, lines, cells, strict=True):
        slopes[line][line] += cell
        members[exact_line].append((line, cell))
    for row, total in zip(members, exact_sums, strict=True):
        for line, cell in row:
            weight, target = cell / total if total else 0.0, slopes[line]
            for other, amount in row:
                target[other] -= weight * amount
    return slopes


def _solution(matrix: Matrix, right: Sequence[float]) -> list[float]:
    """Solve a positive semidefinite system; what does not matter stays 0."""
    count = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    scale = [row[i] for i, row in enumerate(matrix)]
    settled = []
    for i in range(count):
        pivot = rows[i][i]
        if pivot <= _NO_PIVOT * scale[i]:
            continue
        settled.append(i)
        for other in rows[i + 1 :]:
            factor = other[i] / pivot
            if factor:
                for j in range(i, count + 1):
                    other[j] -= factor * rows[i][j]
    solution = [0.0] * count
    for i in reversed(settled):
        known = sum(rows[i][j] * solution[j] for j in range(i + 1, count))
        solution[i] = (rows[i][count] - known) / rows[i][i]
    return solution
