"""MIGRATION: from which grades customers went to which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from xlsales.customers.migration import Migration, migration_of, pair_by_id, pair_by_row
from xlsales.functions.kinds import AnyKind, Kind
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.values import CellValue


def _list(doc: str) -> Kind:
    return Kind(AnyKind(doc), "whole", lambda block: tuple(block.cells()), blank_is_value=True)


def _order(block: Block[Any]) -> tuple[CellValue, ...]:
    return tuple(grade for grade in block.cells() if grade is not None)


@cell_function(
    "MIGRATION",
    group="Customers",
    chinese="等级变动表：由哪级到哪级，新增与流失",
    words=("等级变动", "迁移", "流失"),
    catalogue=("CG5", "CG12", "AP9"),
)
def migration(
    before: Annotated[
        Sequence[CellValue] | None, _list("grades"), {"doc": "Grades before", "zh": "期初等级"}
    ],
    after: Annotated[Sequence[CellValue] | None, _list("grades"), {"doc": "Grades after", "zh": "期末等级"}],
    order: Annotated[
        Sequence[CellValue],
        Kind(AnyKind("grades"), "whole", build=_order),
        {"doc": "Grades in the order of rows and columns", "zh": "等级顺序"},
    ] = (),
    before_ids: Annotated[
        Sequence[CellValue] | None, _list("customers"), {"doc": "Customers of before", "zh": "期初客户"}
    ] = None,
    after_ids: Annotated[
        Sequence[CellValue] | None, _list("customers"), {"doc": "Customers of after", "zh": "期末客户"}
    ] = None,
) -> Block[CellValue]:
    """Count customers from each grade (rows) to each grade (columns), then new and lost.

    A header row and a header column; the last column counts lost customers by their old grade, the last
    row new ones by their new grade. With ids the two lists need not line up.

    Examples:
        >>> from xlsales.functions import call_function
        >>> for row in call_function("MIGRATION", [["A", "A", "B", ""], ["A", "B", "", "B"]]).rows:
        ...     print(*row)
        from / to A B lost
        A 1 1 0
        B 0 0 1
        new 0 1 None
    """
    if (before_ids is None) != (after_ids is None):
        name = "before_ids" if before_ids is None else "after_ids"
        fix = "Give the customers of both lists, or of none."
        raise InvalidInputError(Issue("MIGR-005", name, "nothing", "customers of both lists", fix))
    old, new = before or (None,), after or (None,)
    if before_ids is None or after_ids is None:
        pairs = pair_by_row(old, new)
    else:
        pairs = pair_by_id(old, new, before_ids, after_ids)
    return _table(migration_of(pairs, order))


def _table(found: Migration) -> Block[CellValue]:
    header: tuple[CellValue, ...] = ("from / to", *found.grades, "lost")
    rows = [
        (grade, *counts, lost)
        for grade, counts, lost in zip(found.grades, found.counts, found.lost, strict=True)
    ]
    return Block((header, *rows, ("new", *found.new, None)))
