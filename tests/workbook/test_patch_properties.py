"""Random patches against a small model: a dictionary of cells."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.vocabulary import book_parts, cells_and_rest, part_bytes, sheet, write_book
from xlsales.kernel.grid import Cell
from xlsales.kernel.values import CellError, CellValue, same_value
from xlsales.workbook import (
    CellPatch,
    InputPatch,
    Patch,
    SheetCells,
    cell_key,
    cell_place,
    open_package,
    scan_sheet,
    write_workbook,
)
from xlsales.workbook.xml_text import escape_xstring, resolve_references, unescape_xstring, xml_text

numbers = st.floats(allow_nan=False, allow_infinity=False, width=64).filter(
    lambda value: value == 0 or abs(value) > 1e-300
)
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20) | st.sampled_from(
    ["", " ", "\r\n", "_x000D_", "_x005F_", "=1+1", "a\tb", "\x00", "\ufffe", "]]>", "<c>", "&amp;"]
)
errors = st.sampled_from(["#N/A", "#REF!", "#SPILL!", "#CALC!"]).map(CellError)
values: st.SearchStrategy[CellValue] = st.one_of(numbers, texts, st.booleans(), errors, st.integers(-9, 9))
places = st.builds(Cell, st.integers(1, 12), st.integers(1, 6))
Form = Literal["plain", "comment", "prefix", "utf-16"]


def stored_cell(place: Cell, value: CellValue, formula: bool) -> str:
    """Return the XML of a cell, written by this test's own rules."""
    text = "<f>1+1</f>" if formula else ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b">{text}<v>{int(value)}</v></c>'
    if isinstance(value, CellError):
        return f'<c r="{place}" t="e">{text}<v>{value.code}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="str">{text}<v>{xml_text(escape_xstring(value))}</v></c>'
    return f'<c r="{place}">{text}<v>{value!r}</v></c>'


def stored_sheet(model: dict[Cell, tuple[CellValue, bool]], form: Form) -> bytes:
    rows = ""
    for row in sorted({place.row for place in model}):
        columns = sorted(place.column for place in model if place.row == row)
        cells = (Cell(row, column) for column in columns)
        inside = "".join(stored_cell(cell, *model[cell]) for cell in cells)
        rows += f'<row r="{row}">{inside}</row>'
    text = sheet(rows)
    if form == "comment":
        text = text.replace("<sheetData>", "<sheetData><!-- <row r='1'> -->")
    if form == "prefix":
        text = text.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    return text.encode("utf-16" if form == "utf-16" else "utf-8")


plain_values: st.SearchStrategy[CellValue] = st.one_of(
    numbers, texts.filter(lambda text: "\r" not in text), st.booleans(), st.just(CellError("#N/A"))
)
models = st.dictionaries(places, st.tuples(plain_values, st.booleans()), max_size=15)


@settings(max_examples=150, deadline=None)
@given(
    model=models,
    changes=st.dictionaries(places, values, max_size=12),
    form=st.sampled_from(["plain", "comment", "prefix", "utf-16"]),
)
def test_random_patches_do_what_a_dictionary_would(
    model: dict[Cell, tuple[CellValue, bool]], changes: dict[Cell, CellValue], form: Form
) -> None:
    patches: list[Patch] = []
    for place, value in changes.items():
        is_formula = model.get(place, (None, False))[1]
        patches.append((CellPatch if is_formula else InputPatch)("Plan", place, value))
    with tempfile.TemporaryDirectory() as folder:
        path = write_book(Path(folder) / "plan.xlsx", book_parts(stored_sheet(model, form)))
        new = path.with_name("new.xlsx")
        with open_package(path) as package:
            report = write_workbook(package, new, patches)
        with open_package(new) as package:
            found = scan_sheet(package, "Plan")
        before, after = cells_and_rest(part_bytes(path))[0], cells_and_rest(part_bytes(new))[0]

    expected = {cell_key(*place): value for place, (value, _) in model.items()}
    changed = {place for place, value in changes.items() if not _holds(expected, place, value)}
    expected |= {cell_key(*place): changes[place] for place in changed}
    assert _same_values(found, expected)
    assert found.formulas.keys() == {cell_key(*place) for place, (_, formula) in model.items() if formula}
    assert {change.cell for change in report.changed} == changed
    differing = {name for name in after if before.get(name) != after[name]}
    assert differing == {f"{place.row},{place.column}" for place in changed}


def _holds(expected: dict[int, CellValue], place: Cell, value: CellValue) -> bool:
    key = cell_key(*place)
    return key in expected and same_value(expected[key], value)


def _same_values(found: SheetCells, expected: dict[int, CellValue]) -> bool:
    assert {str(cell_place(key)) for key in found.values} == {str(cell_place(key)) for key in expected}
    for key, value in expected.items():
        stored = found.values[key]
        assert type(stored) is type(value) or isinstance(value, int)
        assert stored == value
    return True


@given(st.text())
def test_what_is_escaped_reads_back(text: str) -> None:
    clean = "".join("\ufffd" if 0xD800 <= ord(sign) <= 0xDFFF else sign for sign in text)

    assert unescape_xstring(resolve_references(xml_text(escape_xstring(text)))) == clean
