"""Moving formulas; the expected texts are what Excel shows after copying the cell."""

from __future__ import annotations

import pytest

from xlsales.formula.shift import shift_formula


@pytest.mark.parametrize(
    ("text", "rows", "columns", "expected"),
    [
        ("A1", 1, 2, "C2"),
        ("$A1+A$1+$A$1", 1, 2, "$A2+C$1+$A$1"),
        ("a1:$b2", 1, 1, "B2:$B3"),
        ("A:A", 1, 2, "C:C"),
        ("$A:B", 1, 2, "$A:D"),
        ("1:$3", 2, 2, "3:$3"),
        ("Plan!A1+'O''Brien A1'!B2", 1, 0, "Plan!A2+'O''Brien A1'!B3"),
        ("Jan:Dec!A1", 1, 0, "Jan:Dec!A2"),
        ("[1]Plan!A1", 1, 0, "[1]Plan!A2"),
        ("Plan!A1:Plan!B2", 1, 0, "Plan!A2:Plan!B3"),
        ("LOG10(A1)+LOG10", 1, 0, "LOG10(A2)+LOG11"),
        ('"A1"&A1&"say ""A1"""', 1, 0, '"A1"&A2&"say ""A1"""'),
        ("tbl[A1]+[@B2]+tbl[[#This Row],[C3]]", 1, 1, "tbl[A1]+[@B2]+tbl[[#This Row],[C3]]"),
        ("A1#+_xlfn.ANCHORARRAY(B2)", 1, 0, "A2#+_xlfn.ANCHORARRAY(B3)"),
        ("A1:INDEX(B:B,3)", 1, 1, "B2:INDEX(C:C,3)"),
        ("Q1_a+XFE1+rate+1E5+R1C1_", 1, 1, "Q1_a+XFE1+rate+1E5+R1C1_"),
        ("XLSALES.SPLIT(A1,B1:B3)", 1, 0, "XLSALES.SPLIT(A2,B2:B4)"),
        ("{1,2}*A1", 1, 0, "{1,2}*A2"),
        ("A2", -1, 0, "A1"),
        ("A1", -1, 0, "#REF!"),
        ("Plan!A1:B2", 0, -1, "Plan!#REF!"),
        ("XFD1048576", 0, 1, "#REF!"),
        ("XFD1048575", 1, 0, "XFD1048576"),
        ("$A$1", -5, -5, "$A$1"),
        ("#REF!+1", 1, 1, "#REF!+1"),
        ("", 1, 1, ""),
    ],
)
def test_relative_references_move_and_nothing_else(text: str, rows: int, columns: int, expected: str) -> None:
    shifted = shift_formula(text, rows, columns)

    assert shifted == expected


@pytest.mark.parametrize(
    ("text", "rows", "columns", "expected"),
    [
        ("Plan!XFD1", 4, 2, "Plan!B5"),  # a name for the cell to the left, used in C5
        ("Plan!A1048576", 4, 2, "Plan!C4"),  # the cell above
        ("Plan!$A1048576", 1, 1, "Plan!$A1"),
        ("A1", -1, -1, "XFD1048576"),
    ],
)
def test_names_come_in_again_at_the_opposite_edge(text: str, rows: int, columns: int, expected: str) -> None:
    shifted = shift_formula(text, rows, columns, wrap=True)

    assert shifted == expected
