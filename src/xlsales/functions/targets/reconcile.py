"""RECONCILE: children minus parent, for each parent."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import AnyKind, Kind, NumberKind, Reading, TextKind
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.values import CellValue
from xlsales.targets.reconciliation import Entry, reconciled


def _entries(block: Block[CellValue]) -> tuple[Entry, ...]:
    if block.width != 2:
        came = f"{block.width} columns"
        fix = "Select the labels and the amounts beside them."
        raise InvalidInputError(Issue("TARGET-083", "", came, "two columns, label and amount", fix))
    entries: list[Entry] = []
    issues: list[Issue] = []
    for row, (label, amount) in enumerate(block.rows, start=1):
        try:
            name = TextKind().read(label, Reading(f"[{row},1]"))
            entries.append((name, NumberKind().read(amount, Reading(f"[{row},2]"))))
        except InvalidInputError as error:
            issues += error.issues
    if issues:
        raise InvalidInputError(*issues)
    return tuple(entries)


@cell_function(
    "RECONCILE",
    group="Targets",
    chinese="勾稽：每个上级的下级合计减去上级",
    words=("勾稽", "核对", "差额"),
    catalogue=("PL1", "PL2"),
)
def reconcile(
    parents: Annotated[
        tuple[Entry, ...],
        Kind(AnyKind("two columns, label and amount"), "whole", _entries),
        {"doc": "Label and amount of each parent", "zh": "上级"},
    ],
    children: Annotated[
        tuple[Entry, ...],
        Kind(AnyKind("two columns, label of the parent and amount"), "whole", _entries),
        {"doc": "Label of its parent and amount of each child", "zh": "下级"},
    ],
) -> Block[Fraction | None]:
    """Children minus parent for each parent; 0 where they agree.

    One row a parent. Labels are compared without case. Errors: a child whose parent is unknown,
    a parent that stands twice, an amount without a label.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("RECONCILE", [[["N", 100], ["S", 50]], [["N", 60], ["N", 50], ["S", 50]]]).rows
        ((10.0,), (0.0,))
    """
    return Block.column(reconciled(parents, children))
