"""Formulas that real programs wrote into real workbooks: all of the reference corpus."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.parsers import expat

import pytest
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from shared import needs_shared, shared_file
from xlsales.formula.contained import self_contained
from xlsales.formula.context import BookNames, Place
from xlsales.formula.parser import parse
from xlsales.formula.references import find_references
from xlsales.formula.shift import shift_formula
from xlsales.formula.tree import Reference, SpillReference, walk
from xlsales.kernel.grid import Cell

pytestmark = [needs_shared, pytest.mark.shared]

_ELEMENTS = {
    "f",
    "definedName",
    "formula",
    "formula1",
    "formula2",
    "calculatedColumnFormula",
    "totalsRowFormula",
}
#: openpyxl moves only the second corner of a range whose corners both name their sheet; and it drops
#: ``Plan!#REF!``.
_TWICE_QUALIFIED = "'Human Resources'!"


def formulas_in(part: bytes) -> Iterator[str]:
    """Yield the text of every element of a part that holds a formula."""
    found: list[str] = []
    pieces: list[str] | None = None

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal pieces
        if name.rpartition("}")[2] in _ELEMENTS:
            pieces = []

    def data(text: str) -> None:
        if pieces is not None:
            pieces.append(text)

    def end(name: str) -> None:
        nonlocal pieces
        if pieces is not None and name.rpartition("}")[2] in _ELEMENTS:
            found.append("".join(pieces))
            pieces = None

    reader = expat.ParserCreate(namespace_separator="}")
    reader.StartElementHandler, reader.CharacterDataHandler, reader.EndElementHandler = start, data, end
    reader.Parse(part, True)
    yield from (text for text in found if text)


def parts_with_formulas(path: Path) -> Iterator[bytes]:
    """Yield the parts of a workbook that hold formulas; encrypted and damaged workbooks have none."""
    try:
        book = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        return
    with book:
        for name in book.namelist():
            if name.endswith(".xml") and any(kind in name for kind in ("sheet", "workbook", "table")):
                yield book.read(name)


@cache
def corpus() -> tuple[str, ...]:
    """Return every formula of the corpus once."""
    found: dict[str, None] = {}
    for path in sorted(shared_file("corpus").glob("*.xls?")):
        for part in parts_with_formulas(path):
            found.update(dict.fromkeys(formulas_in(part)))
    return tuple(found)


def test_the_corpus_has_formulas_of_every_kind() -> None:
    texts = corpus()

    assert len(texts) > 1_500
    for sign in ("_xlfn.", "[1]", "#REF!", "[#This Row]", "'", "$"):
        assert any(sign in text for text in texts), sign


def test_every_formula_parses() -> None:
    for text in corpus():
        tree = parse(text)

        assert text[tree.start : tree.end].strip() == text.strip()


def test_the_quick_look_finds_the_areas_of_the_tree() -> None:
    for text in corpus():
        if _TWICE_QUALIFIED in text and "!M9" in text:
            continue
        tree = parse(text)
        spilled = {id(part.operand) for part in walk(tree) if isinstance(part, SpillReference)}
        areas = [
            (part.sheet, part.last_sheet, part.area)
            for part in walk(tree)
            if isinstance(part, Reference) and part.area and part.book is None and id(part) not in spilled
        ]

        assert list(find_references(text).areas) == areas, text


@pytest.mark.parametrize(("rows", "columns"), [(1, 0), (0, 1), (7, 3)])
def test_shifting_agrees_with_openpyxl(rows: int, columns: int) -> None:
    target = f"{get_column_letter(1 + columns)}{1 + rows}"
    for text in corpus():
        if f":{_TWICE_QUALIFIED}" in text or "!#REF!" in text:
            continue

        assert (
            shift_formula(text, rows, columns) == Translator(f"={text}", "A1").translate_formula(target)[1:]
        )


def test_every_formula_can_be_made_self_contained() -> None:
    book = BookNames(("Here",))
    for text in corpus():
        contained = self_contained(text, Place("Here", Cell(5, 5)), book)

        assert all(
            problem.code not in ("FORMULA-001", "FORMULA-002", "FORMULA-003")
            for problem in contained.problems
        )
        assert all(
            part.sheet or part.book for part in walk(parse(contained.text)) if isinstance(part, Reference)
        ), text
