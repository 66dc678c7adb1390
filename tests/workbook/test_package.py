"""What a package tells about its workbook."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbook.vocabulary import MAIN, OFFICE, SHEET_PART, at, book_parts, plan_book, sheet, write_book
from xlsales.kernel.grid import parse_area
from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook import Calculation, DefinedName, Sheet, SheetCells, Table, open_package, scan_sheet
from xlsales.workbook.refusals import CODES, refusal

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'


def test_names_carry_their_sheet_and_whether_they_are_hidden(tmp_path: Path) -> None:
    names = (
        '<definedNames><definedName name="Rate">0.1</definedName>'
        '<definedName name="Local" localSheetId="0">Plan!$A$1</definedName>'
        '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Plan!$A$1:$B$2</definedName>'
        '<definedName name="Lost" localSheetId="7">A&amp;B</definedName></definedNames>'
    )

    with open_package(plan_book(tmp_path, ROWS, after=names)) as package:
        assert package.names == (
            DefinedName("Rate", "0.1", None, False),
            DefinedName("Local", "Plan!$A$1", "Plan", False),
            DefinedName("_xlnm._FilterDatabase", "Plan!$A$1:$B$2", "Plan", True),
            DefinedName("Lost", "A&B", None, False),
        )


@pytest.mark.parametrize(
    ("settings", "calculation"),
    [
        ("", Calculation("auto", False, True)),
        ('<calcPr calcId="191029"/>', Calculation("auto", False, True)),
        ('<calcPr calcMode="manual" iterate="1" fullPrecision="0"/>', Calculation("manual", True, False)),
        ('<calcPr calcMode="autoNoTable" iterate="false"/>', Calculation("autoNoTable", False, True)),
    ],
)
def test_calculation_settings_are_told(tmp_path: Path, settings: str, calculation: Calculation) -> None:
    with open_package(plan_book(tmp_path, ROWS, after=settings)) as package:
        assert package.calculation == calculation


@pytest.mark.parametrize(
    ("settings", "system"),
    [("", 1900), ('<workbookPr date1904="0"/>', 1900), ('<workbookPr date1904="true"/>', 1904)],
)
def test_the_date_system_is_told(tmp_path: Path, settings: str, system: int) -> None:
    with open_package(plan_book(tmp_path, ROWS, before=settings)) as package:
        assert package.date_system == system


def test_tables_tell_where_they_lie(tmp_path: Path) -> None:
    table = (
        f'<table xmlns="{MAIN}" name="t" displayName="Sales" ref="B2:C9" totalsRowCount="1">'
        '<tableColumns count="2"><tableColumn id="1" name="Rep"/>'
        '<tableColumn id="2" name="Net_x000a_sales"/></tableColumns></table>'
    )
    link = f'<Relationship Id="rId1" Type="{OFFICE}/table" Target="../tables/table1.xml"/>'
    parts = {
        "xl/tables/table1.xml": table,
        "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{link}</Relationships>",
    }

    with open_package(plan_book(tmp_path, ROWS, parts=parts)) as package:
        assert package.tables == (Table("Sales", "Plan", parse_area("B2:C9"), ("Rep", "Net\nsales"), 1, 1),)
        assert package.table_areas("Plan") == (parse_area("B2:C9"),)


def test_tabs_come_in_order_with_kind_and_state(tmp_path: Path) -> None:
    tabs = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView activeTab="3"/></bookViews>'
        '<sheets><sheet name="Plan &amp; more" r:id="rId1"/><sheet name="Lost" r:id="rId99"/>'
        '<sheet name="Chart" state="hidden" r:id="rId2"/><sheet name="Macro" state="veryHidden" r:id="rId3"/>'
        "</sheets></workbook>"
    )
    links = (
        f'<Relationship Id="rId2" Type="{OFFICE}/chartsheet" Target="/xl/chartsheets/sheet1.xml"/>'
        '<Relationship Id="rId3" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" '
        'Target="macrosheets\\sheet1.xml"/>'
    )
    path = plan_book(tmp_path, ROWS, links=links, parts={"xl/workbook.xml": tabs})

    with open_package(path) as package:
        assert package.sheets == (
            Sheet("Plan & more", SHEET_PART, "worksheet", "visible"),
            Sheet("Chart", "xl/chartsheets/sheet1.xml", "chartsheet", "hidden"),
            Sheet("Macro", "xl/macrosheets/sheet1.xml", "macrosheet", "veryHidden"),
        )
        assert package.active_sheet == "Macro"
        assert package.sheet("PLAN & MORE").name == "Plan & more"
        assert scan_sheet(package, "Chart") == SheetCells()


@pytest.mark.parametrize("active", ["", 'activeTab="9"', 'activeTab="x"'])
def test_without_a_readable_active_tab_it_is_the_first(tmp_path: Path, active: str) -> None:
    views = f"<bookViews><workbookView {active}/></bookViews>"

    with open_package(plan_book(tmp_path, ROWS, before=views)) as package:
        assert package.active_sheet == "Plan"


def test_who_saved_it_and_when_is_told(tmp_path: Path) -> None:
    root = (
        f'<Relationships><Relationship Type="{OFFICE}/officeDocument" Target="/xl/workbook.xml"/>'
        f'<Relationship Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/>'
        '<Relationship Type="x/core-properties" Target="docProps/core.xml"/></Relationships>'
    )
    parts = {
        "_rels/.rels": root,
        "docProps/app.xml": "<Properties><Application>Microsoft Excel</Application></Properties>",
        "docProps/core.xml": '<c xmlns:t="t"><t:modified>2026-01-31T08:30:00Z</t:modified></c>',
    }

    with open_package(plan_book(tmp_path, ROWS, parts=parts)) as package:
        assert package.application == "Microsoft Excel"
        assert package.modified == datetime(2026, 1, 31, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "macros"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", False),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", False),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", True),
        ("application/vnd.ms-excel.template.macroEnabled.main+xml", True),
    ],
)
def test_macros_are_told_by_the_content(tmp_path: Path, kind: str, macros: bool) -> None:
    parts = book_parts(sheet(ROWS))
    types = parts["[Content_Types].xml"].decode()
    usual = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts["[Content_Types].xml"] = types.replace(usual, kind).encode()

    with open_package(write_book(tmp_path / "plan.xlsx", parts)) as package:
        assert package.macro_enabled is macros


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "Word"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "PowerPoint"),
    ],
)
def test_other_office_files_are_called_by_their_name(tmp_path: Path, kind: str, word: str) -> None:
    parts = book_parts(sheet(ROWS))
    types = parts["[Content_Types].xml"].decode()
    usual = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts["[Content_Types].xml"] = types.replace(usual, kind).encode()

    with pytest.raises(RefusedFileError, match=word):
        open_package(write_book(tmp_path / "plan.xlsx", parts))


def test_the_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = plan_book(tmp_path, ROWS)

    with open_package(path) as package:
        assert package.fingerprint.digest == hashlib.sha256(path.read_bytes()).hexdigest()
        assert package.fingerprint.size == path.stat().st_size
        assert package.fingerprint.modified_ns == path.stat().st_mtime_ns


@pytest.mark.parametrize("missing", ["xl/workbook.xml", SHEET_PART, "[Content_Types].xml"])
def test_a_missing_part_is_told(tmp_path: Path, missing: str) -> None:
    parts = book_parts(sheet(ROWS))
    del parts[missing]

    with (
        pytest.raises(RefusedFileError, match="WB-010"),
        open_package(write_book(tmp_path / "plan.xlsx", parts)) as package,
    ):
        scan_sheet(package, "Plan")


def test_parts_are_found_in_any_case_and_with_either_slash(tmp_path: Path) -> None:
    parts = {
        name.replace("xl/workbook.xml", "XL\\Workbook.xml").replace("xl/worksheets", "/xl\\Worksheets"): data
        for name, data in book_parts(sheet(ROWS)).items()
    }

    with open_package(write_book(tmp_path / "plan.xlsx", parts)) as package:
        assert scan_sheet(package, "Plan").values == {at("A1"): 1.0}


def test_an_unknown_sheet_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with open_package(plan_book(tmp_path, ROWS)) as package, pytest.raises(RefusedFileError, match="'Plan'"):
        scan_sheet(package, "Paln")


def test_only_codes_of_the_list_are_used() -> None:
    assert all(code.startswith("WB-") and meaning for code, meaning in CODES.items())
    with pytest.raises(KeyError):
        refusal("WB-999", "here", "this", "that", "Mend it.")
