"""One call of a cell function: arguments in, a value or a block and its issues out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from xlsales.functions.cells import is_written, read_block, write_cell
from xlsales.functions.kinds import ArgumentIsError, Reading
from xlsales.functions.notices import listening, notice
from xlsales.functions.registry import PLAIN, Argument, CellFunction, find_function
from xlsales.kernel.blocks import Block, Shape, common_shape
from xlsales.kernel.collector import collector_paused
from xlsales.kernel.dates import DateSystem
from xlsales.kernel.issues import InvalidInputError, Issue, XlSalesError
from xlsales.kernel.minor_units import BLOCK_FROM
from xlsales.kernel.values import CellError, CellValue, is_blank

Rows: TypeAlias = tuple[tuple[CellValue, ...], ...]

#: Issues told of one call; a column of 100,000 wrong cells needs no 100,000 messages.
MOST_ISSUES: Final = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call gives.

    Attributes:
        rows: The result, at least one cell; ``None`` is a blank result.
        issues: Errors of single cells, warnings and notes.
    """

    rows: Rows
    issues: tuple[Issue, ...] = ()

    @property
    def value(self) -> CellValue | Rows:
        """The result as a host shows it: one cell as a scalar."""
        return self.rows[0][0] if len(self.rows) == len(self.rows[0]) == 1 else self.rows


@dataclass(frozen=True, slots=True)
class _Given:
    argument: Argument
    block: Block[CellValue] | None
    reading: Reading


def call_function(name: str, arguments: Sequence[object], system: DateSystem = 1900) -> Outcome:
    """Call a cell function as a workbook would.

    Args:
        name: Name of the function, any case, no namespace.
        arguments: Scalars, rows or lists of rows, in the order of the contract; ``None`` and a
            missing end are not given.
        system: Date system of the workbook.

    Returns:
        The result; a wrong argument is an error value with its issue, never an exception.

    Examples:
        >>> call_function("SPLIT", [100, [[1], [1], [1]]]).rows
        ((33.34,), (33.33,), (33.33,))
    """
    try:
        function = find_function(name)
    except XlSalesError as error:
        return _failed(error.issues)
    with listening() as heard, collector_paused():
        outcome = _call(function, arguments, system)
    return Outcome(outcome.rows, (*outcome.issues, *_told_once(heard))) if heard else outcome


def _call(function: CellFunction, arguments: Sequence[object], system: DateSystem) -> Outcome:
    given: list[_Given] = []
    try:
        given = _given(function, arguments, system)
        whole = {g.argument.name: _whole(function, g) for g in given if g.argument.kind.spread == "whole"}
        varying = [g for g in given if g.argument.kind.spread != "whole"]
        headed = bool(function.header) and bool(whole.pop("headers", False))
        if not varying or all(g.block is None or _is_single(g) for g in varying):
            outcome = _single(function, varying, whole, system)
        else:
            outcome = _many(function, varying, whole, system)
        return Outcome((function.header, *outcome.rows), outcome.issues) if headed else outcome
    except ArgumentIsError as found:
        return Outcome(((found.error,),))
    except XlSalesError as error:
        whole_error = _whole_error(given)
        return Outcome(((whole_error,),)) if whole_error else _failed(error.issues)


def _whole_error(given: Sequence[_Given]) -> CellError | None:
    """Return the error value that came in the place of a whole block, whatever its shape."""
    for g in given:
        if g.argument.kind.spread == "whole" and g.block is not None and g.block.size == 1:
            value = g.block.rows[0][0]
            if isinstance(value, CellError):
                return value
    return None


def _given(function: CellFunction, arguments: Sequence[object], system: DateSystem) -> list[_Given]:
    if len(arguments) > len(function.arguments):
        raise InvalidInputError(
            Issue(
                "ARG-003",
                function.name,
                f"{len(arguments)} arguments",
                f"at most {len(function.arguments)}",
                f"Write {function.signature}.",
            )
        )
    given = []
    for i, argument in enumerate(function.arguments):
        block = read_block(arguments[i], system) if i < len(arguments) else None
        blank = block is None or (block.size == 1 and is_blank(block.rows[0][0]))
        needs_block = argument.kind.spread == "whole" and not argument.kind.blank_is_value
        if argument.required and (i >= len(arguments) or (blank and needs_block)):
            raise InvalidInputError(_missing(function, argument))
        given.append(_Given(argument, None if blank else block, Reading(argument.name, system)))
    return given


def _missing(function: CellFunction, argument: Argument) -> Issue:
    return Issue("ARG-004", argument.name, "nothing", argument.kind.expects, f"Write {function.signature}.")


def _whole(function: CellFunction, given: _Given) -> Any:
    argument = given.argument
    if given.block is None:
        return argument.default
    value = argument.kind.read_whole(given.block, given.reading)
    if value is not None:
        return value
    if argument.required and not argument.kind.blank_is_value:  # such as 0 in a date's place
        raise InvalidInputError(_missing(function, argument))
    return argument.default


def _is_single(given: _Given) -> bool:
    assert given.block is not None
    return given.block.height == 1 and (given.argument.kind.spread == "row" or given.block.width == 1)


def _single(
    function: CellFunction, varying: list[_Given], whole: Mapping[str, Any], system: DateSystem
) -> Outcome:
    values = _values(varying, 0, 0)
    if values is None:
        return Outcome(((None,) * function.width,))
    return Outcome(_rows(function.implementation(**values, **whole), system))


def _values(varying: list[_Given], row: int, column: int) -> dict[str, Any] | None:
    """Return the arguments of one result, or ``None`` where a needed one is blank."""
    values: dict[str, Any] = {}
    for given in varying:
        argument = given.argument
        kind = argument.kind
        value: Any
        if given.block is None:
            value = None
        elif kind.spread == "row":
            value = kind.read_row(given.block, row, given.reading)
        else:
            value = kind.read_cell(given.block, row, column, given.reading)
        if value is None:
            if kind.blank_spoils and given.block is not None and given.block.size > 1:
                return None
            if not argument.required:
                value = argument.default
            elif not kind.blank_is_value:
                return None
        values[argument.name] = value
    return values


def _rows(result: Any, system: DateSystem) -> Rows:
    if isinstance(result, Block):
        if is_written(result):
            return result.rows
        return result.map(lambda value: _written(value, system, alone=result.size == 1)).rows
    if isinstance(result, tuple):
        return (tuple(write_cell(value, system) for value in result),)
    return ((write_cell(result, system),),)


def _written(value: Any, system: DateSystem, *, alone: bool) -> CellValue:
    """Return a cell of a table; one that no cell can hold spoils only itself, and is told."""
    try:
        return write_cell(value, system)
    except XlSalesError as error:
        if alone:
            raise
        for issue in error.issues:
            notice(issue)
        return CellError(error.issues[0].cell_error, error.issues[0])


def _many(
    function: CellFunction, varying: list[_Given], whole: Mapping[str, Any], system: DateSystem
) -> Outcome:
    shape = _shape(function, varying)
    if function.bulk is not None and shape[0] * shape[1] >= BLOCK_FROM:
        blocks = {g.argument.name: g.block for g in varying}
        bulk = function.bulk(shape=shape, **blocks, **whole)
        if bulk is not None:
            return _completed(function, varying, whole, bulk, system)
    issues: list[Issue] = []
    rows = []
    for row in range(shape[0]):
        cells: list[CellValue] = []
        for column in range(shape[1]):
            cells += _one(function, varying, whole, (row, column), system, issues)
        rows.append(tuple(cells))
    return Outcome(tuple(rows), _told_once(issues))


def _completed(
    function: CellFunction,
    varying: list[_Given],
    whole: Mapping[str, Any],
    bulk: Block[Any],
    system: DateSystem,
) -> Outcome:
    """Compute what a block path left to the plain path."""
    if is_written(bulk):
        return Outcome(bulk.rows)
    issues: list[Issue] = []
    rows = list(bulk.rows)
    for i, row in enumerate(rows):
        if PLAIN not in row:
            continue
        if function.width > 1:
            rows[i] = tuple(_one(function, varying, whole, (i, 0), system, issues))
        else:
            rows[i] = tuple(
                _one(function, varying, whole, (i, j), system, issues)[0] if value is PLAIN else value
                for j, value in enumerate(row)
            )
    return Outcome(tuple(rows), _told_once(issues))


def _told_once(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Return issues without repetition: a wrong single option spoils every cell alike."""
    return tuple(dict.fromkeys(issues))[:MOST_ISSUES]


def _one(
    function: CellFunction,
    varying: list[_Given],
    whole: Mapping[str, Any],
    place: tuple[int, int],
    system: DateSystem,
    issues: list[Issue],
) -> Sequence[CellValue]:
    """Compute one result cell or row; what goes wrong in it stays in it."""
    try:
        values = _values(varying, *place)
        if values is None:
            return (None,) * function.width
        rows = _rows(function.implementation(**values, **whole), system)
        if len(rows) > 1:
            raise InvalidInputError(_one_at_a_time(function))
        return rows[0]
    except ArgumentIsError as found:
        return (found.error,) * function.width
    except XlSalesError as error:
        issues += error.issues
        return (CellError(error.issues[0].cell_error, error.issues[0]),) * function.width


def _one_at_a_time(function: CellFunction) -> Issue:
    return Issue(
        "ARG-006",
        function.name,
        "several rows",
        "one row, because each gives a table",
        "Call the function once for each row.",
    )


def _shape(function: CellFunction, varying: list[_Given]) -> Shape:
    shapes = {
        g.argument.name: (g.block.height, 1 if g.argument.kind.spread == "row" else g.block.width)
        for g in varying
        if g.block is not None
    }
    shape = common_shape(shapes.values())
    if shape is None or (function.width > 1 and shape[1] > 1):
        raise InvalidInputError(
            Issue(
                "ARG-005",
                function.name,
                ", ".join(f"{name} {rows} x {columns}" for name, (rows, columns) in shapes.items()),
                "one shape, or single rows and columns that spread"
                if shape is None
                else "columns, one result row each",
                "Select ranges of the same number of rows.",
            )
        )
    return shape


def _failed(issues: Sequence[Issue]) -> Outcome:
    first = issues[0]
    return Outcome(((CellError(first.cell_error, first),),), tuple(issues[:MOST_ISSUES]))


def caller(name: str, system: DateSystem = 1900) -> Callable[..., Outcome]:
    """Return a function by name as a plain callable with positional arguments."""

    def call(*arguments: object) -> Outcome:
        return call_function(name, arguments, system)

    return call
