"""Rate tables: a rate by steps or by name, along one axis or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from xlsales.incentives.keys import Key, key_of
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import ComputationError, InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO, exact, shown
from xlsales.kernel.steps import Boundary, reached
from xlsales.kernel.values import CellValue, is_blank

#: Rates of a table, ``None`` where a cell is blank.
Rates: TypeAlias = tuple[tuple[Fraction | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The headers of one axis: numbers are steps, texts are names.

    Attributes:
        bounds: Numbers, rising, shape (k,).
        places: Where each of them stands along the axis, shape (k,).
        names: Where each text stands.
    """

    bounds: tuple[Fraction, ...]
    places: tuple[int, ...]
    names: Mapping[Key, int]

    def find(self, value: CellValue, boundary: Boundary, where: str) -> int | None:
        """Return where a value belongs, ``None`` below the first bound.

        Raises:
            ComputationError: TABLE-001 (``#N/A``) no header has that name.
            InvalidInputError: TABLE-002 a text for steps that are all numbers.
        """
        if isinstance(value, (int, float)) and self.bounds:
            step = reached(self.bounds, exact(value), boundary)
            return self.places[step] if step >= 0 else None
        place = self.names.get(key_of(value))
        if place is None:
            raise _not_found(value, where, named=bool(self.names))
        return place


def _not_found(value: CellValue, where: str, *, named: bool) -> InvalidInputError | ComputationError:
    if isinstance(value, str) and not named:
        fix = "Turn the text into a number."
        return InvalidInputError(Issue("TABLE-002", where, f"the text {value!r}", "a number", fix))
    fix = "Add it to the table, or correct its spelling."
    expected = "one of the table's headers"
    return ComputationError(Issue("TABLE-001", where, _came(value), expected, fix, cell_error="#N/A"))


def _came(value: CellValue) -> str:
    if isinstance(value, str):
        return f"the text {value!r}"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return shown(value)
    return str(value).upper()


@dataclass(frozen=True, slots=True)
class RateTable:
    """Rates by a row header and, for a matrix, a column header."""

    down: Axis
    across: Axis | None
    rates: Rates

    def rate(self, x: CellValue, boundary: Boundary = "lower") -> Fraction | None:
        """Return the rate of a value in a table of one axis; 0 below the first bound."""
        row = self.down.find(x, boundary, "value")
        return ZERO if row is None else self.rates[row][0]

    def cell(
        self, x: CellValue, y: CellValue, boundary: Boundary = "lower", boundary_y: Boundary = "lower"
    ) -> Fraction | None:
        """Return the rate where a row and a column meet; 0 below the first bound of either."""
        assert self.across is not None
        row, column = self.down.find(x, boundary, "x"), self.across.find(y, boundary_y, "y")
        return ZERO if row is None or column is None else self.rates[row][column]


def read_step_table(block: Block[CellValue]) -> RateTable:
    """Read a table of two columns: lower bound or name, and rate.

    Raises:
        InvalidInputError: TABLE-003 not two columns, TABLE-004 to TABLE-006 headers and rates.

    Examples:
        >>> table = read_step_table(Block(((0, 0.15), (10, 0.075))))
        >>> [float(table.rate(x)) for x in (-1, 9, 10)]
        [0.0, 0.15, 0.075]
    """
    used = [i for i, row in enumerate(block.rows) if not all(map(is_blank, row))]
    if block.width != 2 or not used:
        expected = "two columns, bound or name and rate; of a from-to-rate table the first and third"
        raise InvalidInputError(_shape_issue(block, expected))
    issues: list[Issue] = []
    down = _axis([(block.rows[i][0], f"[{i + 1},1]") for i in used], issues)
    rates = tuple((_rate(block.rows[i][1], f"[{i + 1},2]", issues),) for i in used)
    if issues:
        raise InvalidInputError(*issues)
    return RateTable(down, None, rates)


def read_matrix(block: Block[CellValue]) -> RateTable:
    """Read a matrix: x down the first column, y along the first row, the corner left out.

    Raises:
        InvalidInputError: TABLE-003 not two rows and columns, TABLE-004 to TABLE-006 headers and
            rates.

    Examples:
        >>> matrix = read_matrix(Block(((None, 0, 100), ("gold", 0.1, 0.2), ("tin", 0.05, 0.1))))
        >>> float(matrix.cell("Gold", 100))
        0.2
    """
    rows = [i for i, row in enumerate(block.rows) if i and not all(map(is_blank, row))]
    columns = [j for j in range(1, block.width) if not all(is_blank(cell) for cell in block.nth_column(j))]
    if not rows or not columns:
        raise InvalidInputError(_shape_issue(block, "headers down and across with rates between them"))
    issues: list[Issue] = []
    down = _axis([(block.rows[i][0], f"[{i + 1},1]") for i in rows], issues)
    across = _axis([(block.rows[0][j], f"[1,{j + 1}]") for j in columns], issues)
    rates = tuple(tuple(_rate(block.rows[i][j], f"[{i + 1},{j + 1}]", issues) for j in columns) for i in rows)
    if issues:
        raise InvalidInputError(*issues)
    return RateTable(down, across, rates)


def _shape_issue(block: Block[CellValue], expected: str) -> Issue:
    came = f"{block.height} x {block.width} cells"
    return Issue("TABLE-003", "", came, expected, "Select the whole table, headers included.")


def _axis(headers: Sequence[tuple[CellValue, str]], issues: list[Issue]) -> Axis:
    bounds: list[Fraction] = []
    places: list[int] = []
    names: dict[Key, int] = {}
    for place, (header, where) in enumerate(headers):
        if isinstance(header, (int, float)):
            bound = exact(header)
            if bounds and bound <= bounds[-1]:
                fix = "List the bounds rising, each once."
                issues.append(Issue("TABLE-004", where, shown(bound), f"more than {shown(bounds[-1])}", fix))
            bounds.append(bound)
            places.append(place)
        elif is_blank(header):
            fix = "Give the bound or the name, or clear the whole line."
            issues.append(Issue("TABLE-005", where, "a blank cell", "a bound or a name", fix))
        elif key_of(header) in names:
            fix = "Give each name once."
            issues.append(Issue("TABLE-004", where, f"the text {header!r} again", "names that differ", fix))
        else:
            names[key_of(header)] = place
    return Axis(tuple(bounds), tuple(places), names)


def _rate(cell: CellValue, where: str, issues: list[Issue]) -> Fraction | None:
    if is_blank(cell):
        return None
    if isinstance(cell, (int, float)):
        return exact(cell)
    fix = "Turn the text into a number, and leave a row of titles out of the range."
    issues.append(Issue("TABLE-006", where, f"the text {str(cell)!r}", "a rate", fix))
    return None
