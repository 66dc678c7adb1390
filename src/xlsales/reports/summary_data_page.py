"""The flat table of a summary: stable headings, one fact a row, ready for a pivot table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsales.jobs.summary_cube import LABELS, cube_of
from xlsales.reports.catalogue import Serves
from xlsales.reports.model import Column, Page, Table, Value
from xlsales.reports.summary_lines import Telling

CATALOGUE: Final = (Serves("summary", "Data", ("RP11",)),)
_NAMES: Final = {
    "en": ("month", *LABELS, "gross_sales", "returns", "net_sales", "rows"),
    "zh": ("月份", "区域", "省份", "渠道", "客户类型", "品类", "销售额", "退货额", "净销售额", "行数"),
}


def data_page(telling: Telling) -> Page:
    """Return the page; its headings are the same whatever the ledger has."""
    names = _NAMES[telling.language]
    columns = (
        Column(names[0], "month", 12),
        *(Column(name, "text", 16) for name in names[1:6]),
        *(Column(name, "number", 15) for name in names[6:9]),
        Column(names[9], "whole", 10),
    )
    rows: list[Sequence[Value]] = [
        (row.month, *row.labels, row.gross, row.returned, row.gross - row.returned, row.rows)
        for row in cube_of(telling.summary.sums)
    ]
    table = Table("", columns, rows, name="SummaryData")
    return Page(telling.say("Data"), "", tables=(table,), is_flat=True)
