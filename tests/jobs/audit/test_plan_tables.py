"""Plan tables: what the jobs would refuse is found beforehand, at its cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from jobs.audit.small_books import audited_cells, column
from xlsales.jobs.audit.audit import audit_file
from xlsales.jobs.audit.words import told

WORKBOOKS = Path(__file__).parents[3] / "workbooks"


@pytest.mark.parametrize(
    ("name", "sheet", "cell", "value", "code"),
    [
        ("target_plan.xlsx", "Plan", "B11", "twelve", "TABLE-003"),
        ("incentive_plan.xlsx", "tiers", "C3", "much", "TABLE-003"),
        ("grading_template.xlsx", "Conditions", "B5", "much", "TABLE-003"),
    ],
)
def test_a_wrong_cell_of_a_plan_is_found(
    tmp_path: Path, name: str, sheet: str, cell: str, value: object, code: str
) -> None:
    book = openpyxl.load_workbook(WORKBOOKS / name)
    book[sheet][cell] = value
    book.save(tmp_path / name)

    findings = [each for each in audit_file(tmp_path / name).findings if each.rule == "CHECK-062"]

    assert [each.where for each in findings][:1] == [f"{sheet}!{cell}"]
    assert code in told(findings[0]).got


def test_sheets_that_only_share_a_name_with_plan_tables_are_left_alone(tmp_path: Path) -> None:
    cells = {**column("A", 1, "Task", "Call", "Write"), **column("B", 1, "Owner", "Ann", "Bo")}

    assert audited_cells(tmp_path, cells, Plan=cells, Steps=cells, Components=cells) == set()


@pytest.mark.parametrize("value", ["sales.parquet", "missing.csv"])
def test_files_that_a_policy_names_are_never_read(tmp_path: Path, value: str) -> None:
    book = openpyxl.load_workbook(WORKBOOKS / "grading_template.xlsx")
    book["Policy"]["B16"] = "transactions_file"
    book["Policy"]["C16"] = value
    book.save(tmp_path / "book.xlsx")

    assert [each for each in audit_file(tmp_path / "book.xlsx").findings if each.rule == "CHECK-062"] == []
