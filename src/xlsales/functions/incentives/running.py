"""COMMISSION_RUNNING: commissions down a column, each after the rows above it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any, TypeAlias

from xlsales.functions.incentives.isolated import cell_of, isolated
from xlsales.functions.incentives.options import BOUNDARY, MODE, OneUnit, TierTable
from xlsales.functions.incentives.running_blocks import running_line
from xlsales.functions.kinds import AnyKind, ArgumentIsError, Kind, NumberKind, Unread, only_value
from xlsales.functions.registry import cell_function
from xlsales.incentives.keys import Key, keys_of
from xlsales.incentives.running import Accounts
from xlsales.incentives.tiers import Mode, Terms, Tiers
from xlsales.kernel.blocks import Block, Shape, common_shape
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import CENT
from xlsales.kernel.steps import Boundary
from xlsales.kernel.values import CellError, CellValue

_NUMBERS = Kind(NumberKind(), "whole", blank_is_value=True, unread=True)
_ANY = Kind(AnyKind(), "whole", blank_is_value=True, unread=True)
_ADDS_NOTHING = "This row adds nothing to the rows below it."

#: Cells of a running total, in the order in which they are credited.
Line: TypeAlias = Sequence[tuple[int, int]]


@cell_function(
    "COMMISSION_RUNNING",
    group="Incentives",
    chinese="逐笔累计提成：每行在以上各行之后计算",
    words=("累计提成", "逐笔", "年累计"),
    catalogue=("IN1", "IN2", "CR5"),
)
def commission_running(
    amounts: Annotated[
        Unread | None, _NUMBERS, {"doc": "Deals in order; refunds negative", "zh": "逐笔业绩"}
    ],
    tiers: TierTable,
    mode: Annotated[
        Mode, Kind(MODE, "whole", only_value), {"doc": "marginal or whole", "zh": "超额累进或全额累进"}
    ] = "marginal",
    prior: Annotated[
        Unread | None, _NUMBERS, {"doc": "Credited before the first row", "zh": "首行之前已计业绩"}
    ] = None,
    boundary: Annotated[
        Boundary, Kind(BOUNDARY, "whole", only_value), {"doc": "lower or upper", "zh": "含下限或含上限"}
    ] = "lower",
    unit: OneUnit = CENT,
    quota: Annotated[
        Unread | None, _NUMBERS, {"doc": "The bounds are multiples of it", "zh": "任务额，档位下限为其倍数"}
    ] = None,
    keys: Annotated[
        Unread | None,
        _ANY,
        {"doc": "Payee, period ...: each combination runs by itself", "zh": "领取人、期间等，各自累计"},
    ] = None,
) -> Block[Any] | None:
    """Commission of every row after the rows above it; a deal and its refund make 0.

    Shapes: ``amounts`` n x 1 (each column of a block, or a single row across, runs by itself);
    ``keys`` n x k; ``prior`` and ``quota`` one value or one a row, the latest that was given holding
    for its key. The result has the shape of ``amounts``.

    A blank amount stays blank. A row that cannot be read shows its error and adds nothing to the
    rows below it; so does a row without a quota where the others have one.

    Errors: those of COMMISSION, and RUN-001 keys of another height.

    Examples:
        >>> from xlsales.functions import call_function
        >>> tiers = [[0, 0.05], [100, 0.08]]
        >>> keys = [["ann"], ["bo"], ["ann"], ["ann"]]
        >>> arguments = [[[90], [10], [20], [-20]], tiers, None, None, None, None, None, keys]
        >>> call_function("COMMISSION_RUNNING", arguments).rows
        ((4.5,), (0.5,), (1.3,), (-1.3,))
    """
    if amounts is None:
        return None
    shape = _shape(amounts, prior, quota)
    terms = Terms(mode, boundary, unit)
    across = amounts.block.height == 1 and amounts.block.width > 1
    lines = [
        _paid_line(tiers, terms, line, keys, amounts, prior, quota) for line in _lines(shape, across=across)
    ]
    return Block.of(lines if across else zip(*lines, strict=True))


def _shape(amounts: Unread, prior: Unread | None, quota: Unread | None) -> Shape:
    shapes = [given.block.shape for given in (amounts, prior, quota) if given is not None]
    shape = common_shape(shapes)
    if shape is None:
        came = ", ".join(f"{rows} x {columns}" for rows, columns in shapes)
        fix = "Select ranges of the same number of rows."
        raise InvalidInputError(Issue("ARG-005", "amounts", came, "one shape, or single values", fix))
    return shape


def _lines(shape: Shape, *, across: bool) -> list[Line]:
    height, width = shape
    if across:
        return [[(row, column) for column in range(width)] for row in range(height)]
    return [[(row, column) for row in range(height)] for column in range(width)]


def _paid_line(
    tiers: Tiers,
    terms: Terms,
    line: Line,
    keys: Unread | None,
    amounts: Unread,
    prior: Unread | None,
    quota: Unread | None,
) -> Sequence[Any]:
    line_keys = _line_keys(keys, len(line))
    paid = running_line(tiers, terms, line, line_keys, amounts.block, prior, quota)
    if paid is None:
        paid = _plain_line(tiers, terms, line, line_keys, amounts, prior, quota)
    return paid


def _line_keys(keys: Unread | None, count: int) -> list[tuple[CellValue, ...]] | None:
    """Return the key values of each cell of a line."""
    if keys is None:
        return None
    block = keys.block
    if block.height != count and block.width == count:
        block = block.transposed()
    if block.height != count:
        fix = "Select as many rows of keys as there are amounts."
        raise InvalidInputError(Issue("RUN-001", "keys", f"{block.height} rows", f"{count} rows", fix))
    return list(block.rows)


def _plain_line(
    tiers: Tiers,
    terms: Terms,
    line: Line,
    keys: Sequence[tuple[CellValue, ...]] | None,
    amounts: Unread,
    prior: Unread | None,
    quota: Unread | None,
) -> list[Any]:
    accounts = Accounts()

    def pay(place: tuple[int, int], key_values: tuple[CellValue, ...]) -> Any:
        account = accounts[_key(key_values)]
        amount = cell_of(amounts, *place)
        opening, row_quota = cell_of(prior, *place), cell_of(quota, *place)
        if opening is not None:
            account.opening = opening
        if row_quota is not None:
            account.quota = row_quota
        if amount is None:
            return None
        if quota is not None and not account.quota:
            return None
        return account.pay(tiers, amount, terms)

    key_rows = keys or [()] * len(line)
    return [
        isolated(partial(pay, place, key), consequence=_ADDS_NOTHING)
        for place, key in zip(line, key_rows, strict=True)
    ]


def _key(values: tuple[CellValue, ...]) -> tuple[Key, ...]:
    for value in values:
        if isinstance(value, CellError):
            raise ArgumentIsError(value)
    return keys_of(values)
