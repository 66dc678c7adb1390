"""What a patch changes in a sheet, and what it leaves."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from workbook.test_scan import FORMS, STRINGS, STRINGS_LINK
from workbook.vocabulary import (
    OFFICE,
    at,
    book_parts,
    cells_and_rest,
    part_bytes,
    plan_book,
    scanned,
    sheet,
    value_at,
    write_book,
)
from xlsales.kernel.grid import Cell, parse_cell
from xlsales.kernel.issues import RefusedFileError
from xlsales.kernel.values import CellError, CellValue
from xlsales.workbook import CellPatch, InputPatch, Patch, WriteReport, open_package, write_workbook

FORMULA = '<row r="1"><c r="A1" s="2"><f>B1*2</f><v>4</v></c><c r="B1"><v>2</v></c></row>'


def result(address: str, value: CellValue) -> CellPatch:
    return CellPatch("Plan", parse_cell(address), value)


def constant(address: str, value: CellValue, *, replace_formula: bool = False) -> InputPatch:
    return InputPatch("Plan", parse_cell(address), value, replace_formula)


def written(path: Path, *patches: Patch, allow_signed: bool = False) -> tuple[Path, WriteReport]:
    """Write patches to a new file beside the old one."""
    destination = path.with_name("new.xlsx")
    with open_package(path) as package:
        report = write_workbook(package, destination, patches, allow_signed=allow_signed)
    return destination, report


def refused(path: Path, *patches: Patch) -> str:
    """Return the code with which patches are refused; nothing may be written then."""
    before = path.read_bytes()
    with pytest.raises(RefusedFileError) as caught:
        written(path, *patches)
    assert not path.with_name("new.xlsx").exists()
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in path.parent.iterdir()) == [path.name]
    return caught.value.issues[0].code


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (5, '<c r="A1" s="2"><f>B1*2</f><v>5</v></c>'),
        (0.1, '<c r="A1" s="2"><f>B1*2</f><v>0.1</v></c>'),
        (-1e-7, '<c r="A1" s="2"><f>B1*2</f><v>-1E-07</v></c>'),
        (True, '<c r="A1" s="2" t="b"><f>B1*2</f><v>1</v></c>'),
        ("a<b & c", '<c r="A1" s="2" t="str"><f>B1*2</f><v>a&lt;b &amp; c</v></c>'),
        (" x", '<c r="A1" s="2" t="str"><f>B1*2</f><v xml:space="preserve"> x</v></c>'),
        ("two\nlines", '<c r="A1" s="2" t="str"><f>B1*2</f><v xml:space="preserve">two\nlines</v></c>'),
        ("a\rb_x0041_", '<c r="A1" s="2" t="str"><f>B1*2</f><v>a_x000D_b_x005F_x0041_</v></c>'),
        ("\ud800", '<c r="A1" s="2" t="str"><f>B1*2</f><v>\ufffd</v></c>'),
        ("=cmd|' /C calc'!A0", '<c r="A1" s="2" t="str"><f>B1*2</f><v>=cmd|\' /C calc\'!A0</v></c>'),
        ("@SUM(1)", '<c r="A1" s="2" t="str"><f>B1*2</f><v>@SUM(1)</v></c>'),
        ("", '<c r="A1" s="2" t="str"><f>B1*2</f><v></v></c>'),
        (None, '<c r="A1" s="2"><f>B1*2</f><v>0</v></c>'),
        (CellError("#N/A"), '<c r="A1" s="2" t="e"><f>B1*2</f><v>#N/A</v></c>'),
        (float("nan"), '<c r="A1" s="2" t="e"><f>B1*2</f><v>#NUM!</v></c>'),
        (float("-inf"), '<c r="A1" s="2" t="e"><f>B1*2</f><v>#NUM!</v></c>'),
        (10**400, '<c r="A1" s="2" t="e"><f>B1*2</f><v>#NUM!</v></c>'),
        ("x" * 32_768, '<c r="A1" s="2" t="e"><f>B1*2</f><v>#VALUE!</v></c>'),
        ("😀" * 16_384, '<c r="A1" s="2" t="e"><f>B1*2</f><v>#VALUE!</v></c>'),
        ("x" * 32_767, f'<c r="A1" s="2" t="str"><f>B1*2</f><v>{"x" * 32_767}</v></c>'),
    ],
)
def test_a_result_is_stored_as_excel_stores_it(tmp_path: Path, value: CellValue, cell: str) -> None:
    path = plan_book(tmp_path, FORMULA)
    expected = sheet(f'<row r="1">{cell}<c r="B1"><v>2</v></c></row>')

    new, report = written(path, result("A1", value))

    assert part_bytes(new).decode() == expected
    assert [(change.cell, change.before) for change in report.changed] == [(Cell(1, 1), 4.0)]
    assert report.parts_changed == ("xl/worksheets/sheet1.xml",)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<f>1</f><v>4</v>", 4),
        ("<f>1</f><v>4.0</v>", 4),
        ("<f>1</f><v>0.30000000000000004</v>", 0.3),
        ("<f>1</f><v>12345678.9012345678</v>", 12345678.9012346),
    ],
)
def test_a_result_equal_to_15_digits_changes_no_byte(tmp_path: Path, cell: str, value: float) -> None:
    path = plan_book(tmp_path, f'<row r="1"><c r="A1">{cell}</c></row>')

    new, report = written(path, result("A1", value))

    assert new.read_bytes() == path.read_bytes()
    assert (report.changed, report.unchanged, report.parts_changed) == ((), 1, ())


def test_a_result_that_differs_in_the_15th_digit_is_a_change(tmp_path: Path) -> None:
    path = plan_book(tmp_path, '<row r="1"><c r="A1"><f>1</f><v>12345678.9012345</v></c></row>')

    new, _ = written(path, result("A1", 12345678.9012346))

    assert value_at(scanned(new), "A1") == 12345678.9012346


def test_a_stale_mark_goes_with_the_old_value_and_other_attributes_stay(tmp_path: Path) -> None:
    rest = '<extLst><ext uri="u"/></extLst></c>'
    cell = '<c r="A1" s="1" t="e" cm="1" vm="2" ph="1"><f>X()</f><v>#VALUE!</v>' + rest
    path = plan_book(tmp_path, f'<row r="1">{cell}</row>')

    new, _ = written(path, result("A1", 7))

    expected = '<c r="A1" s="1" cm="1" ph="1"><f>X()</f><v>7</v>' + rest
    assert expected in part_bytes(new).decode()


def test_shared_formula_texts_stay(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1+1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
    )
    path = plan_book(tmp_path, rows)

    new, _ = written(path, result("A1", 8), result("A2", 9))

    assert part_bytes(new).decode() == sheet(rows.replace("<v>1<", "<v>8<").replace("<v>2<", "<v>9<"))


INPUT_ROWS = (
    '<row r="2" spans="2:3"><c r="B2" s="4" t="s"><v>0</v></c><c r="C2"><f>B2</f><v>1</v></c></row>'
    '<row r="4" s="7" customFormat="1"/>'
)


@pytest.mark.parametrize(
    ("address", "value", "old", "new"),
    [
        ("B2", 5, '<c r="B2" s="4" t="s"><v>0</v></c>', '<c r="B2" s="4"><v>5</v></c>'),
        (
            "B2",
            "text",
            '<c r="B2" s="4" t="s"><v>0</v></c>',
            '<c r="B2" s="4" t="inlineStr"><is><t>text</t></is></c>',
        ),
        ("B2", None, '<c r="B2" s="4" t="s"><v>0</v></c>', '<c r="B2" s="4"/>'),
        ("A2", 5, '<row r="2" spans="2:3">', '<row r="2" spans="1:3"><c r="A2"><v>5</v></c>'),
        ("E2", 5, '<row r="2" spans="2:3">', '<row r="2" spans="2:5">'),
        ("D4", 5, '<row r="4" s="7" customFormat="1"/>', '<c r="D4" s="7"><v>5</v></c></row>'),
        ("E3", 5, '<row r="4"', '<row r="3"><c r="E3" s="3"><v>5</v></c></row><row r="4"'),
        ("F9", " x", "</sheetData>", '<row r="9"><c r="F9" t="inlineStr"><is><t xml:space="preserve"> x<'),
        ("A1", True, '<row r="2"', '<row r="1"><c r="A1" t="b"><v>1</v></c></row><row r="2"'),
    ],
)
def test_an_input_goes_into_its_cell_old_or_new(
    tmp_path: Path, address: str, value: CellValue, old: str, new: str
) -> None:
    head = '<dimension ref="B2:C4"/><cols><col min="5" max="5" style="3"/></cols>'
    path = plan_book(
        tmp_path, INPUT_ROWS, head=head, links=STRINGS_LINK, parts={"xl/sharedStrings.xml": STRINGS}
    )

    destination, _ = written(path, constant(address, value))

    text = part_bytes(destination).decode()
    assert old in part_bytes(path).decode()
    assert new in text
    assert value_at(scanned(destination), address) == value
    assert value_at(scanned(destination), "C2") == 1.0


@pytest.mark.parametrize(
    ("address", "dimension"), [("C3", "B2:C4"), ("A1", "A1:C4"), ("D9", "B2:D9"), ("E2", "B2:E4")]
)
def test_the_dimension_grows_with_new_cells(tmp_path: Path, address: str, dimension: str) -> None:
    path = plan_book(tmp_path, INPUT_ROWS, head='<dimension ref="B2:C4"/>')

    new, _ = written(path, constant(address, 1))

    assert f'<dimension ref="{dimension}"/>' in part_bytes(new).decode()


@pytest.mark.parametrize(
    ("address", "value"),
    [("B2", "North"), ("A7", None), ("A2", None)],
    ids=["same text", "no row", "no cell"],
)
def test_an_input_that_is_there_already_changes_no_byte(
    tmp_path: Path, address: str, value: CellValue
) -> None:
    path = plan_book(tmp_path, INPUT_ROWS, links=STRINGS_LINK, parts={"xl/sharedStrings.xml": STRINGS})

    new, report = written(path, constant(address, value))

    assert new.read_bytes() == path.read_bytes()
    assert report.unchanged == 1


def test_an_input_fills_a_sheet_without_rows(tmp_path: Path) -> None:
    path = plan_book(tmp_path, "", head='<dimension ref="A1"/>', tail="<pageMargins/>")

    new, _ = written(path, constant("B3", 1), constant("A1", "x"))

    cells = scanned(new)
    assert (value_at(cells, "B3"), value_at(cells, "A1")) == (1.0, "x")
    assert "</sheetData><pageMargins/>" in part_bytes(new).decode()
    assert '<dimension ref="A1:B3"/>' in part_bytes(new).decode()


def test_a_replaced_formula_takes_the_calculation_chain_with_it(tmp_path: Path) -> None:
    chain = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    path = plan_book(
        tmp_path,
        FORMULA,
        links=f'<Relationship Id="rId7" Type="{OFFICE}/calcChain" Target="calcChain.xml"/>',
        types=f'<Override PartName="/xl/calcChain.xml" ContentType="{chain}"/>',
        parts={"xl/calcChain.xml": '<calcChain><c r="A1" i="1"/></calcChain>'},
    )

    kept, _ = written(path, result("A1", 9))
    assert b"A1" in part_bytes(kept, "xl/calcChain.xml")
    new, report = written(path, constant("A1", 9, replace_formula=True))

    assert report.parts_removed == ("xl/calcChain.xml",)
    assert b"calcChain" not in part_bytes(new, "xl/_rels/workbook.xml.rels")
    assert b"calcChain" not in part_bytes(new, "[Content_Types].xml")
    assert scanned(new).formulas == {}
    assert value_at(scanned(new), "A1") == 9.0


ARRAYS = (
    '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c>'
    '<c r="D1"><f t="dataTable" ref="D1:D2" r1="B1"/><v>1</v></c>'
    '<c r="E1"><f t="shared" ref="E1:E2" si="0">B1</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f ca="1"/><v>2</v></c><c r="D2"><v>2</v></c>'
    '<c r="E2"><f t="shared" si="0"/><v>1</v></c></row>'
)


@pytest.mark.parametrize(
    ("patch", "code"),
    [
        (result("A9", 1), "WB-024"),
        (result("C2", 1), "WB-024"),
        (result("A2", 1), "WB-025"),
        (result("B2", 1), "WB-027"),
        (constant("E2", 1), "WB-026"),
        (constant("A1", 1, replace_formula=True), "WB-027"),
        (constant("A2", 1), "WB-027"),
        (constant("D2", 1), "WB-027"),
        (constant("E1", 1, replace_formula=True), "WB-033"),
        (InputPatch("Plan", Cell(0, 1), 1), "WB-012"),
        (InputPatch("Plan", Cell(1, 16_385), 1), "WB-012"),
        (InputPatch("Other", Cell(1, 1), 1), "WB-011"),
    ],
)
def test_a_patch_that_does_not_fit_is_refused_and_nothing_written(
    tmp_path: Path, patch: Patch, code: str
) -> None:
    path = plan_book(tmp_path, ARRAYS)

    assert refused(path, patch) == code


def test_one_missing_cell_keeps_all_others_from_being_written(tmp_path: Path) -> None:
    path = plan_book(tmp_path, FORMULA)

    assert refused(path, result("A1", 5), result("Z50", 5)) == "WB-024"


def test_two_values_for_one_cell_are_refused(tmp_path: Path) -> None:
    path = plan_book(tmp_path, FORMULA)

    assert refused(path, result("A1", 5), result("A1", 5)) == "WB-034"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"><f>1</f><v>1</v></c></row><row r="1"><c r="A1"><f>1</f><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f>1</f><v>1</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="A1"><f>1</f><v>1</v></c></row>',
    ],
)
def test_rows_out_of_order_and_doubled_cells_are_refused(tmp_path: Path, rows: str) -> None:
    path = plan_book(tmp_path, rows)

    assert refused(path, result("A1", 5)) == "WB-028"


def test_a_table_header_is_not_renamed(tmp_path: Path) -> None:
    columns = '<tableColumns><tableColumn name="Rep"/></tableColumns>'
    table = f'<table ref="A1:B3" displayName="Sales">{columns}</table>'
    link = '<Relationship Id="rId1" Type="x/table" Target="../tables/table1.xml"/>'
    links = f"<Relationships>{link}</Relationships>"
    parts = {"xl/tables/table1.xml": table, "xl/worksheets/_rels/sheet1.xml.rels": links}
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Rep</t></is></c></row>'
    path = plan_book(tmp_path, rows, parts=parts)

    assert refused(path, constant("A1", "Who")) == "WB-032"
    assert written(path, constant("A2", "Ann"))[1].changed[0].after == "Ann"


@pytest.mark.parametrize("form", [name for name in FORMS if name != "unsorted"])
def test_every_form_of_a_sheet_is_patched_in_its_own_form(tmp_path: Path, form: str) -> None:
    path = write_book(tmp_path / "plan.xlsx", book_parts(FORMS[form]))

    new, report = written(path, result("B1", "ü漢"), constant("D3", 4), constant("A2", "é"))

    before, after = part_bytes(path), part_bytes(new)
    old_cells, old_rest = cells_and_rest(before)
    new_cells, new_rest = cells_and_rest(after)
    assert len(report.changed) == 3
    assert {name for name in old_cells if old_cells[name] != new_cells[name]} == {"1,2"}
    assert new_cells.keys() - old_cells.keys() == {"2,1", "3,4"}
    assert [event for event in old_rest if event not in new_rest] == []
    assert before[:2] == after[:2]
    cells = scanned(new)
    assert [value_at(cells, name) for name in ("A1", "B1", "C3", "D3", "A2")] == [1.0, "ü漢", True, 4.0, "é"]


def test_only_changed_rows_differ_in_a_large_sheet(tmp_path: Path) -> None:
    rows = [f'<row r="{n}"><c r="A{n}"><f>B{n}*2</f><v>{n}</v></c></row>' for n in range(1, 20_001)]
    path = plan_book(tmp_path, "".join(rows))
    wanted = [1, 2, 9_999, 20_000]

    new, _ = written(path, *(result(f"A{n}", -n) for n in wanted), constant("C30000", 1))

    for n in wanted:
        rows[n - 1] = rows[n - 1].replace(f"<v>{n}<", f"<v>-{n}<")
    rows.append('<row r="30000"><c r="C30000"><v>1</v></c></row>')
    assert part_bytes(new).decode() == sheet("".join(rows))


def test_a_newer_error_gets_its_mark_and_the_parts_behind_it(tmp_path: Path) -> None:
    path = plan_book(tmp_path, FORMULA.replace(' s="2"', ""))

    new, report = written(path, result("A1", CellError("#CALC!")))

    assert report.parts_added == (
        "xl/richData/rdrichvaluestructure.xml",
        "xl/richData/rdrichvalue.xml",
        "xl/metadata.xml",
    )
    assert '<c r="A1" t="e" vm="1"><f>B1*2</f><v>#VALUE!</v></c>' in part_bytes(new).decode()
    assert value_at(scanned(new), "A1") == CellError("#CALC!")
    with open_package(new) as package:
        again = write_workbook(package, tmp_path / "again.xlsx", [result("A1", CellError("#CALC!"))])
    assert again.changed == ()
    assert openpyxl.load_workbook(new)["Plan"]["A1"].value == "=B1*2"
    assert at("A1") in scanned(new).formulas
