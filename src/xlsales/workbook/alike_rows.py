"""Scanning rows that are alike: each is matched as a whole, and their cells are stored column by column."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import lt
from typing import Final, TypeVar

from xlsales.formula.row_marks import OWN_ROW
from xlsales.kernel.values import CellValue
from xlsales.workbook.cell_collector import CellCollector
from xlsales.workbook.keys import cell_key
from xlsales.workbook.row_forms import CellForm, FoundCell, RowForm, cell_form, row_form
from xlsales.workbook.stored_values import number
from xlsales.workbook.xml_text import plain_text

_Content = TypeVar("_Content")
#: Making a pattern takes as long as scanning a few hundred rows without one.
_MOST_FORMS: Final = 24


class AlikeRows:
    """Knows the forms that the rows of a sheet had so far.

    Args:
        collector: Takes the cells.
        offsets: The share of a column in the key of its cells, by its letters.
        texts: Every text that was met, so that cells share it.
    """

    def __init__(self, collector: CellCollector, offsets: Mapping[str, int], texts: dict[str, str]) -> None:
        self._collector = collector
        self._offsets = offsets
        self._texts = texts
        self._met: dict[tuple[CellForm, ...], tuple[str, list[str]]] = {}
        self._forms: dict[tuple[CellForm, ...], RowForm] = {}
        self._made = 0
        self._current: RowForm | None = None

    def matches(self, rows: str, position: int) -> tuple[list[tuple[str, ...]], int]:
        """Return what differs in each of the next rows that have the current form, and where they end."""
        taken: list[tuple[str, ...]] = []
        if self._current is not None:
            match = self._current.pattern.match
            while found := match(rows, position):
                taken.append(found.groups())
                position = found.end()
        return taken, position

    def learn(self, found: Sequence[FoundCell]) -> None:
        """Look at a row that had not the current form."""
        forms = [cell_form(cell) for cell in found]
        cells = tuple(form for form in forms if form is not None)
        rows = {cell[1] for cell in found}
        if len(cells) < len(forms) or len(rows) != 1:
            return
        row = rows.pop()
        texts = [cell[6] for cell in found]
        known = self._forms.get(cells)
        if known is not None and known is not self._current:
            self._current = known
        elif self._made == _MOST_FORMS:
            return
        elif known is not None:
            self._take_form(known.loosened(row, texts))
        elif cells in self._met:
            self._take_form(row_form(cells, self._met[cells], (row, texts)))
        else:
            self._met[cells] = row, texts

    def _take_form(self, form: RowForm) -> None:
        self._made += 1
        self._forms[form.cells] = self._current = form

    def store(self, taken: Sequence[tuple[str, ...]], last_key: int) -> int | None:
        """Store the cells of rows of the current form.

        Args:
            taken: What differs in each, as ``matches`` returns it.
            last_key: The key of the cell before.

        Returns:
            The key of the last cell; ``None`` when the rows are out of order.
        """
        form = self._current
        assert form is not None
        digits, *captured = zip(*taken, strict=True)
        bases = [cell_key(int(row), 1) for row in digits]
        offsets = [self._offsets[cell.letters] for cell in form.cells]
        cells_rise = all(map(lt, offsets, offsets[1:]))
        if not cells_rise or not all(map(lt, bases, bases[1:])) or bases[0] + offsets[0] <= last_key:
            return None
        self._store_formulas(form, digits, bases, iter(captured))
        return bases[-1] + offsets[-1]

    def _store_formulas(
        self, form: RowForm, digits: Sequence[str], bases: Sequence[int], captured: Iterator[Sequence[str]]
    ) -> None:
        """Store what a column at a time is made of, row by row, as a scan by cells would."""
        cells = self._collector.cells
        formulas: dict[int, Sequence[str]] = {}
        values: dict[int, Sequence[CellValue]] = {}
        for cell, template in zip(form.cells, form.templates, strict=True):
            offset = self._offsets[cell.letters]
            if cell.formula == "member":
                self._collector.add_members([base + offset for base in bases], cell.group)
                formulas[offset] = [""] * len(bases)
            elif cell.formula and template is None:
                formulas[offset] = [plain_text(text) for text in next(captured)]
            elif cell.formula and template is not None:
                text = plain_text(template)
                formulas[offset] = [text.replace(OWN_ROW, row) for row in digits]
            if cell.value in ("v", "is"):
                values[offset] = self._values(cell.kind, next(captured))
            elif cell.formula:
                cells.uncached.update(base + offset for base in bases)
        cells.formulas.update(_by_rows(bases, formulas))
        cells.values.update(_by_rows(bases, values))

    def _values(self, kind: str, texts: Sequence[str]) -> Sequence[CellValue]:
        if not kind:
            return _numbers(texts)
        if kind == "s":
            return list(map(self._collector.reader.shared, texts))
        if kind in ("str", "inlineStr"):
            one = self._texts.setdefault
            return [one(text, text) for text in map(plain_text, texts)]
        return [self._collector.reader.read(kind, plain_text(text)) for text in texts]


def _numbers(texts: Sequence[str]) -> Sequence[CellValue]:
    try:
        found = list(map(float, texts))
    except ValueError:
        return [number(text) for text in texts]
    return found if all(map(math.isfinite, found)) else [number(text) for text in texts]


def _by_rows(
    bases: Sequence[int], columns: Mapping[int, Iterable[_Content]]
) -> Iterator[tuple[int, _Content]]:
    """Go through columns row by row: the key of each cell, and what it holds."""
    keys = [base + offset for base in bases for offset in columns]
    return zip(keys, chain.from_iterable(zip(*columns.values(), strict=True)), strict=True)
