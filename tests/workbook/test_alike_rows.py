"""Rows that are alike are scanned whole, with the very result that a scan by events gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.vocabulary import MAIN, OFFICE, at, plan_book, scanned
from xlsales.formula.shift import shift_formula
from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook import Limits, SheetCells, open_package, scan_sheet
from xlsales.workbook.alike_rows import AlikeRows

STRINGS = f'<sst xmlns="{MAIN}"><si><t>North</t></si><si><t>South</t></si></sst>'
STRINGS_LINK = f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
#: Makes a sheet one that only parser events understand, with the same rows.
COMMENT = "<!-- by hand -->"

#: What a cell may hold: {n} is the row's number, {m} the one before.
CONTENTS = (
    "><v>{n}.25</v></c>",
    "><v>1e999</v></c>",
    "><v>many</v></c>",
    ' s="7"/>',
    ' t="s"><v>1</v></c>',
    ' t="s"><v>9</v></c>',
    ' t="str"><v>a &lt; {n}</v></c>',
    ' t="str"><v></v></c>',
    ' t="b"><v>1</v></c>',
    ' t="e"><v>#N/A</v></c>',
    ' t="inlineStr"><is><t xml:space="preserve"> x{n}</t></is></c>',
    "><f>A{n}*2+A$1</f><v>{n}</v></c>",
    "><f>A{m}+1</f><v>{n}</v></c>",
    '><f>IF(A{n}&gt;2,"_x0041_","&#65;{n}")</f><v>3</v></c>',
    "><f>SUM(A{n})</f></c>",
    "><f>SUM(A{n})</f><v></v></c>",
    ' t="str"><f>A{n}&amp;"x"</f><v>x</v></c>',
    '><f t="shared" si="0"/><v>4</v></c>',
    '><f t="shared" ref="Z1" si="0">A1+B$1</f><v>4</v></c>',
    '><f t="array" ref="B{n}">SUM(A{n}*1)</f><v>4</v></c>',
)


def a_row(number: int, contents: tuple[str, ...]) -> str:
    cells = (
        f'<c r="{"ABCDEFGH"[i]}{number}"' + content.format(n=number, m=number - 1)
        for i, content in enumerate(contents)
    )
    return f'<row r="{number}" spans="1:8">{"".join(cells)}</row>'


def scan(rows: str) -> SheetCells:
    with tempfile.TemporaryDirectory() as folder:
        path = plan_book(Path(folder), rows, links=STRINGS_LINK, parts={"xl/sharedStrings.xml": STRINGS})
        return scanned(path)


def in_stored_order(cells: SheetCells) -> tuple[object, ...]:
    kept = (cells.arrays, cells.uncached, cells.volatile_members)
    return (list(cells.values.items()), list(cells.formulas.items()), *kept)


forms = st.lists(st.sampled_from(CONTENTS), min_size=1, max_size=5).map(tuple)


@given(
    st.lists(forms, min_size=1, max_size=4).flatmap(lambda few: st.lists(st.sampled_from(few), max_size=40))
)
def test_rows_of_a_few_forms_read_as_by_events(contents: list[tuple[str, ...]]) -> None:
    rows = "".join(a_row(number, content) for number, content in enumerate(contents, 1))

    by_patterns, by_events = scan(rows), scan(COMMENT + rows)

    assert in_stored_order(by_patterns) == in_stored_order(by_events)


def test_a_table_is_scanned_whole_but_for_its_first_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    whole: list[int] = []
    store = AlikeRows.store
    monkeypatch.setattr(
        AlikeRows, "store", lambda self, taken, last: (whole.append(len(taken)), store(self, taken, last))[1]
    )
    contents = ("><v>{n}</v></c>", ' t="s"><v>0</v></c>', "><f>A{n}*2</f><v>1</v></c>")
    rows = "".join(a_row(number, contents) for number in range(1, 1001))

    cells = scan(rows)

    assert sum(whole) > 990
    assert cells.formulas[at("C1000")] == "A1000*2"


def test_a_formula_that_changes_on_the_way_down_is_read_as_it_stands() -> None:
    rows = "".join(a_row(n, (f"><f>A{n}*{2 if n < 50 else 3}</f><v>1</v></c>",)) for n in range(1, 100))

    cells = scan(rows)

    assert [cells.formulas[at(f"A{n}")] for n in (2, 49, 50, 99)] == ["A2*2", "A49*2", "A50*3", "A99*3"]


def test_a_number_that_only_looks_like_the_row_s_is_kept() -> None:
    rows = "".join(a_row(n, ("><f>A{n}*12+12</f><v>1</v></c>",)) for n in (12, 13, 14))

    cells = scan(rows)

    assert [cells.formulas[at(f"A{n}")] for n in (12, 13, 14)] == ["A12*12+12", "A13*12+12", "A14*12+12"]


def test_characters_written_by_a_number_are_not_taken_for_the_row() -> None:
    rows = "".join(a_row(n, ('><f>"&#{n};"</f><v>1</v></c>',)) for n in (65, 66, 67))

    cells = scan(rows)

    assert [cells.formulas[at(f"A{n}")] for n in (65, 66, 67)] == ['"A"', '"B"', '"C"']


@pytest.mark.parametrize("last", [3, 2])
def test_alike_rows_out_of_order_are_refused_where_a_cell_stands_twice(last: int) -> None:
    rows = "".join(a_row(number, ("><v>{n}</v></c>",)) for number in (1, 2, 3, 4, last))

    with pytest.raises(RefusedFileError) as caught:
        scan(rows)

    assert caught.value.issues[0].code == "WB-028"


def test_a_row_of_another_kind_between_alike_ones_keeps_its_place() -> None:
    plain, other = ("><v>{n}</v></c>",), ('><f t="array" ref="A{n}">1*1</f><v>4</v></c>',)
    rows = "".join(a_row(n, other if n == 20 else plain) for n in range(1, 40))

    cells = scan(rows)

    assert list(cells.values) == [at(f"A{n}") for n in range(1, 40)]
    assert list(cells.arrays) == [at("A20")]


def test_more_cells_than_allowed_are_refused_in_alike_rows_too(tmp_path: Path) -> None:
    path = plan_book(tmp_path, "".join(a_row(number, ("><v>{n}</v></c>",)) for number in range(1, 100)))

    with (
        open_package(path, limits=Limits(cells=98)) as package,
        pytest.raises(RefusedFileError, match="WB-013"),
    ):
        scan_sheet(package, "Plan")


@pytest.mark.parametrize(
    "text",
    [
        "A2*10+B$3",
        "A1+A2",
        "SUM(A$2:A2)",
        "SUM(2:2)",
        '"2"&amp;A2',
        "'2'!A2+LOG10(A2)",
        "$A$2",
        "A1048576+A2",
    ],
)
@pytest.mark.parametrize("first", [2, 8, 9])
def test_a_shared_formula_reads_as_if_each_cell_had_its_own(text: str, first: int) -> None:
    master = (
        f'<row r="{first}"><c r="C{first}"><f t="shared" ref="C1:D40" si="0">{text}</f><v>1</v></c></row>'
    )
    members = "".join(
        f'<row r="{n}"><c r="C{n}"><f t="shared" si="0"/><v>1</v></c>'
        f'<c r="D{n}"><f t="shared" si="0"/><v>1</v></c></row>'
        for n in range(first + 1, 40)
    )

    cells = scan(master + members)

    plain = text.replace("&amp;", "&")
    assert cells.formulas[at(f"C{first}")] == plain
    for n in range(first + 1, 40):
        assert cells.formulas[at(f"C{n}")] == shift_formula(plain, n - first, 0)
        assert cells.formulas[at(f"D{n}")] == shift_formula(plain, n - first, 1)
