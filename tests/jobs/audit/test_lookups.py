"""Lookups: keys with blanks, keys that stand twice, order of keys, tier tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobs.audit.small_books import Content, audited_cells, column

TABLE = {**column("A", 1, "Ann", "Bo", "Cy", "Di", "Ed"), **column("B", 1, 5, 8, 6, 9, 4)}


@pytest.mark.parametrize(
    ("key", "is_told"),
    [("Bo", False), ("Bo ", True), ("\u3000Bo", True), ("Ｂｏ", True), ("bo", False), ("Bob ", False)],
)
def test_keys_that_look_equal_are_equal(tmp_path: Path, key: str, is_told: bool) -> None:
    cells: dict[str, Content] = {**TABLE, "A2": key, "D1": "Bo", "E1": ("=VLOOKUP(D1,A1:B5,2,FALSE)", 8)}

    assert audited_cells(tmp_path, cells) == ({("CHECK-030", "S!A2")} if is_told else set())


def test_blanks_in_a_column_that_nobody_compares_are_no_matter(tmp_path: Path) -> None:
    assert audited_cells(tmp_path, {**TABLE, "A2": "Ann "}) == set()


def test_the_value_that_is_looked_up_is_compared_too(tmp_path: Path) -> None:
    cells: dict[str, Content] = {**TABLE, "D1": "Bo ", "E1": ("=SUMIFS(B1:B5,A1:A5,D1)", 0)}

    assert audited_cells(tmp_path, cells) == {("CHECK-030", "S!D1")}


@pytest.mark.parametrize(
    ("key", "value", "formula", "is_told"),
    [
        ("Ed", 4, "=VLOOKUP(D1,A1:B5,2,FALSE)", False),
        ("Ann", 4, "=VLOOKUP(D1,A1:B5,2,FALSE)", True),
        ("ANN", 4, "=VLOOKUP(D1,A1:B5,2,FALSE)", True),
        ("Ann", 5, "=VLOOKUP(D1,A1:B5,2,FALSE)", False),
        ("Ann", 4, "=MATCH(D1,A1:A5,0)", True),
        ("Ann", 4, "=_xlfn.XLOOKUP(D1,A1:A5,B1:B5)", True),
        ("Ann", 4, "=SUMIFS(B1:B5,A1:A5,D1)", False),
        ("Ann", 4, '=MATCH("Ann",A1:A5,0)', False),
    ],
)
def test_a_key_stands_once(tmp_path: Path, key: str, value: float, formula: str, is_told: bool) -> None:
    cells: dict[str, Content] = {**TABLE, "A5": key, "B5": value, "D1": "Bo", "E1": (formula, 2)}

    assert audited_cells(tmp_path, cells) == ({("CHECK-031", "S!A5")} if is_told else set())


@pytest.mark.parametrize("names", [("Ann", "Bo", "Ann", "Bo", "Ann"), ("Ann", "Bo", "Cy", "Bo", "Ann")])
def test_a_list_of_events_repeats_its_keys(tmp_path: Path, names: tuple[str, ...]) -> None:
    cells: dict[str, Content] = {**TABLE, **column("A", 1, *names), "D1": "Bo"}

    assert audited_cells(tmp_path, {**cells, "E1": ("=MATCH(D1,A1:A5,0)", 2)}) == set()


@pytest.mark.parametrize(
    ("keys", "formula", "rule"),
    [
        ((0, 5, 9), "=VLOOKUP(D1,A1:B3,2,TRUE)", ""),
        ((0, 9, 5), "=VLOOKUP(D1,A1:B3,2,TRUE)", "CHECK-032"),
        ((0, 9, 5), "=VLOOKUP(D1,A1:B3,2)", "CHECK-032"),
        ((0, 9, 5), "=VLOOKUP(D1,A1:B3,2,FALSE)", ""),
        ((0, 9, 9), "=VLOOKUP(D1,A1:B3,2)", ""),
        ((0, 9, 5), "=MATCH(D1,A1:A3)", "CHECK-032"),
        ((9, 5, 0), "=MATCH(D1,A1:A3,-1)", ""),
        ((0, 9, 5), "=LOOKUP(D1,A1:A3,B1:B3)", "CHECK-032"),
        ((0, 9, 5), "=MATCH(9E+99,A1:A3)", ""),
        (("Ann", "Bo", "Cy"), "=VLOOKUP(D1,A1:B3,2)", "CHECK-033"),
        (("Ann", "Bo", "Cy"), "=VLOOKUP(D1,A1:B3,2,TRUE)", ""),
        (("Ann", "Cy", "Bo"), "=VLOOKUP(D1,A1:B3,2,TRUE)", "CHECK-032"),
        (("R1", "R-2", "R3"), "=VLOOKUP(D1,A1:B3,2,TRUE)", ""),
    ],
)
def test_an_approximate_lookup_needs_rising_keys(
    tmp_path: Path, keys: tuple[Content, ...], formula: str, rule: str
) -> None:
    cells = {**column("A", 1, *keys), **column("B", 1, 15, 18, 16), "D1": 5, "F1": (formula, 15)}

    assert audited_cells(tmp_path, cells) == ({(rule, "S!F1")} if rule else set())


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([(0, 500, 0.02), (500, 900, 0.04), (900, 1500, 0.06)], set()),
        ([(0, 500, 0.02), (600, 900, 0.04), (900, 1500, 0.06)], {("CHECK-034", "S!A3")}),
        ([(0, 500, 0.02), (400, 900, 0.04), (900, 1500, 0.06)], {("CHECK-034", "S!A3")}),
        ([(0, 500, 0.02), (501, 900, 0.04), (901, 1500, 0.06)], set()),
        ([(0, 9, 0.02), (11, 90, 0.04), (90, 150, 0.06)], {("CHECK-034", "S!A3")}),
        ([(0, 499.99, 0.02), (500, 900, 0.04), (900, 1500, 0.06)], set()),
        ([(1, 500, 0.02), (500, 900, 0.04), (900, 1500, 0.06)], {("CHECK-035", "S!A2")}),
    ],
)
def test_ranges_of_tiers_meet(
    tmp_path: Path, rows: list[tuple[float, ...]], found: set[tuple[str, str]]
) -> None:
    cells: dict[str, Content] = {"A1": "From", "B1": "To", "C1": "Rate"}
    for row, values in enumerate(rows, 2):
        cells |= dict(zip((f"A{row}", f"B{row}", f"C{row}"), values, strict=True))

    assert audited_cells(tmp_path, cells) == found


@pytest.mark.parametrize(
    ("heads", "bounds", "rule"),
    [
        (("From", "Rate"), (0, 500, 900), ""),
        (("下限", "提成比例"), (0, 900, 500), "CHECK-034"),
        (("From", "Rate"), (0, 500, 500), "CHECK-034"),
        (("From", "Stock"), (0, 900, 500), ""),
        (("Name", "Rate"), (0, 900, 500), ""),
    ],
)
def test_bounds_of_tiers_rise(
    tmp_path: Path, heads: tuple[str, str], bounds: tuple[int, ...], rule: str
) -> None:
    cells = {**column("A", 1, heads[0], *bounds), **column("B", 1, heads[1], 0.01, 0.03, 0.05)}

    assert audited_cells(tmp_path, cells) == ({(rule, "S!A4")} if rule else set())


@pytest.mark.parametrize(
    ("first", "rates", "is_told"),
    [(0, (0.01, 0.03), False), (1, (0.01, 0.03), True), (1, (12, 30), False), (-5, (0.01, 0.03), False)],
)
def test_a_table_of_rates_begins_at_zero(
    tmp_path: Path, first: float, rates: tuple[float, float], is_told: bool
) -> None:
    cells = {**column("A", 1, first, 500), **column("B", 1, *rates), "D1": 300}

    found = audited_cells(tmp_path, {**cells, "E1": ("=VLOOKUP(D1,A1:B2,2,TRUE)", 0.01)})

    assert found == ({("CHECK-035", "S!A1")} if is_told else set())
