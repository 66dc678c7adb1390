"""The reports pipeline, activity, appraisal and market, from the example workbook in both languages."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest

from xlsales.cli.main import main
from xlsales.kernel.words import Language
from xlsales.reports import activity_words, appraisal_words, market_words, pipeline_words, row_words
from xlsales.reports.catalogue import served_pages
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.model import Page, Table
from xlsales.reports.registry import maker_of

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
EXAMPLE = WORKBOOKS / "follow_up.xlsx"
NAMES = ("pipeline", "activity", "appraisal", "market")
LANGUAGES: tuple[Language, ...] = ("en", "zh")
TODAY = date(2026, 4, 2)
START, END = datetime(2026, 1, 1), datetime(2026, 3, 31)

each_report = pytest.mark.parametrize("name", NAMES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def build() -> Iterator[ModuleType]:
    before = list(sys.path)
    spec = importlib.util.spec_from_file_location("build_follow_up_example", WORKBOOKS / "build_follow_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = before


@pytest.fixture(scope="module")
def chinese_example(build: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("zh") / "跟进.xlsx"
    build.build_follow_up(path, "zh")
    return path


@pytest.fixture(scope="module")
def made() -> Callable[..., MadeReport]:
    known: dict[tuple[str, Language, Path], MadeReport] = {}

    def make(name: str, language: Language = "en", source: Path = EXAMPLE) -> MadeReport:
        key = name, language, source
        if key not in known:
            known[key] = maker_of(name)(source, language, ReportOptions(today=TODAY))
        return known[key]

    return make


def page(report: MadeReport, name: str) -> Page:
    return next(one for one in report.report.pages if one.name == name)


def column(table: Table, title: str) -> list[Any]:
    at = [one.title for one in table.columns].index(title)
    return [row[at] for row in table.rows]


def total(table: Table, title: str) -> float:
    return float(sum(value for value in column(table, title) if value is not None))


def report_to(out: Path, name: str, *options: str) -> int:
    return main(["report", name, str(EXAMPLE), "-o", str(out), "--today", f"{TODAY}", *options])


def raw(sheet: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet of the example as openpyxl reads them."""
    rows = list(_example()[sheet].iter_rows(min_row=4, values_only=True))
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:] if any(row)]


@lru_cache
def _example() -> openpyxl.Workbook:
    return openpyxl.load_workbook(EXAMPLE)


def in_period(value: object) -> bool:
    return isinstance(value, datetime) and START <= value <= END


def test_the_committed_example_is_what_the_script_builds(build: ModuleType, tmp_path: Path) -> None:
    build.build_follow_up(tmp_path / "follow_up.xlsx")

    assert (tmp_path / "follow_up.xlsx").read_bytes() == EXAMPLE.read_bytes()


@each_report
@each_language
def test_a_report_is_written_from_the_command_line(tmp_path: Path, name: str, language: str) -> None:
    out = tmp_path / "out.xlsx"

    assert report_to(out, name, "--lang", language) == 0

    names = openpyxl.load_workbook(out).sheetnames
    assert names[0] == {"en": "Cover", "zh": "封面"}[language]
    assert len(names) > 10


@each_report
def test_the_file_of_a_report_is_named_by_its_period(tmp_path: Path, name: str) -> None:
    assert report_to(tmp_path, name) == 0

    assert [path.name for path in tmp_path.iterdir()] == [f"2026-Q1 {name}.xlsx"]


@each_report
def test_the_cover_says_what_when_from_where_and_who(name: str, made: Callable[..., MadeReport]) -> None:
    cover = made(name).report.cover

    assert cover is not None
    lines = dict(cover.lines)
    assert (lines["Period"], lines["Source"], lines["Date"], lines["Version"]) == (
        "2026-01-01 – 2026-03-31",
        "follow_up.xlsx",
        "2026-04-02",
        "2026-Q1",
    )
    assert cover.signatures == ("Prepared by: Zheng Li", "Reviewed by: He Jun", "Approved by: Tang Yi")


@each_report
def test_everything_of_the_chinese_report_is_chinese(
    chinese_example: Path, name: str, made: Callable[..., MadeReport]
) -> None:
    report = made(name, "zh", chinese_example).report
    texts: set[str] = set()
    for one in report.pages:
        texts |= {one.name, one.title, one.subtitle, *one.notes}
        for chart in one.charts:
            texts |= {chart.title, chart.x_title, chart.y_title, chart.right_title}
        for table in one.tables:
            texts |= {table.title, *(column.title for column in table.columns)}
            texts |= {value for row in table.rows for value in row if isinstance(value, str)}

    assert {
        text for text in texts if re.search("[A-Za-z]{2,}", text) and not text.startswith("SO26")
    } == set()


@each_report
def test_both_languages_say_the_same_numbers(
    chinese_example: Path, name: str, made: Callable[..., MadeReport]
) -> None:
    english, chinese = made(name).report, made(name, "zh", chinese_example).report

    assert len(english.pages) == len(chinese.pages)
    for first, second in zip(english.pages, chinese.pages, strict=True):
        assert [len(table.rows) for table in first.tables] == [len(table.rows) for table in second.tables]
        for left, right in zip(first.tables, second.tables, strict=True):
            for one, other in zip(left.columns, right.columns, strict=True):
                assert one.kind == other.kind
                if one.kind not in ("text", "long"):
                    numbers = sorted(map(str, column(left, one.title)))
                    assert numbers == sorted(map(str, column(right, other.title))), (first.name, one.title)


@each_report
@each_language
def test_an_empty_period_still_gives_every_page(
    tmp_path: Path, name: str, language: str, made: Callable[..., MadeReport]
) -> None:
    out = tmp_path / "out.xlsx"

    assert report_to(out, name, "--lang", language, "--period", "2019-05") == 0

    full = made(name).report
    assert len(openpyxl.load_workbook(out).sheetnames) == len(full.pages) + 1


@each_report
def test_a_file_without_any_table_names_what_each_would_feed(tmp_path: Path, name: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["nothing", "here"])  # type: ignore[union-attr]
    book.active.append(["to", "see"])  # type: ignore[union-attr]
    book.save(tmp_path / "bare.xlsx")

    made = maker_of(name)(tmp_path / "bare.xlsx", "zh", ReportOptions(today=TODAY))

    missing = next(one for one in page(made, "数据质量").tables if one.key == "data:missing")
    assert len(missing.rows) >= 7
    assert all(re.search("[一-鿿]", str(cell)) for row in missing.rows for cell in row if cell != "KPI")
    assert made.period == "2026-04"


@each_report
def test_every_row_of_every_table_is_counted_outside_or_left_out(
    name: str, made: Callable[..., MadeReport]
) -> None:
    counts, notes = page(made(name), "Data").tables[:2]
    titles = ("Rows read", "Rows counted", "Outside the period", "Rows left out")

    for read, *parts in zip(*(column(counts, title) for title in titles), strict=True):
        assert read == sum(parts)
    told = zip(column(notes, "Where"), column(notes, "Row counted"), strict=True)
    assert len({where for where, counted in told if counted == "no"}) == total(counts, "Rows left out")
    assert all("!" in str(where) for where in column(notes, "Where"))


@each_report
def test_every_page_that_serves_the_catalogue_is_there(name: str, made: Callable[..., MadeReport]) -> None:
    served = [one for one in served_pages() if one.report == name]

    assert served
    assert {one.page for one in served} <= {one.name for one in made(name).report.pages}


@each_report
@each_language
def test_names_of_tabs_and_tables_are_allowed_and_single(
    name: str, language: Language, made: Callable[..., MadeReport]
) -> None:
    report = made(name, language).report
    tabs = [one.name for one in report.pages]
    keys = [table.known_as for one in report.pages for table in one.tables]

    assert all(len(tab) <= 31 and not re.search(r"[\[\]:*?/\\]", tab) for tab in tabs)
    assert len(set(tabs)) == len(tabs)
    assert len(set(keys)) == len(keys)


@each_report
def test_every_chart_has_titles_for_itself_and_its_axes(name: str, made: Callable[..., MadeReport]) -> None:
    charts = [chart for one in made(name).report.pages for chart in one.charts]

    assert len(charts) >= 4
    for chart in charts:
        assert chart.title
        assert chart.kind == "pie" or ((chart.x_title or chart.kind == "bar") and chart.y_title), chart.title
        assert bool(chart.right_title) == bool(chart.lines)


@pytest.mark.parametrize("words", [pipeline_words, activity_words, appraisal_words, market_words])
def test_no_label_is_translated_twice_alike(words: ModuleType) -> None:
    shared = row_words.CHINESE

    assert {label for label, chinese in words.CHINESE.items() if shared.get(label) == chinese} == set()


# Totals against sums computed from the raw rows


def test_open_deals_add_up_to_the_raw_rows(made: Callable[..., MadeReport]) -> None:
    report = made("pipeline")
    stages = {row["stage"] for row in raw("Stages")}
    once = {row["deal"]: row for row in reversed(raw("Deals")) if isinstance(row["created"], datetime)}
    known = [row for row in once.values() if row["stage"] in stages and row["created"] <= END]
    still = [row for row in known if row["outcome"] in (None, "open")]
    amount = sum(float(row["amount"] or 0) for row in still)

    funnel, ages = page(report, "Funnel").tables[0], page(report, "Ageing").tables[0]
    each, months = page(report, "Open deals").tables[0], page(report, "Forecast").tables[0]
    data = page(report, "Deal data").tables[0]

    assert len(data.rows) == len(known)
    for table in (funnel, ages, each, months):
        assert total(table, "Amount") == pytest.approx(amount), table.known_as
    assert {round(total(table, "Weighted"), 6) for table in (funnel, ages, each, months, data)} == {
        round(total(each, "Weighted"), 6)
    }
    won = [row for row in known if row["outcome"] == "won" and in_period(row["closed"])]
    moves = {row[0]: row for row in page(report, "Overview").tables[0].rows}
    assert moves["won in the period"][1:3] == (len(won), sum(row["amount"] or 0 for row in won))


def test_quotes_add_up_to_the_raw_rows(made: Callable[..., MadeReport]) -> None:
    rows = [row for row in raw("Quotes") if row["answered"] is None or row["answered"] >= row["asked"]]
    waited = [((row["answered"] or END) - row["asked"]).days for row in rows]
    late = sum(days > 3 for days in waited)

    people, months, listed = page(made("pipeline"), "Quotes").tables

    assert total(people, "Quotes") == total(months, "Quotes") == len(rows)
    assert total(people, "Late") == total(months, "Late") == late == len(listed.rows)


def test_visits_add_up_to_the_raw_rows(made: Callable[..., MadeReport]) -> None:
    rows = [row for row in raw("Visits") if in_period(row["date"]) and row["customer_id"]]
    same_day = sum(row["reported"] == row["date"] for row in rows)
    report = made("activity")

    people, days = page(report, "People").tables[0], page(report, "Days of visits").tables[0]
    outcomes = page(report, "Outcomes").tables[0]

    assert total(people, "Visits") == total(days, "Visits") == len(rows)
    assert len(page(report, "Visit data").tables[0].rows) == len(rows)
    assert total(days, "Reported") == same_day
    assert total(outcomes, "Visits") == sum(bool(row["outcome"]) for row in rows)
    assert total(outcomes, "Share") == pytest.approx(1)
    assert total(page(report, "Plan").tables[0], "Planned") == len(raw("Visit plan"))


def test_the_points_of_each_scorecard_add_up_to_its_score(made: Callable[..., MadeReport]) -> None:
    report = made("appraisal")
    data, ranking = page(report, "Score data").tables[0], page(report, "Ranking").tables[0]
    points: dict[object, float] = {}
    for person, value in zip(column(data, "Person"), column(data, "Points"), strict=True):
        points[person] = points.get(person, 0) + float(value or 0)

    scored = dict(zip(column(ranking, "Person"), column(ranking, "Own score"), strict=True))

    assert sum(score is not None for score in scored.values()) >= 8
    for person, score in scored.items():
        if score is not None:
            assert float(score) == pytest.approx(points[person])


def test_sales_of_a_scorecard_are_the_raw_figures(made: Callable[..., MadeReport]) -> None:
    figures = [row for row in raw("Figures") if isinstance(row["value"], (int, float))]
    sums: dict[tuple[object, object], float] = {}
    for row in figures:
        key = row["person"], row["figure"]
        sums[key] = sums.get(key, 0) + float(row["value"])

    data = page(made("appraisal"), "Score data").tables[0]
    rows = zip(column(data, "Person"), column(data, "KPI"), column(data, "Value"), strict=True)
    attained = {person: value for person, kpi, value in rows if kpi == "attainment"}

    assert len(attained) == 9
    for person, value in attained.items():
        assert float(value) == pytest.approx(sums[person, "sales"] / sums[person, "target"])


def test_feedback_and_goods_add_up_to_the_raw_rows(made: Callable[..., MadeReport]) -> None:
    report = made("market")
    entries = [row for row in raw("Feedback") if in_period(row["date"])]
    goods = [row for row in raw("Shelf checks") if in_period(row["seen"]) and row["made"] <= row["seen"]]

    types, regions, register = page(report, "Feedback").tables
    ages, each = page(report, "Shelf and stock").tables

    assert total(types, "Entries") == total(regions, "Entries") == len(entries) == len(register.rows)
    assert total(types, "Answered") == sum(
        row["answered"] is not None and row["answered"] <= END for row in entries
    )
    assert total(ages, "Goods") == len(goods) == len(each.rows)


def test_competitors_came_and_went_as_the_lists_say(made: Callable[..., MadeReport]) -> None:
    rows = raw("Competitors")
    before = {row["competitor"] for row in rows if row["date"] < START}
    after = {row["competitor"] for row in rows if row["date"] == END}

    changes = page(made("market"), "Competitors").tables[0]

    found = dict(zip(column(changes, "Name"), column(changes, "Change"), strict=True))
    assert found == dict.fromkeys(after - before, "added") | dict.fromkeys(before - after, "removed")


def test_money_in_wan_is_the_same_money(tmp_path: Path) -> None:
    whole, wan = tmp_path / "one.xlsx", tmp_path / "wan.xlsx"
    for path, unit in ((whole, "one"), (wan, "wan")):
        assert report_to(path, "pipeline", "--unit", unit) == 0

    amounts = [openpyxl.load_workbook(path)["Overview"]["C5"].value for path in (whole, wan)]

    assert amounts[0] == pytest.approx(amounts[1] * 10_000)
