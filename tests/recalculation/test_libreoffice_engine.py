"""LibreOffice as an engine: what it computes, and what it must not pretend to know."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from books import make_book, put
from needs_office import NEEDS_OFFICE
from xlsales.kernel.grid import parse_area, parse_cell
from xlsales.kernel.values import CellError, CellValue
from xlsales.office import OfficeProcess
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.engines.libreoffice import LibreOfficeCalculation, LibreOfficeEngine
from xlsales.recalculation.engines.port import (
    CalculationCopy,
    Clock,
    Computed,
    Formula,
    Place,
    Unavailable,
)
from xlsales.recalculation.recalculate import Options, recalculate
from xlsales.recalculation.report import Recalculation
from xlsales.workbook import open_package
from xlsales.workbook.keys import cell_key

pytestmark = NEEDS_OFFICE

CLOCK = Clock(46000.25)


@pytest.fixture(scope="module")
def engine() -> Iterator[LibreOfficeEngine]:
    """One process for all tests of this file."""
    with OfficeProcess() as office:
        yield LibreOfficeEngine(office)


def at(address: str, sheet: str = "S") -> Place:
    """Return the place of an address."""
    return Place(sheet, cell_key(*parse_cell(address)))


def loaded(engine: LibreOfficeEngine, cells: Mapping[str, CellValue | Formula]) -> LibreOfficeCalculation:
    """Load a sheet; texts that begin with = are formulas."""
    copy = CalculationCopy(("S", "It's 2"))
    copy.put(at("A1", "It's 2"), 7)
    for address, content in cells.items():
        if isinstance(content, Formula):
            copy.put_formula(at(address), content)
        elif isinstance(content, str) and content.startswith("="):
            copy.put_formula(at(address), Formula(content[1:]))
        else:
            copy.put(at(address), content)
    return engine.load(copy)


def calculated(engine: LibreOfficeEngine, cells: Mapping[str, CellValue | Formula]) -> dict[str, Computed]:
    """Calculate a sheet; return the results by address."""
    calculation = loaded(engine, cells)
    results = calculation.calculate(CLOCK)
    calculation.close()
    return {address: results[at(address)] for address in cells if at(address) in results}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+1", 2),
        ("=1=1", True),
        ("=TRUE", True),
        ("=AND(1,0)", False),
        ("=(1=1)*1", 1),
        ('="a"&1', "a1"),
        ('=""', ""),
        ("=Z99", 0),
        ("='It''s 2'!A1*2", 14),
        ("=SUM({1,2;3,4})", 10),
        ("=SUM(Y:Y)", 0),
        ("=_xlfn.NORM.S.DIST(0,TRUE)", 0.5),
        ('=TEXT(44562,"[$-411]ggge")', "令和4"),
        ("=1/0", CellError("#DIV/0!")),
        ("=#N/A", CellError("#N/A")),
        ("=#REF!+1", CellError("#REF!")),
        ('=""+1', CellError("#VALUE!")),
        ("=10^400", CellError("#NUM!")),
    ],
)
def test_results_are_what_excel_gives(engine: LibreOfficeEngine, formula: str, value: CellValue) -> None:
    result = calculated(engine, {"B1": formula})["B1"]

    assert result == value
    assert isinstance(result, bool) == isinstance(value, bool)


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("=UNHEARD_OF(1)", "no UNHEARD_OF"),
        ("=IFERROR(UNHEARD_OF(1),5)", "no UNHEARD_OF"),
        ("=_xlfn.XLOOKUP(1,A1:A2,A1:A2)", "no XLOOKUP"),
        ("=IFERROR(rate,0)", "what rate means"),
        ("=RAND()", "RAND draws"),
        ("=RANDBETWEEN(1,2)", "RANDBETWEEN draws"),
        ('=_xlfn.WEBSERVICE("http://localhost")', "never done here"),
        ("=IFERROR([1]Plan!A1,0)", "never done here"),
        ("=1+", "error 5"),
        ("=B1", "circular"),
        ("=SQRT(-1)", "502"),
    ],
)
def test_what_it_cannot_compute_is_unavailable(engine: LibreOfficeEngine, formula: str, reason: str) -> None:
    result = calculated(engine, {"B1": formula})["B1"]

    assert isinstance(result, Unavailable)
    assert reason in result.reason


@pytest.mark.parametrize(
    "reader",
    ["IFERROR(A1,1)", "ISERROR(A2)", "COUNT(A1:A9)", "SUMIFS(A:A,B:B,1)", 'COUNT(INDIRECT("A1"))', "A2+1"],
)
def test_whoever_reads_an_unavailable_cell_waits_for_it(engine: LibreOfficeEngine, reader: str) -> None:
    cells = {"A1": "=UNHEARD_OF(1)", "A2": "=A1", "C1": f"={reader}", "C2": "=COUNT(C1)", "D1": "=COUNT(B1)"}

    results = calculated(engine, cells)

    for address in ("A2", "C1", "C2"):
        result = results[address]
        assert isinstance(result, Unavailable)
        assert result.blocked
    assert results["D1"] == 0


def test_now_and_today_are_the_clock_of_the_calculation(engine: LibreOfficeEngine) -> None:
    cells = {"A1": "=TODAY()", "A2": "=NOW()", "A3": '=TEXT(now( ),"hh:mm")&"TODAY()"', "A4": "=A1=INT(A2)"}
    calculation = loaded(engine, cells)

    first = calculation.calculate(CLOCK)
    second = calculation.calculate(Clock(46001.5))
    calculation.close()

    assert [first[at(address)] for address in cells] == [46000, 46000.25, "06:00TODAY()", True]
    assert second == {at("A1"): 46001, at("A2"): 46001.5, at("A3"): "12:00TODAY()"}


def test_the_clock_follows_the_date_system_of_the_copy(engine: LibreOfficeEngine) -> None:
    copy = CalculationCopy(("S",), system=1904)
    copy.put_formula(at("A1"), Formula("YEAR(TODAY())"))
    calculation = engine.load(copy)

    assert calculation.calculate(Clock(0.0)) == {at("A1"): 1904}
    calculation.close()


def test_later_only_what_changed_is_returned(engine: LibreOfficeEngine) -> None:
    calculation = loaded(engine, {"A1": 1, "A2": 5, "B1": "=A1*2", "B2": "=A2*2", "B3": "=B1>100"})

    assert calculation.calculate(CLOCK) == {at("B1"): 2, at("B2"): 10, at("B3"): False}
    calculation.change([(at("A1"), 60)])
    assert calculation.calculate(CLOCK) == {at("B1"): 120, at("B3"): True}
    assert calculation.calculate(CLOCK) == {}
    calculation.close()


@pytest.mark.parametrize(
    ("value", "shown", "is_text"),
    [
        (3, "3", False),
        (2.5, "2.5", False),
        ("=1+1", "=1+1", True),
        ("{=1}", "{=1}", True),
        ("'quoted", "'quoted", True),
        ("0012", "0012", True),
        ("a\nb", "a\nb", True),
        ("", "", True),
        (None, "", False),
        (CellError("#N/A"), CellError("#N/A"), False),
        (CellError("#SPILL!"), CellError("#VALUE!"), False),
    ],
)
def test_a_changed_cell_holds_the_value_and_nothing_else(
    engine: LibreOfficeEngine, value: CellValue, shown: CellValue, is_text: bool
) -> None:
    calculation = loaded(engine, {"A1": 99, "B1": '=A1&""', "C1": "=ISTEXT(A1)"})
    calculation.calculate(CLOCK)

    calculation.change([(at("A1"), value)])
    calculation.calculate(CLOCK)

    assert calculation.read([at("A1"), at("B1"), at("C1")]) == {
        at("A1"): value,
        at("B1"): shown,
        at("C1"): is_text,
    }
    calculation.close()


@pytest.mark.parametrize(
    ("reader", "value"),
    [("ISTEXT(A1)", True), ("ISBLANK(A1)", False), ("COUNTA(A1)", 1), ("A1+1", CellError("#VALUE!"))],
)
def test_the_empty_text_is_no_blank_cell(engine: LibreOfficeEngine, reader: str, value: CellValue) -> None:
    calculation = loaded(engine, {"A1": "", "B1": f"={reader}"})

    at_first = calculation.calculate(CLOCK)
    calculation.change([(at("A1"), None)])
    calculation.calculate(CLOCK)
    calculation.change([(at("A1"), "")])
    later = calculation.calculate(CLOCK)

    assert at_first == later == {at("B1"): value}
    calculation.close()


def test_a_logical_value_that_was_none_when_saved_is_kept_from_libreoffice(engine: LibreOfficeEngine) -> None:
    calculation = loaded(engine, {"A1": True, "A2": 1, "B1": "=ISLOGICAL(A1)", "B2": '=A2&"!"'})
    calculation.calculate(CLOCK)

    calculation.change([(at("A1"), False), (at("A2"), True)])
    waiting = calculation.calculate(CLOCK)
    calculation.change([(at("A2"), 2)])
    known = calculation.calculate(CLOCK)

    assert list(waiting) == [at("B2")]
    assert isinstance(waiting[at("B2")], Unavailable)
    assert known == {at("B2"): "2!"}
    calculation.close()


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("IF(A1=2,TRUE,5)", True),
        ("'It''s 2'!$A$1+A1", 9),
        ('"#N/A"&SUM({1,2;3,4})', "#N/A10"),
        ("IFERROR(#N/A,_xlfn.NORM.S.DIST(0,TRUE))", 0.5),
        ("TODAY()", 46000),
        ("SUM(A:A)", 2),
    ],
)
def test_a_changed_formula_means_what_it_would_mean_in_the_file(
    engine: LibreOfficeEngine, text: str, result: CellValue
) -> None:
    calculation = loaded(engine, {"A1": 2, "B1": "=A1", "C1": "=COUNTA(B1)"})
    calculation.calculate(CLOCK)

    calculation.change([(at("B1"), Formula(text))])
    calculation.calculate(CLOCK)
    found = calculation.read([at("B1")])[at("B1")]

    assert found == result
    assert isinstance(found, bool) == isinstance(result, bool)
    calculation.close()


def test_a_cell_without_value_blocks_its_readers_until_it_has_one(engine: LibreOfficeEngine) -> None:
    calculation = loaded(engine, {"A1": 1, "B1": "=IFERROR(A1,0)", "C1": "=UNHEARD_OF()"})
    calculation.calculate(CLOCK)

    calculation.change([(at("A1"), Formula("C1"))])
    waiting = calculation.calculate(CLOCK)
    calculation.change([(at("A1"), 8)])
    known = calculation.calculate(CLOCK)

    assert isinstance(waiting[at("B1")], Unavailable)
    assert known == {at("B1"): 8}
    calculation.close()


def test_an_array_of_fixed_size_fills_its_cells_and_goes_as_a_whole(engine: LibreOfficeEngine) -> None:
    array = Formula("A1:A2*2", parse_area("B1:B3"))
    calculation = loaded(engine, {"A1": 1, "A2": 2, "B1": array, "C1": "=SUM(B1:B2)"})

    first = calculation.calculate(CLOCK)
    calculation.change([(at("B2"), 50)])
    calculation.calculate(CLOCK)

    assert [first[at(a)] for a in ("B1", "B2", "B3", "C1")] == [2, 4, CellError("#N/A"), 6]
    assert calculation.read_area("S", parse_area("B1:C2")) == [[None, 50], [50, None]]
    calculation.close()


def test_an_array_can_be_put_in_later(engine: LibreOfficeEngine) -> None:
    calculation = loaded(engine, {"A1": 1, "A2": 2, "B1": 5, "C1": "=SUM(B1:B2)"})
    calculation.calculate(CLOCK)

    calculation.change([(at("B1"), Formula("A1:A2*2", parse_area("B1:B2")))])

    assert calculation.calculate(CLOCK) == {at("B1"): 2, at("B2"): 4, at("C1"): 6}
    calculation.close()


@pytest.mark.parametrize(("area", "result"), [("B1:B1", 6), ("B1:B2", None), (None, None)])
def test_it_does_not_spill_but_computes_what_fills_one_cell(
    engine: LibreOfficeEngine, area: str | None, result: CellValue
) -> None:
    spilling = Formula("SUM(A1:A2*2)", parse_area(area) if area else None, dynamic=True)

    found = calculated(engine, {"A1": 1, "A2": 2, "B1": spilling})["B1"]

    if result is None:
        assert found == Unavailable("LibreOffice does not spill")
    else:
        assert found == result


def test_ten_thousand_formulas_take_no_time_worth_naming(engine: LibreOfficeEngine) -> None:
    cells: dict[str, CellValue | Formula] = {}
    for row in range(1, 10_001):
        cells[f"A{row}"] = row
        cells[f"B{row}"] = f"=IF(A{row}>8999,1/0,A{row}>50)" if row % 2 else f"=A{row}*2"
    calculation = loaded(engine, cells)
    started = time.perf_counter()

    first = calculation.calculate(CLOCK)
    calculation.change([(at(f"A{row}"), row + 1) for row in range(1, 10_001)])
    second = calculation.calculate(CLOCK)
    seconds = time.perf_counter() - started
    calculation.close()

    assert (first[at("B51")], first[at("B9001")], first[at("B9002")]) == (True, CellError("#DIV/0!"), 18004)
    assert len(second) == 5_001
    assert seconds < 4  # 0.9 s on two quiet cores


def test_cells_scattered_over_the_sheet_are_read_as_well(engine: LibreOfficeEngine) -> None:
    cells = {f"{column}{row}": f"={row}" for column in ("A", "C", "XFD") for row in (1, 3, 1_048_576)}

    results = calculated(engine, cells)

    assert list(results.values()) == [1, 3, 1_048_576] * 3


def test_when_the_process_is_gone_every_formula_is_unavailable_with_the_reason() -> None:
    with OfficeProcess() as office:
        calculation = loaded(LibreOfficeEngine(office), {"A1": 1, "B1": "=A1"})
        office.close()

        results = calculation.calculate(CLOCK)
        calculation.close()

    assert list(results) == [at("B1")]
    assert "OFFICE-003" in str(results[at("B1")])


ERA = '=TEXT(A1,"[$-411]ggge")'


def _era_book(path: Path, saved: str) -> Path:
    """Build a book whose B1 only LibreOffice can compute, between two formulas for anyone."""

    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        put(page, "A2", 44561)
        put(page, "A1", "=A2+1", 44562)
        put(page, "B1", ERA, saved)
        put(page, "C1", '=B1&"!"', f"{saved}!")

    return make_book(path, build)


def _changed(done: Recalculation) -> dict[str, CellValue]:
    return {str(parse_area(str(_address(c.place)))): c.after for c in done.changed}


def _address(place: Place) -> str:
    from xlsales.workbook.keys import cell_place

    return str(cell_place(place.key))


def test_it_is_elected_for_what_the_default_engine_lacks(engine: LibreOfficeEngine, tmp_path: Path) -> None:
    path = _era_book(tmp_path / "era.xlsx", "令和4")

    with open_package(path) as package:
        done = recalculate(package, Options([CellruneEngine(), engine], ["S!A2=43584"]))

    assert done.engines == {"cellrune": 2, "LibreOffice": 1}
    assert _changed(done) == {"A2": 43584, "A1": 43585, "B1": "平成31", "C1": "平成31!"}
    assert not done.kept


def test_it_is_not_elected_where_it_differs_from_excel(engine: LibreOfficeEngine, tmp_path: Path) -> None:
    path = _era_book(tmp_path / "era.xlsx", "Reiwa 4")

    with open_package(path) as package:
        done = recalculate(package, Options([CellruneEngine(), engine], ["S!A2=43584"]))

    assert _changed(done) == {"A2": 43584, "A1": 43585}
    assert [(_address(kept.place), kept.why, kept.stale) for kept in done.kept] == [
        ("B1", "baseline", True),
        ("C1", "uncertain", True),
    ]
