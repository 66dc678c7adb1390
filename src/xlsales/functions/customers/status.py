"""STATUS: new, active, dormant, lost or reactivated."""

from __future__ import annotations

from typing import Annotated

from xlsales.customers.status import ACTIVE_DAYS, LAPSED_DAYS, Status, status_of
from xlsales.functions.kinds import Day, Kind, MaybeDay, WholeNumberKind
from xlsales.functions.registry import cell_function

_DAYS = Kind(WholeNumberKind(0, 100_000))


@cell_function(
    "STATUS",
    group="Customers",
    chinese="客户状态：新客户、活跃、休眠、流失、重新激活",
    words=("客户状态", "休眠", "流失", "重新激活"),
    catalogue=("CG12", "CG13"),
)
def status(
    first_order: Annotated[MaybeDay, {"doc": "First order", "zh": "首单日期"}],
    last_order: Annotated[MaybeDay, {"doc": "Last order", "zh": "末单日期"}],
    as_of: Annotated[Day, {"doc": "Day of the question", "zh": "截止日期"}],
    active_days: Annotated[
        int, _DAYS, {"doc": "Active up to this many days after an order; 180", "zh": "活跃天数（默认 180）"}
    ] = ACTIVE_DAYS,
    lapsed_days: Annotated[
        int, _DAYS, {"doc": "Lost after more days than this; 365", "zh": "流失天数（默认 365）"}
    ] = LAPSED_DAYS,
    previous_order: Annotated[
        MaybeDay,
        {"doc": "Order before the last, to tell who came back", "zh": "上一单日期"},
    ] = None,
) -> Status | None:
    """Status of a customer: new, active, dormant, lost or reactivated; blank without an order.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("STATUS", [[[45000], [45000], [""]], [[46000], [45700], [""]], 46023]).rows
        (('active',), ('dormant',), (None,))
    """
    return status_of(first_order, last_order, as_of, active_days, lapsed_days, previous_order)
