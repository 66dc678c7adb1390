"""Charts are native and bound to the cells of their tables; covers and units say what they show."""

from __future__ import annotations

import re
import zipfile
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from xlsales.reports.model import Chart, ChartKind, Column, Cover, Page, Report, Table
from xlsales.reports.xlsx import write_xlsx

COLUMNS = (Column("Month"), Column("Sales", "money", summed=True), Column("Growth", "percent"), Column("N"))
ROWS = [("Jan", Fraction(120_000), Fraction(1, 10), 3), ("Feb", Fraction(90_000), Fraction(-1, 4), 2)]
SALES = Table("Sales", COLUMNS, ROWS, total="Total")


def chart_texts(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("xl/charts/chart"))
        return [archive.read(name).decode() for name in names]


def written(tmp_path: Path, *charts: Chart, **options: object) -> Path:
    out = tmp_path / "out.xlsx"
    page = Page("Sales", "Sales", tables=(SALES,), charts=charts)
    write_xlsx(Report("r", (page,), **options), out)  # type: ignore[arg-type]
    return out


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("column", "c:barChart"),
        ("stacked", "c:barChart"),
        ("bar", "c:barChart"),
        ("line", "c:lineChart"),
        ("pie", "c:pieChart"),
    ],
)
def test_a_chart_is_bound_to_the_rows_without_the_total(
    tmp_path: Path, kind: ChartKind, element: str
) -> None:
    out = written(tmp_path, Chart(kind, "Sales by month", "Sales", "Month", ("Sales",)))

    (text,) = chart_texts(out)

    assert f"<{element}>" in text
    assert re.findall(r"<c:f>([^<]+)</c:f>", text) == ["Sales!$B$5", "Sales!$A$6:$A$7", "Sales!$B$6:$B$7"]


def test_a_combined_chart_has_lines_on_a_right_axis(tmp_path: Path) -> None:
    chart = Chart("combined", "t", "Sales", "Month", ("Sales",), lines=("Growth",), right_title="Growth")

    (text,) = chart_texts(written(tmp_path, chart))

    assert "<c:barChart>" in text
    assert "<c:lineChart>" in text
    assert text.count("<c:valAx>") == 2


def test_lines_without_a_title_of_their_own_share_the_axis_of_the_columns(tmp_path: Path) -> None:
    chart = Chart("combined", "t", "Sales", "Month", ("Growth",), lines=("N",))

    (text,) = chart_texts(written(tmp_path, chart))

    assert "<c:lineChart>" in text
    assert text.count("<c:valAx>") == 1


def test_a_chart_finds_the_table_of_its_own_page_first(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    chart = Chart("column", "t", "Sales", "Month", ("Sales",))
    pages = tuple(Page(name, name, tables=(SALES,), charts=(chart,)) for name in ("One", "Two"))

    write_xlsx(Report("r", pages), out)

    assert ["Two!$B$6:$B$7" in text for text in chart_texts(out)] == [False, True]


def test_a_table_without_rows_says_so(tmp_path: Path) -> None:
    for language, word in (("en", "none"), ("zh", "无")):
        out = tmp_path / f"{language}.xlsx"
        page = Page("p", "p", tables=(Table("Empty", COLUMNS, []),))

        write_xlsx(Report("r", (page,), language="zh" if language == "zh" else "en"), out)

        assert openpyxl.load_workbook(out)["p"]["A6"].value == word


def test_bars_run_from_left_to_right_with_the_first_row_on_top(tmp_path: Path) -> None:
    chart = Chart("bar", "t", "Sales", "Month", ("Sales",), x_title="Month", y_title="Sold")

    (text,) = chart_texts(written(tmp_path, chart))

    categories, values = (
        text.split(f"<c:{axis}>")[1].split(f"</c:{axis}>")[0] for axis in ("catAx", "valAx")
    )
    assert '<c:orientation val="maxMin"/>' in categories
    assert '<c:orientation val="minMax"/>' in values
    assert ("Month" in categories, "Sold" in values) == (True, True)


@pytest.mark.parametrize(("least", "starts"), [(90, True), (0, True), (-1, False)])
def test_columns_start_at_zero_unless_one_falls_below(tmp_path: Path, least: int, starts: bool) -> None:
    table = Table("Near", (Column("Month"), Column("Sold", "whole")), [("Jan", 100), ("Feb", least)])
    page = Page("Near", "Near", tables=(table,), charts=(Chart("column", "t", "Near", "Month", ("Sold",)),))
    out = tmp_path / "out.xlsx"

    write_xlsx(Report("r", (page,)), out)

    assert ('<c:min val="0"/>' in chart_texts(out)[0]) is starts


def test_a_bubble_chart_takes_places_sizes_and_names_from_cells(tmp_path: Path) -> None:
    chart = Chart("bubble", "t", "Sales", "N", ("Growth", "Sales"), labels="Month")

    (text,) = chart_texts(written(tmp_path, chart))

    assert "<c:bubbleSize><c:numRef><c:f>Sales!$B$6:$B$7</c:f>" in text
    assert "<c:xVal><c:numRef><c:f>Sales!$D$6:$D$7</c:f>" in text
    assert [name in text for name in (">Jan<", ">Feb<")] == [True, True]


def test_a_chart_of_an_empty_table_is_left_out_and_the_page_stays(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    empty = Table("Sales", COLUMNS, [], total="Total")
    page = Page("p", "p", tables=(empty,), charts=(Chart("pie", "t", "Sales", "Month", ("Sales",)),))

    write_xlsx(Report("r", (page,)), out)

    assert chart_texts(out) == []
    assert openpyxl.load_workbook(out).sheetnames == ["p"]


def test_a_chart_of_nothing_but_zeros_is_left_out(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    zeros = Table("Sales", COLUMNS, [("Jan", 0, None, 0)])
    page = Page("p", "p", tables=(zeros,), charts=(Chart("column", "t", "Sales", "Month", ("Sales", "N")),))

    write_xlsx(Report("r", (page,)), out)

    assert chart_texts(out) == []


def test_a_chart_of_a_table_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no table 'Costs' for the chart 't'"):
        written(tmp_path, Chart("column", "t", "Costs", "Month", ("Sales",)))


def test_a_chart_of_a_column_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no column 'Profit', only"):
        written(tmp_path, Chart("column", "t", "Sales", "Month", ("Profit",)))


def test_money_is_shown_in_its_unit_and_the_axis_says_so(tmp_path: Path) -> None:
    chart = Chart("column", "t", "Sales", "Month", ("Sales",), y_title="销售额")

    out = written(tmp_path, chart, language="zh", scale=10_000, currency="CNY")

    sheet = openpyxl.load_workbook(out)["Sales"]
    assert [sheet[cell].value for cell in ("B6", "B7", "B8")] == [12, 9, "=SUM(B6:B7)"]
    assert "销售额 (万元)" in chart_texts(out)[0]


def test_a_flat_page_never_scales_money(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    table = Table("", COLUMNS, ROWS, name="Flat")

    write_xlsx(Report("r", (Page("p", "", tables=(table,), is_flat=True),), scale=10_000), out)

    assert openpyxl.load_workbook(out)["p"]["B2"].value == 120_000


def test_a_frozen_copy_holds_no_formula_and_is_protected(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"

    write_xlsx(Report("r", (Page("p", "p", tables=(SALES,)),)), out, frozen=True)

    sheet = openpyxl.load_workbook(out)["p"]
    assert sheet["B8"].value == 210_000
    assert sheet.protection.sheet


def test_the_cover_names_pages_and_lines_to_sign_on(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    cover = Cover("Cover", "Year", "North", (("Period", "2026"),), "Contents", ("Prepared by",), "Date")

    write_xlsx(Report("r", (Page("Sales", "Sales", tables=(SALES,)),), cover=cover), out)

    sheet = openpyxl.load_workbook(out)["Cover"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert texts == ["Year", "North", "Period", "2026", "Contents", "Sales", "Prepared by", "Date"]
    links = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links == ["Sales!A1"]
