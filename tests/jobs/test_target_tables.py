"""Plans in worksheets: Excel tables or sheets, the user's own names, English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from jobs.plans import amounts_of
from xlsales.jobs.targets import Targets, read_plan_file, run_targets
from xlsales.kernel.issues import InvalidInputError

Rows = Sequence[Sequence[object]]

ENGLISH: dict[str, Rows] = {
    "Plan": [["setting", "value"], ["start", date(2024, 1, 1)], ["total", 1200], ["unit", 1]],
    "Steps": [["dimension", "weights", "column"], ["person", "column", "potential"], ["month", "even", None]],
    "Organisation": [["person", "potential"], ["Ann", 3], ["Bob", 1]],
}
CHINESE: dict[str, Rows] = {
    "计划": [["项目", "内容"], ["开始", date(2024, 1, 1)], ["总目标", 1200], ["取整单位", 1]],
    "分解步骤": [["维度", "权重", "列名"], ["人员", "列", "潜力"], ["月份", "平均", None]],
    "组织架构": [["姓名", "潜力"], ["Ann", 3], ["Bob", 1]],
}


def book(
    path: Path, sheets: Mapping[str, Rows], *, tables: bool = False, top: int = 0, epoch: int = 1900
) -> Path:
    options = {"default_date_format": "yyyy-mm-dd", "date_1904": epoch == 1904}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        for number, (name, rows) in enumerate(sheets.items()):
            sheet = workbook.add_worksheet(f"Sheet {number}" if tables else name)
            if top:
                sheet.write(0, 0, "A title of the user's own")
            for at, row in enumerate(rows):
                sheet.write_row(at + top, 0, row)
            if tables:
                columns = [{"header": str(heading)} for heading in rows[0]]
                area = (top, 0, top + len(rows) - 1, len(rows[0]) - 1)
                sheet.add_table(*area, {"name": name, "columns": columns})
    return path


def run(path: Path) -> Targets:
    return run_targets(read_plan_file(path))


@pytest.mark.parametrize("sheets", [ENGLISH, CHINESE], ids=["english", "chinese"])
@pytest.mark.parametrize("tables", [False, True], ids=["sheets", "Excel tables"])
@pytest.mark.parametrize("top", [0, 3])
@pytest.mark.parametrize("epoch", [1900, 1904])
def test_a_plan_is_read_wherever_its_tables_stand(
    tmp_path: Path, sheets: Mapping[str, Rows], tables: bool, top: int, epoch: int
) -> None:
    result = run(book(tmp_path / "p.xlsx", sheets, tables=tables, top=top, epoch=epoch))

    assert amounts_of(result, "person") == {"Ann": 900, "Bob": 300}
    assert result.months[0] == date(2024, 1, 1)


def test_how_each_column_was_read_is_told_with_its_cell(tmp_path: Path) -> None:
    result = run(book(tmp_path / "p.xlsx", CHINESE))

    readings = {one.where: (one.column, one.meaning) for one in result.tables.readings}

    assert readings["组织架构!A1"] == ("姓名", "person")
    assert readings["组织架构!B1"] == ("潜力", "weights 潜力")


def test_own_column_names_are_mapped(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        **ENGLISH,
        "Organisation": [["Who sells", "potential"], ["Ann", 3], ["Bob", 1]],
        "Columns": [["table", "field", "column"], ["Organisation", "person", "Who sells"]],
    }

    assert amounts_of(run(book(tmp_path / "p.xlsx", sheets)), "person") == {"Ann": 900, "Bob": 300}


def test_a_column_nearly_right_gets_a_suggestion(tmp_path: Path) -> None:
    steps: Rows = [["dimension", "wieghts"], ["month", "even"]]

    with pytest.raises(InvalidInputError, match=r"TABLE-006 at Steps!B1.*Did you mean 'weights'"):
        run(book(tmp_path / "p.xlsx", {**ENGLISH, "Steps": steps}))


def test_two_columns_of_one_meaning_are_refused(tmp_path: Path) -> None:
    people: Rows = [["person", "姓名", "potential"], ["Ann", "Ann", 3]]

    with pytest.raises(InvalidInputError, match=r"TABLE-005 at Organisation!B1"):
        run(book(tmp_path / "p.xlsx", {**ENGLISH, "Organisation": people}))


def test_labels_are_one_whatever_their_case(tmp_path: Path) -> None:
    steps: Rows = [["dimension", "weights"], ["person", "last year"], ["month", "even"]]
    history: Rows = [["date", "person", "amount"]]
    history = [*history, *([date(2023, m, 1), "ANN", 3] for m in range(1, 13))]
    history = [*history, *([date(2023, m, 1), "bob ", 1] for m in range(1, 13))]

    result = run(book(tmp_path / "p.xlsx", {**ENGLISH, "Steps": steps, "History": history}))

    assert amounts_of(result, "person") == {"Ann": 900, "Bob": 300}


def test_numbers_are_read_at_the_digits_a_cell_shows(tmp_path: Path) -> None:
    people: Rows = [["person", "potential"], ["Ann", 0.1 + 0.2], ["Bob", 0.3]]

    result = run(book(tmp_path / "p.xlsx", {**ENGLISH, "Organisation": people}))

    assert amounts_of(result, "person") == {"Ann": 600, "Bob": 600}


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2023, 12, 31), "even"), (date(2024, 1, 1), "column"), (date(2024, 1, 2), "column")],
)
def test_the_policy_in_force_on_the_first_day_splits(tmp_path: Path, day: date, version: str) -> None:
    steps: Rows = [
        ["effective_from", "dimension", "weights", "column"],
        [date(2023, 1, 1), "person", "even", None],
        [date(2023, 1, 1), "month", "even", None],
        [date(2024, 1, 1), "person", "column", "potential"],
        [date(2024, 1, 1), "month", "even", None],
    ]
    plan: Rows = [["setting", "value"], ["start", day], ["total", 1200], ["unit", 1]]

    result = run(book(tmp_path / "p.xlsx", {**ENGLISH, "Steps": steps, "Plan": plan}))

    assert result.steps[0].elements[0].weights == version
    expected = {"Ann": 600, "Bob": 600} if version == "even" else {"Ann": 900, "Bob": 300}
    assert amounts_of(result, "person") == {name: Fraction(amount) for name, amount in expected.items()}


def test_a_policy_that_is_not_in_force_yet_is_told(tmp_path: Path) -> None:
    steps: Rows = [["effective_from", "dimension"], [date(2024, 1, 2), "month"]]

    with pytest.raises(InvalidInputError, match=r"PLAN-020 at Steps!A2"):
        run(book(tmp_path / "p.xlsx", {**ENGLISH, "Steps": steps}))


def test_a_workbook_without_a_plan_says_which_table_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"TABLE-007 at workbook: got no table of settings.*计划"):
        run(book(tmp_path / "p.xlsx", {"Other": [["a", "b"], [1, 2]]}))
