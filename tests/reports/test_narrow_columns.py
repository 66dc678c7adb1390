"""Columns of numbers are no wider than their numbers where a sheet would be printed smaller."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.reports.model import Column, ColumnKind, Page, Report, Table, Value
from xlsales.reports.xlsx import write_xlsx
from xlsales.reports.xlsx_narrow import narrowed


def page(count: int, kind: ColumnKind = "number", amount: float = 1234.5, title: str = "Amount") -> Page:
    columns = (Column("Person", "text", 18), *(Column(title, kind, 15, summed=True) for _ in range(count)))
    row: tuple[Value, ...] = ("Chen Jie", *(amount for _ in range(count)))
    return Page("Pay", "Pay", tables=(Table("", columns, [row, row], total="Total"),))


@pytest.mark.parametrize(("count", "is_changed"), [(8, False), (9, True)])
def test_only_sheets_wider_than_the_paper_change(count: int, is_changed: bool) -> None:
    assert (narrowed(page(count)) != page(count)) is is_changed


@pytest.mark.parametrize(
    ("kind", "amount", "title", "scale", "width"),
    [
        ("number", 1234.5, "Amount", 1, 1.1 * 6 + 0.6 * 2 + 1.2),
        ("number", -999_999, "Amount", 1, 1.1 * 9 + 0.6 * 4 + 1.2),
        ("money", 600_000, "Amount", 1, 1.1 * 7 + 0.6 * 2 + 1.2),
        ("money", 600_000, "Amount", 10_000, 7.5),
        ("money", 1, "Commission of distributors", 1, 26 / 1.8),
        ("money", 1, "Commissioning", 1, 13 + 1.2),
        ("money", 1, "月份", 1, 7.5),
        ("money", 10**15, "Amount", 1, 15),
        ("day", 1, "Amount", 1, 15),
    ],
)
def test_a_column_is_as_wide_as_its_total_and_its_heading(
    kind: ColumnKind, amount: float, title: str, scale: int, width: float
) -> None:
    columns = narrowed(page(12, kind, amount, title), scale).tables[0].columns

    assert columns[0].width == 18
    assert columns[1].width == pytest.approx(width)


def made(folder: Path, *tables: Table) -> Worksheet:
    path = folder / "report.xlsx"
    write_xlsx(Report("Pay", (Page("Pay", "A long title", tables=tables),)), path)
    return openpyxl.load_workbook(path)["Pay"]


def test_the_headings_of_a_last_table_that_is_cut_stand_on_each_of_its_pages(tmp_path: Path) -> None:
    columns = (Column("Person"), Column("Pay", "number"))
    short, long = Table("Short", columns, [("A", 1)]), Table("Long", columns, [("A", 1)] * 200)

    assert made(tmp_path, short, long).print_title_rows == "$9:$9"
    assert made(tmp_path, long, short).print_title_rows == "$1:$3"


def test_a_page_of_texts_alone_is_printed_across_the_paper(tmp_path: Path) -> None:
    assert made(tmp_path).print_area == "'Pay'!$A$1:$J$3"


def test_a_word_in_a_column_of_numbers_is_not_cut_off(tmp_path: Path) -> None:
    columns = (Column("Plan"), Column("Value", "money"))

    sheet = made(tmp_path, Table("", columns, [("Target", 1), ("Prepared by", "Sales operations of China")]))

    assert sheet.column_dimensions["B"].width > len("Sales operations of China") + 2


def test_the_name_of_a_page_stands_beside_its_number_clear_of_who_signs(tmp_path: Path) -> None:
    made(tmp_path)

    with zipfile.ZipFile(tmp_path / "report.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()

    assert "<oddFooter>&amp;L&amp;R&amp;A · &amp;P / &amp;N</oddFooter>" in sheet
