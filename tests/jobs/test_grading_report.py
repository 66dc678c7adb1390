"""The report of the grading job: pages in both languages, from the template that is shipped."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from jobs.grading_tables import END, conditions, graded, policy, table, transactions
from xlsales.cli.main import main
from xlsales.jobs.grading import Grading, run_grading
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.words import Language
from xlsales.reports.grading_pages import grading_report
from xlsales.reports.model import Page

TEMPLATE = Path(__file__).parents[2] / "workbooks" / "grading_template.xlsx"
PAGES = (
    "Summary",
    "Customers",
    "Customer data",
    "Factors",
    "Migration",
    "Up and down",
    "Follow-up",
    "Visit log",
    "To be asked",
    "Cards",
    "Customer files",
    "Outlook",
    "Credit",
    "Leads",
    "Pipeline",
    "Quotes",
    "Market",
    "Rows left out",
    "How it was read",
)


@pytest.fixture(scope="module")
def template() -> Grading:
    return run_grading(read_plan_file(TEMPLATE), TEMPLATE.parent)


def page(result: Grading, name: str, language: Language = "en") -> Page:
    return next(one for one in grading_report(result, language).pages if one.name == name)


def column(found: Page, title: str, table_number: int = 0) -> list[object]:
    chosen = found.tables[table_number]
    place = [one.title for one in chosen.columns].index(title)
    return [row[place] for row in chosen.rows]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_template_runs_from_the_command_line(tmp_path: Path, language: str) -> None:
    out = tmp_path / "grading.xlsx"

    assert main(["run", "grading", str(TEMPLATE), "-o", str(out), "--lang", language]) == 0

    names = openpyxl.load_workbook(out).sheetnames
    assert len(names) == len(PAGES)
    if language == "en":
        assert tuple(names) == PAGES
    else:
        assert not any(re.search("[A-Za-z]", name) for name in names)


def test_every_heading_of_the_chinese_report_is_chinese(template: Grading) -> None:
    headings = {
        one.title
        for found in grading_report(template, "zh").pages
        for chosen in found.tables
        for one in chosen.columns
    }

    assert {title for title in headings if re.fullmatch(r"[A-Za-z ]+", title)} == {"ABC", "RFM"}


def test_the_points_of_the_factors_page_add_up_to_the_scores(template: Grading) -> None:
    factors, customers = page(template, "Factors"), page(template, "Customer data")
    sums: dict[object, Fraction] = {}
    for name, points in zip(column(factors, "Customer"), column(factors, "Points"), strict=True):
        assert isinstance(points, Fraction)
        sums[name] = sums.get(name, Fraction(0)) + points

    scores = dict(zip(column(customers, "Customer"), column(customers, "Score"), strict=True))

    assert {name: sums.get(name, Fraction(0)) for name in scores} == scores


def test_grades_customers_and_matrix_count_the_same_customers(template: Grading) -> None:
    count = len(template.last.customers)

    assert sum(column(page(template, "Summary"), "Count")) == count  # type: ignore[arg-type]
    assert len(page(template, "Customers").tables[0].rows) == count
    matrix = page(template, "Migration").tables[0]
    lost = sum(template.overview.movements[-1].migration.lost)
    assert sum(row[-1] or 0 for row in matrix.rows) == count + lost  # type: ignore[misc]


def test_steps_keep_their_numbers_in_both_languages(template: Grading) -> None:
    english = column(page(template, "Customers"), "Shortest step up")
    chinese = column(page(template, "客户", "zh"), "最短升级路径")

    assert "volume 133,000 → 500,000 (+367,000)" in str(english[1])
    assert "采购量 133,000 → 500,000 (+367,000)" in str(chinese[1])


def test_the_proforma_deal_is_weighed_in_its_real_stage_ld9(template: Grading) -> None:
    deals = page(template, "Pipeline")
    claimed = dict(zip(column(deals, "Deal", 1), column(deals, "Claimed stage", 1), strict=True))
    real = dict(zip(column(deals, "Deal", 1), column(deals, "Real stage", 1), strict=True))

    assert (claimed["Summit spindle set"], real["Summit spindle set"]) == ("order", "quote")


def test_heads_follow_from_visits_and_capacity_or3() -> None:
    rows = [["a", END, 500, None, None, None], ["b", END, 1, None, None, None]]
    actions = table("actions", ("grade", "visits"), [["key", 24], ["target", 6]])
    threshold = conditions([["volume", 100]])

    result = graded(policy({"visits_capacity": 60}), threshold, actions, transactions(rows))

    assert result.overview.heads == Fraction(30, 60)


def test_rows_that_are_left_out_are_listed_with_their_reason() -> None:
    rows = [
        ["a", END, 5, None, None, None],
        [None, END, 5, None, None, None],
        ["a", None, 5, None, None, None],
    ]

    found = page(graded(policy(), conditions(), transactions(rows)), "Rows left out")

    assert column(found, "Reason", 1) == ["no customer", "no date"]
    assert column(found, "Row", 1) == ["transactions!3,1", "transactions!4,2"]


def test_the_file_of_a_customer_tells_how_complete_it_is_cg16() -> None:
    file = table("customers", ("customer_id", "owner", "region", "size"), [["a", "Li", None, 3]])

    found = page(graded(policy(), conditions(), file), "Customer data")

    assert column(found, "File complete") == [Fraction(2, 3)]


def test_follow_up_counts_visits_against_the_plan_by_owner_fu4() -> None:
    file = table("customers", ("customer_id", "owner"), [["a", "Li"], ["b", "Li"]])
    visits = [["a", END, END], ["a", END, None]]
    log = table("visits", ("customer_id", "date", "reported"), visits)
    actions = table("actions", ("grade", "visits"), [["target", 2]])

    result = graded(policy(), conditions(), file, log, actions)

    (li,) = result.follow_up
    assert (li.adherence.planned, li.adherence.done, li.adherence.rate) == (4, 2, Fraction(1, 2))
    assert (li.adherence.off_plan, li.same_day_rate) == (("b",), Fraction(1, 2))
