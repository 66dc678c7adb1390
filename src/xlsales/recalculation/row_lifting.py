"""Calls taken out of formulas, column by column: what differs by its row number only is not read again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from xlsales.formula.contained import self_contained
from xlsales.formula.lift import LiftedCall, LiftedFormula, lift
from xlsales.formula.row_marks import OWN_ROW, row_marked
from xlsales.recalculation.book import Book, formula_place
from xlsales.recalculation.engines.port import Place
from xlsales.workbook.keys import cell_place

#: How often two neighbours of a column are compared before the column is taken for a mixed one.
_MOST_TRIES: Final = 16


@dataclass(slots=True)
class _Sample:
    """A formula that was read: its row, its text, what came out."""

    row: str
    text: str
    lifted: LiftedFormula


@dataclass(slots=True)
class _Column:
    """What is known of a column.

    Attributes:
        sample: The last formula that was read.
        marked: The text of formulas that need not be read, and what comes out, ``OWN_ROW`` in the place of
            their rows' numbers.
        tries: How often neighbours were compared.
    """

    sample: _Sample | None = None
    marked: tuple[str, LiftedFormula] | None = None
    tries: int = 0


@dataclass
class RowLifting:
    """Lifts formulas.

    Where two formulas of a column differ by their row numbers only, and so does what comes out, a third one
    that differs from them in the same way is written out. Formulas that mean something else in another
    place, because of a name, a table or a range of which a plain cell takes one cell, are always read.

    Attributes:
        book: The workbook.
    """

    book: Book
    _columns: dict[tuple[str, int, bool], _Column] = field(
        default_factory=lambda: defaultdict(_Column), init=False
    )

    def lifted(self, place: Place, text: str, *, plain: bool, placed: bool) -> LiftedFormula:
        """Return a formula without its calls of ours, and the calls.

        Args:
            place: Its cell.
            text: Without ``=``.
            plain: It stands in a plain cell, neither array nor spilling.
            placed: It holds a name, a table or ``@``.
        """
        if placed:
            return lift(text, formula_place(place), self.book.names, plain=plain)
        cell = cell_place(place.key)
        column, row = self._columns[place.sheet, cell.column, plain], str(cell.row)
        if column.marked is not None and column.marked[0].replace(OWN_ROW, row) == text:
            return _filled(column.marked[1], row)
        lifted = lift(text, formula_place(place), self.book.names, plain=plain)
        self._learn(column, _Sample(row, text, lifted), place, plain)
        return lifted

    def _learn(self, column: _Column, found: _Sample, place: Place, plain: bool) -> None:
        if column.tries == _MOST_TRIES:
            return
        before, column.sample = column.sample, found
        if self._takes_one_cell(found, place, plain):
            column.sample = None
        elif before is not None:
            column.tries += 1
            column.marked = _marked(before, found)

    def _takes_one_cell(self, found: _Sample, place: Place, plain: bool) -> bool:
        """Tell whether the formula takes one cell of a range because it stands in a plain cell."""
        if not plain:
            return False
        names = self.book.names
        one, whole = (self_contained(found.text, formula_place(place), names, plain=p) for p in (True, False))
        return one.text != whole.text


def _marked(one: _Sample, other: _Sample) -> tuple[str, LiftedFormula] | None:
    """Return what two formulas have in common, ``None`` where they differ in more than their rows."""
    left, right = one.lifted, other.lifted
    if left.problems or right.problems or left.whole is not right.whole:
        return None
    if [_outline(call) for call in left.calls] != [_outline(call) for call in right.calls]:
        return None
    texts = [
        row_marked(mine, others, one.row, other.row)
        for mine, others in zip(_texts(one), _texts(other), strict=True)
    ]
    known = [text for text in texts if text is not None]
    if len(known) < len(texts):
        return None
    return known[0], _with_texts(left, known[1:])


def _outline(call: LiftedCall) -> tuple[int, str, int, tuple[int, ...]]:
    return call.index, call.function, len(call.arguments), call.uses


def _texts(sample: _Sample) -> list[str]:
    """Return every text of a formula: its own, what is left of it, the arguments of its calls."""
    arguments = [text for call in sample.lifted.calls for text in call.arguments]
    return [sample.text, sample.lifted.text, *arguments]


def _with_texts(lifted: LiftedFormula, texts: list[str]) -> LiftedFormula:
    left, arguments = texts[0], iter(texts[1:])
    calls = [
        LiftedCall(call.index, call.function, tuple(next(arguments) for _ in call.arguments), call.uses)
        for call in lifted.calls
    ]
    return LiftedFormula(left, tuple(calls), lifted.whole)


def _filled(marked: LiftedFormula, row: str) -> LiftedFormula:
    """Return the formula of a row."""
    calls = [
        LiftedCall(
            call.index,
            call.function,
            tuple([text.replace(OWN_ROW, row) for text in call.arguments]),
            call.uses,
        )
        for call in marked.calls
    ]
    return LiftedFormula(marked.text.replace(OWN_ROW, row), tuple(calls), marked.whole)
