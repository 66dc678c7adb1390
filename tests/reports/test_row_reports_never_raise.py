"""Whatever stands in the cells, a report comes out, with every row in its account."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.report_tables import QUARTER
from xlsales.jobs.activity_report import activity_report
from xlsales.jobs.appraisal_report import appraisal_report
from xlsales.jobs.market_report import market_report
from xlsales.jobs.pipeline_report import pipeline_report
from xlsales.jobs.targets import read_plan_file
from xlsales.reports.activity_made import activity_pages
from xlsales.reports.appraisal_made import appraisal_pages
from xlsales.reports.market_made import market_pages
from xlsales.reports.model import Page
from xlsales.reports.pipeline_made import pipeline_pages
from xlsales.tables.raw import RawTable

EXAMPLE = Path(__file__).parents[2] / "workbooks" / "follow_up.xlsx"
TABLES = [table for table in read_plan_file(EXAMPLE) if table.name != "Guide"]
Made = tuple[Any, Sequence[Page]]


def pipeline(raw: list[RawTable]) -> Made:
    found = pipeline_report(raw, QUARTER)
    return found, pipeline_pages(found, "zh")


def activity(raw: list[RawTable]) -> Made:
    found = activity_report(raw, QUARTER)
    return found, activity_pages(found, "zh")


def appraisal(raw: list[RawTable]) -> Made:
    found = appraisal_report(raw, QUARTER)
    return found, appraisal_pages(found, "zh")


def market(raw: list[RawTable]) -> Made:
    found = market_report(raw, QUARTER)
    return found, market_pages(found, "zh")


CELLS = st.sampled_from(
    [
        None,
        "",
        "x",
        "  ",
        "A;B",
        -1.0,
        0.0,
        0.5,
        3.0,
        1e15,
        True,
        46023.0,
        46112.99,
        "2026-02-30",
        "2026-02-03",
    ]
)


@st.composite
def spoilt(draw: st.DrawFn) -> list[RawTable]:
    """Return the example's tables, a few rows of each, some cells replaced, some tables missing."""
    found = []
    for table in TABLES:
        if draw(st.integers(0, 9)) == 0:
            continue
        rows = [list(row) for row in table.rows[: draw(st.integers(0, 5))]]
        for row in rows:
            for at in draw(st.lists(st.integers(0, len(row) - 1), max_size=3)):
                row[at] = draw(CELLS)
        rows += [list(row) for row in rows[:1]]
        found.append(RawTable(table.name, table.headings, rows, lambda row, column: f"{row},{column}"))
    return found


@pytest.mark.parametrize("make", [pipeline, activity, appraisal, market])
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
@given(raw=spoilt())
def test_spoilt_cells_never_stop_a_report(
    make: Callable[[list[RawTable]], Made], raw: list[RawTable]
) -> None:
    found, pages = make(raw)

    for count in found.frame.counts:
        assert count.read == count.counted + count.outside + count.left_out
        assert min(count.counted, count.outside, count.left_out) >= 0
    for page in pages:
        for table in page.tables:
            assert all(len(row) == len(table.columns) for row in table.rows)
            assert not table.marks or len(table.marks) == len(table.rows)
