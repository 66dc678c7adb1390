"""The buttons that run a job: from the tables of an open book to a report beside it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from books import make_book
from hosts.desktop.fakes import FakeBook, FakePerson
from xlsales.cli.main import main
from xlsales.hosts.buttons.pages import Link
from xlsales.hosts.desktop.buttons import run_button
from xlsales.jobs.audit.audit import audit_file
from xlsales.jobs.audit.words import title_of
from xlsales.jobs.incentives.job import run_incentives
from xlsales.jobs.targets import read_plan_file
from xlsales.ledger.store import Ledger, Stamp, ledger_path
from xlsales.reports.statement_files import statement_names
from xlsales.resources import resource_folder
from xlsales.tables.target_specs import COLUMNS

TEMPLATES = resource_folder("workbooks")
JOBS = pytest.mark.parametrize(
    ("button", "template", "word"),
    [
        ("targets", "target_plan.xlsx", "targets"),
        ("incentives", "incentive_plan.xlsx", "incentives"),
        ("customers", "grading_template.xlsx", "grades"),
    ],
)
CHINESE_WORDS = {"targets": "目标", "incentives": "提成", "grades": "评级"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as an analyst has it: the template under a name of its own."""
    return tmp_path


def plan_in(folder: Path, template: str) -> Path:
    return Path(shutil.copy(TEMPLATES / template, folder / "My plan.xlsx"))


@JOBS
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_is_written_beside_the_book_and_opened(
    folder: Path, button: str, template: str, word: str, language: Any
) -> None:
    path = plan_in(folder, template)
    before = path.read_bytes()
    book = FakeBook(path)

    run_button(button, book, FakePerson(), language)

    (report,) = book.opened
    assert path.read_bytes() == before
    assert report.parent == folder
    assert report.name == f"My plan {word if language == 'en' else CHINESE_WORDS[word]}.xlsx"
    assert len(load_workbook(report, read_only=True).sheetnames) > 1


@JOBS
def test_an_earlier_report_stays(folder: Path, button: str, template: str, word: str) -> None:
    path = plan_in(folder, template)
    earlier = folder / f"My plan {word}.xlsx"
    earlier.write_bytes(b"mine")
    book = FakeBook(path)

    run_button(button, book, FakePerson(), "en")

    assert earlier.read_bytes() == b"mine"
    assert book.opened == [folder / f"My plan {word} 2.xlsx"]


@JOBS
def test_a_book_without_tables_gets_a_sheet_of_issues_and_no_report(
    folder: Path, button: str, template: str, word: str
) -> None:
    empty = FakeBook(Path(shutil.copy(TEMPLATES / "incentives.xlsm", folder / "Other.xlsm")))

    run_button(button, empty, FakePerson(), "en")

    assert empty.opened == []
    assert empty.sheets[0].rows
    assert [each.name for each in folder.iterdir()] == ["Other.xlsm"]


@JOBS
def test_esc_stops_before_the_report_is_written(folder: Path, button: str, template: str, word: str) -> None:
    path = plan_in(folder, template)
    person = FakePerson(patience=2)

    run_button(button, FakeBook(path), person, "en")

    assert person.answers == ["Stopped."]
    assert list(folder.iterdir()) == [path]


REPORTS_OF = pytest.mark.parametrize(
    ("name", "template", "word"),
    [
        ("targets", "target_plan.xlsx", "目标分解表"),
        ("statements", "incentive_plan.xlsx", "提成结算表"),
        ("customers", "grading_template.xlsx", "客户评级表"),
    ],
)


@REPORTS_OF
def test_a_report_is_the_one_that_the_command_writes(
    folder: Path, name: str, template: str, word: str
) -> None:
    path = plan_in(folder, template)
    book = FakeBook(path)

    run_button(f"report_{name}", book, FakePerson(), "zh")
    assert main(["report", name, str(path), "-o", str(folder / "by command.xlsx"), "--lang", "zh"]) == 0

    (report,) = book.opened
    assert report == folder / f"My plan {word}.xlsx"
    assert values_in(report) == values_in(folder / "by command.xlsx")


def values_in(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(path, read_only=True)
    return {sheet.title: list(sheet.values) for sheet in book}


def test_a_report_posts_nothing(folder: Path) -> None:
    path = plan_in(folder, "incentive_plan.xlsx")

    run_button("report_statements", FakeBook(path), FakePerson(), "en")

    assert not ledger_path(path).exists()


def test_paying_gives_a_statement_to_each_payee_and_posts_a_draft(folder: Path) -> None:
    path, person = plan_in(folder, "incentive_plan.xlsx"), FakePerson()

    run_button("incentives", FakeBook(path), person, "en")

    result = run_incentives(read_plan_file(path))
    ledger = Ledger.beside(path)
    statements = sorted(each.name for each in (folder / "My plan incentives").iterdir())
    assert statements == sorted(statement_names(result.payable, result.month).values())
    assert ledger.state(result.month) == "draft"
    assert sum(each.amount for each in ledger.entries(result.month)) == sum(result.payable.values())
    assert person.heard[-2:] == [
        f"xlsales: writing the report {len(statements)}",
        "xlsales: posting the month as a draft",
    ]


def test_a_month_whose_files_cannot_be_written_is_not_posted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plan_in(folder, "incentive_plan.xlsx")

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left on the disk")

    monkeypatch.setattr("xlsales.hosts.buttons.reporting.write_xlsx", full)
    with pytest.raises(OSError, match="no space"):
        run_button("incentives", FakeBook(path), FakePerson(), "en")

    assert [each.name for each in folder.iterdir()] == [path.name]


def test_a_locked_month_is_not_paid_again_and_a_sheet_says_so(folder: Path) -> None:
    path = plan_in(folder, "incentive_plan.xlsx")
    result, ledger = run_incentives(read_plan_file(path)), Ledger.beside(path)
    other_run = Stamp("another", "inputs", "plan", "engine")
    ledger.draft(result.month, [], other_run)
    for state in ("approved", "locked"):
        ledger.advance(result.month, state)
    book = FakeBook(path)

    run_button("incentives", book, FakePerson(), "en")

    assert book.opened == []
    assert [row[1] for row in book.sheets[0].rows] == ["LEDGER-001"]
    assert ledger.run(result.month) == "another"
    assert not (folder / "My plan incentives.xlsx").exists()


def test_statements_never_go_into_a_folder_that_is_there(folder: Path) -> None:
    path = plan_in(folder, "incentive_plan.xlsx")
    (folder / "My plan incentives").mkdir()
    book = FakeBook(path)

    run_button("incentives", book, FakePerson(), "en")

    assert book.opened == [folder / "My plan incentives 2.xlsx"]
    assert list((folder / "My plan incentives").iterdir()) == []


def slips(folder: Path, *formulas: str) -> Path:
    """A column whose total misses its last row, and more formulas."""

    def build(book: Any) -> None:
        page = book.add_worksheet("My plan")
        page.write_column("A1", ["Region", "North", "South", "West", "Total"])
        page.write_column("B1", ["Sales", 10, 20, 30])
        for row, formula in enumerate(formulas, start=4):
            page.write_formula(row, 1, formula, None, 30)

    return make_book(folder / "Plan.xlsx", build)


@pytest.mark.parametrize(("language", "words"), [("en", "error"), ("zh", "错误")])
def test_a_check_lists_each_slip_with_a_link_to_its_cell(folder: Path, language: Any, words: str) -> None:
    path = slips(folder, "=SUM(B2:B3)")
    book = FakeBook(path)

    run_button("check", book, FakePerson(), language)

    (page,) = book.sheets
    (found,) = audit_file(path).findings
    assert page.rows[0][:3] == (Link("My plan", "B5"), words, title_of(found.rule, language))
    assert page.rows[0][-1] == found.rule
    assert all(len(row) == len(page.columns) for row in page.rows)
    assert book.opened == []


def test_a_check_that_finds_nothing_says_how_much_it_looked_at(folder: Path) -> None:
    book, person = FakeBook(slips(folder, "=SUM(B2:B4)")), FakePerson()

    run_button("check", book, person, "en")

    assert book.sheets == []
    assert person.answers == ["No slip was found; looked at 10 cells, 1 of them formulas."]


def test_esc_stops_a_check_before_it_begins(folder: Path) -> None:
    book, person = FakeBook(slips(folder, "=SUM(B2:B3)")), FakePerson(patience=0)

    run_button("check", book, person, "zh")

    assert person.answers == ["已停止。"]
    assert book.sheets == []


def orders(folder: Path, *more: str) -> Path:
    def build(book: Any) -> None:
        page = book.add_worksheet("Orders")
        page.write_row("A1", ["客户", "金额", "Zebra"])
        page.write_row("A2", ["Zhang", 5, "x"])
        page.write_row("A3", ["Wang", 7, "y"])
        for name in more:
            book.add_worksheet(name)

    return make_book(folder / "Orders.xlsx", build)


def test_columns_are_guessed_onto_a_sheet_that_jobs_find(folder: Path) -> None:
    book = FakeBook(orders(folder))

    run_button("map_columns", book, FakePerson(), "en")

    (page,) = book.sheets
    assert [row[:3] for row in page.rows] == [
        ("Orders", "customer", "客户"),
        ("Orders", "amount", "金额"),
    ]
    assert page.rows[0][4] == Link("Orders", "A1")
    assert COLUMNS.is_called(page.title)


@pytest.mark.parametrize("name", ["column names", "xlsales"])
def test_a_sheet_that_the_user_may_have_corrected_stays(folder: Path, name: str) -> None:
    book, person = FakeBook(orders(folder, name)), FakePerson()

    run_button("map_columns", book, person, "en")

    assert book.sheets == []
    assert "there already" in person.answers[0]
