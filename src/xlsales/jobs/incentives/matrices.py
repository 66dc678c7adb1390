"""Matrices: rates by a running total and by something across, such as a label or the discount."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from xlsales.incentives.tiers import Tier, Tiers
from xlsales.kernel.decimals import written
from xlsales.kernel.steps import Boundary
from xlsales.kernel.words import folded
from xlsales.plans.headers import header_of, number_of
from xlsales.plans.incentives import MatrixRow


@dataclass(frozen=True, slots=True)
class Matrix:
    """Tiers by column.

    Attributes:
        columns: Tiers of each column, by its header as it is compared.
        bounds: Headers that are numbers, rising; none where they are names.
    """

    columns: Mapping[str, Tiers]
    bounds: tuple[Fraction, ...]

    @classmethod
    def of(cls, rows: Iterable[MatrixRow]) -> Matrix:
        """Return the matrix of some rows.

        Examples:
            >>> rows = [
            ...     MatrixRow(table="m", bound=0, across=name, rate=rate)
            ...     for name, rate in (("0", "0.04"), ("0.1", "0.02"))
            ... ]
            >>> matrix = Matrix.of(rows)
            >>> [matrix.column(Fraction(value)) for value in ("-0.01", "0", "0.1")]
            [None, '0', '0.1']
        """
        tiers: dict[str, list[Tier]] = {}
        for row in sorted(rows, key=lambda row: row.bound):
            tiers.setdefault(header_of(row.across), []).append(Tier(Fraction(row.bound), Fraction(row.rate)))
        numbers = [number_of(name) for name in tiers]
        bounds = tuple(sorted(number for number in numbers if number is not None))
        columns = {name: Tiers.of(column) for name, column in tiers.items()}
        return cls(columns, bounds if len(bounds) == len(numbers) else ())

    def column(self, value: str | Fraction, boundary: Boundary = "lower") -> str | None:
        """Return the header of the column that a value belongs to, ``None`` where there is none."""
        if isinstance(value, str):
            number = number_of(value) if self.bounds else None
            if number is None:
                return folded(value) if folded(value) in self.columns else None
            value = number
        find = bisect_right if boundary == "lower" else bisect_left
        found = find(self.bounds, value)
        return written(self.bounds[found - 1]) if found else None
