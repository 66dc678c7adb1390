"""What the ribbon's buttons do, on a book that is not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from books import make_book, spill
from hosts.desktop.fakes import FakeBook, FakePerson
from xlsales.functions import all_functions
from xlsales.hosts.buttons.pages import Link, issues_page
from xlsales.hosts.desktop.actions import settings
from xlsales.hosts.desktop.answering import answer
from xlsales.hosts.desktop.buttons import run_button
from xlsales.hosts.desktop.call_log import CALLS, MOST_CELLS, CallLog
from xlsales.hosts.desktop.machine import Machine
from xlsales.kernel.issues import Issue

ISSUE = Issue("ARG-001", "weights[2,1]", "the text 'x'", "a number", "Turn it into a number.")


@pytest.fixture(autouse=True)
def _empty_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CALLS, "_cells", {})


def test_errors_are_listed_with_a_link_to_their_cell() -> None:
    answer("SPLIT", "'[Plan.xlsx]East 1'!$B$2", 1900, 10.0, ((1.0,), ("x",)))
    book = FakeBook()

    run_button("errors", book, FakePerson(), "en")

    (page,) = book.sheets
    assert page.columns == ("Where", "Code", "Got", "Expected", "What to do")
    assert page.rows[0][0] == Link("East 1", "B2")
    assert page.rows[0][1] == "ARG-001"
    assert "weights[2,1]" in str(page.rows[0][2])


def test_errors_of_other_books_are_not_listed() -> None:
    answer("SPLIT", "[Other.xlsx]S!$B$2", 1900, "x", 1.0)
    book, person = FakeBook(), FakePerson()

    run_button("errors", book, person, "zh")

    assert book.sheets == []
    assert person.answers == ["本工作簿的函数没有报错。"]


def test_a_cell_that_works_again_is_no_longer_listed() -> None:
    for total in ("x", 10.0):
        answer("SPLIT", "[Plan.xlsx]S!$B$2", 1900, total, ((1.0,), (1.0,)))
    book = FakeBook()

    run_button("errors", book, FakePerson(), "en")

    assert book.sheets == []


def test_the_log_forgets_the_oldest_cell_first() -> None:
    log = CallLog()
    for number in range(MOST_CELLS + 1):
        log.note(f"S!A{number}", "SPLIT", [ISSUE])

    places = [each.where for each in log.refusals()]

    assert len(places) == MOST_CELLS
    assert places[0] == f"S!A{MOST_CELLS}"
    assert places[-1] == "S!A1"


def test_links_are_repaired_and_listed_and_nothing_else_is_touched() -> None:
    broken = r"='C:\Users\me\AppData\xlsales.xlam'!XLSALES_SPLIT(A1,B1:B3)"
    other = r"='C:\Tools\other.xlam'!F(1)"
    book = FakeBook(cells={("S", 1, 1): broken, ("S", 2, 1): other, ("S", 3, 1): "=XLSALES_GROW(1,2)"})

    run_button("repair", book, FakePerson(), "en")

    assert book.cells == {
        ("S", 1, 1): "=XLSALES_SPLIT(A1,B1:B3)",
        ("S", 2, 1): other,
        ("S", 3, 1): "=XLSALES_GROW(1,2)",
    }
    (page,) = book.sheets
    assert page.rows == ((Link("S", "A1"), broken, "=XLSALES_SPLIT(A1,B1:B3)", "repaired"),)


def test_a_protected_sheet_refuses_and_the_list_says_so() -> None:
    broken = "=xlsales.xlam!XLSALES_GROW(1,2)"
    book = FakeBook(cells={("S", 1, 1): broken}, protected={"S"})

    run_button("repair", book, FakePerson(), "en")

    assert book.cells["S", 1, 1] == broken
    assert "protected" in str(book.sheets[0].rows[0][3])


def test_esc_stops_a_repair_before_the_next_formula() -> None:
    broken = "=xlsales.xlam!XLSALES_GROW(1,2)"
    book, person = FakeBook(cells={("S", row, 1): broken for row in (1, 2, 3)}), FakePerson(patience=1)

    run_button("repair", book, person, "en")

    assert [text == broken for text in book.cells.values()] == [False, True, True]
    assert person.answers == ["Stopped."]


def _plan(folder: Path) -> Path:
    def build(book: Any) -> None:
        page = book.add_worksheet("Plan")
        page.write_column("A1", [100, 1, 1, 1])
        spill(page, "B1:B3", "=_xldudf_XLSALES_SPLIT(A1,A2:A4)", [[1], [2], [3]])

    return make_book(folder / "Plan.xlsx", build)


def test_a_copy_is_recalculated_beside_the_book_and_the_book_stays(tmp_path: Path) -> None:
    path = _plan(tmp_path)
    before = path.read_bytes()
    book, person = FakeBook(path), FakePerson()

    run_button("recalculate", book, person, "en")

    assert path.read_bytes() == before
    assert (tmp_path / "Plan recalculated.xlsx").is_file()
    (page,) = book.sheets
    assert page.rows[0][:3] == (Link("Plan", "B1"), 1.0, 33.34)
    assert person.answers == ["Plan recalculated.xlsx: 3 cells have another value than Excel's."]


def test_an_earlier_copy_is_not_written_over(tmp_path: Path) -> None:
    path = _plan(tmp_path)
    earlier = tmp_path / "Plan recalculated.xlsx"
    earlier.write_bytes(b"mine")

    run_button("recalculate", FakeBook(path), FakePerson(), "en")

    assert earlier.read_bytes() == b"mine"
    assert (tmp_path / "Plan recalculated 2.xlsx").is_file()


def test_a_book_that_was_never_saved_is_told_to_be_saved() -> None:
    book = FakeBook(saved=False)

    run_button("recalculate", book, FakePerson(), "en")

    assert book.sheets[0].rows[0][1] == "ADDIN-005"


def test_esc_stops_a_recalculation_and_leaves_no_copy(tmp_path: Path) -> None:
    path = _plan(tmp_path)
    person = FakePerson(patience=0)

    run_button("recalculate", FakeBook(path), person, "zh")

    assert person.answers == ["已停止。"]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_lists_every_function_and_argument_in_a_new_book(language: Any) -> None:
    book = FakeBook()

    run_button("help", book, FakePerson(), language)

    ((functions, arguments),) = book.books
    assert book.sheets == []
    assert [row[1] for row in functions.rows] == [f"XLSALES_{each.name}" for each in all_functions()]
    assert len(arguments.rows) == sum(len(each.arguments) for each in all_functions())
    assert all(len(row) == len(arguments.columns) for row in arguments.rows)


def test_settings_show_the_file_and_the_findings_of_the_doctor(tmp_path: Path) -> None:
    machine = Machine("windows", tmp_path, tmp_path, tmp_path / "python.exe", (3, 12), {"xlwings": "0.1"})

    shown, checked = settings.pages(machine, "en")

    assert shown.rows[0] == ("Settings file", str(tmp_path / ".xlsales" / "xlsales.conf"))
    assert ("xlwings (pip)", "0.1") in shown.rows
    assert {row[0] for row in checked.rows} == {"ok", "fix"}


def test_issues_without_a_cell_keep_their_own_place() -> None:
    page = issues_page([("", ISSUE)], "en")

    assert page.rows == ((ISSUE.where, "ARG-001", ISSUE.got, ISSUE.expected, ISSUE.fix),)
