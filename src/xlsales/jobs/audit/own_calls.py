"""CHECK-060 and CHECK-061: our own calls, made with the values of the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from xlsales.formula.lift import LiftedCall, lift
from xlsales.formula.ours import mentions_us
from xlsales.functions import call_function, find_function
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_cell, at_group, spot
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.kernel.blocks import Block
from xlsales.kernel.grid import Cell
from xlsales.kernel.issues import Issue, XlSalesError
from xlsales.kernel.values import CellError
from xlsales.recalculation.arguments import Cells, Constant, Nested, argument_source
from xlsales.recalculation.book import formula_place
from xlsales.recalculation.engines.port import Place
from xlsales.recalculation.state import State

#: A cell of an argument, as our functions name it.
_PLACE: Final = re.compile(r"(\w+)\[(\d+),(\d+)\]")
#: Copies of one formula that are tried, beside those whose result is an error.
_MOST: Final = 100


class _UnknownArgumentError(Exception):
    """An argument must be calculated: the audit does not calculate."""


def own_calls(audited: AuditedBook) -> Iterator[Finding]:
    """Find calls of ours that complain about what they are given, or that nobody can make."""
    state = State(audited.book)
    for group in audited.groups:
        if mentions_us(group.text):
            yield from _found_in(audited, group, state)


def _found_in(audited: AuditedBook, group: FormulaGroup, state: State) -> Iterator[Finding]:
    told: set[tuple[str, str, str]] = set()
    for key in _tried(audited, group):
        place = Place(group.sheet, key)
        text = audited.book.sheets[group.sheet].formulas[key]
        lifted = lift(text, formula_place(place), audited.book.names)
        for call in lifted.calls:
            try:
                find_function(call.function)
            except XlSalesError as error:
                issue = error.issues[0]
                yield at_group("CHECK-061", group, function=f"XLSALES.{call.function}", message=issue.fix)
                return
        for call, issue in _complaints(lifted.calls, state):
            cell = _cell_of(call, issue)
            known = (call.function, issue.code, issue.where)
            if known not in told:
                told.add(known)
                yield at_cell(
                    "CHECK-060",
                    group.sheet,
                    key,
                    function=f"XLSALES.{call.function}",
                    code=issue.code,
                    argument=f"{issue.where}, {spot(*cell, group.sheet)}," if cell else issue.where,
                    got=issue.got,
                    expected=issue.expected,
                    fix=issue.fix,
                )


def _tried(audited: AuditedBook, group: FormulaGroup) -> list[int]:
    failed = [key for key in group.keys if isinstance(audited.value(group.sheet, key), CellError)]
    return list(dict.fromkeys((*group.keys[:_MOST], *islice(failed, _MOST))))


def _complaints(calls: tuple[LiftedCall, ...], state: State) -> Iterator[tuple[LiftedCall, Issue]]:
    """Make the calls of a formula, innermost first, as far as their arguments stand in cells."""
    made: dict[int, object] = {}
    for call in calls:
        try:
            arguments = [_argument(text, state, made) for text in call.arguments]
        except _UnknownArgumentError:
            continue
        outcome = call_function(call.function, arguments, state.book.system)
        made[call.index] = Block(outcome.rows)
        for issue in outcome.issues:
            if issue.severity == "error":
                yield call, issue


def _cell_of(call: LiftedCall, issue: Issue) -> tuple[str, Cell] | None:
    """Return the cell that an issue means by ``weights[2,1]``, where the argument stands in cells."""
    found = _PLACE.fullmatch(issue.where)
    names = [argument.name for argument in find_function(call.function).arguments]
    if not found or found[1] not in names or names.index(found[1]) >= len(call.arguments):
        return None
    source = argument_source(call.arguments[names.index(found[1])])
    if not isinstance(source, Cells):
        return None
    row, column = source.area.top + int(found[2]) - 1, source.area.left + int(found[3]) - 1
    return (source.sheet, Cell(row, column)) if (row, column) in source.area else None


def _argument(text: str, state: State, made: dict[int, object]) -> object:
    source = argument_source(text)
    if isinstance(source, Constant):
        return source.value
    if isinstance(source, Nested) and source.index in made:
        return made[source.index]
    if isinstance(source, Cells) and source.sheet in state.book.sheets:
        return state.rows(source.sheet, source.area)
    raise _UnknownArgumentError
