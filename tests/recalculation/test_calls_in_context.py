"""Our calls wherever a formula may hold them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from books import after, make_book, make_sheet, put, recalculated, spill
from xlsales.kernel.values import CellError

CASES = {
    "a name of LET as argument": ("=_xlfn.LET(_xlpm.x,{1;1},SUM(XLSALES.SPLIT(100,_xlpm.x)))", 100),
    "a native LET": ("=_xlfn.LET(_xlpm.x,{1;1},SUM(_xlpm.x))", 2),
    "a result bound by LET": (
        "=_xlfn.LET(_xlpm.r,XLSALES.SPLIT(100,{1;3}),INDEX(_xlpm.r,2)+SUM(_xlpm.r))",
        175,
    ),
    "a range bound by LET": ("=_xlfn.LET(_xlpm.x,A1:A2,SUM(XLSALES.SPLIT(100,_xlpm.x)))", 100),
    "an IF that is not taken": ('=IF(A1>5,XLSALES.SPLIT("x",{1}),5)', 5),
    "IFERROR around an error of ours": ('=IFERROR(XLSALES.SPLIT("x",{1}),"bad")', "bad"),
    "even where all weights are 0": ("=INDEX(XLSALES.SPLIT(100,{0;0}),2)", 50),
    "a row of the result": ("=SUM(INDEX(XLSALES.SPLIT(100,{1,1,2;1,1,2}),0,3))", 50),
    "DROP of the first row": ("=SUM(_xlfn.DROP(XLSALES.SPLIT(100,{1;1;2}),1))", 75),
    "CHOOSECOLS of the result": ("=SUM(_xlfn.CHOOSECOLS(XLSALES.SPLIT(100,{1,1,2}),1,3))", 75),
    "a table column": ("=SUM(XLSALES.SPLIT(100,Tbl[w]))", 100),
    "an absolute name": ("=SUM(XLSALES.SPLIT(100,wts))", 100),
    "a relative name": ("=XLSALES.ATTAINMENT(leftcell,10)", 0.1),
    "a name that is a call": ("=SUM(called)", 100),
    "one value of many": ("=_xlfn.SINGLE(XLSALES.SPLIT(100,{1;3}))", 25),
    "the cell of the same row": ("=XLSALES.ATTAINMENT(_xlfn.SINGLE(A1:A50),4)", 0.25),
    "a call within a call": ("=SUM(XLSALES.SPLIT(SUM(XLSALES.SPLIT(100,{1;1})),{1;2}))", 100),
    "a text that looks like a call": ('="XLSALES.SPLIT("&"1"', "XLSALES.SPLIT(1"),
    "the size of a result": ("=SUM(OFFSET(A1,0,0,ROWS(XLSALES.SPLIT(3,{1;1})),1))", 3),
    "a result is no reference": ("=ISREF(XLSALES.SPLIT(3,{1;1}))", False),
    "an expression as argument": ("=SUM(XLSALES.SPLIT(100,A1:A3*2))", 100),
    "INDIRECT as argument": ('=SUM(XLSALES.SPLIT(100,INDIRECT("A1:A3")))', 100),
    "an error as argument": ('=IFERROR(XLSALES.ATTAINMENT(1/0,1),"caught")', "caught"),
    "a sum over sheets": ("=SUM(XLSALES.SPLIT(SUM(S:S2!A1),{1;1}))", 8),
    "a spilled range": ("=SUM(XLSALES.SPLIT(100,_xlfn.ANCHORARRAY(H1)))", 100),
    "CHOOSE": ("=CHOOSE(2,XLSALES.SPLIT(1,{1}),XLSALES.SPLIT(2,{1}),XLSALES.SPLIT(3,{1}))", 2),
    "IFS": ("=_xlfn.IFS(A1=2,XLSALES.SPLIT(1,{1}),A1=1,XLSALES.SPLIT(2,{1}))", 2),
    "SWITCH": ("=_xlfn.SWITCH(A1,2,XLSALES.SPLIT(1,{1}),1,XLSALES.SPLIT(2,{1}))", 2),
}


def _build(book: Any, formula: str) -> None:
    page = book.add_worksheet("S")
    book.add_worksheet("S2").write("A1", 7)
    for row in range(5):
        page.write(row, 0, row + 1)
    page.add_table("E1:E3", {"name": "Tbl", "columns": [{"header": "w"}], "data": [[1], [3]]})
    book.define_name("wts", "=S!$A$1:$A$3")
    book.define_name("leftcell", "=S!XFD1")
    book.define_name("called", "=XLSALES.SPLIT(100,S!$A$1:$A$2)")
    put(page, "B1", formula)
    spill(page, "H1:H2", "=A1:A2*2", [[2], [4]])


@pytest.mark.parametrize("name", CASES)
def test_a_call_gives_what_excel_would(name: str, tmp_path: Path) -> None:
    formula, expected = CASES[name]
    path = make_book(tmp_path / "book.xlsx", lambda book: _build(book, formula))

    done = recalculated(path)

    assert not done.kept
    value = after(done, path)["B1"]
    assert (value == pytest.approx(expected)) if isinstance(expected, float) else value == expected


def test_a_call_in_an_if_that_is_not_taken_is_not_made(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "book.xlsx", {"A1": 1, "B1": '=IF(A1>5,XLSALES.SPLIT("x",{1}),5)'})

    done = recalculated(path)

    assert done.calls == 0
    assert not done.told


def test_a_call_inside_map_is_reported_and_its_value_kept(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write("A1", 1)
        formula = "=SUM(_xlfn.MAP(A1:A3,_xlfn.LAMBDA(_xlpm.v,XLSALES.ATTAINMENT(_xlpm.v,1))))"
        put(page, "B1", formula, 6)

    path = make_book(tmp_path / "book.xlsx", build)

    done = recalculated(path)

    assert not done.changed
    assert [kept.why for kept in done.kept] == ["unavailable"]
    assert "LAMBDA" in done.kept[0].reason


def test_a_circle_through_a_call_is_reported_and_keeps_its_values(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        put(page, "C1", "=XLSALES.ATTAINMENT(D1,2)", 3)
        put(page, "D1", "=LEN(C1)", 6)

    path = make_book(tmp_path / "book.xlsx", build)

    done = recalculated(path)

    assert not done.changed
    assert {str(kept.place.key) for kept in done.kept}


def test_a_call_that_reads_a_spilled_child_of_another_gets_the_new_value(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write("A1", 900)
        spill(page, "H1:H3", "=_xldudf_XLSALES_SPLIT(A1,{1;1;1})", [[10], [10], [10]])
        put(page, "C1", "=XLSALES.ATTAINMENT(H3,100)", 0.1)
        put(page, "C2", "=H3*1", 10)

    path = make_book(tmp_path / "book.xlsx", build)

    done = recalculated(path)

    cells = after(done, path)
    assert [cells[a] for a in ("H1", "H2", "H3", "C1", "C2")] == [300, 300, 300, 3, 300]


def test_a_spill_that_grows_into_a_range_that_another_call_reads(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write_column("A1", [1, 1, 1, 1])
        page.write("B1", 2)
        spill(page, "D1:D2", "=_xldudf_XLSALES_SPLIT(100,_xlfn.TAKE(A1:A4,B1))", [[50], [50]])
        put(page, "F1", "=XLSALES.ATTAINMENT(SUM(D3:D4),100)", 0)
        put(page, "G1", "=COUNT(D3:D4)", 0)
        put(page, "G2", "=G1+1", 1)

    path = make_book(tmp_path / "book.xlsx", build)

    done = recalculated(path, "S!B1=4")

    cells = after(done, path)
    assert [cells[a] for a in ("D1", "D2", "D3", "D4")] == [25, 25, 25, 25]
    assert [cells[a] for a in ("F1", "G1", "G2")] == [0.5, 2, 3]


def test_a_spill_shrinks_and_leaves_blank_cells(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write_column("A1", [1, 1, 1, 1])
        page.write("B1", 4)
        values = [[25], [25], [25], [25]]
        spill(page, "D1:D4", "=_xldudf_XLSALES_SPLIT(100,_xlfn.TAKE(A1:A4,B1))", values)
        put(page, "G1", "=COUNT(D1:D9)", 4)
        put(page, "G2", "=SUM(_xlfn.ANCHORARRAY(D1))", 100)
        put(page, "G3", "=ROWS(_xlfn.ANCHORARRAY(D1))", 4)

    path = make_book(tmp_path / "book.xlsx", build)

    done = recalculated(path, "S!B1=2")

    cells = after(done, path)
    assert [cells[a] for a in ("D1", "D2", "D3", "D4")] == [50, 50, None, None]
    assert [cells[a] for a in ("G1", "G2", "G3")] == [2, 100, 2]


def test_a_blocked_spill_shows_spill_and_what_reads_it_sees_the_error(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write_column("A1", [1, 1, 1, 1])
        page.write("B1", 2)
        spill(page, "D1:D2", "=_xldudf_XLSALES_SPLIT(100,_xlfn.TAKE(A1:A4,B1))", [[50], [50]])
        page.write("D4", "in the way")
        put(page, "G1", '=IFERROR(D1,"blocked")', 50)

    path = make_book(tmp_path / "book.xlsx", build)

    done = recalculated(path, "S!B1=4")

    cells = after(done, path)
    assert cells["D1"] == CellError("#SPILL!")
    assert cells["D2"] is None
    assert cells["D4"] == "in the way"
    assert cells["G1"] == "blocked"


def test_a_native_array_spills_anew(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write_column("A1", [3, 1, 2])
        page.write("B1", 5)
        spill(page, "D1:D2", "=_xlfn._xlws.FILTER(A1:A3,A1:A3<B1-2)", [[1], [2]])
        put(page, "F1", "=SUM(_xlfn.ANCHORARRAY(D1))", 3)

    path = make_book(tmp_path / "book.xlsx", build)

    done = recalculated(path, "S!B1=9")

    cells = after(done, path)
    assert [cells[a] for a in ("D1", "D2", "D3", "F1")] == [3, 1, 2, 6]


def test_an_old_array_formula_keeps_its_size(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write("A1", 90)
        page.write_array_formula("D1:D4", "{=XLSALES_SPLIT(A1,{1;1;1})}", None, 1)
        page.write_array_formula("F1:H1", "{=TRANSPOSE(XLSALES_SPLIT(A1,{1;1;1}))}", None, 30)
        page.write_number("G1", 30)
        page.write_number("H1", 30)

    path = make_book(tmp_path / "book.xlsx", build)

    done = recalculated(path, "S!A1=120")

    cells = after(done, path)
    assert [cells[a] for a in ("D1", "D2", "D3", "D4")] == [40, 40, 40, CellError("#N/A")]
    assert [cells[a] for a in ("F1", "G1", "H1")] == [40, 40, 40]


@pytest.mark.parametrize(
    "written",
    [
        "XLSALES_SPLIT",
        "XLSALES.SPLIT",
        "_xldudf_XLSALES_SPLIT",
        "_xldudf_XL_XLSALES_SPLIT",
        "[1]!XLSALES_SPLIT",
        "_xll.XLSALES.SPLIT",
        "xlsales_split",
        "[2]!_xldudf_XLSALES_SPLIT",
    ],
)
def test_every_stored_spelling_is_computed(written: str, tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "book.xlsx", {"B1": f"=SUM({written}(100,{{1;1;1}}))"})

    done = recalculated(path)

    assert after(done, path)["B1"] == 100
    assert done.own == 1
