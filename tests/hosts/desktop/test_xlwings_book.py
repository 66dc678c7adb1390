"""The adapter over xlwings, on objects that answer as xlwings' do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest

from xlsales.hosts.buttons.open_book import Cancelled
from xlsales.hosts.buttons.pages import Link, Page
from xlsales.hosts.desktop.excel_book import BookFormula
from xlsales.hosts.desktop.xlwings_book import StatusBar, XlwingsBook
from xlsales.kernel.issues import InvalidInputError


class Cell:
    """A range of xlwings."""

    def __init__(self, formula2: Any = "", has_array: bool = False) -> None:
        self.formula2 = formula2
        self.has_array = has_array
        self.row, self.column = 2, 3
        self.font = MagicMock()


class Sheet:
    """A sheet of xlwings that remembers its ranges."""

    def __init__(self, name: str, used: Cell | None = None) -> None:
        self.name = name
        self.used_range = used or Cell()
        self.ranges: dict[Any, Any] = {}
        self.autofit = MagicMock()

    def range(self, *corners: Any) -> Any:
        return self.ranges.setdefault(corners if len(corners) > 1 else corners[0], Cell())


class FakeSheets(list[Sheet]):
    """The sheets of a book, by place or by name."""

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            return next(sheet for sheet in self if sheet.name == key)
        return list.__getitem__(self, key)

    def add(self, name: str = "", after: Any = None) -> Sheet:
        assert after is self[-1]
        self.append(Sheet(name))
        return self[-1]  # type: ignore[no-any-return]


def book_of(*sheets: Sheet, fullname: str = "") -> tuple[XlwingsBook, Any]:
    book = MagicMock()
    book.sheets = FakeSheets(sheets)
    book.fullname = fullname or "Plan.xlsx"
    book.name = "Plan.xlsx"
    return XlwingsBook(book), book


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        ("=A1", [(2, 3, "=A1")]),
        (("=A1", "x", "=B1"), [(2, 3, "=A1"), (2, 5, "=B1")]),
        ((("x", "=A1"), ("=B1", "")), [(2, 4, "=A1"), (3, 3, "=B1")]),
        ("text", []),
    ],
)
def test_formulas_are_found_in_a_used_range_of_any_shape(shape: Any, found: list[Any]) -> None:
    book, _ = book_of(Sheet("S", Cell(shape)))

    assert [(each.row, each.column, each.text) for each in book.formulas()] == found


def test_a_formula_is_written_so_that_it_may_spill() -> None:
    sheet = Sheet("S")
    book, _ = book_of(sheet)
    sheet.range((2, 3)).formula2 = "=old"

    outcome = book.respell(BookFormula("S", 2, 3, "=old"), "=new")

    assert outcome == "written"
    assert sheet.range((2, 3)).formula2 == "=new"


def test_a_cell_that_only_shows_the_array_of_another_is_left_alone() -> None:
    sheet = Sheet("S")
    book, _ = book_of(sheet)
    sheet.range((2, 3)).formula2 = "=new"

    assert book.respell(BookFormula("S", 2, 3, "=old"), "=new") == "followed"


def test_a_refusal_of_excel_is_no_exception() -> None:
    class Protected(Cell):
        def __setattr__(self, name: str, value: Any) -> None:
            if name == "formula2" and hasattr(self, "font"):
                raise RuntimeError("protected")
            super().__setattr__(name, value)

    sheet = Sheet("S")
    sheet.ranges[2, 3] = Protected("=old")
    book, _ = book_of(sheet)

    assert book.respell(BookFormula("S", 2, 3, "=old"), "=new") == "refused"


def test_a_page_comes_on_a_new_last_sheet_whose_name_is_free() -> None:
    sheets = [Sheet("Plan"), Sheet("Issues")]
    book, raw = book_of(*sheets)

    book.add_sheet(Page("issues", ("Where", "Text"), ((Link("Plan", "B2"), "=SUM(A1)"), ("S", "-5"))))

    added = raw.sheets[2]
    assert added.name == "issues 2"
    assert added.range((1, 1)).value == [["Where", "Text"], [None, "'=SUM(A1)"], ["S", "'-5"]]
    assert added.range((2, 1)).formula == """=HYPERLINK("#'Plan'!B2","Plan!B2")"""


def test_pages_of_a_new_book_leave_the_old_one_as_it_is() -> None:
    book, raw = book_of(Sheet("Plan"))
    new = MagicMock()
    new.sheets = FakeSheets([Sheet("Sheet1")])
    new.sheets[0].activate = MagicMock()
    raw.app.books.add.return_value = new

    book.new_book((Page("One", ("a",), (("x",),)), Page("Two", ("b",), ())))

    assert [sheet.name for sheet in new.sheets] == ["One", "Two"]
    assert [sheet.name for sheet in raw.sheets] == ["Plan"]


@pytest.mark.parametrize("fullname", ["Plan.xlsx", "https://example.sharepoint.com/Plan.xlsx"])
def test_a_book_on_the_web_or_never_saved_has_no_folder(fullname: str) -> None:
    assert book_of(fullname=fullname)[0].folder is None


def test_a_saved_book_has_its_folder(tmp_path: Path) -> None:
    assert book_of(fullname=str(tmp_path / "Plan.xlsx"))[0].folder == tmp_path


def test_on_windows_the_copy_is_what_the_book_is_now(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    book, raw = book_of()

    assert book.copy_to(tmp_path) == tmp_path / "Plan.xlsx"
    raw.api.SaveCopyAs.assert_called_once_with(str(tmp_path / "Plan.xlsx"))


def test_elsewhere_the_copy_is_what_was_saved_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    (tmp_path / "Plan.xlsx").write_bytes(b"saved")
    (tmp_path / "copy").mkdir()
    book, _ = book_of(fullname=str(tmp_path / "Plan.xlsx"))

    assert book.copy_to(tmp_path / "copy").read_bytes() == b"saved"

    (tmp_path / "Plan.xlsx").unlink()
    with pytest.raises(InvalidInputError, match="ADDIN-005"):
        book.copy_to(tmp_path / "copy")


def test_esc_stops_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    pressed = iter([True, False, True])
    monkeypatch.setattr("xlsales.hosts.desktop.xlwings_book._escape_was_pressed", lambda: next(pressed))
    book, raw = book_of()
    person = StatusBar(book)  # the Esc of before the button does not count

    person.tell("one")

    assert raw.app.status_bar == "one"
    with pytest.raises(Cancelled):
        person.tell("two")


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("Book", "caller name fullname app sheets api"),
        ("Sheet", "name used_range range autofit activate"),
        ("Range", "formula formula2 formula_array has_array value row column font api"),
        ("App", "status_bar alert books"),
    ],
)
def test_xlwings_has_every_member_that_the_adapter_asks_for(kind: str, members: str) -> None:
    xlwings = pytest.importorskip("xlwings", reason="xlwings is not installed")

    assert all(hasattr(getattr(xlwings, kind), name) for name in members.split())
