"""Repair of formulas that name the add-in's file in front of our functions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import all_functions
from xlsales.hosts.desktop.links import repaired

NAMES = st.sampled_from([f"XLSALES_{function.name}" for function in all_functions()])
FRONTS = st.sampled_from(
    [
        r"'C:\Users\me\AppData\Roaming\Microsoft\Excel\XLSTART\xlsales.xlam'!",
        r"'\\server\share\O''Brien\XLSALES.XLAM'!",
        "'https://example.com/Shared Documents/xlsales.xlam'!",
        "xlsales.xlam!",
        "[1]!",
    ]
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"='C:\x\xlsales.xlam'!XLSALES_SPLIT(A1,B1:B3)", "=XLSALES_SPLIT(A1,B1:B3)"),
        (r"='C:\x\old name.xla'!xlsales_split(A1)", "=XLSALES_SPLIT(A1)"),
        ("=[2]!XLSALES_GROW(1,2)+xlsales.xlam!XLSALES_GROW(3,4)", "=XLSALES_GROW(1,2)+XLSALES_GROW(3,4)"),
        (r"=[1]!_xldudf_XLSALES_SPLIT(A1)", "=XLSALES_SPLIT(A1)"),
    ],
)
def test_the_file_goes_and_the_rest_stays(before: str, after: str) -> None:
    assert repaired(before) == after


@pytest.mark.parametrize(
    "formula",
    [
        "=XLSALES_SPLIT(A1,B1:B3)",
        "=XLSALES.SPLIT(A1)",
        "=_xldudf_XLSALES_SPLIT(A1)",
        r"='C:\x\other.xlam'!F(1)",
        r"='C:\x\plan.xlsx'!XLSALES_SPLIT(1)",  # a function of a workbook that is not ours to change
        '="xlsales.xlam!XLSALES_SPLIT(A1)"',
        r"='[xlsales.xlam]S'!A1",
        "=A1+B1",
        "plain text about xlsales.xlam!XLSALES",
    ],
)
def test_what_is_no_link_to_us_stays_letter_by_letter(formula: str) -> None:
    assert repaired(formula) == formula


@given(FRONTS, NAMES, st.text(max_size=20))
def test_a_repaired_formula_needs_no_repair(front: str, name: str, text: str) -> None:
    quoted = text.replace('"', '""')
    formula = f'={front}{name}(A1,"{quoted}")'

    once = repaired(formula)

    assert once == f'={name}(A1,"{quoted}")'
    assert repaired(once) == once
