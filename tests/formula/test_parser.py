"""Trees: precedence, spans, limits; precedence as Excel documents it, checked by hand."""

from __future__ import annotations

import pytest

from xlsales.formula.faults import MAX_DEPTH, MAX_LENGTH, FormulaError
from xlsales.formula.parser import parse
from xlsales.formula.tree import (
    Array,
    Binary,
    Call,
    ErrorValue,
    ImplicitIntersection,
    Intersection,
    Invocation,
    Logical,
    Missing,
    Name,
    Node,
    Number,
    Parenthesis,
    Percent,
    RangeOperator,
    Reference,
    SpillReference,
    TableReference,
    Text,
    Unary,
    Union,
    walk,
)


def shape(node: Node) -> str:
    """Write a tree with every operation in brackets, so that precedence shows."""
    match node:
        case Binary():
            return f"({shape(node.left)}{node.operator}{shape(node.right)})"
        case Union():
            return f"({shape(node.left)} or {shape(node.right)})"
        case Intersection():
            return f"({shape(node.left)} and {shape(node.right)})"
        case RangeOperator():
            return f"({shape(node.left)} to {shape(node.right)})"
        case Unary():
            return f"({node.operator}{shape(node.operand)})"
        case Percent():
            return f"({shape(node.operand)}%)"
        case SpillReference():
            return f"({shape(node.operand)}#)"
        case ImplicitIntersection():
            return f"(@{shape(node.operand)})"
        case Parenthesis():
            return shape(node.operand)
        case Call():
            return f"{node.function}[{'; '.join(shape(each) for each in node.arguments)}]"
        case Invocation():
            return f"{shape(node.function)}[{'; '.join(shape(each) for each in node.arguments)}]"
        case Reference():
            return f"{node.sheet or ''}!{node.area}" if node.sheet else str(node.area)
        case Name():
            return node.name
        case Number() | Text() | Logical():
            return repr(node.value)
        case ErrorValue():
            return node.code
        case Missing():
            return "-"
        case TableReference():
            return f"{node.table}.{node.first_column}"
        case Array():
            return repr(tuple(tuple(shape(item) for item in row) for row in node.rows))
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1+2*3", "(1+(2*3))"),
        ("1-2-3", "((1-2)-3)"),
        ("2^3^2", "((2^3)^2)"),  # Excel's power goes from the left
        ("-2^2", "((-2)^2)"),  # and its sign binds more strongly: 4
        ("2^-3*4", "((2^(-3))*4)"),
        ("-A1%", "((-A1)%)"),
        ("10%^2", "((10%)^2)"),
        ("1+2&3+4", "((1+2)&(3+4))"),
        ('"a"&1="a1"', "(('a'&1)='a1')"),
        ("1<>2=TRUE", "((1<>2)=True)"),
        ("--A1", "(-(-A1))"),
        ("+A1", "(+A1)"),
        ("A1:B2 B1:C3", "(A1:B2 and B1:C3)"),
        ("SUM((A1,B2:C3))", "SUM[(A1 or B2:C3)]"),
        ("A1,B2", "(A1 or B2)"),
        ("A1:A3 A2,B2", "((A1:A3 and A2) or B2)"),
        ("A1:INDEX(B:B,3)", "(A1 to INDEX[B1:B1048576; 3])"),
        ("INDEX(A:A,1):INDEX(A:A,2)", "(INDEX[A1:A1048576; 1] to INDEX[A1:A1048576; 2])"),
        ("A1:B1#", "(A1 to (B1#))"),
        ("A1#*2", "((A1#)*2)"),
        ("_xlfn.ANCHORARRAY(H1)", "(H1#)"),
        ("@A1:A5", "(@A1:A5)"),
        ("_xlfn.SINGLE(A1:A5)", "(@A1:A5)"),
        ("-@A1:A5^2", "((-(@A1:A5))^2)"),
        ("IF(A1,,2)", "IF[A1; -; 2]"),
        ("F(,)", "F[-; -]"),
        ("NOW()", "NOW[]"),
        ("TRUE()", "TRUE[]"),
        ("_xlfn._xlws.SORT(a)", "SORT[a]"),
        ("LAMBDA(x,x+1)(2)", "LAMBDA[x; (x+1)][2]"),
        ("f(1)(2)", "F[1][2]"),
        ("{1,-2;+3,4}", "(('1', '-2'), ('3', '4'))"),
        ('{"ab",TRUE;#N/A,.5}', """((\"'ab'\", 'True'), ('#N/A', '0.5'))"""),
        ('"a""b"&""', """('a"b'&'')"""),
        (" SUM( A1 , 2 ) ", "SUM[A1; 2]"),
        ("1E3+1.5e-2", "(1000.0+0.015)"),
    ],
)
def test_operators_bind_as_in_excel(text: str, expected: str) -> None:
    tree = parse(text)

    assert shape(tree) == expected


@pytest.mark.parametrize(
    ("text", "sheet", "last_sheet", "book", "area"),
    [
        ("A1", None, None, None, "A1"),
        ("$A$1:b2", None, None, None, "A1:B2"),
        ("B2:A1", None, None, None, "A1:B2"),
        ("Plan!A1", "Plan", None, None, "A1"),
        ("'O''Brien & Co'!B2", "O'Brien & Co", None, None, "B2"),
        ("'2026 Q1'!B2", "2026 Q1", None, None, "B2"),
        ("计划!B2", "计划", None, None, "B2"),
        ("'a!b'!B2", "a!b", None, None, "B2"),
        ("'say \"hi\"'!B2", 'say "hi"', None, None, "B2"),
        ("Jan:Dec!B2", "Jan", "Dec", None, "B2"),
        ("'Jan 1:Dec 31'!B2", "Jan 1", "Dec 31", None, "B2"),
        ("[1]Plan!B2", "Plan", None, "1", "B2"),
        ("'[2]My Plan'!B2", "My Plan", None, "2", "B2"),
        ("[1]Jan:Dec!B2", "Jan", "Dec", "1", "B2"),
        (r"'C:\plans\[2026.xlsx]Q1'!B2", "Q1", None, r"C:\plans\2026.xlsx", "B2"),
        ("A:C", None, None, None, "A1:C1048576"),
        ("$3:5", None, None, None, "A3:XFD5"),
        ("XFD1048576", None, None, None, "XFD1048576"),
    ],
)
def test_a_reference_says_where_it_points(
    text: str, sheet: str | None, last_sheet: str | None, book: str | None, area: str
) -> None:
    node = parse(text)

    assert isinstance(node, Reference)
    assert (node.sheet, node.last_sheet, node.book, str(node.area)) == (sheet, last_sheet, book, area)


@pytest.mark.parametrize(
    ("text", "fixed", "whole_columns", "whole_rows"),
    [
        ("$A1", (False, True, False, True), False, False),
        ("A$1:$B2", (True, False, False, True), False, False),
        ("$B2:A$1", (True, False, False, True), False, False),  # corners put right, signs go along
        ("$A:B", (True, True, True, False), True, False),
        ("1:$3", (False, True, True, True), False, True),
    ],
)
def test_a_reference_says_what_is_fixed(
    text: str, fixed: tuple[bool, ...], whole_columns: bool, whole_rows: bool
) -> None:
    node = parse(text)

    assert isinstance(node, Reference)
    assert (node.fixed, node.whole_columns, node.whole_rows) == (fixed, whole_columns, whole_rows)


@pytest.mark.parametrize("text", ["Sheet1!#REF!", "'My Sheet'!#REF!", "[1]Sheet1!#REF!"])
def test_a_reference_to_deleted_cells_has_no_area(text: str) -> None:
    node = parse(text)

    assert isinstance(node, Reference)
    assert node.area is None


@pytest.mark.parametrize(
    "text",
    ["XFE1", "A1048577", "A0", "R1C1_", "Q1_sales", "Q1.sales", "_x", r"\a", "a?", "销售额", "RC", "tax"],
)
def test_what_only_looks_like_an_address_is_a_name(text: str) -> None:
    node = parse(text)

    assert isinstance(node, Name)
    assert node.name == text


def test_a_range_that_leaves_the_grid_is_a_cell_joined_to_a_name() -> None:
    node = parse("A1:B9999999")

    assert isinstance(node, RangeOperator)
    assert shape(node) == "(A1 to B9999999)"


@pytest.mark.parametrize(
    "text", ["LOG10(A1)", "ATAN2(1,2)", "Sheet1!fn(1)", "[1]!XLSALES_SPLIT(1)", "R1C1(2)"]
)
def test_what_stands_before_a_bracket_is_a_function(text: str) -> None:
    node = parse(text)

    assert isinstance(node, Call)
    assert text[node.name_start : node.name_end] == node.written == text.partition("(")[0]


@pytest.mark.parametrize(
    ("text", "table", "items", "first", "last"),
    [
        ("tbl[Sales]", "tbl", (), "Sales", None),
        ("tbl[]", "tbl", (), None, None),
        ("tbl[#All]", "tbl", ("all",), None, None),
        ("tbl[@]", "tbl", ("this row",), None, None),
        ("tbl[@Sales]", "tbl", ("this row",), "Sales", None),
        ("tbl[@[Net Sales]]", "tbl", ("this row",), "Net Sales", None),
        ("tbl[[#This Row],[Sales]]", "tbl", ("this row",), "Sales", None),
        ("tbl[[#Headers],[#Data],[a]:[c]]", "tbl", ("headers", "data"), "a", "c"),
        ("tbl[[Sales]:[Qty]]", "tbl", (), "Sales", "Qty"),
        ("[Sales]", None, (), "Sales", None),
        ("[@Sales]", None, ("this row",), "Sales", None),
        ("tbl['[EUR'] '#1 '@ ''n]", "tbl", (), "[EUR] #1 @ 'n", None),
        ("tbl[[#Totals],[Net '[EUR']]]", "tbl", ("totals",), "Net [EUR]", None),
        ("表1[[#All],[金额]]", "表1", ("all",), "金额", None),
        ('tbl[say "hi"]', "tbl", (), 'say "hi"', None),
        ("tbl[[#Headers], [a]]", "tbl", ("headers",), "a", None),
    ],
)
def test_a_structured_reference_is_taken_apart(
    text: str, table: str | None, items: tuple[str, ...], first: str | None, last: str | None
) -> None:
    node = parse(text)

    assert isinstance(node, TableReference)
    assert (node.table, node.items, node.first_column, node.last_column) == (table, items, first, last)


def test_the_item_of_a_dde_link_is_a_name_in_another_book() -> None:
    node = parse("[1]!'!Sheet1!R1C1'")

    assert isinstance(node, Name)
    assert (node.name, node.book) == ("!Sheet1!R1C1", "1")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", 1),
        ("1+", 3),
        ("SUM(", 5),
        ("SUM(A1", 7),
        ("a)", 2),
        ("()", 2),
        ("A1 1", 4),
        ('"x', 1),
        ("{1,2;3}", 1),
        ("{1,A1}", 4),
        ("{1,#NOPE!}", 4),
        ("{}", 2),
        ("1E999", 1),
        ("cmd|'/C calc'!A0", 4),
        ("tbl[[a],[b],[c]]", 4),
        ("=A1", 1),
        ("A1**2", 4),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(text: str, place: int) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(text)

    assert refused.value.issues[0].code == "FORMULA-003"
    assert refused.value.issues[0].where == f"character {place} of the formula"


def test_nesting_is_read_up_to_the_limit_and_refused_above() -> None:
    deepest = "(" * MAX_DEPTH + "1" + ")" * MAX_DEPTH

    assert isinstance(parse(deepest), Parenthesis)
    with pytest.raises(FormulaError, match="FORMULA-002"):
        parse(f"({deepest})")


def test_length_is_read_up_to_the_limit_and_refused_above() -> None:
    longest = "1" + "+1" * ((MAX_LENGTH - 1) // 2)

    assert sum(isinstance(part, Number) for part in walk(parse(longest))) == (MAX_LENGTH + 1) // 2
    with pytest.raises(FormulaError, match="FORMULA-001"):
        parse(longest + "+1")


HOSTILE = {
    "brackets": "(" * 20_000,
    "calls": "IF(1," * 10_000,
    "signs": "-" * 60_000,
    "percents": "1" + "%" * 60_000 + "(",
    "braces": "{" * 60_000,
    "square brackets": "[" * 60_000,
    "escapes": "['" * 30_000,
    "single quotes": "'" * 60_001,
    "double quotes": '"' * 60_001,
    "digits": "9" * 60_000,
    "dots": "a." * 30_000 + "!",
    "colons": "A1:" * 20_000,
    "sheets": "a!" * 30_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_refused_and_never_a_crash(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text)


def test_a_node_cannot_be_changed() -> None:
    node = parse("A1")

    with pytest.raises(AttributeError):
        node.start = 5  # type: ignore[misc]
