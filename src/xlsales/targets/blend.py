"""Weights mixed of several shares: history, potential, headcount."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import ONE, ZERO, shown
from xlsales.kernel.shares import normalised

Column = Sequence[Fraction | None]


def blended_weights(columns: Sequence[Column], factors: Sequence[Fraction]) -> list[Fraction | None]:
    """Return one weight a row: every column as shares of its own sum, mixed by the factors.

    Args:
        columns: Values from 0 of each element, shape (k, n), any scale; a blank gets nothing of
            its column, a column of zeros counts the same for each row.
        factors: Part of each column in the mix, shape (k,); they total 1 (or 100).

    Returns:
        Weights, shape (n,), that total 1; a row without any value stays blank.

    Raises:
        InvalidInputError: TARGET-040 a negative share, TARGET-041 a blank column that has a
            factor, TARGET-042 a negative factor, SHARE-001 factors that do not total 1.

    References:
        SAP Territory and Quota, weighted fair share.

    Examples:
        >>> history, even = [Fraction(3), Fraction(1)], [Fraction(1), Fraction(1)]
        >>> blended_weights([history, even], [Fraction(1, 2), Fraction(1, 2)])
        [Fraction(5, 8), Fraction(3, 8)]
    """
    raise_if_any((*_negative(columns), *_negative_factors(factors)))
    parts = normalised(factors, "factors")
    mixed = [
        [part * share for share in _normalised(column, number)]
        for number, (column, part) in enumerate(zip(columns, parts, strict=True), start=1)
        if part
    ]
    rows = zip(zip(*columns, strict=True), zip(*mixed, strict=True), strict=True)
    return [sum(shares, ZERO) if any(value is not None for value in row) else None for row, shares in rows]


def _negative(columns: Sequence[Column]) -> list[Issue]:
    fix = "Use shares that are not negative, or leave the cell blank."
    return [
        Issue("TARGET-040", f"shares[{row},{number}]", shown(value), "0 or more", fix)
        for number, column in enumerate(columns, start=1)
        for row, value in enumerate(column, start=1)
        if value is not None and value < 0
    ]


def _negative_factors(factors: Sequence[Fraction]) -> list[Issue]:
    return [
        Issue(
            "TARGET-042",
            f"factors[1,{at}]",
            shown(factor),
            "0 or more",
            "Leave the column out by a factor of 0.",
        )
        for at, factor in enumerate(factors, start=1)
        if factor < 0
    ]


def _normalised(column: Column, number: int) -> list[Fraction]:
    known = [value for value in column if value is not None]
    if not known:
        fix = "Give the column values, or a factor of 0."
        raise InvalidInputError(
            Issue("TARGET-041", f"shares column {number}", "only blank cells", "at least one number", fix)
        )
    total = sum(known, ZERO)
    if not total:
        column = [None if value is None else ONE for value in column]
        total = Fraction(len(known))
    return [(value or ZERO) / total for value in column]
