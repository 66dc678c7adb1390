"""What a formula looks at."""

from __future__ import annotations

import pytest

from xlsales.formula.references import find_references


def areas(text: str) -> list[str]:
    """Write found areas as ``sheet..last!area``."""
    written = []
    for sheet, last_sheet, area in find_references(text).areas:
        front = (sheet or "") + (f"..{last_sheet}" if last_sheet else "")
        written.append(f"{front}!{area}" if front else str(area))
    return written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A1+$B$2", ["A1", "B2"]),
        ("SUM(A1:B2,C3)", ["A1:B2", "C3"]),
        ("A:A+3:5", ["A1:A1048576", "A3:XFD5"]),
        ("Plan!A1+'O''Brien'!B2", ["Plan!A1", "O'Brien!B2"]),
        ('\'a "b\'!A1&"B2"&C3', ['a "b!A1', "C3"]),
        ("计划!A1", ["计划!A1"]),
        ("'A1:B2'!C3", ["A1..B2!C3"]),
        ("Jan:Dec!A1", ["Jan..Dec!A1"]),
        ("Plan!A1:Plan!B2", ["Plan!A1:B2"]),
        ("'P 1'!B9:'P 1'!A1", ["P 1!A1:B9"]),
        ("LOG10(A1)+LOG10", ["A1", "LOG10"]),
        ("1E5+A1", ["A1"]),
        ("2.5E10*B1", ["B1"]),
        ('"A1"&"B""C1"', []),
        ("[1]Plan!A1", []),
        ("#REF!+Plan!#REF!", []),
        ("#N/A/A1+#DIV/0!/B1", ["A1", "B1"]),
        ("tbl[A1]+[@B2]", []),
        ("XFE1+A1048577+A0+Q1_a+a.B1+_A1", []),
        ("XLSALES.SPLIT(A1,B1:B3)", ["A1", "B1:B3"]),
        ("(A1):(B2)", ["A1", "B2"]),
        ("cmd|' /C calc'!A0", []),
    ],
)
def test_areas_are_found_and_nothing_else(text: str, expected: list[str]) -> None:
    found = areas(text)

    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rate*2", {(None, "rate")}),
        ("Plan!Rate", {("Plan", "rate")}),
        ("'My Plan'!Rate", {("My Plan", "rate")}),
        ("销售+1", {(None, "销售")}),
        ("[1]!rate", set()),
        ("TRUE+FALSE", set()),
        ("_xlfn.LET(_xlpm.x,1,_xlpm.x)", set()),
        ('"rate"', set()),
        ("tbl[rate]", set()),
    ],
)
def test_names_are_keyed_as_the_book_keys_them(text: str, expected: set[tuple[str | None, str]]) -> None:
    found = find_references(text)

    assert found.names == expected


def test_tables_and_spills_are_found_apart_from_areas() -> None:
    found = find_references("SUM(tbl[[#This Row],[a b]])+[Net]+Plan!A1#+_xlfn.ANCHORARRAY(B2)+A1")

    assert [(each.table, each.items, each.first_column) for each in found.tables] == [
        ("tbl", ("this row",), "a b"),
        (None, (), "Net"),
    ]
    assert [(each.sheet, str(each.cell)) for each in found.spills] == [("Plan", "A1"), (None, "B2")]
    assert [str(each.area) for each in found.areas] == ["A1"]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("A1*2", ""),
        ('INDIRECT("A1")', "dynamic volatile"),
        ("OFFSET(A1,1,1)", "dynamic volatile"),
        ("A1:INDEX(B:B,3)", "dynamic"),
        ("INDEX(B:B,3)", ""),
        ("INDEX(A1:A3,1):B2", "dynamic"),
        ("A1:rate", "dynamic"),
        ("A1:Plan!B2", "dynamic"),
        ("TODAY()+RAND()", "volatile"),
        ('CELL("row",A1)', "volatile"),
        ("today", ""),
        ('"NOW()"', ""),
        ("[1]Plan!A1", "external"),
        (r"'C:\plans\[a.xlsx]P'!A1", "external"),
        ("[1]!rate", "external"),
        ('WEBSERVICE("http://a")', "external"),
        ('CUBEVALUE("m")', "external"),
        ('_xlfn.STOCKHISTORY("m")', "external"),
        ("cmd|' /C calc'!A0", "external"),
        ("[2]!Macro(1)", "external"),
        ("XLSALES.SPLIT(1,2)", "own"),
        ("[1]!XLSALES_SPLIT(1,2)", "own"),
        (r"'C:\add ins\xlsales.xlam'!XLSALES_SPLIT(1,2)", "own"),
        ('"XLSALES.SPLIT("', ""),
    ],
)
def test_flags_tell_what_cannot_be_known_from_the_text(text: str, flags: str) -> None:
    found = find_references(text)

    assert {name for name in ("dynamic", "volatile", "external", "own") if getattr(found, name)} == set(
        flags.split()
    )


HOSTILE = {
    "escapes": "['" * 30_000,
    "single quotes": "'" * 60_001,
    "square brackets": "[" * 60_000,
    "mixed quotes": "'\"" * 30_000,
    "letters": "A" * 60_000,
    "colons": "A1:" * 20_000,
    "books": "[1]" * 20_000,
    "anchors": "ANCHORARRAY(" * 6_000,
    "quoted words": "'a'" * 20_000,
    "sheets": "a!" * 30_000,
    "open columns": "[a[" * 20_000,
    "dollars": "$A" * 30_000,
    "dots": "9." * 30_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_a_single_pass(text: str) -> None:
    found = find_references(text)

    assert not found.own
