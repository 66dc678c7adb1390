"""What a scan reads from the forms in which cells are stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.formula.translate import Translator

from workbook.vocabulary import (
    MAIN,
    OFFICE,
    STRICT,
    at,
    book_parts,
    plan_book,
    scanned,
    sheet,
    value_at,
    write_book,
)
from xlsales.kernel.grid import parse_area
from xlsales.kernel.issues import RefusedFileError
from xlsales.kernel.values import CellError, CellValue
from xlsales.workbook import ArrayFormula, Limits, OtherFormula, open_package, scan_sheet
from xlsales.workbook.scan import scan_sheet as scan
from xlsales.workbook.scan_plain import PlainRows

STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t>North</t></si><si><r><t>So</t></r><r><rPr><b/></rPr><t>uth</t></r>'
    "<rPh sb='0' eb='1'><t>ソウス</t></rPh></si><si><t/></si></sst>"
)
STRINGS_LINK = f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'

#: The same cells in the plain form, and in a form that only parser events understand.
PLAIN = '<row r="1">{}</row>'
WITH_COMMENT = '<!-- by hand --><row r="1">{}</row>'


@pytest.mark.parametrize("row", [PLAIN, WITH_COMMENT], ids=["by patterns", "by events"])
@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>1.5</v></c>', 1.5),
        ('<c r="A1" t="n"><v>-2E3</v></c>', -2000.0),
        ('<c r="A1" s="3" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>false</v></c>', False),
        ('<c r="A1" t="e"><v>#N/A</v></c>', CellError("#N/A")),
        ('<c r="A1" t="s"><v>0</v></c>', "North"),
        ('<c r="A1" t="s"><v>1</v></c>', "South"),
        ('<c r="A1" t="s"><v>2</v></c>', ""),
        ('<c r="A1" t="s"><v>3</v></c>', CellError("#VALUE!")),
        ('<c r="A1" t="s"><v>-1</v></c>', CellError("#VALUE!")),
        ('<c r="A1" t="str"><f>B1</f><v>a &lt;&amp;&#x42;</v></c>', "a <&B"),
        ('<c r="A1" t="str"><f>B1</f><v>a_x000D_b_x005F_x000D_</v></c>', "a\rb_x000D_"),
        ('<c r="A1" t="str"><f>B1</f><v/></c>', ""),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', ""),
        ('<c r="A1" t="str"><v xml:space="preserve"> x </v></c>', " x "),
        ('<c r="A1" t="inlineStr"><is><t>in</t></is></c>', "in"),
        ('<c r="A1" t="inlineStr"><is><r><t>i</t></r><r><t>n</t></r></is></c>', "in"),
        ('<c r="A1" t="d"><v>2026-01-31</v></c>', 46053.0),
        ('<c r="A1" t="d"><v>2026-01-31T12:00:00Z</v></c>', 46053.5),
        ('<c r="A1" t="d"><v>18:00:00</v></c>', 0.75),
        ('<c r="A1" t="d"><v>soon</v></c>', "soon"),
        ('<c r="A1"><v>NaN</v></c>', CellError("#NUM!")),
        ('<c r="A1"><v>-INF</v></c>', CellError("#NUM!")),
        ('<c r="A1"><v>1e999</v></c>', CellError("#NUM!")),
        ('<c r="A1"><v>many</v></c>', CellError("#VALUE!")),
        ('<c r="A1" t="mystery"><v>x</v></c>', "x"),
        ('<c r="A1" s="999999999"><v>7</v></c>', 7.0),
        ('<c r="A1" s="1"/>', None),
        ('<c r="A1" s="1" />', None),
        ('<c r="A1"><v></v></c>', None),
    ],
)
def test_a_cell_has_the_value_that_excel_shows(tmp_path: Path, row: str, cell: str, value: CellValue) -> None:
    path = plan_book(tmp_path, row.format(cell), links=STRINGS_LINK, parts={"xl/sharedStrings.xml": STRINGS})

    found = value_at(scanned(path), "A1")

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("row", [PLAIN, WITH_COMMENT], ids=["by patterns", "by events"])
@pytest.mark.parametrize(
    ("cell", "uncached"),
    [
        ('<c r="A1"><f>B1</f></c>', True),
        ('<c r="A1"><f>B1</f><v></v></c>', True),
        ('<c r="A1"><f>B1</f><v/></c>', True),
        ('<c r="A1"><f>B1</f><v /></c>', True),
        ('<c r="A1" t="str"><f>B1</f></c>', True),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', False),
        ('<c r="A1"><f>B1</f><v>0</v></c>', False),
        ('<c r="A1" t="e"><f>B1</f><v>#REF!</v></c>', False),
        ('<c r="A1"/>', False),
    ],
)
def test_a_formula_without_a_stored_result_is_uncached(
    tmp_path: Path, row: str, cell: str, uncached: bool
) -> None:
    cells = scanned(plan_book(tmp_path, row.format(cell)))

    assert cells.uncached == ({at("A1")} if uncached else set())


@pytest.mark.parametrize("row", [PLAIN, WITH_COMMENT], ids=["by patterns", "by events"])
def test_formulas_have_their_references_and_escapes_resolved(tmp_path: Path, row: str) -> None:
    text = '<c r="A1" t="str"><f>IF(B1&lt;5,"a&amp;b","_x005F_x0041_")</f><v>a</v></c>'

    cells = scanned(plan_book(tmp_path, row.format(text)))

    assert cells.formulas == {at("A1"): 'IF(B1<5,"a&b","_x0041_")'}


SHARED_FORMULAS = [
    "A1*$B$1+B$1-$A1",
    'SUM(A1:B2)&"A1"',
    "VLOOKUP(A1,Data!$A$1:$B$9,2,FALSE)",
    "'My A1'!C3+LOG10(A1)",
    "IF(A1>0,A1,-A1)",
]


@pytest.mark.parametrize("formula", SHARED_FORMULAS)
def test_shared_formulas_are_written_out_as_openpyxl_translates_them(tmp_path: Path, formula: str) -> None:
    escaped = formula.replace("&", "&amp;").replace(">", "&gt;")
    rows = (
        f'<row r="3"><c r="C3"><f t="shared" ref="C3:D5" si="0">{escaped}</f><v>1</v></c>'
        '<c r="D3"><f t="shared" si="0"/><v>1</v></c></row>'
        '<row r="5"><c r="C5"><f t="shared" si="0"></f><v>1</v></c><c r="D5"><f>1</f><v>1</v></c></row>'
    )

    cells = scanned(plan_book(tmp_path, rows))

    translator = Translator("=" + formula, origin="C3")
    for address in ("C3", "D3", "C5"):
        assert "=" + cells.formulas[at(address)] == translator.translate_formula(address)
    assert cells.formulas[at("D5")] == "1"


def test_a_member_of_a_shared_formula_that_is_nowhere_is_a_constant(tmp_path: Path) -> None:
    cells = scanned(plan_book(tmp_path, '<row r="1"><c r="A1"><f t="shared" si="4"/><v>2</v></c></row>'))

    assert cells.formulas == {}
    assert cells.values == {at("A1"): 2.0}


def test_arrays_tell_whether_they_spill_and_volatile_members_are_no_formulas(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1:A3" ca="1">RANDARRAY(3)</f><v>1</v></c>'
        '<c r="C1"><f t="array" ref="C1:D2">A1:B2*2</f><v>1</v></c><c r="D1"><v>4</v></c></row>'
        '<row r="2"><c r="A2"><f ca="1"/><v>2</v></c>'
        '<c r="F2"><f t="dataTable" ref="F2:F5" r1="A1"/><v>9</v></c></row>'
        '<row r="3"><c r="A3"><f ca="1"/><v>3</v></c></row>'
    )

    cells = scanned(plan_book(tmp_path, rows, dynamic=True))

    assert cells.arrays == {
        at("A1"): ArrayFormula(parse_area("A1:A3"), dynamic=True),
        at("C1"): ArrayFormula(parse_area("C1:D2"), dynamic=False),
    }
    assert cells.formulas == {at("A1"): "RANDARRAY(3)", at("C1"): "A1:B2*2"}
    assert cells.volatile_members == {at("A2"), at("A3")}
    assert cells.data_tables == {at("F2"): parse_area("F2:F5")}
    assert value_at(cells, "A3") == 3.0


def test_newer_errors_are_told_by_their_mark(tmp_path: Path) -> None:
    metadata = (
        f'<metadata xmlns="{MAIN}" xmlns:xlrd="urn:r"><metadataTypes count="1">'
        '<metadataType name="XLRICHVALUE"/></metadataTypes><futureMetadata name="XLRICHVALUE">'
        '<bk><extLst><ext><xlrd:rvb i="0"/></ext></extLst></bk>'
        '<bk><extLst><ext><xlrd:rvb i="1"/></ext></extLst></bk></futureMetadata>'
        '<valueMetadata><bk><rc t="1" v="1"/></bk><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>'
    )
    values = '<rvData xmlns="urn:r"><rv s="1"><v>8</v><v>1</v></rv><rv s="1"><v>13</v><v>3</v></rv></rvData>'
    structures = (
        '<rvStructures xmlns="urn:r"><s t="_image"><k n="x"/></s>'
        '<s t="_error"><k n="errorType" t="i"/><k n="subType" t="i"/></s></rvStructures>'
    )
    rich = "http://schemas.microsoft.com/office/2017/06/relationships"
    links = (
        f'<Relationship Id="rId2" Type="{OFFICE}/sheetMetadata" Target="metadata.xml"/>'
        f'<Relationship Id="rId3" Type="{rich}/rdRichValue" Target="richData/rv.xml"/>'
        f'<Relationship Id="rId4" Type="{rich}/rdRichValueStructure" Target="richData/rs.xml"/>'
    )
    parts = {"xl/metadata.xml": metadata, "xl/richData/rv.xml": values, "xl/richData/rs.xml": structures}
    rows = PLAIN.format(
        "".join(f'<c r="{c}1" t="e" vm="{n}"><v>#VALUE!</v></c>' for c, n in zip("ABC", "123", strict=True))
    )

    cells = scanned(plan_book(tmp_path, rows, links=links, parts=parts))

    assert [str(value_at(cells, address)) for address in ("A1", "B1", "C1")] == [
        "#CALC!",
        "#SPILL!",
        "#VALUE!",
    ]


def test_merges_and_formulas_outside_the_cells_are_found_in_both_editions(tmp_path: Path) -> None:
    tail = (
        '<mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>'
        '<conditionalFormatting sqref="A1:A9 C1"><cfRule type="expression">'
        '<formula>A1&gt;5</formula></cfRule><cfRule type="iconSet"><iconSet>'
        '<cfvo type="formula" val="$B$1"/><cfvo type="num" val="3"/></iconSet>'
        "</cfRule></conditionalFormatting>"
        '<dataValidations><dataValidation type="list" sqref="D1"><formula1>List</formula1>'
        "<formula2>9</formula2></dataValidation></dataValidations>"
        '<extLst><ext xmlns:x14="urn:x14" xmlns:xm="urn:xm"><x14:conditionalFormattings>'
        "<x14:conditionalFormatting><x14:cfRule><xm:f>Data!$A$1</xm:f></x14:cfRule><xm:sqref>E1:E2</xm:sqref>"
        "</x14:conditionalFormatting></x14:conditionalFormattings><x14:dataValidations><x14:dataValidation>"
        "<x14:formula1><xm:f>Data!$B$1:$B$3</xm:f></x14:formula1><xm:sqref>F1</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst>"
    )

    cells = scanned(plan_book(tmp_path, PLAIN.format('<c r="A1"><v>1</v></c>'), tail=tail))

    assert cells.merges == (parse_area("B2:C3"),)
    assert cells.other_formulas == (
        OtherFormula("conditional format", "A1:A9 C1", "A1>5"),
        OtherFormula("conditional format", "A1:A9 C1", "$B$1"),
        OtherFormula("data validation", "D1", "List"),
        OtherFormula("data validation", "D1", "9"),
        OtherFormula("conditional format", "E1:E2", "Data!$A$1"),
        OtherFormula("data validation", "F1", "Data!$B$1:$B$3"),
    )


ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>A1&amp;"é"</f><v>1é</v></c></row>'
    '<row r="3"><c r="C3" t="b"><v>1</v></c></row>'
)
FORMS: dict[str, bytes] = {
    "plain": sheet(ROWS).encode(),
    "strict": sheet(ROWS, namespace=STRICT).encode(),
    "byte order mark": b"\xef\xbb\xbf" + sheet(ROWS).encode(),
    "UTF-16": ('<?xml version="1.0" encoding="UTF-16"?>' + sheet(ROWS)).encode("utf-16"),
    "windows-1252": ('<?xml version="1.0" encoding="windows-1252"?>' + sheet(ROWS)).encode("cp1252"),
    "prefix": sheet(ROWS).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=").encode(),
    "pretty": sheet(ROWS).replace("><", ">\n  <").encode(),
    "carriage returns": sheet(ROWS).replace("><", ">\r\n  <").encode(),
    "other order of attributes": sheet(ROWS).replace('<c r="B1" t="str">', "<c t='str' r='B1' >").encode(),
    "a sign in an attribute": sheet(ROWS).replace('<row r="1">', '<row r="1" note="a>b">').encode(),
    "comment": sheet("<!-- <c r='Z9'> -->" + ROWS).encode(),
    "CDATA": sheet(ROWS).replace("<v>1é</v>", "<v><![CDATA[1é]]></v>").encode(),
    "without r": sheet(
        '<row><c><v>1</v></c><c t="str"><f>A1&amp;"é"</f><v>1é</v></c></row><row/>'
        '<row><c/><c/><c t="b"><v>1</v></c></row>'
    ).encode(),
    "rows without r": sheet(
        ROWS.replace('<row r="1">', "<row>").replace('<row r="3">', "<row/><row>")
    ).encode(),
    "unsorted": sheet(ROWS[ROWS.index('<row r="3">') :] + ROWS[: ROWS.index('<row r="3">')]).encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_sheet_reads_the_same(tmp_path: Path, form: str) -> None:
    cells = scanned(write_book(tmp_path / "plan.xlsx", book_parts(FORMS[form])))

    assert cells.values == {at("A1"): 1.0, at("B1"): "1é", at("C3"): True}
    assert cells.formulas == {at("B1"): 'A1&"é"'}


def test_dates_as_text_follow_the_date_system_of_the_workbook(tmp_path: Path) -> None:
    rows = PLAIN.format('<c r="A1" t="d"><v>2026-01-31</v></c>')
    path = plan_book(tmp_path, rows, before='<workbookPr date1904="1"/>')

    with open_package(path) as package:
        assert package.date_system == 1904
        assert value_at(scan_sheet(package, "plan"), "A1") == 46053.0 - 1462


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ('<row r="1"><c r="A0"><v>1</v></c></row>', "WB-012"),
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "WB-012"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "WB-012"),
        ('<row r="0"><c><v>1</v></c></row>', "WB-012"),
        ('<row r="1"><c r="R1C1"><v>1</v></c></row>', "WB-012"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "WB-028"),
        ('<row r="1"><c r="A1"><v>1</v></row>', "WB-009"),
    ],
)
def test_cells_that_cannot_be_are_refused(tmp_path: Path, rows: str, code: str) -> None:
    path = plan_book(tmp_path, rows)

    with pytest.raises(RefusedFileError) as caught:
        scanned(path)

    assert caught.value.issues[0].code == code


def test_the_last_cell_of_the_grid_is_read(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'

    cells = scanned(plan_book(tmp_path, rows))

    assert cells.values == {at("A1"): 1.0, at("XFD1048576"): 2.0}


@pytest.mark.parametrize("allowed", [2, 3])
def test_more_cells_than_allowed_are_refused(tmp_path: Path, allowed: int) -> None:
    path = plan_book(tmp_path, PLAIN.format('<c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c>'))

    with open_package(path, limits=Limits(cells=allowed)) as package:
        if allowed < 3:
            with pytest.raises(RefusedFileError, match="WB-013"):
                scan_sheet(package, "Plan")
        else:
            assert len(scan_sheet(package, "Plan").values) == 2


def test_plain_sheets_are_read_by_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    whole = PlainRows.take
    monkeypatch.setattr(PlainRows, "take", lambda self, data: (taken.append(len(data)), whole(self, data))[1])
    spans = '<row r="1" spans="1:2" x14ac:dyDescent="0.25"><c r="A1" s="1" t="s"><v>0</v></c></row>'
    path = plan_book(tmp_path, spans, head='<sheetPr xmlns:x14ac="urn:ac"/>').rename(tmp_path / "b.xlsx")
    text = sheet(spans).replace("<worksheet ", '<worksheet xmlns:x14ac="urn:ac" ')
    write_book(path, book_parts(text, links=STRINGS_LINK, parts={"xl/sharedStrings.xml": STRINGS}))

    with open_package(path) as package:
        cells = scan(package, "Plan")

    assert cells.values == {at("A1"): "North"}
    assert sum(taken) == len(spans)


def test_rows_cut_at_any_place_read_the_same(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{c}{row}" t="str"><f>A{row}&amp;"漢{row}"</f><v>漢{row}{c}</v></c>' for c in "ABC")
        + "</row>"
        for row in range(1, 9000)
    )

    cells = scanned(plan_book(tmp_path, rows))

    assert len(cells.values) == 3 * 8999
    assert all(value_at(cells, f"{c}{row}") == f"漢{row}{c}" for row in (1, 4500, 8999) for c in "ABC")
