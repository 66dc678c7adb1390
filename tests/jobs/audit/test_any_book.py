"""Whatever formulas and values a workbook holds, the audit comes to an end and its words are whole."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xlsales.formula.context import BookNames
from xlsales.jobs.audit.audit import audit_book
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.words import told
from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellError, CellValue
from xlsales.recalculation.book import Book
from xlsales.workbook.keys import cell_key
from xlsales.workbook.looks import SheetLooks
from xlsales.workbook.model import SheetCells

KEYS = st.builds(cell_key, st.integers(1, 8), st.integers(1, 4))
ADDRESSES = st.sampled_from(
    ["A1", "$B$2", "C3:C6", "$A$1:$B$8", "A:A", "1:3", "T!B2:B5", "#REF!", "[1]X!A1", "Gone!A1", "A1#"]
)
OPERANDS = st.one_of(
    ADDRESSES,
    st.sampled_from(["0.05", "100", '"East"', "{1,2;3,4}", "Rate", "Sales[Net]", "TRUE", "#N/A", "17%"]),
)
FUNCTIONS = st.sampled_from(
    [
        "SUM",
        "SUBTOTAL",
        "AVERAGE",
        "SUMIFS",
        "COUNTIF",
        "SUMPRODUCT",
        "VLOOKUP",
        "MATCH",
        "INDEX",
        "XLOOKUP",
        "IF",
        "IFS",
        "IFERROR",
        "ROUND",
        "OFFSET",
        "LET",
        "NOW",
        "XLSALES_SPLIT",
        "XLSALES.COMMISSION",
    ]
)
FORMULAS = st.recursive(
    OPERANDS,
    lambda inner: st.one_of(
        st.builds(lambda name, parts: f"{name}({','.join(parts)})", FUNCTIONS, st.lists(inner, max_size=5)),
        st.builds(
            lambda left, sign, right: f"{left}{sign}{right}",
            inner,
            st.sampled_from(["+", "*", "/", ">", "&"]),
            inner,
        ),
    ),
    max_leaves=12,
)
BROKEN = st.text("A1$:,()!'\"#[]{}+*", max_size=12)
VALUES = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        ["Total", "合计", "Weight", "From", "To", "Rate", "East ", "１２", "2026-01-05", "", "Jan"]
    ),
    st.booleans(),
    st.just(CellError("#DIV/0!")),
)


def _sheet(values: dict[int, CellValue], formulas: dict[int, str]) -> SheetCells:
    return SheetCells(values=values, formulas=formulas, merges=(Area(2, 1, 3, 1),))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(KEYS, VALUES, max_size=20),
    st.dictionaries(KEYS, st.one_of(FORMULAS, FORMULAS, BROKEN), max_size=14),
    st.sets(st.integers(1, 8), max_size=3),
)
def test_every_workbook_can_be_audited(
    values: dict[int, CellValue], formulas: dict[int, str], hidden: set[int]
) -> None:
    sheets = {"S": _sheet(values, formulas), "T": _sheet(values, {})}
    looks = {"S": SheetLooks(hidden_rows=hidden, units=dict.fromkeys(values, "$")), "T": SheetLooks()}
    audited = AuditedBook(Path("book.xlsx"), Book(BookNames(("S", "T")), sheets), (), looks=looks)

    findings = audit_book(audited)

    assert len(set(findings)) == len(findings)
    for finding in findings:
        assert "{" not in told(finding, "zh").expected or "{" in dict(finding.facts).get("pattern", "")
        assert told(finding).where
