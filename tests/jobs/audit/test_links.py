"""Links: broken references, other workbooks, unknown names; settings and our own calls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jobs.audit.small_books import Content, Found, audited, audited_cells, column


@pytest.mark.parametrize(
    ("formula", "is_broken"),
    [("=#REF!*2", True), ("=SUM(T!#REF!)", True), ('=IF(A2="#REF!",1,2)', False), ("=A2*2", False)],
)
def test_references_to_cells_that_are_gone_are_told(tmp_path: Path, formula: str, is_broken: bool) -> None:
    found = audited_cells(tmp_path, {"A1": (formula, 2), "A2": 1}, T={"A1": 1})

    assert found == ({("CHECK-040", "S!A1")} if is_broken else set())


def test_broken_names_formats_validations_and_charts_are_told(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        book.define_name("Used", "=#REF!")
        book.define_name("Unused", "=S!#REF!")
        book.define_name("Sound", "=S!$H$1")
        page = book.add_worksheet("S")
        page.write_formula("A1", "=Used*Sound", None, 5)
        page.conditional_format("B2:B5", {"type": "formula", "criteria": "=#REF!>1", "format": None})
        page.data_validation("C2:C5", {"validate": "list", "source": "=#REF!"})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=S!#REF!"})
        page.insert_chart("E2", chart)

    with pytest.warns(UserWarning, match="Unknown worksheet"):
        found = audited(tmp_path, build)

    assert found == {
        ("CHECK-040", "Used"),
        ("CHECK-044", "Unused"),
        ("CHECK-040", "S!B2:B5"),
        ("CHECK-040", "S!C2:C5"),
        ("CHECK-040", "S: chart 1"),
    }


@pytest.mark.parametrize(
    ("book", "rule"),
    [
        ("Beside.xlsx", "CHECK-041"),
        ("Gone.xlsx", "CHECK-042"),
        ("\\\\server\\share\\[Far.xlsx]", "CHECK-041"),
        ("C:\\data\\[Far.xlsx]", "CHECK-041"),
    ],
)
def test_links_to_other_workbooks_are_told_and_only_near_ones_are_looked_for(
    tmp_path: Path, book: str, rule: str
) -> None:
    (tmp_path / "Beside.xlsx").touch()
    formula = f"='{book}Data'!A1" if "[" in book else f"='[{book}]Data'!A1"

    assert audited_cells(tmp_path, {"A1": (formula, 2)}) == {(rule, "S!A1")}


@pytest.mark.parametrize(
    ("formula", "is_unknown"),
    [
        ("=Rate*2", False),
        ("=RATE*2", False),
        ("=Rat*2", True),
        ("=SUM(Deals[Amount])", False),
        ("=SUM(Deals[Amont])", True),
        ("=SUM(Orders[Amount])", True),
        ("=Gone!A1", True),
        ("=_xlfn.LET(_xlpm.x,2,_xlpm.x*3)", False),
    ],
)
def test_names_that_are_not_there_are_told(tmp_path: Path, formula: str, is_unknown: bool) -> None:
    def build(book: Any) -> None:
        book.define_name("Rate", "=S!$H$1")
        page = book.add_worksheet("S")
        page.write("H1", 5)
        page.add_table("A1:B3", {"name": "Deals", "columns": [{"header": "Rep"}, {"header": "Amount"}]})
        page.write_column("B2", [5, 6])
        page.write_formula("E1", formula, None, 5)

    assert audited(tmp_path, build) == ({("CHECK-043", "S!E1")} if is_unknown else set())


@pytest.mark.parametrize(
    ("mode", "formula", "is_told"), [("manual", "=A2", True), ("auto", "=A2", False), ("manual", 5, False)]
)
def test_manual_calculation_is_told(tmp_path: Path, mode: str, formula: object, is_told: bool) -> None:
    def build(book: Any) -> None:
        book.set_calc_mode(mode)
        book.add_worksheet("S").write("A1", formula)

    assert audited(tmp_path, build) == ({("CHECK-050", "book.xlsx")} if is_told else set())


@pytest.mark.parametrize(
    ("formula", "rule"),
    [
        ("=XLSALES_SPLIT(100,A1:A3)", ""),
        ("=_xldudf_XLSALES_SPLIT(100,A1:A3)", ""),
        ("=[1]!XLSALES_SPLIT(100,A1:A3)", ""),
        ("='C:\\add\\xlsales.xlam'!XLSALES_SPLIT(100,A1:A3)", ""),
        ("=XLSALES_SPLIT(100,B1:B3)", "CHECK-060"),
        ("=SUM(XLSALES_SPLIT(100,B1:B3))", "CHECK-060"),
        ("=XLSALES_COMMISSION(500,C1:D2)", ""),
        ("=XLSALES_COMMISSION(500,C2:D3)", "CHECK-060"),
        ("=XLSALES_SPLIT(SUM(A1:A3)*2,B1:B3)", ""),
        ("=XLSALES_SPIT(100,A1:A3)", "CHECK-061"),
    ],
)
def test_our_calls_are_made_with_the_values_of_the_workbook(tmp_path: Path, formula: str, rule: str) -> None:
    cells: dict[str, Content] = {
        **column("A", 1, 1, 2, 3),
        **column("B", 1, 1, -2, 3),
        **column("C", 1, 0, 500, 400),
        **column("D", 1, 0.02, 0.05, 0.04),
    }

    found: Found = audited_cells(tmp_path, {**cells, "F1": (formula, 5)})

    assert found == ({(rule, "S!F1")} if rule else set())


def test_a_wrong_argument_is_told_with_its_cell(tmp_path: Path) -> None:
    from books import make_sheet
    from xlsales.jobs.audit.audit import audit_file
    from xlsales.jobs.audit.words import told

    path = make_sheet(tmp_path / "book.xlsx", {"B1": 1, "B2": -2, "C1": "=XLSALES_SPLIT(100,B1:B2)"})

    (finding,) = audit_file(path).findings

    assert told(finding).got == "-2 for weights[2,1], B2, of XLSALES.SPLIT (TARGET-002)"
