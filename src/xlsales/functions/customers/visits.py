"""NEXT_VISIT and WORKLOAD: whom to see when, and how many people that takes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Final

from xlsales.customers.visits import next_visit as next_visit_of
from xlsales.customers.visits import read_frequencies
from xlsales.customers.workload import people_needed
from xlsales.functions.cells import Result
from xlsales.functions.kinds import Any_, AnyKind, Kind, MaybeDay, Numbers
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block, common_shape
from xlsales.kernel.issues import InvalidInputError, Issue

_ONE_HOUR: Final[Block[Fraction | None]] = Block.cell(Fraction(1))
_FREQUENCIES = Kind(
    AnyKind("grades and visits a year"), "whole", build=lambda block: read_frequencies(block.rows)
)


@cell_function(
    "NEXT_VISIT",
    group="Customers",
    chinese="下次拜访：应访日期与逾期天数",
    words=("拜访", "回访", "跟进", "逾期"),
    catalogue=("FU2", "FU5", "CG11"),
    width=2,
)
def next_visit(
    last_contact: Annotated[
        MaybeDay, {"doc": "Last contact; blank was never contacted", "zh": "上次联系日期"}
    ],
    grade: Annotated[Any_, {"doc": "Grade of the customer", "zh": "客户等级"}],
    frequencies: Annotated[
        Mapping[str, Fraction | None],
        _FREQUENCIES,
        {"doc": "Grade and visits a year", "zh": "等级、每年拜访次数"},
    ],
    as_of: Annotated[MaybeDay, {"doc": "Day that overdue days count to", "zh": "截止日期"}] = None,
) -> tuple[Result, ...]:
    """Day the next visit is due, and days overdue.

    The interval is 365 / visits a year, rounded down. Without ``as_of`` nothing is overdue, and who was
    never contacted has no due day.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("NEXT_VISIT", [[[46000], [""]], "A", [["A", 12]], 46035]).rows
        ((46030, 5), (46035, 0))
    """
    found = next_visit_of(last_contact, grade, frequencies, as_of)
    return (found.due, found.overdue_days)


@cell_function(
    "WORKLOAD",
    group="Customers",
    chinese="人员需求：按拜访工作量测算人数",
    words=("工作量", "人员编制", "拜访"),
    catalogue=("OR3",),
)
def workload(
    accounts: Annotated[Numbers, {"doc": "Accounts of each class", "zh": "各级客户数"}],
    visits: Annotated[Numbers, {"doc": "Visits to each account in the period", "zh": "每户拜访次数"}],
    capacity: Annotated[
        Numbers, {"doc": "Visits, or hours, one person does in the period", "zh": "每人可完成量"}
    ],
    hours: Annotated[
        Numbers, {"doc": "Hours a visit, where capacity counts hours", "zh": "每次工时"}
    ] = _ONE_HOUR,
) -> Fraction | None:
    """People that a visit plan takes: the sum of accounts x visits x hours / capacity.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("WORKLOAD", [[[100], [200]], [[12], [6]], 600]).value
        4.0
    """
    given = {"accounts": accounts, "visits": visits, "capacity": capacity, "hours": hours}
    shape = common_shape(block.shape for block in given.values())
    if shape is None:
        came = ", ".join(f"{name} {block.height} x {block.width}" for name, block in given.items())
        fix = "Select one row a class in each."
        raise InvalidInputError(Issue("WORK-002", "accounts", came, "one shape, or single values", fix))
    places = [(row, column) for row in range(shape[0]) for column in range(shape[1])]
    columns = ([block.at(*place) for place in places] for block in given.values())
    return people_needed(*columns)
