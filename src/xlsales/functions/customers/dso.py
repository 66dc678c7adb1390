"""DSO: days sales outstanding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeAlias

from xlsales.functions.cells import Result
from xlsales.functions.customers.isolation import isolated
from xlsales.functions.kinds import Kind, NumberKind, Unread, one_of
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block, Shape, common_shape
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.values import CellValue
from xlsales.receivables.days_sales_outstanding import countback_dso, simple_dso

Method: TypeAlias = Literal["simple", "countback"]
_NUMBERS = Kind(NumberKind(), "whole", unread=True, blank_is_value=True)


@cell_function(
    "DSO",
    group="Customers",
    chinese="应收账款周转天数",
    words=("应收账款周转天数", "回款", "DSO"),
    catalogue=("CR2", "RP1"),
)
def dso(
    receivables: Annotated[Unread | None, _NUMBERS, {"doc": "Open amount", "zh": "应收账款余额"}],
    sales: Annotated[
        Unread | None,
        _NUMBERS,
        {"doc": "Credit sales of the period; countback: of each period, newest last", "zh": "赊销额"},
    ],
    days: Annotated[
        Unread | None, _NUMBERS, {"doc": "Days of the period; countback: of each period", "zh": "天数"}
    ],
    method: Annotated[
        Method,
        one_of("simple", "countback"),
        {
            "doc": "simple (default) or countback",
            "zh": "方法：简单法、倒推法",
        },
    ] = "simple",
) -> Block[Result] | None:
    """Days of sales that wait to be paid; without sales a blank.

    Simple: receivables / sales x days, cell by cell. Countback: one receivable with a row or column of
    sales, or one receivable a row with its sales in that row.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("DSO", [150, [[100], [100], [100]], 30, "countback"]).value
        45.0
    """
    if receivables is None or sales is None or days is None:
        return None
    compute = _simple if method == "simple" else _countback
    return compute(receivables, sales, days)


def _simple(receivables: Unread, sales: Unread, days: Unread) -> Block[Result]:
    given = (receivables, sales, days)
    shape = common_shape(argument.block.shape for argument in given)
    if shape is None:
        raise InvalidInputError(_shapes_differ(given, "one shape, or single rows and columns that spread"))

    def at(row: int, column: int) -> Result:
        numbers = [
            argument.kind.read_cell(argument.block, row, column, argument.reading) for argument in given
        ]
        return None if None in numbers else simple_dso(*numbers)

    return _each(shape, at)


def _countback(receivables: Unread, sales: Unread, days: Unread) -> Block[Result]:
    series, spans = sales.block, days.block
    if receivables.block.size == 1 and series.width == 1:
        series, spans = series.transposed(), spans.transposed()
    fits = receivables.block.width == 1 and series.height == receivables.block.height
    if not fits or not spans.fits(series.shape):
        raise InvalidInputError(
            _shapes_differ((receivables, sales, days), "one receivable a row, with its sales in that row")
        )

    def at(row: int, _: int) -> Result:
        amount = receivables.kind.read_cell(receivables.block, row, 0, receivables.reading)
        if amount is None:
            return None
        return countback_dso(amount, _row(series, row, sales), _spans(spans, row, series.width, days))

    return _each(receivables.block.shape, at)


def _row(block: Block[CellValue], row: int, argument: Unread) -> Sequence[Fraction | None]:
    return argument.kind.read_row(block, row, argument.reading)


def _spans(block: Block[CellValue], row: int, width: int, argument: Unread) -> list[Fraction]:
    numbers: list[Any] = list(_row(block, row, argument))
    if None in numbers:
        fix = "Give the days of each period, or one number for all."
        raise InvalidInputError(Issue("DSO-003", "days", "blank", "a number of days", fix))
    return numbers * width if len(numbers) == 1 else numbers


def _each(shape: Shape, compute: Callable[[int, int], Result]) -> Block[Result]:
    rows, columns = shape
    return Block(
        tuple(
            tuple(isolated(lambda r=r, c=c: compute(r, c)) for c in range(columns))  # type: ignore[misc]
            for r in range(rows)
        )
    )


def _shapes_differ(given: Sequence[Unread], expected: str) -> Issue:
    came = ", ".join(
        f"{argument.reading.where} {argument.block.height} x {argument.block.width}" for argument in given
    )
    return Issue("DSO-004", "receivables", came, expected, "Select ranges that match.")
