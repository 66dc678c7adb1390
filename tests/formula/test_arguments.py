"""Arguments that need no calculation."""

from __future__ import annotations

import pytest

from xlsales.formula.arguments import NOT_CONSTANT, constant_value, plain_area
from xlsales.kernel.values import CellError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", 5),
        (" 5 ", 5),
        ("-5", -5),
        ("--5", 5),
        ("(-(5))", -5),
        ("5%", 0.05),
        ("50%%", 0.005),
        ("1E3", 1000.0),
        ("123456789012345", 123456789012345),
        ('"a ""b"" "', 'a "b" '),
        ('""', ""),
        ("TRUE", True),
        ("false", False),
        ("#N/A", CellError("#N/A")),
        ("#spill!", CellError("#SPILL!")),
        ('{1,-2;"a",TRUE}', ((1, -2), ("a", True))),
        ("{#DIV/0!}", ((CellError("#DIV/0!"),),)),
    ],
)
def test_literals_have_a_value(text: str, expected: object) -> None:
    value = constant_value(text)

    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize("text", ["A1", "1+1", "rate", "-A1", '-"a"', "TRUE()", "", "1+", "{{0}}", "(TRUE)"])
def test_anything_else_must_be_calculated(text: str) -> None:
    assert constant_value(text) is NOT_CONSTANT


@pytest.mark.parametrize(
    ("text", "sheet", "area"),
    [
        ("Plan!A1", "Plan", "A1"),
        ("'O''Brien'!$A$1:B2", "O'Brien", "A1:B2"),
        ("(Plan!A1)", "Plan", "A1"),
        ("Plan!A:B", "Plan", "A1:B1048576"),
        ("Plan!2:3", "Plan", "A2:XFD3"),
    ],
)
def test_one_reference_with_its_sheet_is_an_area(text: str, sheet: str, area: str) -> None:
    found = plain_area(text)

    assert found is not None
    assert (found[0], str(found[1])) == (sheet, area)


@pytest.mark.parametrize(
    "text",
    [
        "A1",
        "Jan:Dec!A1",
        "[1]Plan!A1",
        "Plan!A1+1",
        "Plan!A1#",
        "Plan!#REF!",
        "#REF!A1",
        "Plan!A1,Plan!B1",
        "",
        "1+",
    ],
)
def test_anything_else_is_no_area(text: str) -> None:
    assert plain_area(text) is None
