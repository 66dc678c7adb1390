"""Every spelling of our functions that the cell-function contract names, and what only looks like one."""

from __future__ import annotations

import pytest

from xlsales.formula.ours import mentions_us, our_calls, our_function
from xlsales.formula.parser import parse
from xlsales.formula.spelling import Style, respell

SPELLINGS = [
    "XLSALES.SPLIT",
    "XLSALES_SPLIT",
    "xlsales.split",
    "_xldudf_XLSALES_SPLIT",
    "_xldudf_XL_XLSALES_SPLIT",
    "_XLDUDF_xlsales_split",
    "_xlfn.XLSALES.SPLIT",
    "_xll.XLSALES.SPLIT",
    "[1]!XLSALES_SPLIT",
    "[12]!XLSALES.SPLIT",
    "[2]!_xldudf_XLSALES_SPLIT",
    "[2]!_xldudf_xl_xlsales_split",
    "xlsales.xlam!XLSALES_SPLIT",
    r"'C:\Add Ins\xlsales.xlam'!XLSALES_SPLIT",
    r"'C:\it''s\xlsales.xlam'!XLSALES_SPLIT",
    "'/Users/ann/Library/xlsales.xlam'!XLSALES_SPLIT",
    "com.xlsales.functions.XLSALES.SPLIT",
    "com.xlsales.functions.xlsales.split",
]
STRANGERS = [
    "SPLIT",
    "SUM",
    "XLSALES",
    "XLSALES.",
    "XLSALESSPLIT",
    "MYXLSALES.SPLIT",
    "MY_XLSALES_SPLIT",
    "_xldudf_OTHER_SPLIT",
    "XLSALES.SPLIT.MORE",
    "[1]!SPLIT",
    "XLSALES.1",
]


@pytest.mark.parametrize("written", SPELLINGS)
def test_every_stored_spelling_is_ours(written: str) -> None:
    assert our_function(written) == "SPLIT"
    assert mentions_us(written)


@pytest.mark.parametrize("written", STRANGERS)
def test_other_names_are_not_ours(written: str) -> None:
    assert our_function(written) is None


@pytest.mark.parametrize("written", SPELLINGS)
def test_every_spelling_parses_as_a_call(written: str) -> None:
    text = f"SUM({written}(A1,B1:B3))*2"

    calls = our_calls(parse(text))

    assert [(call.function, text[call.start : call.end]) for call in calls] == [
        ("SPLIT", f"{written}(A1,B1:B3)")
    ]


@pytest.mark.parametrize("written", SPELLINGS)
def test_every_spelling_is_respelled(written: str) -> None:
    text = f'IF({written}(A1)>0,"{written.replace(chr(34), "")}(",{written}(B1))'

    respelled = respell(text, "underscore")

    assert respelled == f'IF(XLSALES_SPLIT(A1)>0,"{written}(",XLSALES_SPLIT(B1))'


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("dot", "XLSALES.RFM_SEGMENT(A1)"),
        ("underscore", "XLSALES_RFM_SEGMENT(A1)"),
        ("xldudf", "_xldudf_XLSALES_RFM_SEGMENT(A1)"),
        ("xll", "_xll.XLSALES.RFM_SEGMENT(A1)"),
    ],
)
def test_each_host_has_its_spelling(style: Style, expected: str) -> None:
    assert respell("[1]!xlsales_rfm_segment(A1)", style) == expected


@pytest.mark.parametrize(
    "text", ['"XLSALES.SPLIT("&A1', "'XLSALES.SPLIT(1)'!A1", "tbl[XLSALES.SPLIT(1)]+1", "XLSALES.SPLIT+1"]
)
def test_what_only_looks_like_a_call_stays(text: str) -> None:
    assert our_calls(parse(text)) == []
    assert respell(text, "underscore") == text


def test_calls_come_innermost_first_with_their_depth() -> None:
    text = "XLSALES.A(XLSALES.B(1),SUM(XLSALES.C(XLSALES.D(2))))+XLSALES.E(3)"

    calls = our_calls(parse(text))

    assert [(call.function, call.depth) for call in calls] == [
        ("B", 1),
        ("D", 2),
        ("C", 1),
        ("A", 0),
        ("E", 0),
    ]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("MAP(A1:A3,LAMBDA(v,XLSALES.GRADE(v)))", True),
        ("MAP(A1:A3,LAMBDA(v,XLSALES.GRADE(1)))", False),
        ("_xlfn.MAP(A1:A3,_xlfn.LAMBDA(_xlpm.v,XLSALES.GRADE(IF(1,_xlpm.v))))", True),
        ("LAMBDA(f,XLSALES.GRADE(f(1)))", True),
        ("LAMBDA(v,LAMBDA(w,XLSALES.GRADE(v)))", True),
        ("XLSALES.GRADE(LAMBDA(v,v))", False),
    ],
)
def test_a_call_that_needs_a_parameter_says_so(text: str, bound: bool) -> None:
    (call,) = our_calls(parse(text))

    assert call.inside_lambda is bound
