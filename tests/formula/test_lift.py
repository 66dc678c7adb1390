"""Calls taken out of formulas; the idioms of calls_in_context, spill_and_lifting and the feature workbook."""

from __future__ import annotations

import pytest

from formula.vocabulary import BOOK, IN_S, IN_SALES
from xlsales.formula.lift import LiftedCall, fill, lift, placeholder


def called(call: LiftedCall) -> str:
    """Write a lifted call as a formula would."""
    return f"{call.function}({','.join(call.arguments)})"


@pytest.mark.parametrize(
    ("text", "expected", "calls"),
    [
        ("XLSALES.SPLIT(100,{1;3})", "{{0}}", ["SPLIT(100,{1;3})"]),
        (
            "_xldudf_XLSALES_COMMISSION(Data!D2,tiers)",
            "{{0}}",
            ["COMMISSION(Data!D2,'O''Brien & Co'!$A$1:$B$4)"],
        ),
        ("_xll.XLSALES.COMMISSION(Data!D3,A1)", "{{0}}", ["COMMISSION(Data!D3,S!A1)"]),
        ("[1]!XLSALES_SPLIT(A7,B7)", "{{0}}", ["SPLIT(S!A7,S!B7)"]),
        ("SUM(XLSALES.SPLIT(100,wts))*2", "SUM({{0}})*2", ["SPLIT(100,S!$A$1:$A$3)"]),
        ('IF(A1>5,XLSALES.GRADE("x"),5)', "IF(S!A1>5,{{0}},5)", ['GRADE("x")']),
        ('IFERROR(XLSALES.GRADE(1/0),"bad")', 'IFERROR({{0}},"bad")', ["GRADE(1/0)"]),
        ("SUM(INDEX(XLSALES.SPLIT(1,{1,2}),0,1))", "SUM(INDEX({{0}},0,1))", ["SPLIT(1,{1,2})"]),
        ("SUM(_xlfn.DROP(XLSALES.SPLIT(1,{1;2}),1))", "SUM(_xlfn.DROP({{0}},1))", ["SPLIT(1,{1;2})"]),
        ("XLSALES.GRADE(leftcell)", "{{0}}", ["GRADE(S!B2)"]),
        ("SUM(called)", "SUM({{0}})", ["SPLIT(100,S!$A$1:$A$2)"]),
        ("_xlfn.SINGLE(XLSALES.SPLIT(100,{1;3}))", "INDEX({{0}},1,1)", ["SPLIT(100,{1;3})"]),
        ("XLSALES.GRADE(_xlfn.SINGLE(A1:A50))", "{{0}}", ["GRADE(S!A2)"]),
        (
            "XLSALES.SPLIT(SUM(XLSALES.SPLIT(100,{1;1})),{1;2})",
            "{{1}}",
            ["SPLIT(100,{1;1})", "SPLIT(SUM({{0}}),{1;2})"],
        ),
        ('"XLSALES.SPLIT("&"1"', '"XLSALES.SPLIT("&"1"', []),
        (
            "OFFSET(A1,0,0,ROWS(XLSALES.SPLIT(3,{1;1})),1)",
            "OFFSET(S!A1,0,0,ROWS({{0}}),1)",
            ["SPLIT(3,{1;1})"],
        ),
        ("ISREF(XLSALES.SPLIT(3,{1;1}))", "ISREF({{0}})", ["SPLIT(3,{1;1})"]),
        ("XLSALES.SPLIT(100,A1:A3*2)", "{{0}}", ["SPLIT(100,S!A1:A3*2)"]),
        ('XLSALES.SPLIT(100,INDIRECT("A1:A3"))', "{{0}}", ["SPLIT(100,S!A1:A3)"]),
        ("XLSALES.SPLIT(100,(A1,A2))", "{{0}}", ["SPLIT(100,(S!A1,S!A2))"]),
        ("XLSALES.SPLIT(SUM(S:S2!A1),{1;1})", "{{0}}", ["SPLIT(SUM(S:S2!A1),{1;1})"]),
        ("XLSALES.SPLIT(100,_xlfn.ANCHORARRAY(H1))", "{{0}}", ["SPLIT(100,_xlfn.ANCHORARRAY(S!H1))"]),
        ("XLSALES.SPLIT(100,H1#)", "{{0}}", ["SPLIT(100,_xlfn.ANCHORARRAY(S!H1))"]),
        ("XLSALES.SPLIT(100, A1 , , 2)", "{{0}}", ["SPLIT(100,S!A1,,2)"]),
        ("XLSALES.NOW()", "{{0}}", ["NOW()"]),
        ("TRANSPOSE(_xldudf_XLSALES_SPLIT(5,Data!E2:E5))", "TRANSPOSE({{0}})", ["SPLIT(5,Data!E2:E5)"]),
        ("XLSALES.A(A1)+XLSALES.A(A1)+XLSALES.A(A2)", "{{0}}+{{0}}+{{1}}", ["A(S!A1)", "A(S!A2)"]),
        (
            "LET(r,XLSALES.A(1),IF(r>1,XLSALES.B(r),r))",
            "IF({{0}}>1,{{1}},{{0}})",
            ["A(1)", "B({{0}})"],
        ),
        ("MAP(A1:A3,LAMBDA(v,v*XLSALES.A(1)))", "MAP(S!A1:A3,LAMBDA(_xlpm.v,_xlpm.v*{{0}}))", ["A(1)"]),
        ('XLSALES.A("{{0}}")&"{{1}}"', '{{0}}&"{{1}}"', ['A("{{0}}")']),
    ],
)
def test_our_calls_are_taken_out(text: str, expected: str, calls: list[str]) -> None:
    lifted = lift(text, IN_S, BOOK)

    assert (lifted.text, [called(call) for call in lifted.calls]) == (expected, calls)
    assert lifted.problems == ()


def test_calls_inside_a_table_mean_its_rows() -> None:
    lifted = lift("XLSALES.COMMISSION([@[Net '#1]],Sales[[Region]:[Net '#1]])", IN_SALES, BOOK)

    assert [called(call) for call in lifted.calls] == ["COMMISSION(Data!C3,Data!A2:C6)"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("XLSALES.A(1)", True),
        (" XLSALES.A(XLSALES.B(1)) ", True),
        ("(XLSALES.A(1))", True),
        ("LET(x,1,XLSALES.A(x))", True),
        ("graded(A1)", True),
        ("+XLSALES.A(1)", False),
        ("XLSALES.A(1)+1", False),
        ("SUM(XLSALES.A(1))", False),
        ("A1", False),
        ('"XLSALES.A(1)"', False),
    ],
)
def test_a_formula_that_is_one_call_says_so(text: str, whole: bool) -> None:
    assert lift(text, IN_S, BOOK).whole is whole


def test_a_call_knows_the_calls_in_its_arguments() -> None:
    lifted = lift("XLSALES.A(XLSALES.B(XLSALES.C(1)),XLSALES.D(2),XLSALES.D(2))", IN_S, BOOK)

    assert [(call.function, call.uses) for call in lifted.calls] == [
        ("C", ()),
        ("B", (0,)),
        ("D", ()),
        ("A", (1, 2)),
    ]


def test_a_call_that_needs_a_parameter_stays_and_is_reported() -> None:
    lifted = lift("SUM(_xlfn.MAP(A1:A3,_xlfn.LAMBDA(_xlpm.v,XLSALES.GRADE(_xlpm.v))))", IN_S, BOOK)

    assert lifted.calls == ()
    assert lifted.text == "SUM(_xlfn.MAP(S!A1:A3,_xlfn.LAMBDA(_xlpm.v,XLSALES.GRADE(_xlpm.v))))"
    assert [problem.code for problem in lifted.problems] == ["FORMULA-016"]


def test_a_text_that_is_no_formula_comes_back_with_the_reason() -> None:
    lifted = lift("XLSALES.SPLIT(1", IN_S, BOOK)

    assert (lifted.text, lifted.calls, lifted.whole) == ("XLSALES.SPLIT(1", (), False)
    assert lifted.problems[0].code == "FORMULA-003"


@pytest.mark.parametrize(
    ("lifted_text", "expected"),
    [
        ("SUM({{0}})+{{12}}", "SUM(u!A1)+u!A13"),
        ('"{{0}}"&{{0}}', '"{{0}}"&u!A1'),
        ('"say ""{{0}}"""&{{0}}', '"say ""{{0}}"""&u!A1'),
        ("'{{0}}'!A1+{{0}}", "'{{0}}'!A1+u!A1"),
        ("tbl[{{0}}]+{{0}}", "tbl[{{0}}]+u!A1"),
        ("{1,2}", "{1,2}"),
    ],
)
def test_placeholders_are_filled_only_where_calls_stood(lifted_text: str, expected: str) -> None:
    filled = fill(lifted_text, lambda index: f"u!A{index + 1}")

    assert filled == expected


def test_filling_with_placeholders_changes_nothing() -> None:
    text = lift("XLSALES.A(1)+XLSALES.B(2)", IN_S, BOOK).text

    assert fill(text, placeholder) == text
