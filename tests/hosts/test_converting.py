"""A workbook for another host: only the spelling of our calls changes, wherever they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import make_book
from hosts.calc_extension import calc_with_extension
from hosts.web_extension import parts_of_file
from needs_office import NEEDS_OFFICE
from shared import SHARED
from workbook.vocabulary import (
    MAIN,
    OFFICE,
    book_parts,
    part_bytes,
    plan_book,
    raw_entries,
    sheet,
    write_book,
)
from xlsales.formula.spelling import respell, respellings
from xlsales.hosts.converting import STYLES, Conversion, HostName, convert
from xlsales.kernel.issues import InvalidInputError, RefusedFileError
from xlsales.kernel.values import CellError
from xlsales.office import values_of
from xlsales.resources import resource_folder
from xlsales.workbook import open_package
from xlsales.workbook.formula_meaning import meaning_digest

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
ROWS = (
    '<row r="1"><c r="A1"><f>XLSALES_SPLIT(100,B1:B3)</f><v>33.34</v></c>'
    "<c r='B1'><v>1</v></c></row>"
    '<row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">IF(B2&lt;5,xlsales.Grow(B2,0.1)&amp;&quot;'
    "XLSALES_SPLIT(&quot;,1)</f><v>2</v></c></row>"
    '<row r="3"><c r="A3"><f t="shared" si="0"/><v>3</v></c></row>'
    '<row r="4"><c r="A4" cm="1"><f t="array" ref="A4:A5">_xldudf_XLSALES_SPLIT(10,B1:B2)</f>'
    "<v>5</v></c></row>"
    '<row r="5"><c r="A5"><v>5</v></c><c r="B5" t="str"><v>XLSALES_SPLIT(</v></c></row>'
    '<row r="6"><c r="A6"><f>SUM(A1:A3)</f><v>9</v></c></row>'
)
RULES = (
    '<conditionalFormatting sqref="A1:A3"><cfRule type="expression" priority="1"><formula>'
    "XLSALES_ATTAINMENT(A1,B1)&gt;1</formula></cfRule></conditionalFormatting>"
    '<dataValidations count="1"><dataValidation type="custom" sqref="B1"><formula1>'
    "XLSALES.GROW(B1,1)&gt;0</formula1></dataValidation></dataValidations>"
    f'<extLst><ext uri="{{x}}" xmlns:x14="{X14}"><x14:conditionalFormattings><x14:conditionalFormatting '
    f'xmlns:xm="{XM}"><x14:cfRule type="expression" priority="2" id="{{1}}"><xm:f>_xll.XLSALES.GROW(A1,1)'
    "</xm:f></x14:cfRule><xm:sqref>A1</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>"
    f'</ext><ext uri="{{y}}" xmlns:x14="{X14}"><x14:dataValidations xmlns:xm="{XM}" count="1">'
    '<x14:dataValidation type="custom"><x14:formula1><xm:f>[1]!XLSALES_GROW(A1,1)</xm:f></x14:formula1>'
    "<xm:sqref>B2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)
NAMES = (
    '<definedNames><definedName name="Part">XLSALES_SPLIT(100,Plan!$B$1:$B$3)</definedName></definedNames>'
)
#: Every call of the workbook, in the order of the parts.
CALLS = 8
DEMO = sorted(resource_folder("workbooks").glob("*.xls[xm]"))


def book(folder: Path) -> Path:
    return plan_book(folder, ROWS, tail=RULES, after=NAMES, dynamic=True)


def converted(source: Path, host: HostName, out: Path) -> Conversion:
    with open_package(source) as package:
        return convert(package, host, out)


@pytest.mark.parametrize(
    ("host", "call"),
    [("desktop", "XLSALES_SPLIT("), ("lite", "_xldudf_XLSALES_SPLIT("), ("libreoffice", "XLSALES.SPLIT(")],
)
def test_every_place_is_spelled_as_the_host_writes_it(host: HostName, call: str, tmp_path: Path) -> None:
    done = converted(book(tmp_path), host, tmp_path / "out.xlsx")

    front = call.removesuffix("SPLIT(")
    text = (
        part_bytes(done.written.destination) + part_bytes(done.written.destination, "xl/workbook.xml")
    ).decode()
    formulas = re.findall(r"<(?:xm:)?(?:f|formula1?|definedName)\b[^>/]*>([^<]*)<", text)
    ours = [formula for formula in formulas if "xlsales" in formula.lower()]
    assert len(ours) == CALLS
    assert all(front in formula for formula in ours)
    assert f"{front}GROW(B2,0.1)&amp;&quot;XLSALES_SPLIT(&quot;" in text
    assert "<v>XLSALES_SPLIT(</v>" in text


def test_only_calls_change_byte_for_byte(tmp_path: Path) -> None:
    source = book(tmp_path)

    out = converted(source, "lite", tmp_path / "out.xlsx").written.destination

    names = rb"(?:\[1\]!|_xll\.)?(?:_xldudf_)?xlsales[._](?=(?:split|grow|attainment)\((?!&quot;))"
    for part in (SHEET, "xl/workbook.xml"):
        before, after = part_bytes(source, part), part_bytes(out, part)
        canonical = [re.sub(names, b"OURS.", data, flags=re.IGNORECASE).upper() for data in (before, after)]
        assert canonical[0] == canonical[1]
        assert before != after
    old, new = raw_entries(source), raw_entries(out)
    assert {name for name in old if old[name] != new[name]} == {SHEET, "xl/workbook.xml"}


def test_what_changed_is_told_with_its_place(tmp_path: Path) -> None:
    done = converted(book(tmp_path), "lite", tmp_path / "out.xlsx")

    assert [(change.kind, change.where) for change in done.changes] == [
        ("name", "Part"),
        ("cell", "A1"),
        ("cell", "A2"),
        ("conditional format", "A1:A3"),
        ("validation", "B1"),
        ("conditional format", ""),
        ("validation", ""),
    ]
    assert done.changes[1].before == "XLSALES_SPLIT(100,B1:B3)"
    assert done.changes[1].after == "_xldudf_XLSALES_SPLIT(100,B1:B3)"


def test_there_and_back_gives_the_same_file(tmp_path: Path) -> None:
    desktop = converted(book(tmp_path), "desktop", tmp_path / "desktop.xlsx").written.destination
    lite = converted(desktop, "lite", tmp_path / "lite.xlsx").written.destination

    back = converted(lite, "desktop", tmp_path / "back.xlsx").written.destination

    for part in (SHEET, "xl/workbook.xml"):
        assert part_bytes(back, part) == part_bytes(desktop, part)
        assert part_bytes(lite, part) != part_bytes(desktop, part)


def test_a_workbook_that_is_spelled_so_already_is_copied(tmp_path: Path) -> None:
    desktop = converted(book(tmp_path), "desktop", tmp_path / "desktop.xlsx").written.destination

    again = converted(desktop, "desktop", tmp_path / "again.xlsx")

    assert again.changes == ()
    assert again.written.destination.read_bytes() == desktop.read_bytes()


def test_the_link_to_an_add_in_is_left_and_told(tmp_path: Path) -> None:
    source = write_book(
        tmp_path / "linked.xlsx",
        book_parts(
            sheet('<row r="1"><c r="A1"><f>[1]!XLSALES_SPLIT(1,B1)</f><v>1</v></c></row>'),
            after='<externalReferences><externalReference r:id="rId8"/></externalReferences>',
            links=f'<Relationship Id="rId8" Type="{OFFICE}/externalLink" Target="externalLinks/link1.xml"/>',
            parts={"xl/externalLinks/link1.xml": f'<externalLink xmlns="{MAIN}"/>'},
        ),
    )

    done = converted(source, "desktop", tmp_path / "out.xlsx")

    assert done.links_left == ("xl/externalLinks/link1.xml",)
    assert b"<f>XLSALES_SPLIT(1,B1)</f>" in part_bytes(done.written.destination)
    assert part_bytes(done.written.destination, "xl/externalLinks/link1.xml")


def test_table_columns_and_other_encodings_are_reached(tmp_path: Path) -> None:
    table = (
        f'<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A1:A2"><tableColumns count="1">'
        '<tableColumn id="1" name="x"><calculatedColumnFormula>XLSALES_GROW(1,2)</calculatedColumnFormula>'
        "</tableColumn></tableColumns></table>"
    )
    rows = '<row r="1"><c r="A1"><f>XLSALES_SPLIT(1,"漢")</f></c></row>'
    text = '<?xml version="1.0" encoding="UTF-16"?>' + sheet(rows)
    link = f'<Relationship Id="rId1" Type="{OFFICE}/table" Target="../tables/table1.xml"/>'
    links = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{link}'
    source = write_book(
        tmp_path / "book.xlsx",
        book_parts(
            text.encode("utf-16"),
            parts={
                "xl/tables/table1.xml": table,
                "xl/worksheets/_rels/sheet1.xml.rels": f"{links}</Relationships>",
            },
        ),
    )

    done = converted(source, "lite", tmp_path / "out.xlsx")

    assert [change.kind for change in done.changes] == ["cell", "table column"]
    assert '<f>_xldudf_XLSALES_SPLIT(1,"漢")</f>' in part_bytes(done.written.destination).decode("utf-16")


def test_a_formula_in_a_cdata_section_is_spelled_too(tmp_path: Path) -> None:
    source = plan_book(tmp_path, '<row r="1"><c r="A1"><f><![CDATA[XLSALES_GROW(1,2)<3]]></f></c></row>')

    done = converted(source, "libreoffice", tmp_path / "out.xlsx")

    assert b"<f>XLSALES.GROW(1,2)&lt;3</f>" in part_bytes(done.written.destination)


@pytest.mark.parametrize(
    ("wrong", "is_seen"),
    [
        ("<a><f>XLSALES.GROW(1)</f><v>1</v></a>", False),
        ("<a><f>XLSALES_GROW(2)</f><v>1</v></a>", True),
        ("<a><f>XLSALES_GROW(1)</f><v>2</v></a>", True),
        ("<a><f>XLSALES_GROW(1)</f><v x='1'>1</v></a>", True),
        ("<a><f>XLSALES_GROW(1)</f><v>1</v><!----></a>", True),
        ("<a xmlns:x='y'><f>XLSALES_GROW(1)</f><v>1</v></a>", True),
    ],
)
def test_the_check_sees_everything_but_spelling(wrong: str, is_seen: bool) -> None:
    right = b"<a><f>XLSALES_GROW(1)</f><v>1</v></a>"

    digests = [
        meaning_digest([text], "sheet1.xml", lambda formula: respell(formula, "dot"))
        for text in (right, wrong.encode())
    ]

    assert (digests[0] != digests[1]) == is_seen


@given(cut=st.integers(1, 60))
def test_the_check_does_not_depend_on_how_bytes_arrive(cut: int) -> None:
    data = b'<a>some text &amp; more<f>XLSALES_GROW(1)&amp;"x"</f> and the end</a>'
    pieces = [data[:cut], data[cut:]]

    assert meaning_digest(pieces, "a", str) == meaning_digest([data], "a", str)


@pytest.mark.parametrize("style", sorted(set(STYLES.values())))
def test_respellings_are_what_respell_does(style: Literal["dot", "underscore", "xldudf"]) -> None:
    text = 'SUM([1]!xlsales_split(A1,XLSALES.GROW(1,2)))&"XLSALES.SPLIT("&_xldudf_XL_XLSALES_GROW(1)'
    pieces = list(respellings(text, style))
    kept = [
        text[a:b]
        for a, b in zip([0, *(p.end for p in pieces)], [*(p.start for p in pieces), None], strict=True)
    ]

    joined = "".join(x + y for x, y in zip(kept, [*(p.text for p in pieces), ""], strict=True))

    assert joined == respell(text, style)


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpus is not beside the checkout")
def test_a_workbook_without_our_calls_is_copied(tmp_path: Path) -> None:
    done = 0
    for source in sorted((SHARED / "corpus").glob("*.xls[xm]")):
        try:
            with open_package(source) as package:
                conversion = convert(package, "lite", tmp_path / "out.xlsx", allow_signed=True)
        except RefusedFileError:
            continue
        assert conversion.changes == (), source.name
        assert conversion.written.destination.read_bytes() == source.read_bytes(), source.name
        done += 1
    assert done >= 100


@pytest.mark.slow
@pytest.mark.parametrize("source", DEMO, ids=lambda path: path.name)
def test_demo_workbooks_come_back_from_every_host(source: Path, tmp_path: Path) -> None:
    desktop = converted(source, "desktop", tmp_path / f"desktop{source.suffix}").written.destination

    for host in ("lite", "libreoffice"):
        there = converted(desktop, host, tmp_path / f"{host}{source.suffix}")
        back = converted(there.written.destination, "desktop", tmp_path / f"back{source.suffix}")

        assert len(back.changes) == len(there.changes)
        assert parts_of_file(back.written.destination) == parts_of_file(desktop)


@pytest.mark.parametrize(("length", "is_refused"), [(8184, False), (8185, True)])
def test_a_formula_never_becomes_longer_than_excel_takes(
    length: int, is_refused: bool, tmp_path: Path
) -> None:
    formula = "XLSALES_GROW(1,2)".ljust(length, "+").replace("++", "+1").ljust(length, "1")[:length]
    source = plan_book(tmp_path, f'<row r="1"><c r="A1"><f>{formula}</f><v>1</v></c></row>')

    if is_refused:
        with pytest.raises(InvalidInputError, match=r"CONVERT-001 at A1: got 8193 characters"):
            converted(source, "lite", tmp_path / "out.xlsx")
    else:
        assert len(converted(source, "lite", tmp_path / "out.xlsx").changes[0].after) == 8192


class TestInCalc:
    pytestmark = NEEDS_OFFICE

    def test_calc_computes_what_was_converted_for_it(self, tmp_path: Path) -> None:
        def build(made: Any) -> None:
            page = made.add_worksheet("Plan")
            page.write_column("B1", [1, 1, 1])
            page.write_formula("A1", "=XLSALES_GROW(1000,0.1)*2", None, 0)
            page.write_array_formula("A2:A4", "{=XLSALES_SPLIT(100,B1:B3)}", None, 0)
            made.define_name("Grown", "=XLSALES_GROW(1000,0.5)")
            page.write_formula("A5", "=Grown+1", None, 0)

        source = make_book(tmp_path / "desktop.xlsx", build)
        out = converted(source, "libreoffice", tmp_path / "calc.xlsx").written.destination

        with calc_with_extension(tmp_path) as calc:
            before, after = values_of(source, calc)["Plan"], values_of(out, calc)["Plan"]

        assert [row[0] for row in after] == pytest.approx([2200, 33.34, 33.33, 33.33, 1501])
        assert before[0][0] == CellError("#NAME?")
