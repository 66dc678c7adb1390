"""One formula, evaluated by itself or in the light of a workbook."""

from __future__ import annotations

from dataclasses import dataclass

from xlsales.formula.context import BookNames
from xlsales.formula.lift import lift
from xlsales.formula.parser import parse
from xlsales.functions import find_function
from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW
from xlsales.kernel.issues import Issue, XlSalesError
from xlsales.kernel.values import CellError
from xlsales.recalculation.book import Book, formula_place, place_of
from xlsales.recalculation.calls import OwnFormula, Rows, own_formula
from xlsales.recalculation.cone import Cone
from xlsales.recalculation.copying import copy_of_expressions, scratch_for
from xlsales.recalculation.engines.idle import IdleCalculation
from xlsales.recalculation.engines.port import Clock, Engine
from xlsales.recalculation.graph import ReaderGraph
from xlsales.recalculation.mentions import MentionFinder
from xlsales.recalculation.rounds import Group, Rounds
from xlsales.recalculation.spills import SpillMap
from xlsales.recalculation.state import State
from xlsales.workbook.model import SheetCells

#: The sheet that a formula without a workbook stands on.
_SHEET = "Sheet1"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What a formula gives.

    Attributes:
        rows: The result, at least one cell; an error is an error value.
        issues: What our functions had to say.
        calls: How many calls of ours were made.
    """

    rows: Rows
    issues: tuple[Issue, ...]
    calls: int


def empty_book() -> Book:
    """Return a workbook of one empty sheet."""
    return Book(BookNames((_SHEET,)), {_SHEET: SheetCells()})


def evaluate(
    formula: str, engine: Engine, clock: Clock, book: Book | None = None, sheet: str | None = None
) -> Evaluated:
    """Evaluate one formula, native functions and ours mixed.

    Args:
        formula: With or without the leading ``=``.
        engine: Computes what is not ours.
        clock: What NOW and TODAY see.
        book: Workbook whose cells and names the formula may use.
        sheet: Sheet that addresses without one mean; the first one unless given.

    Returns:
        The value, and what was said on the way.

    Raises:
        XlSalesError: The formula cannot be read.

    Examples:
        >>> from datetime import date
        >>> from xlsales.recalculation.engines.cellrune import CellruneEngine
        >>> evaluate("=SUM(XLSALES.SPLIT(100,{1;1;1}))", CellruneEngine(), Clock.on(date(2026, 1, 1))).rows
        ((100.0,),)
    """
    book = book or empty_book()
    text = formula.strip().removeprefix("=").strip()
    parse(text)
    place = place_of(sheet or next(iter(book.sheets)), MAX_ROW, MAX_COLUMN)
    lifted = lift(text, formula_place(place), book.names)
    for issue in lifted.problems:
        if issue.severity == "error":
            return _failed(issue)
    for call in lifted.calls:
        try:
            find_function(call.function)
        except XlSalesError as error:
            return _failed(error.issues[0])
    own = own_formula(place, lifted, "spill", None)
    return _settled(book, own, text, engine, clock)


def _settled(book: Book, own: OwnFormula, text: str, engine: Engine, clock: Clock) -> Evaluated:
    finder = MentionFinder(book)
    cone = Cone(owns={own.place: own}, own_mentions={own.place: finder.find(own.place, text)})
    scratch = scratch_for(book, cone)
    asks = bool(own.askings())
    desk = Group(engine.load(copy_of_expressions(book, cone, scratch)) if asks else IdleCalculation(), set())
    idle = Group(IdleCalculation(), set(), ran=True)
    rounds = Rounds(State(book), SpillMap(book), ReaderGraph(), scratch, idle, desk, clock)
    try:
        rounds.rehearse([own])
        if own.rows is None:
            reason = rounds.why_waiting(own)
            return _failed(_unavailable(text, reason), rounds.calls_made)
        return Evaluated(own.rows, own.issues, rounds.calls_made)
    finally:
        desk.calculation.close()


def _unavailable(text: str, reason: str) -> Issue:
    return Issue(
        "EVAL-001",
        "formula",
        text if len(text) <= 60 else text[:57] + "...",
        "a formula that can be computed here",
        f"{reason[:1].upper()}{reason[1:]}.",
        cell_error="#NAME?" if "unsupported function" in reason or "name" in reason else "#CALC!",
    )


def _failed(issue: Issue, calls: int = 0) -> Evaluated:
    return Evaluated(((CellError(issue.cell_error, issue),),), (issue,), calls)
