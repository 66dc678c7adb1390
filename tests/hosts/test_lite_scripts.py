"""The scripts that a workbook carries for xlwings Lite: the job on an open book, here and in Pyodide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from hosts import xlwings_stub
from hosts.needs_pyodide import NEEDS_PYODIDE, WHEELS, PyodideHost
from xlsales.hosts.lite.open_tables import open_tables
from xlsales.hosts.lite.program import lite_program
from xlsales.hosts.lite.scripts import set_targets
from xlsales.jobs.targets import read_plan_file, run_targets
from xlsales.jobs.year_so_far import year_so_far
from xlsales.reports.targets import targets_report
from xlsales.resources import resource_folder

PLAN = resource_folder("workbooks") / "target_plan.xlsx"


def sheets_of(path: Path) -> list[dict[str, Any]]:
    """Return a workbook as an open book shows it: values, dates where cells are formatted so, tables."""
    book = load_workbook(path, data_only=True)
    return [
        {
            "name": sheet.title,
            "cells": [
                [cell.row, cell.column, _given(cell.value)]
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            ],
            "tables": [
                [table.name, corners(table.ref), bool(table.totalsRowCount)]
                for table in sheet.tables.values()
            ],
        }
        for sheet in book
    ]


def _given(value: Any) -> Any:
    return {"date": value.isoformat()} if isinstance(value, datetime) else value


def corners(reference: str) -> list[int]:
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    return [top, left, bottom, right]


@pytest.fixture(scope="module")
def plan() -> list[dict[str, Any]]:
    return sheets_of(PLAN)


def here(script: str, sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Run a script in this Python."""
    book = xlwings_stub.Book(sheets)
    set_targets(book, "zh" if script.endswith("_zh") else "en")
    return book.told()


def added(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> dict[str, dict[tuple[int, int], Any]]:
    """Return the cells of each new sheet; the others must be as they were."""
    told = xlwings_stub.Book(before).told()
    assert after[: len(told)] == told
    return {each["name"]: {(i, j): value for i, j, value in each["cells"]} for each in after[len(told) :]}


def test_the_tables_of_an_open_book_are_those_of_its_file(plan: list[dict[str, Any]]) -> None:
    from_file = {table.name: table for table in read_plan_file(PLAN)}

    opened = {table.name: table for table in open_tables(xlwings_stub.Book(plan))}

    assert list(opened) == list(from_file)
    for name, table in opened.items():
        assert table.headings == from_file[name].headings
        assert len(table.rows) == len(from_file[name].rows)
        assert table.place(-1, 0) == from_file[name].place(-1, 0)
        assert table.place(0, 1) == from_file[name].place(0, 1)


def test_a_hidden_sheet_is_left_out(plan: list[dict[str, Any]]) -> None:
    hidden = [each | {"visible": each["name"] != "Steps"} for each in plan]

    names = [table.name for table in open_tables(xlwings_stub.Book(hidden))]

    assert "Steps" not in names
    assert len(names) == len(open_tables(xlwings_stub.Book(plan))) - 1


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["Note"], ["Region", "Sales"], ["North", 5.0], ["South", 7.0], [], ["x", 1.0]], (2, 2)),
        ([["Region", "Sales"], ["North", 5.0]], (1, 1)),
        ([["Region", "Sales"]], None),
        ([["Region"], ["North"]], None),
    ],
)
def test_a_sheet_without_a_table_begins_at_two_texts_and_ends_at_a_blank_row(
    rows: list[list[Any]], found: tuple[int, int] | None
) -> None:
    cells = [[i, j, value] for i, row in enumerate(rows, start=1) for j, value in enumerate(row, start=1)]

    tables = open_tables(xlwings_stub.Book([{"name": "S", "cells": cells, "tables": []}]))

    if found is None:
        assert tables == []
    else:
        (table,) = tables
        assert table.headings == ("Region", "Sales")
        assert (table.place(-1, 0), len(table.rows)) == (f"S!A{found[0]}", found[1])


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("Sheet", "name visible tables used_range range autofit"),
        ("Range", "row column value formula number_format font color columns options"),
        ("Range", "column_width wrap_text"),
        ("Table", "name range show_totals"),
        ("Font", "bold size color"),
        ("RangeColumns", "autofit"),
    ],
)
def test_xlwings_has_every_member_that_the_scripts_ask_for(kind: str, members: str) -> None:
    main = pytest.importorskip("xlwings.main", reason="xlwings is not installed")

    assert all(hasattr(getattr(main, kind), name) for name in members.split())


@pytest.mark.parametrize(("script", "language"), [("set_targets", "en"), ("set_targets_zh", "zh")])
def test_targets_come_onto_new_sheets_and_no_cell_is_touched(
    plan: list[dict[str, Any]], script: str, language: Any
) -> None:
    result = run_targets(read_plan_file(PLAN))
    report = targets_report(result, year_so_far(result), language)

    pages = added(plan, here(script, plan))

    expected = [page.name for page in report.pages]
    assert [name.removesuffix(" 2") for name in pages][: len(expected)] == expected
    table = report.pages[0].tables[0]
    shown = [value for cells in pages.values() for value in cells.values()]
    assert all(column.title in shown for column in table.columns)
    assert report.pages[0].title in shown


def test_sentences_have_a_width_and_numbers_a_format(plan: list[dict[str, Any]]) -> None:
    book = xlwings_stub.Book(plan)

    set_targets(book, "en")

    formats = {text for sheet in book.sheets for text in sheet.formats.values()}
    assert {"#,##0", "0.0%", "yyyy-mm"} <= formats
    assert any(sheet.wrapped for sheet in book.sheets)


def test_totals_are_formulas_over_their_columns(plan: list[dict[str, Any]]) -> None:
    pages = added(plan, here("set_targets", plan))

    sums = [value for cells in pages.values() for value in cells.values() if str(value).startswith("=SUM(")]

    assert sums


def test_problems_of_the_plan_come_onto_a_sheet_with_links(plan: list[dict[str, Any]]) -> None:
    without = [each for each in plan if each["name"] != "Steps"]

    pages = added(without, here("set_targets", without))

    assert list(pages) == ["xlsales issues"]
    assert pages["xlsales issues"][1, 2] == "Code"


def test_a_package_that_is_missing_is_told_in_words(
    plan: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsales.jobs.targets", None)

    pages = added(plan, here("set_targets", plan))

    assert "LITE-003" in pages["xlsales issues"].values()


@pytest.fixture(scope="module")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PyodideHost]:
    wheels = sorted(WHEELS.glob("*.whl"))
    if not any(wheel.name.startswith("pydantic_core-") for wheel in wheels):
        pytest.skip(
            "no wheels of pydantic for Pyodide (set XLSALES_PYODIDE_WHEELS to a folder that has them)"
        )
    program = tmp_path_factory.mktemp("lite") / "main.py"
    program.write_text(lite_program(), "utf-8")
    with PyodideHost(program, wheels) as host:
        yield host


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PyodideHost]:
    program = tmp_path_factory.mktemp("bare") / "main.py"
    program.write_text(lite_program(), "utf-8")
    with PyodideHost(program) as host:
        yield host


class TestInPyodide:
    """The same, as a workbook carries it."""

    pytestmark = NEEDS_PYODIDE

    @pytest.mark.parametrize("script", ["set_targets", "set_targets_zh"])
    def test_a_script_writes_in_pyodide_what_it_writes_here(
        self, lite: PyodideHost, plan: list[dict[str, Any]], script: str
    ) -> None:
        assert lite.run(script, plan) == here(script, plan)

    def test_without_pydantic_the_script_says_what_to_install(
        self, bare: PyodideHost, plan: list[dict[str, Any]]
    ) -> None:
        pages = added(plan, bare.run("set_targets", plan))

        assert "no package pydantic" in pages["xlsales issues"].values()
