"""Formulas with calls of ours, while their calls are being made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from xlsales.formula.addresses import quoted_sheet
from xlsales.formula.lift import LiftedCall, LiftedFormula, fill
from xlsales.formula.parser import parse
from xlsales.formula.tree import Reference, SpillReference, walk
from xlsales.kernel.blocks import Block
from xlsales.kernel.grid import Area
from xlsales.kernel.issues import Issue
from xlsales.kernel.values import CellValue
from xlsales.recalculation.arguments import Expression, Source, argument_source, placeholders
from xlsales.recalculation.engines.port import Place
from xlsales.recalculation.scratch import reference
from xlsales.workbook.keys import cell_key

Rows: TypeAlias = tuple[tuple[CellValue, ...], ...]

#: ``cell``: a plain formula; ``spill``: a dynamic array; ``fixed``: an old array of fixed size.
Extent = Literal["cell", "spill", "fixed"]

#: Functions that may leave an argument alone, so that a call in it is perhaps never made.
_CHOOSING: Final = re.compile(r"\b(IF|IFS|IFERROR|IFNA|CHOOSE|SWITCH)\(", re.I)
#: Functions that tell a reference from the values in it.
_REFERENCE_ASKING: Final = re.compile(r"\b(ISREF|ROW|COLUMN|CELL|AREAS|FORMULATEXT|ISFORMULA)\(", re.I)
_SPILL_REFERENCE: Final = re.compile(r"\bANCHORARRAY\(|[0-9]#", re.I)


@dataclass(slots=True)
class Asked:
    """An expression that the engine works out in a scratch cell.

    Attributes:
        text: With placeholders.
        uses: Calls whose results it needs.
        place: Scratch cell of its value, once it has one.
        blank_place: Scratch cell that tells whether the value is a blank cell.
        spills: Whether it may give more than one value.
        written: What stands in the scratch cell now.
        probes: Scratch cells that find out which call is needed, by the call spared.
    """

    text: str
    spills: bool
    uses: tuple[int, ...] = ()
    may_be_blank: bool = False
    place: Place | None = None
    blank_place: Place | None = None
    written: str = ""
    probes: dict[int | None, Place] = field(default_factory=dict)
    probe_texts: dict[int | None, str] = field(default_factory=dict)

    @property
    def spill_references(self) -> bool:
        """Whether it mentions a spilled range by its anchor."""
        return bool(_SPILL_REFERENCE.search(self.text))

    @property
    def chooses(self) -> bool:
        """Whether some of its calls may never be needed."""
        return bool(self.uses) and bool(_CHOOSING.search(self.text))


@dataclass(slots=True)
class CallSite:
    """One call of ours inside a formula.

    Attributes:
        call: What stands in the formula.
        sources: Where each argument comes from.
        asked: For each argument that is an expression, its scratch work.
        arguments: What the call was last made with.
        rows: Its result, ``None`` while it has not been made.
        area: Scratch rectangle that holds the result for the formula around it.
    """

    call: LiftedCall
    sources: tuple[Source, ...]
    asked: dict[int, Asked]
    arguments: tuple[object, ...] | None = None
    rows: Rows | None = None
    sheet: str = ""
    area: Area | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(slots=True)
class OwnFormula:
    """A formula that calls us.

    Attributes:
        place: Its cell.
        extent: How far its result reaches.
        area: Cells that it filled when it was saved.
        outer: What is left of it once the calls are taken out; ``None`` for a call alone.
        sites: Its calls, innermost first.
        rows: Its result, ``None`` while unknown.
    """

    place: Place
    extent: Extent
    area: Area | None
    outer: Asked | None
    sites: tuple[CallSite, ...]
    rows: Rows | None = None

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What the calls that were made had to say."""
        return tuple(issue for site in self.sites for issue in site.issues)

    @property
    def is_open(self) -> bool:
        """Whether something may be new for it although no cell changed that it reads."""
        return self.rows is None or self.outer is not None or any(site.asked for site in self.sites)

    def askings(self) -> list[Asked]:
        """Return every expression that the engine works out for it."""
        found = [asked for site in self.sites for asked in site.asked.values()]
        return [*found, self.outer] if self.outer else found

    def forget(self) -> None:
        """Go back to the beginning, as if no call had been made."""
        self.rows = None
        for site in self.sites:
            site.arguments = site.rows = None


def own_formula(place: Place, lifted: LiftedFormula, extent: Extent, area: Area | None) -> OwnFormula:
    """Prepare a lifted formula for its calls."""
    sites = tuple(_site(call) for call in lifted.calls)
    outer = None
    if not lifted.whole:
        outer = Asked(lifted.text, extent != "cell", placeholders(lifted.text))
    return OwnFormula(place, extent, area, outer, sites)


def _site(call: LiftedCall) -> CallSite:
    sources = tuple(argument_source(text) for text in call.arguments)
    asked = {
        i: Asked(source.text, True, source.uses, source.may_be_blank)
        for i, source in enumerate(sources)
        if isinstance(source, Expression)
    }
    return CallSite(call, sources, asked)


def filled(asked: Asked, sites: tuple[CallSite, ...], pending: str) -> str:
    """Return an expression with results in the place of the calls that have one."""
    as_values = bool(_REFERENCE_ASKING.search(asked.text))

    def written(index: int) -> str:
        site = sites[index]
        if site.rows is None or site.area is None:
            return pending
        return _result_text(site, as_values)

    return fill(asked.text, written)


def probing(asked: Asked, sites: tuple[CallSite, ...], pending: str, spared: int | None) -> str:
    """Return an expression in which every unmade call but ``spared`` is 1.

    If it still waits for the pending cell, the spared call is needed.
    """

    def written(index: int) -> str:
        site = sites[index]
        if site.rows is not None and site.area is not None:
            return _result_text(site, False)
        return pending if index == spared else "1"

    return fill(asked.text, written)


def with_spills_as_areas(text: str, areas: Mapping[Place, Area]) -> str:
    """Write spilled ranges of our own formulas as the cells that they fill now.

    Examples:
        >>> from xlsales.workbook.keys import cell_key
        >>> with_spills_as_areas("SUM(S!B2#)", {Place("S", cell_key(2, 2)): Area(2, 2, 4, 2)})
        'SUM(S!$B$2:$B$4)'
    """
    pieces: list[str] = []
    end = 0
    for node in walk(parse(text)):
        if isinstance(node, SpillReference) and isinstance(node.operand, Reference):
            anchor = node.operand
            if anchor.area is None or anchor.sheet is None:
                continue
            area = areas.get(Place(anchor.sheet, cell_key(*anchor.area.corner)))
            if area is not None and node.start >= end:
                pieces += (text[end : node.start], reference(quoted_sheet(anchor.sheet), area))
                end = node.end
    return "".join((*pieces, text[end:]))


def _result_text(site: CallSite, as_values: bool) -> str:
    assert site.area is not None
    assert site.rows is not None
    text = reference(site.sheet, site.area)
    numeric = all(isinstance(value, (int, float)) for row in site.rows for value in row)
    return f"(+{text})" if as_values and numeric else text


def shown_rows(rows: Rows) -> Rows:
    """Return a result as cells show it: a blank result is the empty text.

    Examples:
        >>> shown_rows(((1.5, None),))
        ((1.5, ''),)
    """
    return tuple(tuple("" if value is None else value for value in row) for row in rows)


def as_argument(rows: Rows) -> object:
    """Return a result as an argument of another call."""
    return rows[0][0] if len(rows) == len(rows[0]) == 1 else Block(rows)
