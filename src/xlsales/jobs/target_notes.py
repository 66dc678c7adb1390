"""Warnings and notes of a split: what its result does not show by itself."""

from __future__ import annotations

from typing import Final

from xlsales.jobs.target_tree import Tree
from xlsales.kernel.issues import Issue
from xlsales.tables.plan_places import PlanPlaces

_CURES: Final = {
    "negative history": "It was taken as 0; look at the returns.",
    "no history, average taken": "It got the average of the others; give it weights of its own if not.",
    "all weights are 0, split evenly": "Give weights, if an even split is wrong.",
}


def tree_notes(tree: Tree, places: PlanPlaces) -> list[Issue]:
    """Return what was floored, filled in or left out while a plan was split.

    Returns:
        PLAN-060 limits and PLAN-062 closed targets that no path carries, as warnings; PLAN-061 a
        note for each part whose history was not taken as it is.
    """
    notes = [
        Issue(
            "PLAN-060",
            places.where(("limits", number)),
            "a limit of a path that nobody is on",
            "labels of a path of the split",
            "Correct the labels; the limit was not used.",
            severity="warning",
        )
        for number in tree.unused
    ]
    notes += (
        Issue(
            "PLAN-062",
            " / ".join(path),
            "a closed target of the previous version that no path carries",
            "a path of the split that was in service",
            "Keep the row of whoever left, with its last day; its target was split again.",
            severity="warning",
        )
        for path in tree.lost_locks
    )
    for part, remarks in tree.notes.items():
        notes += (
            Issue("PLAN-061", part.name, remark, "history above 0", _CURES[remark], severity="note")
            for remark in remarks
            if remark in _CURES
        )
    return notes
