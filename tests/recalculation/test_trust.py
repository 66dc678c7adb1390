"""What is written, what is kept, and what is said about it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from books import after, make_book, put, recalculated, spill
from shared import needs_shared, shared_file
from xlsales.kernel.issues import InvalidInputError
from xlsales.kernel.values import CellError
from xlsales.recalculation.book import address
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.recalculate import Options, recalculate
from xlsales.recalculation.report import Recalculation
from xlsales.workbook import open_package


def _book(path: Path, cells: dict[str, tuple[object, object] | object], **properties: Any) -> Path:
    """Write sheet S; a pair is a formula and its saved result."""

    def build(book: Any) -> None:
        if properties:
            book.set_properties(properties)
        page = book.add_worksheet("S")
        for place, content in cells.items():
            formula, value = content if isinstance(content, tuple) else (content, "")
            put(page, place, formula, value)

    return make_book(path / "book.xlsx", build)


def _kept(done: Recalculation) -> dict[str, tuple[str, bool]]:
    return {address(kept.place): (kept.why, kept.stale) for kept in done.kept}


def test_a_result_the_engine_does_not_reproduce_stays_and_is_reported(tmp_path: Path) -> None:
    path = _book(tmp_path, {"A1": 2, "B1": ("=A1*10", 999), "C1": ("=A1+1", 3)})

    done = recalculated(path, full=True)

    assert not done.changed
    assert _kept(done) == {"S!B1": ("baseline", False)}
    assert "Excel saved 999, the engine gives 20" in done.kept[0].reason
    assert done.verified == 1


def test_when_its_input_changes_it_is_stale_and_what_reads_it_is_uncertain(tmp_path: Path) -> None:
    path = _book(
        tmp_path,
        {"A1": 2, "B1": ("=A1*10", 999), "C1": ("=B1+1", 1000), "D1": ("=A1+1", 3), "E1": ("=D1*2", 6)},
    )

    done = recalculated(path, "S!A1=5")

    assert _kept(done) == {"S!B1": ("baseline", True), "S!C1": ("uncertain", True)}
    cells = after(done, path)
    assert [cells[a] for a in ("A1", "B1", "C1", "D1", "E1")] == [5, 999, 1000, 6, 12]


def test_a_call_of_ours_that_rests_on_a_stale_cell_keeps_its_value(tmp_path: Path) -> None:
    path = _book(
        tmp_path,
        {"A1": 2, "B1": ("=A1*10", 999), "C1": ("=XLSALES_ATTAINMENT(B1,1000)", 0.999)},
    )

    done = recalculated(path, "S!A1=5")

    assert {address(c.place) for c in done.changed} == {"S!A1"}
    assert _kept(done) == {"S!B1": ("baseline", True), "S!C1": ("uncertain", True)}


def test_a_function_nobody_knows_keeps_its_value_and_feeds_others(tmp_path: Path) -> None:
    path = _book(
        tmp_path, {"A1": 4, "B1": ("=NOSUCHFUNCTION(7)", 10), "C1": ("=XLSALES_ATTAINMENT(A1,B1)", 0.3)}
    )

    done = recalculated(path)

    assert after(done, path)["C1"] == 0.4
    assert "S!B1" not in _kept(done)


def test_a_function_of_ours_that_does_not_exist_is_reported_with_the_nearest_name(tmp_path: Path) -> None:
    path = _book(tmp_path, {"A1": ("=XLSALES_SPLITT(1,{1;1})", 1)})

    done = recalculated(path)

    assert not done.changed
    assert "Did you mean SPLIT?" in done.kept[0].reason


def test_results_saved_without_our_functions_are_filled_in(tmp_path: Path) -> None:
    path = _book(
        tmp_path,
        {
            "A1": ("=XLSALES_ATTAINMENT(5,10)", "#NAME?"),
            "B1": ("=A1*2", "#NAME?"),
            "C1": ("=IF(XLSALES_ATTAINMENT(5,10)<1,1,2)", "#NAME?"),
        },
    )

    done = recalculated(path)

    cells = after(done, path)
    assert [cells[a] for a in ("A1", "B1", "C1")] == [0.5, 1, 1]


def test_unchanged_inputs_change_nothing_even_in_the_last_digits(tmp_path: Path) -> None:
    path = _book(
        tmp_path,
        {
            "A1": 0.1,
            "A2": 0.2,
            "B1": ("=A1+A2", 0.3),
            "B2": ("=XLSALES_ATTAINMENT(B1,1)", 0.30000000000000004),
            "B3": ("=SUM(B1:B2)", 0.6),
        },
    )

    done = recalculated(path, full=True)

    assert not done.changed
    assert not done.patches
    assert not done.kept


def test_today_is_checked_against_the_day_of_saving_and_then_moves_on(tmp_path: Path) -> None:
    saved = datetime(2026, 3, 10, 12)
    path = _book(
        tmp_path,
        {"A1": 46092, "B1": ('=IF(A1<TODAY(),"late","open")', "open")},
        created=saved,
    )

    with open_package(path) as package:
        done = recalculate(package, Options([CellruneEngine()], today=date(2026, 5, 1)))

    assert after(done, path)["B1"] == "late"


def test_random_draws_keep_what_was_saved(tmp_path: Path) -> None:
    path = _book(
        tmp_path, {"A1": ("=RAND()", 0.25), "B1": ("=A1*2", 0.5), "C1": ("=XLSALES_GROW(A1,1)", 0.5)}
    )

    done = recalculated(path)

    assert not done.changed
    assert _kept(done)["S!A1"] == ("random", False)


def test_other_workbooks_are_never_asked(tmp_path: Path) -> None:
    path = _book(
        tmp_path,
        {"A1": ("='[other.xlsx]S'!A1*2", 8), "B1": ("=A1+1", 9), "C1": ("=XLSALES_GROW(B1,1)", 1)},
    )

    done = recalculated(path)

    assert after(done, path)["C1"] == 18
    assert not any(kept.stale for kept in done.kept)


def test_a_formula_without_a_result_is_computed_and_called_unverified(tmp_path: Path) -> None:
    path = _book(tmp_path, {"A1": 3, "B1": "=A1*2", "C1": ("=A1+1", 4)})

    done = recalculated(path)

    assert after(done, path)["B1"] == 6
    assert [address(place) for place in done.unverified] == ["S!B1"]


def test_a_set_input_reaches_every_formula_behind_it(tmp_path: Path) -> None:
    cells: dict[str, object] = {"A1": 1}
    for row in range(2, 400):
        cells[f"A{row}"] = (f"=A{row - 1}+1", row)
    cells["C1"] = ("=SUM(A1:A399)", 399 * 400 // 2)
    path = _book(tmp_path, cells)

    done = recalculated(path, "S!A1=2")

    assert after(done, path)["C1"] == 399 * 400 // 2 + 399
    assert len(done.changed) == 400


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("S!B1=1", "INPUT-003"),
        ("S!D2=1", "INPUT-004"),
        ("T!A1=1", "INPUT-002"),
        ("Growht=1", "INPUT-002"),
        ("S!A1", "INPUT-001"),
        ("S!A1:A2=1", "INPUT-002"),
    ],
)
def test_a_setting_that_cannot_be_written_is_refused(setting: str, code: str, tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write("A1", 1)
        put(page, "B1", "=A1", 1)
        spill(page, "D1:D2", "=_xldudf_XLSALES_SPLIT(2,{1;1})", [[1], [1]])
        book.define_name("Growth", "=S!$A$1")

    path = make_book(tmp_path / "book.xlsx", build)

    with pytest.raises(InvalidInputError) as caught:
        recalculated(path, setting)

    assert [issue.code for issue in caught.value.issues] == [code]


def test_settings_take_names_dates_texts_and_percentages(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write_row("A1", [1, 2, 3, 4])
        page.write_row("E1", ["x", True])
        book.define_name("Growth", "=S!$A$1")

    path = make_book(tmp_path / "book.xlsx", build)

    done = recalculated(
        path, "Growth=8%", "S!B1=2026-01-31", "s!$C$1=North", 'S!D1="007"', "S!E1=", "S!F1=false"
    )

    cells = after(done, path)
    assert [cells[a] for a in ("A1", "B1", "C1", "D1", "E1", "F1")] == [
        0.08,
        46053,
        "North",
        "007",
        None,
        False,
    ]


def test_a_wrong_argument_is_told_with_its_cell(tmp_path: Path) -> None:
    path = _book(tmp_path, {"A1": "ten", "B1": ("=XLSALES_ATTAINMENT(A1,5)", 2)})

    done = recalculated(path)

    assert after(done, path)["B1"] == CellError("#VALUE!")
    assert [(address(told.place), told.issue.where) for told in done.told] == [("S!B1", "actual")]


def test_calls_in_formats_and_validations_are_named(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write("A1", 1)
        rule = {"type": "formula", "criteria": "=XLSALES_ATTAINMENT(A1,2)<1"}
        page.conditional_format("A1:A9", rule)
        page.data_validation("B1", {"validate": "custom", "value": "=XLSALES_ATTAINMENT(B1,2)<1"})

    path = make_book(tmp_path / "book.xlsx", build)

    done = recalculated(path)

    assert sorted(text.partition(" of ")[0] for text in done.elsewhere) == [
        "conditional format",
        "data validation",
    ]


@needs_shared
def test_a_what_if_table_keeps_its_results_and_is_called_out_of_date(tmp_path: Path) -> None:
    path = shared_file("corpus", "ClosedXML__one-variable.xlsx")
    with open_package(path) as package:
        before = recalculate(package, Options([CellruneEngine()]))
        inputs = [f"{package.sheets[0].name}!Z99=1"]
        done = recalculate(package, Options([CellruneEngine()], inputs))

    assert not any(kept.stale for kept in before.kept)
    tables = [kept for kept in done.kept if "what-if" in kept.reason]
    assert tables
    assert all(kept.stale for kept in tables)
