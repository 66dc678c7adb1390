"""Formulas and workbook names for these tests; formulas that mean something, built from random parts."""

from __future__ import annotations

from hypothesis import strategies as st

from xlsales.formula.context import BookNames, Place, TableShape
from xlsales.kernel.grid import Area, Cell

SHEETS = ("S", "S2", "Data", "O'Brien & Co", "2026", "计划", "a!b", 'say "hi"')

BOOK = BookNames(
    sheets=SHEETS,
    names={
        (None, "wts"): "S!$A$1:$A$3",
        (None, "rate"): "0.1",
        (None, "loss"): "-5",
        (None, "two"): "S!$A$1,S!$B$2",
        (None, "tiers"): "'O''Brien & Co'!$A$1:$B$4",
        (None, "leftcell"): "S!XFD1",
        (None, "abovecell"): "S!A1048576",
        (None, "called"): "XLSALES.SPLIT(100,S!$A$1:$A$2)",
        (None, "viacalled"): "SUM(called)*2",
        (None, "double"): "_xlfn.LAMBDA(_xlpm.x,_xlpm.x*2)",
        (None, "leftdouble"): "_xlfn.LAMBDA(_xlpm.x,_xlpm.x*S!XFD1)",
        (None, "graded"): "_xlfn.LAMBDA(_xlpm.x,XLSALES.GRADE(_xlpm.x,rate))",
        (None, "dynamic"): "OFFSET(Data!$D$2,0,0,COUNTA(Data!$A:$A)-1,1)",
        (None, "circle"): "circle2+1",
        (None, "circle2"): "circle",
        (None, "broken"): "1+",
        (None, "here"): "!$A$1",
        (None, "scope"): "S!$Z$1",
        ("S2", "scope"): "S2!$Z$9",
        ("S", "localdynamic"): "OFFSET(S!$A$1,1,1)",
    },
    tables={
        "tbl": TableShape("Tbl", "S", Area(1, 5, 3, 5), ("w",)),
        "sales": TableShape(
            "Sales", "Data", Area(1, 1, 7, 4), ("Region", "Rep [a]", "Net #1", "It's"), totals_rows=1
        ),
        "bare": TableShape("Bare", "S2", Area(1, 1, 4, 2), ("a", "b"), header_rows=0),
    },
)
IN_S = Place("S", Cell(2, 3))
IN_SALES = Place("Data", Cell(3, 4))

_rows = st.integers(1, 1_048_576)
_letters = st.sampled_from(["A", "B", "Z", "AA", "LOG", "XFD"])
_dollar = st.sampled_from(["", "$"])
cells = st.builds(lambda d, c, e, r: f"{d}{c}{e}{r}", _dollar, _letters, _dollar, _rows)
places = st.one_of(
    cells,
    st.builds("{}:{}".format, cells, cells),
    st.builds(lambda d, c, e, f: f"{d}{c}:{e}{f}", _dollar, _letters, _dollar, _letters),
    st.builds(lambda d, c, e, f: f"{d}{c}:{e}{f}", _dollar, _rows, _dollar, _rows),
)
_fronts = st.sampled_from(
    ["", "", "Plan!", "'O''Brien & Co'!", "'2026'!", "计划!", "'a!b(A1'!", "Jan:Dec!", "[1]P!"]
)
references = st.builds("{}{}".format, _fronts, places)
constants = st.one_of(
    st.integers(0, 10**6).map(str),
    st.sampled_from(
        ["1.5", ".5E-3", "TRUE", "#N/A", '"A1"', '"say ""A1"""', '"XLSALES.SPLIT(A1"', "{1,2;3,4}"]
    ),
)
names = st.sampled_from(
    [
        "rate",
        "loss",
        "two",
        "called",
        "leftcell",
        "dynamic",
        "circle",
        "here",
        "graded(1)",
        "Q1_sales",
        "tbl[Net]",
        "tbl[[#This Row],[A1]]",
        "[@B2]",
        "_xlpm.x",
        "B2#",
    ]
)
operands = st.one_of(references, constants, names)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signs = st.sampled_from(["+", "-", "*", "/", "^", "&", "=", "<>", "<=", " + "])
    functions = st.sampled_from(["SUM", "LOG10", "_xlfn.LET", "XLSALES.SPLIT", "[1]!XLSALES_GRADE", "IF"])
    return st.one_of(
        st.builds("{}{}{}".format, inner, signs, inner),
        st.builds("({})".format, inner),
        st.builds("-{}".format, inner),
        st.builds("{}%".format, inner),
        st.builds(
            lambda f, a: f"{f}({','.join(a)})", functions, st.lists(st.one_of(inner, st.just("")), max_size=3)
        ),
    )


formulas = st.recursive(operands, _larger, max_leaves=8)
