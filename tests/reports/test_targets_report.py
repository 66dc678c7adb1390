"""The report as a workbook: a stable flat table, sums that agree, both languages, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from xlsales.cli.main import main
from xlsales.reports.model import Column, Page, Report, Table
from xlsales.reports.xlsx import write_xlsx

TEMPLATE = Path(__file__).parents[2] / "workbooks" / "target_plan.xlsx"


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    out = tmp_path_factory.mktemp("en") / "targets.xlsx"
    assert main(["run", "targets", str(TEMPLATE), "-o", str(out)]) == 0
    return openpyxl.load_workbook(out)


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    out = tmp_path_factory.mktemp("zh") / "targets.xlsx"
    assert main(["run", "targets", str(TEMPLATE), "-o", str(out), "--lang", "zh"]) == 0
    return openpyxl.load_workbook(out)


def test_the_template_gives_every_page(english: openpyxl.Workbook) -> None:
    assert english.sheetnames == [
        "Summary",
        "Targets",
        "Reconciliation",
        "Fairness",
        "Standing",
        "Exceptions",
        "Re-split",
        "Commitments",
        "Goals",
        "Weights",
        "How it was read",
    ]


def test_the_flat_table_has_one_row_for_each_leaf_and_month(english: openpyxl.Workbook) -> None:
    rows = list(english["Targets"].iter_rows(values_only=True))

    assert rows[0] == ("month", "region", "person", "category", "target", "last_year", "explanation")
    keys = [row[:4] for row in rows[1:]]
    assert len(set(keys)) == len(keys) == 19 * 5 * 12


def test_all_differences_are_zero_and_over_assignment_is_stated(english: openpyxl.Workbook) -> None:
    rows = {row[0]: row for row in english["Reconciliation"].iter_rows(min_row=5, values_only=True) if row[1]}

    assert set(rows) == {"Region", "Person", "Category", "Month"}
    assert all(row[5] == row[6] == 0 for row in rows.values())
    assert rows["Person"][3] == pytest.approx(rows["Person"][2] * 0.03, abs=3 * 50)


def test_the_flat_table_adds_up_to_the_last_level(english: openpyxl.Workbook) -> None:
    total = sum(row[4] for row in english["Targets"].iter_rows(min_row=2, values_only=True))

    months = next(
        row for row in english["Reconciliation"].iter_rows(min_row=5, values_only=True) if row[0] == "Month"
    )

    assert total == months[4]


def test_tables_stay_in_sight_and_print_on_one_page_across(english: openpyxl.Workbook) -> None:
    for sheet in english:
        assert sheet.freeze_panes, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert sheet.page_setup.fitToWidth in (None, 1), sheet.title
        assert sheet.print_title_rows, sheet.title


def test_chinese_pages_have_chinese_labels_and_the_same_numbers(
    english: openpyxl.Workbook, chinese: openpyxl.Workbook
) -> None:
    assert chinese.sheetnames[:4] == ["汇总", "目标分解表", "勾稽表", "均衡性"]
    first = [cell.value for cell in chinese["目标分解表"][1]]
    assert first == ["月份", "区域", "人员", "品类", "目标", "去年同期", "计算依据"]
    assert [row[4] for row in chinese["目标分解表"].iter_rows(min_row=2, values_only=True)] == [
        row[4] for row in english["Targets"].iter_rows(min_row=2, values_only=True)
    ]


def test_no_english_label_is_left_in_chinese_headings(chinese: openpyxl.Workbook) -> None:
    headings = [
        cell.value
        for sheet in chinese
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.fill.fgColor.rgb == "FF1F3864"
    ]

    english = {text for text in headings if text.isascii() and not text[:4].isdigit()}
    assert len(headings) > 80
    assert english == set()


def test_an_output_that_is_the_plan_itself_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(TEMPLATE.read_bytes())

    assert main(["run", "targets", str(plan), "-o", str(plan)]) == 2
    assert "INPUT-011" in capsys.readouterr().err
    assert plan.read_bytes() == TEMPLATE.read_bytes()


def test_a_report_that_fails_leaves_the_old_file_alone(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"old")
    bad = Table("", (Column("a"), Column("b")), [("a", float("nan"))])

    with pytest.raises(TypeError, match="NAN"):
        write_xlsx(Report("r", (Page("p", "p", tables=(bad,)),)), out)

    assert out.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["out.xlsx"]


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    table = Table("", (Column("a"), Column("b")), [("=1+1", 5)])

    write_xlsx(Report("r", (Page("p", "p", tables=(table,)),)), out)

    cell = openpyxl.load_workbook(out)["p"]["A5"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
