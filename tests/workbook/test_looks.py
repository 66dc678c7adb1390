"""How a sheet looks: hidden rows and columns, filters, units of numbers, links, charts."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from books import make_book
from xlsales.kernel.grid import parse_area, parse_cell
from xlsales.workbook import cell_key, open_package
from xlsales.workbook.chart_formulas import chart_formulas
from xlsales.workbook.looks import SheetLooks, sheet_looks
from xlsales.workbook.number_formats import style_units, unit_of_format
from xlsales.workbook.outside_books import outside_books


def looks_of(path: Path) -> SheetLooks:
    with open_package(path) as package:
        units = {str(number): unit for number, unit in enumerate(style_units(package)) if unit}
        return sheet_looks(package, "S", units)


def build(book: Any) -> None:
    page = book.add_worksheet("S")
    page.write_column("A1", ["Price", 5, 6, 7])
    page.write("B2", 0.5, book.add_format({"num_format": 10}))
    page.write("C2", 46023, book.add_format({"num_format": 14}))
    page.write("D2", 9, book.add_format({"num_format": '#,##0"万元"'}))
    page.write("E2", 9, book.add_format({"bold": True}))
    page.set_row(2, None, None, {"hidden": True})
    page.set_row(3, None, None, {"hidden": True, "level": 1})
    page.set_column("F:G", None, None, {"hidden": True})
    page.set_column("H:H", None, None, {"hidden": True, "level": 1})
    page.autofilter("A1:E4")


def units_at(looks: SheetLooks, address: str) -> str | None:
    return looks.units.get(cell_key(*parse_cell(address)))


def test_hidden_rows_and_columns_are_told_but_for_folded_outlines(tmp_path: Path) -> None:
    looks = looks_of(make_book(tmp_path / "book.xlsx", build))

    assert looks.hidden_rows == {3}
    assert looks.hidden_columns == {6, 7}
    assert looks.filter == parse_area("A1:E4")


def test_units_come_from_own_and_built_in_formats(tmp_path: Path) -> None:
    looks = looks_of(make_book(tmp_path / "book.xlsx", build))

    assert [units_at(looks, cell) for cell in ("B2", "C2", "D2", "E2")] == ["%", "date", "万元", None]


def test_rows_and_cells_without_addresses_are_counted(tmp_path: Path) -> None:
    make_book(tmp_path / "book.xlsx", build)
    with zipfile.ZipFile(tmp_path / "book.xlsx") as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    bare = re.sub(r'(<(?:row|c)) r="[A-Z]*\d+"', r"\1", sheet)
    parts["xl/worksheets/sheet1.xml"] = bare.encode()
    with zipfile.ZipFile(tmp_path / "bare.xlsx", "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)

    looks = looks_of(tmp_path / "bare.xlsx")

    assert looks.hidden_rows == {3}
    assert [units_at(looks, cell) for cell in ("B2", "C2", "D2")] == ["%", "date", "万元"]


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("General", ""),
        ("#,##0.00", ""),
        ("$#,##0;[Red]-€#,##0", "$"),
        ('"¥"#,##0', "¥"),
        ("￥#,##0", "¥"),
        ("[$USD] #,##0", "USD"),
        ("\\€#,##0", "€"),
        ("0%", "%"),
        ("[h]:mm", "date"),
        ('yyyy"年"m"月"', "date"),
        ("@", ""),
        ('0" days"', ""),
        ('"a;b"0%;x', "%"),
    ],
)
def test_a_format_code_says_its_unit(code: str, unit: str) -> None:
    assert unit_of_format(code) == unit


def test_charts_say_what_they_draw(tmp_path: Path) -> None:
    def with_chart(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write_column("A1", [5, 6])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=S!$A$1:$A$2"})
        page.insert_chart("C2", chart)

    with open_package(make_book(tmp_path / "book.xlsx", with_chart)) as package:
        found = list(chart_formulas(package))

    assert found == [("S", 1, "S!$A$1:$A$2")]


def test_other_workbooks_are_named_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    make_book(tmp_path / "book.xlsx", lambda book: book.add_worksheet("S"))
    with zipfile.ZipFile(tmp_path / "book.xlsx") as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="rX{n}" Type="{office}/externalLink" Target="externalLinks/externalLink{n}.xml"/>'
        for n in (1, 2)
    )
    key = "xl/_rels/workbook.xml.rels"
    parts[key] = parts[key].replace("</Relationships>", links + "</Relationships>")
    listed = "".join(f'<externalReference r:id="rX{n}"/>' for n in (2, 1))
    numbers = f"<externalReferences>{listed}</externalReferences>"
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("</sheets>", "</sheets>" + numbers)
    for n, target in ((1, "First.xlsx"), (2, "Second%20book.xlsx")):
        parts[f"xl/externalLinks/externalLink{n}.xml"] = "<externalLink/>"
        parts[f"xl/externalLinks/_rels/externalLink{n}.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{office}/externalLinkPath" Target="{target}" '
            'TargetMode="External"/>'
            "</Relationships>"
        )
    with zipfile.ZipFile(tmp_path / "linked.xlsx", "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)

    with open_package(tmp_path / "linked.xlsx") as package:
        assert outside_books(package) == ("Second%20book.xlsx", "First.xlsx")
