"""FIT: can we serve what a customer needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from xlsales.customers.fit import Capability, check_attributes, fit_of, read_capability
from xlsales.customers.tables import attribute_columns
from xlsales.functions.cells import Result
from xlsales.functions.customers.isolation import Row, header_and_rows, isolated_rows
from xlsales.functions.kinds import AnyKind, Kind, Unread
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError
from xlsales.kernel.words import folded

_NEEDS = Kind(AnyKind("needs with a header row"), "whole", unread=True)
_CAPABILITY = Kind(AnyKind("attributes and tests"), "whole", build=lambda block: read_capability(block.rows))


@cell_function(
    "FIT",
    group="Customers",
    chinese="需求匹配：能否满足客户需求，哪些不能满足",
    words=("需求匹配", "能力", "潜在客户", "目标客户"),
    catalogue=("CG1", "CG2", "CG4"),
    width=2,
)
def fit(
    needs: Annotated[
        Unread, _NEEDS, {"doc": "What customers need: a header row, one row each", "zh": "客户需求（含表头）"}
    ],
    capability: Annotated[
        Sequence[Capability],
        _CAPABILITY,
        {"doc": "What we can do: attribute, test such as <=5000 or in:A|B", "zh": "我方能力：属性、条件"},
    ],
) -> Block[Result]:
    """Tell whether we can serve each customer's needs, and which needs fail.

    One row a customer: TRUE, FALSE or blank (unknown), and the failing attributes. A known need that
    fails makes FALSE even where others are unknown.

    Examples:
        >>> from xlsales.functions import call_function
        >>> needs = [["size", "steel"], [12, "304"], [8, ""], [8, "316"]]
        >>> call_function("FIT", [needs, [["size", "<=10"], ["steel", "in:304|316"]]]).rows
        ((False, 'size'), (None, None), (True, None))
    """
    header, rows = header_and_rows(needs)
    columns = attribute_columns(header)
    unknown = check_attributes(capability, columns)
    if unknown:
        raise InvalidInputError(*(issue.at(f"capability{issue.where}") for issue in unknown))

    def compute(row: Row) -> tuple[Result, ...]:
        found = fit_of(row, columns, capability)
        return (found.met, ", ".join(found.failed) or None)

    used = [columns[folded(item.attribute)] for item in capability]
    return isolated_rows(rows, compute, used=used, width=2, where=needs.reading.where)
