"""``xlsales report`` for what the jobs work out: pages, charts, totals, statements, PDF and archive."""

from __future__ import annotations

import importlib.util
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cli.running import run, run_apart
from xlsales.office import is_available
from xlsales.reports.registry import REPORTS

WORKBOOKS = Path(__file__).resolve().parents[2] / "workbooks"
BOOKS = {
    "targets": WORKBOOKS / "target_plan.xlsx",
    "customers": WORKBOOKS / "grading_template.xlsx",
    "statements": WORKBOOKS / "incentive_plan.xlsx",
    "summary": WORKBOOKS / "sales_summary.xlsx",
}
FEWEST_CHARTS = {"targets": 6, "customers": 4, "statements": 2, "summary": 15}


@pytest.fixture(scope="module", params=[(name, lang) for name in BOOKS for lang in ("en", "zh")])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, str, Path, openpyxl.Workbook]:
    name, language = request.param
    out = tmp_path_factory.mktemp(name) / "report.xlsx"
    done = run("report", name, BOOKS[name], "-o", out, "--lang", language, "--today", "2026-04-02")
    assert done.code == 0, done.err
    return name, language, out, openpyxl.load_workbook(out)


def cells(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_every_report_begins_with_a_cover_and_has_charts(
    made: tuple[str, str, Path, openpyxl.Workbook],
) -> None:
    name, language, path, book = made

    texts = {cell for row in cells(book.worksheets[0]) for cell in row if cell}

    assert book.sheetnames[0] == {"en": "Cover", "zh": "封面"}[language]
    signatures = {"en": {"Prepared by", "Reviewed by"}, "zh": {"制表", "审核", "批准"}}[language]
    assert signatures | {"2026-04-02"} <= texts
    assert set(book.sheetnames[1:]) <= texts
    with zipfile.ZipFile(path) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) >= FEWEST_CHARTS[name]


def test_every_page_can_be_read_on_screen_and_on_paper(
    made: tuple[str, str, Path, openpyxl.Workbook],
) -> None:
    *_, book = made

    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes, sheet.title
        assert sheet.print_area, sheet.title
        assert sheet.print_title_rows, sheet.title
        paper = sheet.sheet_properties.pageSetUpPr
        assert paper is not None
        assert paper.fitToPage, sheet.title
        assert sheet.page_setup.fitToWidth in (None, 1), sheet.title


def test_targets_of_every_level_add_up_to_the_flat_table(tmp_path: Path) -> None:
    out = tmp_path / "targets.xlsx"
    assert run("report", "targets", BOOKS["targets"], "-o", out).code == 0
    book = openpyxl.load_workbook(out)

    flat = sum(row[4] for row in cells(book["Targets"])[1:])
    reconciled = {row[0]: row[4] for row in cells(book["Reconciliation"]) if row[0] == "Month"}

    assert flat == reconciled["Month"]
    summary = cells(book["Summary"])
    for title in ("Region × Month", "Person × Month", "Category × Month"):
        start = next(at for at, row in enumerate(summary) if row[0] == title) + 2
        level = []
        for row in summary[start:]:
            if row[0] == "Total":
                break
            level.append(row[1])
        assert sum(level) == pytest.approx(flat), title


def test_grades_add_up_to_the_customers_and_the_portfolio_is_drawn(tmp_path: Path) -> None:
    out = tmp_path / "customers.xlsx"
    assert run("report", "customers", BOOKS["customers"], "-o", out).code == 0
    book = openpyxl.load_workbook(out)

    customers = cells(book["Customer data"])[1:]
    summary = cells(book["Summary"])
    start = next(at for at, row in enumerate(summary) if row[0] == "Grades") + 2
    grades = summary[start : start + 3]

    assert sum(row[1] for row in grades) == len(customers) == 5
    volume = cells(book["Customer data"])[0].index("Volume")
    assert sum(row[2] for row in grades) == sum(row[volume] for row in customers)
    with zipfile.ZipFile(out) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    assert sum("<c:bubbleChart>" in chart for chart in charts) == 1


def test_statements_add_up_to_the_payroll_and_nothing_is_posted(tmp_path: Path) -> None:
    source = tmp_path / "plan.xlsx"
    source.write_bytes(BOOKS["statements"].read_bytes())
    out = tmp_path / "pay.xlsx"

    done = run("report", "statements", source, "-o", out, "--period", "2026-01")

    assert done.code == 0, done.err
    payroll = openpyxl.load_workbook(out)["Payroll"]
    payable = {row[0]: row[payroll.max_column - 1] for row in cells(payroll)[4:] if row[0] != "Total"}
    statements = {}
    for path in sorted((tmp_path / "pay").iterdir()):
        rows = cells(openpyxl.load_workbook(path).active)
        statements[path.stem.removeprefix("2026-01 ")] = next(r[1] for r in rows if r[0] == "Payable")
    assert statements == payable
    assert len(statements) == 4
    assert {path.name for path in tmp_path.iterdir()} == {"plan.xlsx", "pay.xlsx", "pay"}


def test_a_folder_as_output_gives_names_that_sort(tmp_path: Path) -> None:
    for name, period in (("targets", "2024"), ("customers", "2025-12"), ("summary", "2025")):
        assert run("report", name, BOOKS[name], "-o", tmp_path).code == 0
        assert (tmp_path / f"{period} {name}.xlsx").exists()


def test_a_report_that_is_not_there_is_refused_with_those_that_are() -> None:
    done = run("report", "sales", "book.xlsx", "-o", "out.xlsx")

    assert done.code == 2
    assert all(name in done.err for name in REPORTS)


def test_the_sample_of_the_summary_is_what_its_program_builds(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("sample", WORKBOOKS / "build_summary.py")
    assert spec is not None
    assert spec.loader is not None
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)

    program.build_summary(tmp_path / "built.xlsx", "en")

    assert (tmp_path / "built.xlsx").read_bytes() == BOOKS["summary"].read_bytes()


def test_a_pdf_without_libreoffice_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLSALES_SOFFICE", str(tmp_path / "nowhere"))

    done = run_apart("report", "targets", BOOKS["targets"], "-o", tmp_path / "out.xlsx", "--pdf")

    assert done.code == 2
    assert "OFFICE-001" in done.err


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.skipif(not is_available(), reason="no LibreOffice with a Python for it is found")
def test_a_pdf_has_the_pages_for_people_and_the_archive_keeps_it(tmp_path: Path) -> None:
    out = tmp_path / "summary.xlsx"

    done = run("report", "summary", BOOKS["summary"], "-o", out, "--lang", "zh", "--pdf", "--archive")

    assert done.code == 0, done.err
    pdf = out.with_suffix(".pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    (copy,) = (tmp_path / "archive").glob("*.pdf")
    assert copy.read_bytes() == pdf
    assert 20 <= pdf.count(b"/Type/Page") - pdf.count(b"/Type/Pages") <= 40


def test_costs_without_any_budget_have_no_total_of_budgets(tmp_path: Path) -> None:
    out = tmp_path / "pay.xlsx"
    done = run("report", "statements", WORKBOOKS / "incentive_plan.xlsx", "-o", out)
    assert done.code == 0, done.err

    rows = list(openpyxl.load_workbook(out)["Cost and budget"].iter_rows(values_only=True))
    totals = [row for row in rows if row[0] == "Total"]

    assert [row[2] is None for row in totals] == [False, True]
    assert [row[1] is None for row in totals] == [False, False]


def test_a_policy_without_a_name_of_its_own_is_called_in_the_language_of_the_report(tmp_path: Path) -> None:
    out = tmp_path / "grades.xlsx"
    done = run("report", "customers", WORKBOOKS / "grading_template.xlsx", "-o", out, "--lang", "zh")
    assert done.code == 0, done.err

    assert openpyxl.load_workbook(out)["汇总"]["A1"].value == "客户分级报告"


def test_options_that_only_the_statements_know_are_refused_elsewhere(tmp_path: Path) -> None:
    out = tmp_path / "targets.xlsx"

    told = run(
        "report", "targets", BOOKS["targets"], "-o", out, "--ledger", "l.sqlite", "--what-if", "plan.yaml"
    )

    assert told.code == 2
    assert told.err.count("INPUT-033") == 2
    assert not out.exists()
