"""What a recalculation did: every changed cell, and everything that was kept with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from xlsales.kernel.issues import Issue
from xlsales.kernel.values import CellValue
from xlsales.recalculation.engines.port import Place
from xlsales.workbook import Patch

#: Told while it goes on: the stage, and how many formulas it is about.
Progress: TypeAlias = Callable[[str, int], None]

Why = Literal["unavailable", "baseline", "uncertain", "random"]


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell with another value than before."""

    place: Place
    before: CellValue
    after: CellValue


@dataclass(frozen=True, slots=True)
class Kept:
    """A formula whose saved value stays.

    Attributes:
        why: ``unavailable``: it cannot be computed here; ``baseline``: the engine does not
            reproduce Excel's saved result; ``uncertain``: it rests on one of those, and its
            inputs changed; ``random``: it draws random numbers, and the saved draw stays.
        stale: Something that it reads has changed, so Excel would show another value.
    """

    place: Place
    formula: str
    why: Why
    reason: str
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An issue that a call of ours raised, and the cell that called."""

    place: Place
    issue: Issue


@dataclass(frozen=True, slots=True)
class Refilled:
    """A table that got its rows from a file.

    Attributes:
        table: Its name.
        file: The file, as it was given.
        rows_before, rows_after: How many rows of data it had and has.
        area: Where it lies now.
        issues: What of the file was not used, and which formulas do not follow.
    """

    table: str
    file: str
    rows_before: int
    rows_after: int
    area: str
    issues: tuple[Issue, ...] = ()


@dataclass(slots=True)
class Recalculation:
    """The outcome for one workbook.

    Attributes:
        changed: Cells to write, with inputs.
        kept: Formulas that keep their value.
        told: What our functions had to say.
        unverified: Formulas without a saved result to compare with.
        patches: What the writer must do.
        formulas: How many formulas the workbook has.
        computed: How many were computed.
        verified: How many native formulas reproduced their saved result.
        own: How many formulas call us.
        calls: How many calls were made.
        rounds: How many rounds it took.
        engines: Engines that were used, and for how many formulas.
        elsewhere: Calls of ours outside of cells, which only a host can compute.
        refilled: Tables that got their rows from a file.
    """

    changed: list[Changed] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    unverified: list[Place] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)
    formulas: int = 0
    computed: int = 0
    verified: int = 0
    own: int = 0
    calls: int = 0
    rounds: int = 0
    engines: dict[str, int] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)
    refilled: tuple[Refilled, ...] = ()


def no_progress(stage: str, count: int) -> None:
    """Listen to nothing."""
