"""DRAW and TRUE_UP: rows are periods, each after the one above it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

from xlsales.functions.incentives.isolated import cell_of, isolated
from xlsales.functions.kinds import Kind, NumberKind, OneFlag, OneNumber, Unread, one_of
from xlsales.functions.registry import cell_function
from xlsales.incentives.draws import DrawAccount, opened
from xlsales.incentives.true_ups import NEGATIVES, Negative, TrueUp
from xlsales.kernel.blocks import Block, Shape, common_shape
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ONE, ZERO
from xlsales.kernel.values import CellError

_NUMBERS = Kind(NumberKind(), "whole", blank_is_value=True, unread=True)
_LEFT_OUT = "The rows below go on as if this row were not there."


@cell_function(
    "DRAW",
    group="Incentives",
    chinese="预支：每期至少支付预支额，超出部分归还",
    words=("预支", "保底", "可追回"),
    catalogue=("IN2",),
)
def draw_periods(
    earnings: Annotated[Unread | None, _NUMBERS, {"doc": "Earned in each period", "zh": "各期所得"}],
    draw: Annotated[Unread | None, _NUMBERS, {"doc": "Paid at least; one, or one a period", "zh": "预支额"}],
    recoverable: Annotated[OneFlag, {"doc": "FALSE: a guarantee, not repaid", "zh": "是否可追回"}] = True,
    opening: Annotated[OneNumber, {"doc": "Owed before the first period", "zh": "期初欠额"}] = ZERO,
    recovery_cap: Annotated[
        OneNumber, {"doc": "The most of a surplus that repays, 0 to 1", "zh": "归还占超出部分的上限"}
    ] = ONE,
) -> Block[Any]:
    """Paid, recovered and balance owed, a row a period.

    A period pays the draw at least; what it pays above the earnings is owed and repaid only from
    later surpluses over the draw. A draw that is not recoverable leaves the balance as it is. A
    blank period stays blank; one that cannot be read shows its error and changes no balance.

    Shapes: ``earnings`` one column or one row, ``draw`` one value or as many; the result is n x 3.

    Errors: DRAW-001 a negative draw, DRAW-002 a negative balance, DRAW-003 a cap outside 0 to 1.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("DRAW", [[[2750], [1500], [3000]], 2000]).rows
        ((2750.0, 0.0, 0.0), (2000.0, 0.0, 500.0), (2500.0, 500.0, 0.0))
    """
    account = opened(opening, recoverable=recoverable, recovery_cap=recovery_cap)
    if earnings is None or draw is None:
        return Block.of([(None,) * 3])
    shape = _shape(earnings, draw, "draw")
    if min(shape) > 1:
        fix = "Call the function once for each payee."
        came = f"{shape[0]} x {shape[1]} cells"
        raise InvalidInputError(Issue("DRAW-004", "earnings", came, "one column or one row", fix))
    rows = []
    for place in ((row, column) for row in range(shape[0]) for column in range(shape[1])):
        period = isolated(partial(_draw, account, earnings, draw, place), consequence=_LEFT_OUT)
        rows.append((period,) * 3 if isinstance(period, CellError) else period)
    return Block.of(rows)


def _draw(account: DrawAccount, earnings: Unread, draw: Unread, place: tuple[int, int]) -> Sequence[Any]:
    earned, advance = cell_of(earnings, *place), cell_of(draw, *place)
    if earned is None or advance is None:
        return (None,) * 3
    return account.pay(earned, advance)


@cell_function(
    "TRUE_UP",
    group="Incentives",
    chinese="清算差额：应得减已付",
    words=("清算", "差额", "多退少补"),
    catalogue=("IN2", "IN3"),
)
def true_up(
    earned: Annotated[Unread | None, _NUMBERS, {"doc": "Earned to date", "zh": "累计应得"}],
    paid: Annotated[Unread | None, _NUMBERS, {"doc": "Paid to date", "zh": "累计已付"}],
    negative: Annotated[
        Negative, one_of(*NEGATIVES), {"doc": "An overpayment: pay (back), carry, zero", "zh": "负差额的处理"}
    ] = "pay",
) -> Block[Any] | None:
    """Earned less paid: what is still due.

    An overpayment is taken back at once (``pay``), carried down and set against the rows below
    (``carry``, each column by itself), or let go (``zero``). A blank stays blank.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("TRUE_UP", [[[80], [110], [130]], 100, "carry"]).rows
        ((0.0,), (0.0,), (20.0,))
    """
    if earned is None or paid is None:
        return None
    height, width = _shape(earned, paid, "paid")
    columns = []
    for column in range(width):
        dues = TrueUp(negative)
        columns.append([isolated(partial(_due, dues, earned, paid, (row, column))) for row in range(height)])
    return Block.of(columns).transposed()


def _due(dues: TrueUp, earned: Unread, paid: Unread, place: tuple[int, int]) -> Any:
    earned_there, paid_there = cell_of(earned, *place), cell_of(paid, *place)
    return None if earned_there is None or paid_there is None else dues.due(earned_there, paid_there)


def _shape(first: Unread, second: Unread, name: str) -> Shape:
    shape = common_shape([first.block.shape, second.block.shape])
    if shape is None:
        sizes = [f"{block.height} x {block.width}" for block in (first.block, second.block)]
        fix = "Select ranges of the same number of rows."
        raise InvalidInputError(
            Issue("ARG-005", name, " and ".join(sizes), "one shape, or single values", fix)
        )
    return shape
