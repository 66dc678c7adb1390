"""Reconciliation: do the children of each parent add up to it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.kernel.issues import Issue, raise_if_any
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded

#: A label and its amount; a row without a label is empty.
Entry = tuple[str | None, Fraction | None]


def reconciled(parents: Sequence[Entry], children: Sequence[Entry]) -> list[Fraction | None]:
    """Return what the children of each parent exceed it by.

    Args:
        parents: Label and amount of each parent, shape (n,).
        children: Label of its parent and amount of each child, shape (m,); a blank amount adds
            nothing.

    Returns:
        Children minus parent, shape (n,); 0 where they agree, ``None`` for a blank parent.

    Raises:
        InvalidInputError: TARGET-080 a child whose parent is unknown, TARGET-081 a parent that
            stands twice, TARGET-082 an amount without a label.

    Examples:
        >>> north = ("North", Fraction(100))
        >>> reconciled([north], [("north", Fraction(60)), ("North", Fraction(50))])
        [Fraction(10, 1)]
    """
    names = [folded(label or "") for label, _ in parents]
    raise_if_any(_issues(parents, children, names))
    sums = dict.fromkeys(names, ZERO)
    for label, amount in children:
        if label is not None:
            sums[folded(label)] += amount or ZERO
    return [
        None if label is None or amount is None else sums[name] - amount
        for name, (label, amount) in zip(names, parents, strict=True)
    ]


def _issues(parents: Sequence[Entry], children: Sequence[Entry], names: Sequence[str]) -> list[Issue]:
    first = {name: row for row, name in reversed(list(enumerate(names, start=1)))}
    issues = [
        Issue(
            "TARGET-081",
            f"parents[{row},1]",
            f"{label!r} again",
            "each parent once",
            "Add the rows up first.",
        )
        for row, (label, _) in enumerate(parents, start=1)
        if label is not None and first[folded(label)] != row
    ]
    for row, (label, _) in enumerate(children, start=1):
        if label is not None and folded(label) not in first:
            fix = "Correct the label, or add the parent."
            issues.append(
                Issue("TARGET-080", f"children[{row},1]", repr(label), "the label of a parent", fix)
            )
    for name, entries in (("parents", parents), ("children", children)):
        issues += [
            Issue(
                "TARGET-082", f"{name}[{row},1]", "a blank cell", "a label beside the amount", "Name the row."
            )
            for row, (label, amount) in enumerate(entries, start=1)
            if label is None and amount
        ]
    return issues
