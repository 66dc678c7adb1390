"""Formulas: odd ones, typed numbers, rates in formulas, IFERROR, circles, what changes by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jobs.audit.small_books import Content, audited, audited_cells, column, copied

AMOUNTS = {**column("A", 1, "Net", 5, 8, 6, 9, 4, 7, 3, 6), **column("B", 1, "Units", 2, 3, 1, 4, 2, 6, 5, 1)}


def _with_copies(**others: Content) -> dict[str, Content]:
    return {**AMOUNTS, "C1": "Amount", **copied("C", range(2, 10), "=A#*B#", 10), **others}


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({}, set()),
        ({"C4": ("=A4*B3", 18)}, {("CHECK-010", "S!C4")}),
        ({"C4": ("=A4*B3", 18), "C5": ("=A5*B4", 9)}, {("CHECK-010", "S!C4"), ("CHECK-010", "S!C5")}),
        ({"C2": ("=A2+B2", 7)}, set()),
        ({"C9": ("=A9+B9", 7)}, set()),
        ({"C4": 18}, {("CHECK-011", "S!C4")}),
        ({"C2": 18}, set()),
        ({"C4": "n/a"}, set()),
        ({"C4": ("=SUM(C2:C3)", 34)}, set()),
    ],
)
def test_a_column_keeps_its_formula(
    tmp_path: Path, cells: dict[str, Content], found: set[tuple[str, str]]
) -> None:
    assert audited_cells(tmp_path, _with_copies(**cells)) == found


def test_two_neighbours_are_no_pattern_yet(tmp_path: Path) -> None:
    cells = {**AMOUNTS, "C2": ("=A2*B2", 10), "C3": ("=A3+B3", 11), "C4": ("=A4*B4", 6)}

    assert audited_cells(tmp_path, cells) == set()


def test_a_row_of_subtotals_keeps_its_own_pattern(tmp_path: Path) -> None:
    cells = {
        **AMOUNTS,
        **copied("C", range(2, 10), "=A#*B#", 10),
        **copied("D", range(2, 10), "=B#*C#", 20),
        "C4": ("=MAX(C2:C3)", 24),
        "D4": ("=MAX(D2:D3)", 24),
    }

    assert audited_cells(tmp_path, cells) == set()


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (("Jan", "Feb", "Mar", "Apr", "May"), {("CHECK-010", "S!D3")}),
        (("Price", "Cost", "Fee", "Rate", "Stock"), set()),
    ],
)
def test_a_row_keeps_its_formula_where_its_columns_are_months(
    tmp_path: Path, heads: tuple[str, ...], found: set[tuple[str, str]]
) -> None:
    cells: dict[str, Content] = {"A1": "Sales", "A3": "Margin"}
    for letter, head in zip("BCDEF", heads, strict=True):
        cells |= {f"{letter}2": head, f"{letter}1": 7, f"{letter}3": (f"={letter}1*2", 14)}

    assert audited_cells(tmp_path, cells | {"D3": ("=C1*2", 14)}) == found


@pytest.mark.parametrize(
    ("formula", "rule"),
    [
        ("=IF(A#>5,0.05,IF(A#>3,0.03,0))", "CHECK-012"),
        ("=IF(A#>5,A#*0.05,IF(A#>3,A#*0.03,0))", "CHECK-012"),
        ("=IFS(A#>5,0.05,A#>3,0.03,TRUE,0)", "CHECK-012"),
        ("=LOOKUP(A#,{0,5,8},{0.01,0.03,0.05})", "CHECK-012"),
        ("=IF(A#>5,0.05,0)", ""),
        ("=IF(A#>5,1,0)", ""),
        ('=IF(A#>5,"high",IF(A#>3,"middle","low"))', ""),
        ("=IF(A#>$F$1,$G$1,IF(A#>$F$2,$G$2,0))", ""),
        ("=A#*0.17", "CHECK-013"),
        ("=A#*5%", "CHECK-013"),
        ("=A#*(1+6%)", "CHECK-013"),
        ("=A#/1.13", "CHECK-013"),
        ("=ROUND(A#*0.035,2)", "CHECK-013"),
        ("=SUM(A#:B#)+500", "CHECK-013"),
        ("=A#*100", ""),
        ("=A#*12", ""),
        ("=A#*0.5", ""),
        ("=A#+1", ""),
        ("=SUM(A#:B#)+5", ""),
        ("=ROUND(A#,2)", ""),
        ("=A#*$F$1", ""),
        ("=2^0.35*A$1", ""),
    ],
)
def test_rates_and_tiers_stand_in_cells(tmp_path: Path, formula: str, rule: str) -> None:
    cells = {**AMOUNTS, "A1": 3, "F1": 6, "F2": 4, "G1": 0.05, "G2": 0.03}

    found = audited_cells(tmp_path, {**cells, **copied("C", range(2, 5), formula, 1)})

    assert found == ({(rule, "S!C2:C4")} if rule else set())


@pytest.mark.parametrize(
    ("formula", "hides"),
    [
        ("=IFERROR(SUM(A2:A9),0)", True),
        ('=IFERROR(A2*B2-B3,"")', True),
        ("=IFERROR(A2/B2,0)", False),
        ("=IFERROR(VLOOKUP(A2,A2:B7,2,FALSE),0)", False),
        ('=IFERROR(SUM(A2:A9),"check the data")', False),
        ("=IFERROR(SUM(A2:A9),B2)", False),
        ("=SUM(A2:A9)", False),
    ],
)
def test_iferror_hides_expected_errors_only(tmp_path: Path, formula: str, hides: bool) -> None:
    assert audited_cells(tmp_path, {**AMOUNTS, "E9": (formula, 39)}) == (
        {("CHECK-014", "S!E9")} if hides else set()
    )


@pytest.mark.parametrize(
    ("formula", "changes"),
    [
        ("=RAND()*10", True),
        ('=INDIRECT("A"&B2)', True),
        ("=OFFSET(A1,1,0)", True),
        ("=A2-TODAY()", True),
        ("=TODAY()", False),
        ("=INDEX(A2:A7,2)", False),
    ],
)
def test_what_changes_by_itself_is_noted(tmp_path: Path, formula: str, changes: bool) -> None:
    assert audited_cells(tmp_path, {**AMOUNTS, "E9": (formula, 5)}) == (
        {("CHECK-015", "S!E9")} if changes else set()
    )


@pytest.mark.parametrize(
    ("cells", "closing"),
    [
        ({"D1": ("=D1+1", 0)}, {"S!D1"}),
        ({"D1": ("=D2", 0), "D2": ("=D3", 0), "D3": ("=D1", 0)}, {"S!D3"}),
        ({"D1": ("=T!A1", 0)}, set()),
        ({"D5": ("=SUM(D1:D5)", 0)}, {"S!D5"}),
        ({"D5": ("=SUM(D1:D4)", 0)}, set()),
        ({"D1": 5, "D2": ("=D1+A2", 0), "D3": ("=D2+A3", 0), "D4": ("=D3+A4", 0)}, set()),
        ({"D5": ("=SUM(D1:OFFSET(D5,-1,0))", 0)}, set()),
        ({"D5": ("=ROW(D5)", 5)}, set()),
    ],
)
def test_circles_are_found_and_running_balances_are_none(
    tmp_path: Path, cells: dict[str, Content], closing: set[str]
) -> None:
    found = audited_cells(tmp_path, cells, T={"A1": 5})

    assert {where for rule, where in found if rule == "CHECK-016"} == closing


def test_a_circle_through_two_sheets_is_found(tmp_path: Path) -> None:
    found = audited_cells(tmp_path, {"A1": ("=T!B1*2", 0)}, T={"B1": ("=S!A1+1", 0)})

    assert {rule for rule, _ in found} == {"CHECK-016"}


def test_a_workbook_that_asks_for_iteration_may_hold_circles(tmp_path: Path) -> None:
    import re
    import zipfile

    def build(book: Any) -> None:
        book.add_worksheet("S").write_formula("A1", "=A1+1", None, 0)

    assert audited(tmp_path, build) == {("CHECK-016", "S!A1")}
    with zipfile.ZipFile(tmp_path / "book.xlsx") as old:
        parts = {name: old.read(name) for name in old.namelist()}
    part = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = re.sub("<calcPr ", '<calcPr iterate="1" ', part).encode()
    with zipfile.ZipFile(tmp_path / "iterating.xlsx", "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)

    from xlsales.jobs.audit.audit import audit_file

    assert audit_file(tmp_path / "iterating.xlsx").findings == ()
