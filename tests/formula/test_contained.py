"""Formulas that mean the same from everywhere.

The idioms are those of prototypes/recalculate: calls_in_context, spill_and_lifting and the feature workbook.
The formula stands in S!C2, or in Data!D3 inside the table Sales.
"""

from __future__ import annotations

import pytest

from formula.vocabulary import BOOK, IN_S, IN_SALES
from xlsales.formula.contained import self_contained
from xlsales.formula.context import BookNames, Place
from xlsales.formula.faults import MAX_LENGTH
from xlsales.kernel.grid import Cell


def codes(text: str, place: Place = IN_S, book: BookNames = BOOK) -> list[str]:
    return [problem.code for problem in self_contained(text, place, book).problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SUM(A1:A3)*$B$1", "SUM(S!A1:A3)*S!$B$1"),
        ("A:A+1:3", "S!A:A+S!1:3"),
        ("Data!D2+'O''Brien & Co'!B2*100", "Data!D2+'O''Brien & Co'!B2*100"),
        ("SUM(Data!D2:D6 Data!D3:E4)", "SUM(Data!D2:D6 Data!D3:E4)"),
        ("SUM((A1,B2 C3))", "SUM((S!A1,S!B2 S!C3))"),
        ("SUM(S:S2!A1)", "SUM(S:S2!A1)"),
        ("A1:INDEX(B:B,3)", "S!A1:INDEX(S!B:B,3)"),
        ("A1#+_xlfn.ANCHORARRAY(H1)", "_xlfn.ANCHORARRAY(S!A1)+_xlfn.ANCHORARRAY(S!H1)"),
        ('"A1"&A1&"say ""A1"""', '"A1"&S!A1&"say ""A1"""'),
        ("IF(A1>5,,{1,2})", "IF(S!A1>5,,{1,2})"),
        ("#REF!+S2!#REF!", "#REF!+S2!#REF!"),
        ("1+2%", "1+2%"),
    ],
)
def test_references_name_their_sheet(text: str, expected: str) -> None:
    contained = self_contained(text, IN_S, BOOK)

    assert (contained.text, contained.problems) == (expected, ())


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("Plan", "Plan!A1"),
        ("My Plan", "'My Plan'!A1"),
        ("O'Brien", "'O''Brien'!A1"),
        ("2026", "'2026'!A1"),
        ("Q1", "'Q1'!A1"),
        ("R1C1", "'R1C1'!A1"),
        ("RC", "'RC'!A1"),
        ("TRUE", "'TRUE'!A1"),
        ("计划", "'计划'!A1"),
        ("a!b", "'a!b'!A1"),
    ],
)
def test_sheets_are_quoted_where_excel_needs_it(sheet: str, expected: str) -> None:
    place = Place(sheet, Cell(1, 1))

    assert self_contained("A1", place, BookNames((sheet,))).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ROW()+COLUMN()+SHEET()", "2+3+1"),
        ("ROW(A5)", "ROW(S!A5)"),
        ('CELL("row")&CELL("col")', "2&3"),
        ('CELL("filename")', 'CELL("filename",S!C2)'),
        ('CELL("filename",A1)', 'CELL("filename",S!A1)'),
        ("_xlfn.SINGLE(A1:A5)", "S!A2"),
        ("@A1:E1", "S!C1"),
        ("@S2!A1:E5", "'S2'!C2"),
        ("@B7", "S!B7"),
        ("@A3:A5", "#VALUE!"),
        ("@D1:F1", "#VALUE!"),
        ("@(A1:A5)", "S!A2"),
        ("@wts", "S!$A$2".replace("$", "")),
        ("@{1;2}", "_xlfn.SINGLE({1;2})"),
        ("@SUM(A1:A3)", "_xlfn.SINGLE(SUM(S!A1:A3))"),
        ("_xlfn.SINGLE(XLSALES.SPLIT(100,{1;3}))", "INDEX(XLSALES.SPLIT(100,{1;3}),1,1)"),
        ('INDIRECT("A1:A3")', "S!A1:A3"),
        ('INDIRECT("Data!D"&3)', 'INDIRECT("Data!D"&3)'),
        ("INDIRECT(\"'O''Brien & Co'!B3\")", "INDIRECT(\"'O''Brien & Co'!B3\")"),
        ('INDIRECT("$A$"&ROW())', 'INDIRECT("S!"&"$A$"&2)'),
        ("INDIRECT(B1)", 'INDIRECT(IF(ISNUMBER(FIND("!",S!B1)),"","S!")&S!B1)'),
        ('INDIRECT("rate")', 'INDIRECT("rate")'),
        ('INDIRECT("A1",TRUE)', "S!A1"),
    ],
)
def test_what_depends_on_the_cell_is_resolved(text: str, expected: str) -> None:
    contained = self_contained(text, IN_S, BOOK)

    assert (contained.text, contained.problems) == (expected, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wts", "S!$A$1:$A$3"),
        ("WTS", "S!$A$1:$A$3"),
        ("VLOOKUP(1500,tiers,2,TRUE)", "VLOOKUP(1500,'O''Brien & Co'!$A$1:$B$4,2,TRUE)"),
        ("rate*2", "0.1*2"),
        ("loss^2", "(-5)^2"),
        ("SUM(two)", "SUM((S!$A$1,S!$B$2))"),
        ("leftcell+abovecell", "S!B2+S!C1"),
        ("SUM(called)", "SUM(XLSALES.SPLIT(100,S!$A$1:$A$2))"),
        ("viacalled+1", "(SUM(XLSALES.SPLIT(100,S!$A$1:$A$2))*2)+1"),
        ("SUM(dynamic)", "SUM(OFFSET(Data!$D$2,0,0,COUNTA(Data!$A:$A)-1,1))"),
        ("localdynamic*2", "OFFSET(S!$A$1,1,1)*2"),
        ("here", "S!$A$1"),
        ("scope", "S!$Z$1"),
        ("S2!scope", "S2!$Z$9"),
        ("S2!rate", "0.1"),
        ("s2!SCOPE", "S2!$Z$9"),
        ("double(21)^2", "(21*2)^2"),
        ("double(A1)", "(S!A1*2)"),
        ("double()", "_xlfn.LAMBDA(_xlpm.x,_xlpm.x*2)()"),
        ("MAP(A1:A3,double)", "MAP(S!A1:A3,_xlfn.LAMBDA(_xlpm.x,_xlpm.x*2))"),
        ("leftdouble(A1)", "(S!A1*S!B2)"),
        ("graded(A1)", "XLSALES.GRADE(S!A1,0.1)"),
        ("graded(A1+1)", "XLSALES.GRADE((S!A1+1),0.1)"),
        ("A1:wts", "S!A1:S!$A$1:$A$3"),
        ("Tbl", "S!E2:E3"),
    ],
)
def test_names_are_written_out(text: str, expected: str) -> None:
    contained = self_contained(text, IN_S, BOOK)

    assert (contained.text, contained.problems) == (expected, ())


def test_a_sheets_own_name_hides_the_books() -> None:
    elsewhere = Place("S2", Cell(2, 3))

    assert self_contained("scope", elsewhere, BOOK).text == "S2!$Z$9"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SUM(Sales[Net '#1])", "SUM(Data!C2:C6)"),
        ("SUM([Net '#1])", "SUM(Data!C2:C6)"),
        ("[@[Net '#1]]*2", "Data!C3*2"),
        ("Sales[[#This Row],[Rep '[a']]]", "Data!B3"),
        ("[[#This Row],[Region]:[Net '#1]]", "Data!A3:C3"),
        ("Sales[@]", "Data!A3:D3"),
        ("[It''s]", "Data!D2:D6"),
        ("Sales[[Region]:[Net '#1]]", "Data!A2:C6"),
        ("COUNTA(sales[#Headers])", "COUNTA(Data!A1:D1)"),
        ("Sales[[#Headers],[Region]]", "Data!A1"),
        ("Sales[#Totals]", "Data!A7:D7"),
        ("Sales[[#Totals],[Net '#1]]", "Data!C7"),
        ("Sales[#All]", "Data!A1:D7"),
        ("Sales[]", "Data!A2:D6"),
        ("Sales[[#Headers],[#Data],[Region]]", "Data!A1:A6"),
        ("Sales[[#Data],[#Totals]]", "Data!A2:D7"),
        ("@Sales[Region]", "Data!A3"),
        ("Tbl[w]", "S!E2:E3"),
        ("Tbl[@w]", "S!E3"),
        ("Tbl[#Totals]", "#REF!"),
        ("Tbl[[#Data],[#Totals],[w]]", "S!E2:E3"),  # Excel leaves out a part that is not there
        ("Bare[[#Headers],[#Data],[a]]", "'S2'!A1:A4"),
        ("Bare[a]", "'S2'!A1:A4"),
        ("Bare[#Headers]", "#REF!"),
        ("Sales[Nope]", "#REF!"),
        ("SUBTOTAL(109,[Region])", "SUBTOTAL(109,Data!A2:A6)"),
    ],
)
def test_structured_references_become_areas(text: str, expected: str) -> None:
    contained = self_contained(text, IN_SALES, BOOK)

    assert (contained.text, contained.problems) == (expected, ())


@pytest.mark.parametrize(
    ("row", "expected"), [(1, "#VALUE!"), (2, "Data!A2"), (6, "Data!A6"), (7, "#VALUE!")]
)
def test_this_row_reaches_from_the_first_to_the_last_row_of_data(row: int, expected: str) -> None:
    place = Place("Data", Cell(row, 9))

    assert self_contained("Sales[@Region]", place, BOOK).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "_xlfn.LET(_xlpm.x,{1;1},SUM(XLSALES.SPLIT(100,_xlpm.x)))",
            "SUM(XLSALES.SPLIT(100,{1;1}))",
        ),
        ("_xlfn.LET(_xlpm.x,{1;1},SUM(_xlpm.x))", "_xlfn.LET(_xlpm.x,{1;1},SUM(_xlpm.x))"),
        ("LET(x,A1,x+1)", "LET(_xlpm.x,S!A1,_xlpm.x+1)"),
        ("LET(x,{1;1},SUM(XLSALES.SPLIT(100,x)))", "SUM(XLSALES.SPLIT(100,{1;1}))"),
        (
            "_xlfn.LET(_xlpm.r,XLSALES.SPLIT(100,{1;3}),INDEX(_xlpm.r,2)+SUM(_xlpm.r))",
            "(INDEX(XLSALES.SPLIT(100,{1;3}),2)+SUM(XLSALES.SPLIT(100,{1;3})))",
        ),
        ("LET(x,1+2,XLSALES.A(x*3))", "XLSALES.A((1+2)*3)"),
        ("LET(a,2,b,a+1,a,b*5,XLSALES.A(a,b))", "XLSALES.A(((2+1)*5),(2+1))"),
        ("LET(x,A1,XLSALES.A(LET(x,B1,x),x))", "XLSALES.A(LET(_xlpm.x,S!B1,_xlpm.x),S!A1)"),
        ("LET(x,A1,XLSALES.A(LET(x,x+1,x)))", "XLSALES.A(LET(_xlpm.x,S!A1+1,_xlpm.x))"),
        ("LET(rate,5,XLSALES.A(rate))", "XLSALES.A(5)"),
        ("LET(x,XLSALES.A(1),MAP(B1:B2,LAMBDA(x,x+1)))", "MAP(S!B1:B2,LAMBDA(_xlpm.x,_xlpm.x+1))"),
        (
            "LAMBDA(x,LET(y,x+XLSALES.A(1),LAMBDA(x,y+x)(3)))",
            "LAMBDA(_xlpm.x,((_xlpm.x+XLSALES.A(1))+3))",
        ),
        (
            "LAMBDA(x,LET(y,x+XLSALES.A(1),MAP(B1:B2,LAMBDA(x,y+x))))",
            "LAMBDA(_xlpm.x,MAP(S!B1:B2,LAMBDA(_xlpm.x_,(_xlpm.x+XLSALES.A(1))+_xlpm.x_)))",
        ),
        ("LET(f,LAMBDA(a,a*2),f(3)+XLSALES.A(1))", "(LAMBDA(_xlpm.a,_xlpm.a*2)(3)+XLSALES.A(1))"),
        ("LET(f,LAMBDA(a,XLSALES.A(a)),f(A1))", "XLSALES.A(S!A1)"),
        ("LAMBDA(a,XLSALES.A(a))(A1)", "XLSALES.A(S!A1)"),
        ("LAMBDA(a,a+1)(A1)", "LAMBDA(_xlpm.a,_xlpm.a+1)(S!A1)"),
        ("LET(x,called,SUM(x))", "SUM(XLSALES.SPLIT(100,S!$A$1:$A$2))"),
        ("LET(a,1,b)", "LET(_xlpm.a,1,b)"),
        ("LET(x,A1:A5,XLSALES.A(@x))", "XLSALES.A(S!A2)"),
    ],
)
def test_a_let_around_our_call_is_written_out_and_others_stay(text: str, expected: str) -> None:
    contained = self_contained(text, IN_S, BOOK)

    assert contained.text == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[1]Sheet1!A1", "FORMULA-010"),
        ("[1]!rate", "FORMULA-010"),
        ("[2]!Tbl[x]", "FORMULA-010"),
        ("[2]!Macro(1)", "FORMULA-010"),
        ('WEBSERVICE("http://a")', "FORMULA-010"),
        ("nowhere[x]", "FORMULA-011"),
        ("[@Net]", "FORMULA-011"),
        ("nobody+1", "FORMULA-012"),
        ("circle", "FORMULA-013"),
        ('INDIRECT("R[-1]C",FALSE)', "FORMULA-014"),
        ("INDIRECT(A1,B1)", "FORMULA-014"),
        ("@OFFSET(A1,1,1)", "FORMULA-015"),
        ("@dynamic", "FORMULA-015"),
        ("broken*2", "FORMULA-003"),
    ],
)
def test_what_cannot_be_resolved_is_reported_and_stands(text: str, code: str) -> None:
    problems = codes(text)

    assert problems == [code]


def test_a_problem_is_told_once() -> None:
    assert codes("[1]!rate+[1]!rate+[2]!rate") == ["FORMULA-010", "FORMULA-010"]


def test_a_text_that_is_no_formula_comes_back_with_the_reason() -> None:
    contained = self_contained("1+", IN_S, BOOK)

    assert contained.text == "1+"
    assert str(contained.problems[0]).startswith("FORMULA-003 at character 3 of the formula")


def test_the_name_at_fault_is_named() -> None:
    (problem,) = self_contained("broken*2", IN_S, BOOK).problems

    assert problem.where == "character 3 of the formula of the name broken"


def test_a_let_that_doubles_itself_is_refused_before_it_grows() -> None:
    doubling = ",".join(f"x{i + 1}_,x{i}_+x{i}_" for i in range(40))

    contained = self_contained(f"LET(x0_,XLSALES.A(1),{doubling},x40_)", IN_S, BOOK)

    assert contained.problems[0].code == "FORMULA-001"
    assert len(contained.text) < MAX_LENGTH


@pytest.mark.parametrize("one", ["LET(a,1,", "LAMBDA(a,", "SUM(", "IF(1,", "@(", "INDIRECT("])
def test_scopes_and_calls_as_deep_as_the_parser_allows_never_crash(one: str) -> None:
    text = one * 250 + "XLSALES.A(1)" + ")" * 250

    contained = self_contained(text, IN_S, BOOK)

    assert contained.text == text or "XLSALES.A(1)" in contained.text


def test_names_that_lead_through_many_names_never_crash() -> None:
    chain: dict[tuple[str | None, str], str] = {(None, f"n{i}_"): f"n{i + 1}_+1" for i in range(300)}
    chain[None, "n300_"] = "XLSALES.A(1)"

    contained = self_contained("n0_", IN_S, BookNames(("S",), chain))

    assert contained.problems[0].code == "FORMULA-002"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A1:A5*2", "S!A2*2"),
        ("A1:A5", "S!A2"),
        ("-(A1:A5)%", "-(S!A2)%"),
        ("SUM(A1:A5)*B1:B5", "SUM(S!A1:A5)*S!B2"),
        ("SUM(A1:A5*2)", "SUM(S!A2*2)"),
        ("SUMPRODUCT(A1:A5*2)", "SUMPRODUCT(S!A1:A5*2)"),
        ("SUMPRODUCT(ABS(A1:A5))", "SUMPRODUCT(ABS(S!A1:A5))"),
        ("ABS(A1:A5)", "ABS(S!A2)"),
        ("VLOOKUP(A:A,E:F,2,FALSE)", "VLOOKUP(S!A2,S!E:F,2,FALSE)"),
        ("SUMIF(A:A,B:B,C:C)", "SUMIF(S!A:A,S!B2,S!C:C)"),
        ("SUMIFS(A:A,B:B,C:C,D:D,E:E)", "SUMIFS(S!A:A,S!B:B,S!C2,S!D:D,S!E2)"),
        ("IF(A1:A5>1,B1:B5,C1:C5)", "IF(S!A2>1,S!B2,S!C2)"),
        ("SUM(IF(A1:A5>1,B1:B5))", "SUM(IF(S!A2>1,S!B1:B5))"),
        ("wts+two", "S!A2+(S!$A$1,S!$B$2)"),
        ("A7:A9*2", "#VALUE!*2"),
        ("A1*$B$2", "S!A1*S!$B$2"),
        ("S2!A1:A5*2", "'S2'!A2*2"),
        ("_xlfn.XLOOKUP(A1:A5,E1:E5,F1:F5)", "_xlfn.XLOOKUP(S!A1:A5,S!E1:E5,S!F1:F5)"),
        ("XLSALES.SPLIT(1,A1:A5)", "XLSALES.SPLIT(1,S!A1:A5)"),
        ("XLSALES.SPLIT(1,A1:A5*2)", "XLSALES.SPLIT(1,S!A2*2)"),
        ("A1:INDEX(A:A,B1:B5)", "S!A1:INDEX(S!A:A,S!B2)"),
    ],
)
def test_a_plain_cell_takes_one_cell_where_one_value_is_expected(text: str, expected: str) -> None:
    contained = self_contained(text, IN_S, BOOK, plain=True)

    assert (contained.text, contained.problems) == (expected, ())


def test_a_plain_cell_of_a_table_takes_its_own_row() -> None:
    contained = self_contained("([Net '#1]*[It''s])+SUM([Net '#1])", IN_SALES, BOOK, plain=True)

    assert contained.text == "(Data!C3*Data!D3)+SUM(Data!C2:C6)"


def test_an_array_formula_takes_whole_ranges() -> None:
    assert self_contained("A1:A5*2", IN_S, BOOK).text == "S!A1:A5*2"
