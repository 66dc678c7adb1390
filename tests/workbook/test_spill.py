"""Spills that grow, shrink and are blocked, planned and written."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbook.test_patch import constant, refused, written
from workbook.vocabulary import at, part_bytes, plan_book, scanned, value_at
from xlsales.kernel.grid import parse_area, parse_cell
from xlsales.kernel.values import CellError, CellValue
from xlsales.workbook import (
    Blocker,
    InputPatch,
    SpillOutcome,
    SpillPatch,
    open_package,
    plan_spill,
    plan_spills,
    scan_sheet,
)

SPILL = CellError("#SPILL!")
NOT_AVAILABLE = CellError("#N/A")


def column(*values: CellValue) -> tuple[tuple[CellValue, ...], ...]:
    return tuple((value,) for value in values)


def spill(address: str, rows: tuple[tuple[CellValue, ...], ...]) -> SpillPatch:
    return SpillPatch("Plan", parse_cell(address), rows)


def dynamic(address: str, area: str) -> str:
    return f'<c r="{address}" cm="1"><f t="array" ref="{area}">SPLIT()</f><v>1</v></c>'


def planned(path: Path, *patches: SpillPatch, inputs: tuple[InputPatch, ...] = ()) -> list[SpillOutcome]:
    with open_package(path) as package:
        return list(plan_spills(scan_sheet(package, "Plan"), package, patches, inputs))


#: An array over B1:B3, with styles on what stands around it.
ROWS = (
    f'<row r="1" spans="2:2">{dynamic("B1", "B1:B3")}</row>'
    '<row r="2"><c r="B2" s="5"><v>2</v></c></row>'
    '<row r="3"><c r="B3"><v>3</v></c><c r="D3"><v>9</v></c></row>'
)


def test_a_spill_grows_into_free_cells(tmp_path: Path) -> None:
    path = plan_book(tmp_path, ROWS, head='<dimension ref="B1:D3"/>', dynamic=True)

    new, report = written(path, spill("B1", ((1, "x"), (2, None), (3, True), (4, 8))))

    text = part_bytes(new).decode()
    cells = scanned(new)
    assert '<c r="B1" cm="1"><f t="array" ref="B1:C4">SPLIT()</f><v>1</v></c>' in text
    assert '<c r="C1" t="str"><v>x</v></c>' in text
    assert '<row r="4"><c r="B4"><v>4</v></c><c r="C4"><v>8</v></c></row>' in text
    assert '<row r="1" spans="2:3">' in text
    assert '<dimension ref="B1:D4"/>' in text
    assert [value_at(cells, name) for name in ("C1", "C2", "C3", "D3")] == ["x", 0.0, True, 9.0]
    assert cells.arrays[at("B1")].area == parse_area("B1:C4")
    assert {str(change.cell) for change in report.changed} == {"B1", "C1", "C2", "C3", "B4", "C4"}


def test_a_spill_shrinks_and_frees_its_cells_but_keeps_their_style(tmp_path: Path) -> None:
    path = plan_book(tmp_path, ROWS, dynamic=True)

    new, _ = written(path, spill("B1", column(1)))

    text = part_bytes(new).decode()
    assert '<f t="array" ref="B1">' in text
    assert '<c r="B2" s="5"/>' in text
    assert scanned(new).values == {at("B1"): 1.0, at("D3"): 9.0}


def test_a_spill_with_the_same_result_changes_no_byte(tmp_path: Path) -> None:
    path = plan_book(tmp_path, ROWS, dynamic=True)

    new, report = written(path, spill("B1", column(1, 2, 3)))

    assert new.read_bytes() == path.read_bytes()
    assert report.unchanged == 3


def test_new_members_of_a_volatile_array_carry_its_mark(tmp_path: Path) -> None:
    rows = f'<row r="1">{dynamic("A1", "A1:A2")}</row><row r="2"><c r="A2"><f ca="1"/><v>2</v></c></row>'
    path = plan_book(tmp_path, rows, dynamic=True)

    grown, _ = written(path, spill("A1", column(1, 5, 6)))
    assert '<c r="A2"><f ca="1"/><v>5</v></c>' in part_bytes(grown).decode()
    assert '<c r="A3"><f ca="1"/><v>6</v></c>' in part_bytes(grown).decode()

    shrunk, _ = written(path, spill("A1", column(7)))
    assert '<c r="A2"/>' in part_bytes(shrunk).decode()
    assert scanned(shrunk).volatile_members == set()


TABLE = {
    "xl/tables/table1.xml": '<table ref="A3:C5" displayName="T"/>',
    "xl/worksheets/_rels/sheet1.xml.rels": '<Relationships><Relationship Id="r" Type="x/table" '
    'Target="../tables/table1.xml"/></Relationships>',
}


@pytest.mark.parametrize(
    ("others", "options", "blocker"),
    [
        ('<row r="4"><c r="B4"><v>0</v></c></row>', {}, Blocker("value", parse_cell("B4"))),
        (
            '<row r="4"><c r="B4" t="inlineStr"><is><t/></is></c></row>',
            {},
            Blocker("value", parse_cell("B4")),
        ),
        ('<row r="4"><c r="B4"><f>A1</f></c></row>', {}, Blocker("value", parse_cell("B4"))),
        ('<row r="4"><c r="B4" s="1"/></row>', {}, None),
        (
            "",
            {"tail": '<mergeCells><mergeCell ref="A4:C6"/></mergeCells>'},
            Blocker("merge", parse_cell("B4")),
        ),
        ("", {"parts": TABLE}, Blocker("table", parse_cell("B3"))),
        (f'<row r="4">{dynamic("A4", "A4:C4")}</row>', {}, Blocker("array", parse_cell("B4"))),
        (
            '<row r="4"><c r="A4"><f t="array" ref="A4:C4">1</f><v>1</v></c></row>',
            {},
            Blocker("array", parse_cell("B4")),
        ),
    ],
    ids=["0", "empty text", "formula", "style only", "merge", "table", "dynamic array", "old array"],
)
def test_a_blocked_spill_shows_its_error_and_what_blocks_it(
    tmp_path: Path, others: str, options: dict[str, object], blocker: Blocker | None
) -> None:
    path = plan_book(tmp_path, ROWS.replace('<c r="D3"><v>9</v></c>', "") + others, dynamic=True, **options)
    patch = spill("B1", column(1, 2, 3, 4))

    (outcome,) = planned(path, patch)
    new, report = written(path, patch)

    cells = scanned(new)
    assert outcome.blocker == blocker
    if blocker is None:
        assert value_at(cells, "B4") == 4.0
        return
    assert outcome.rows == ((SPILL,),)
    assert value_at(cells, "B1") == SPILL
    assert (value_at(cells, "B2"), value_at(cells, "B3")) == (None, None)
    assert cells.arrays[at("B1")].area == parse_area("B1")
    assert '<f t="array" ref="B1">SPLIT()</f><v>#VALUE!</v>' in part_bytes(new).decode()
    rich = part_bytes(new, "xl/richData/rdrichvalue.xml").decode()
    sub_type = {"merge": 6}.get(blocker.kind, 1)
    down = blocker.cell.row - 1
    assert f'<rv s="0"><v>0</v><v>8</v><v>{down}</v><v>{sub_type}</v></rv>' in rich
    assert set(report.parts_changed) == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/metadata.xml",
    }


def test_a_spill_that_was_blocked_comes_back(tmp_path: Path) -> None:
    path = plan_book(tmp_path, ROWS + '<row r="4"><c r="B4"><v>0</v></c></row>', dynamic=True)
    patch = spill("B1", column(1, 2, 3, 4))
    blocked, _ = written(path, patch)
    blocked = blocked.rename(tmp_path / "blocked.xlsx")

    same, report = written(blocked, patch)
    assert same.read_bytes() == blocked.read_bytes()
    assert report.changed == ()

    freed, _ = written(blocked, patch, constant("B4", None))
    assert scanned(freed).arrays[at("B1")].area == parse_area("B1:B4")
    assert [value_at(scanned(freed), f"B{row}") for row in (1, 2, 3, 4)] == [1.0, 2.0, 3.0, 4.0]
    assert ' vm="' not in part_bytes(freed).decode()


@pytest.mark.parametrize(
    ("anchor", "rows", "fits"),
    [
        ("A1048575", column(1, 2), True),
        ("A1048575", column(1, 2, 3), False),
        ("XFC1", ((1, 2),), True),
        ("XFC1", ((1, 2, 3),), False),
    ],
)
def test_a_spill_stops_at_the_edge_of_the_sheet(
    tmp_path: Path, anchor: str, rows: tuple[tuple[CellValue, ...], ...], fits: bool
) -> None:
    cell = parse_cell(anchor)
    path = plan_book(tmp_path, f'<row r="{cell.row}">{dynamic(anchor, anchor)}</row>', dynamic=True)

    new, _ = written(path, spill(anchor, rows))

    assert value_at(scanned(new), anchor) == (1.0 if fits else SPILL)


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (((1, 2), (3, 4)), ((1, 2), (3, 4))),
        (((1, 2, 9), (3, 4, 9), (9, 9, 9)), ((1, 2), (3, 4))),
        (((7,),), ((7, 7), (7, 7))),
        (((7, 8),), ((7, 8), (7, 8))),
        (((7,), (8,)), ((7, 7), (8, 8))),
        (((7,), (8,), (9,)), ((7, 7), (8, 8))),
        (((None, 2), (3, 4)), ((0, 2), (3, 4))),
    ],
)
def test_an_old_array_keeps_its_size(
    tmp_path: Path, rows: tuple[tuple[CellValue, ...], ...], shown: tuple[tuple[CellValue, ...], ...]
) -> None:
    stored = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:B2">F()</f><v>0</v></c><c r="B1"><v>0</v></c></row>'
        '<row r="2"><c r="A2"><v>0</v></c></row>'
    )
    path = plan_book(tmp_path, stored)

    new, _ = written(path, spill("A1", rows))

    cells = scanned(new)
    assert '<f t="array" ref="A1:B2">F()</f>' in part_bytes(new).decode()
    found = tuple(tuple(value_at(cells, f"{letter}{row}") for letter in "AB") for row in (1, 2))
    assert found == shown


def test_an_old_array_larger_than_its_result_shows_not_available(tmp_path: Path) -> None:
    stored = '<row r="1"><c r="A1"><f t="array" ref="A1:C3">F()</f><v>0</v></c></row>'
    path = plan_book(tmp_path, stored)

    (outcome,) = planned(path, spill("A1", ((1, 2), (3, 4))))

    assert outcome.area == parse_area("A1:C3")
    assert outcome.rows[0] == (1, 2, NOT_AVAILABLE)
    assert outcome.rows[2] == (NOT_AVAILABLE,) * 3


def test_the_first_of_two_spills_takes_the_cells_that_both_want(tmp_path: Path) -> None:
    rows = f'<row r="1">{dynamic("B1", "B1")}</row><row r="2">{dynamic("A2", "A2")}</row>'
    path = plan_book(tmp_path, rows, dynamic=True)
    down, right = spill("B1", column(1, 2)), spill("A2", ((1, 2),))

    assert [outcome.blocker is None for outcome in planned(path, down, right)] == [True, False]
    assert [outcome.blocker is None for outcome in planned(path, right, down)] == [True, False]
    with open_package(path) as package:
        cells = scan_sheet(package, "Plan")
        assert plan_spill(cells, package, right).blocker is None
        assert plan_spill(cells, package, right, others=[down]).blocker == Blocker("array", parse_cell("B2"))


def test_a_spill_takes_what_a_shrinking_one_lets_go(tmp_path: Path) -> None:
    rows = f'<row r="1">{dynamic("B1", "B1")}{dynamic("C1", "C1:D1")}<c r="D1"><v>5</v></c></row>'
    rows += f'<row r="2">{dynamic("D2", "D2")}</row>'
    path = plan_book(tmp_path, rows, dynamic=True)

    up, left = spill("C1", column(1, 2)), spill("D2", column(6))
    outcomes = planned(path, left, up)

    assert [str(outcome.area) for outcome in outcomes] == ["D2", "C1:C2"]
    new, _ = written(path, left, up)
    assert value_at(scanned(new), "D1") is None


def test_a_spill_takes_what_a_blocked_one_lets_go(tmp_path: Path) -> None:
    rows = (
        f'<row r="1">{dynamic("A1", "A1")}</row>'
        f'<row r="2">{dynamic("B2", "B2:B4")}<c r="C2"><v>7</v></c></row>'
        '<row r="3"><c r="B3"><v>1</v></c></row><row r="4"><c r="B4"><v>1</v></c></row>'
        f'<row r="5">{dynamic("A3", "A3")}</row>'.replace("A3", "A5")
    )
    path = plan_book(tmp_path, rows, dynamic=True)
    wide = spill("A5", ((1, 2),))
    tall = spill("A1", column(1, 2, 3))
    blocked = spill("B2", ((1, 2), (3, 4)))

    outcomes = planned(path, tall, wide, blocked)

    assert [outcome.blocker for outcome in outcomes] == [None, None, Blocker("value", parse_cell("C2"))]
    new, _ = written(path, spill("A5", ((1, 2),)), blocked)
    assert value_at(scanned(new), "B2") == SPILL
    assert value_at(scanned(new), "B3") is None


def test_three_spills_settle_when_the_last_is_blocked(tmp_path: Path) -> None:
    rows = (
        f'<row r="1">{dynamic("A1", "A1")}{dynamic("B1", "B1:B2")}<c r="C1"><v>7</v></c></row>'
        f'<row r="2">{dynamic("A2", "A2")}<c r="B2"><v>1</v></c></row>'
    )
    path = plan_book(tmp_path, rows, dynamic=True)

    outcomes = planned(path, spill("A2", ((1, 2),)), spill("B1", ((1, 2), (3, 4))))

    assert [outcome.blocker is None for outcome in outcomes] == [True, False]
    assert str(outcomes[0].area) == "A2:B2"
    new, _ = written(path, spill("A2", ((1, 2),)), spill("B1", ((1, 2), (3, 4))))
    assert value_at(scanned(new), "B2") == 2.0


def test_inputs_block_and_unblock_what_is_planned(tmp_path: Path) -> None:
    path = plan_book(tmp_path, ROWS + '<row r="5"><c r="B5"><v>9</v></c></row>', dynamic=True)
    four, five = spill("B1", column(1, 2, 3, 4)), spill("B1", column(1, 2, 3, 4, 5))

    assert planned(path, four)[0].blocker is None
    assert planned(path, four, inputs=(constant("B4", 1),))[0].blocker == Blocker("value", parse_cell("B4"))
    assert planned(path, five)[0].blocker == Blocker("value", parse_cell("B5"))
    assert planned(path, five, inputs=(constant("B5", None),))[0].blocker is None


def test_a_huge_array_costs_only_the_cells_there_are(tmp_path: Path) -> None:
    rows = f'<row r="1">{dynamic("A1", "A1:XFD1048576")}<c r="B1"><v>3</v></c></row>'
    path = plan_book(tmp_path, rows, dynamic=True)

    new, _ = written(path, spill("A1", ((1,),)))

    assert scanned(new).values == {at("A1"): 1.0}


def test_a_huge_old_array_is_refused(tmp_path: Path) -> None:
    stored = '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">F()</f><v>0</v></c></row>'

    assert refused(plan_book(tmp_path, stored), spill("A1", ((1,),))) == "WB-013"


@pytest.mark.parametrize("address", ["B2", "D3", "Z9"])
def test_a_plain_cell_never_spills(tmp_path: Path, address: str) -> None:
    path = plan_book(tmp_path, ROWS, dynamic=True)

    assert refused(path, spill(address, column(1, 2))) == "WB-035"
