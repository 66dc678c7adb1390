"""``xlsales attach``, ``detach`` and ``convert``: what is written and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import make_sheet
from cli.running import run
from hosts.web_extension import parts_of_file, properties_of, with_extension


@pytest.fixture
def book(tmp_path: Path) -> Path:
    cells = {"A1": "Customer", "B1": "金额", "A2": "Firm", "B2": 5.5, "D2": "=XLSALES_GROW(B2,0.1)"}
    return make_sheet(tmp_path / "book.xlsx", cells, "Orders")


def test_attach_shows_the_guess_and_writes_the_sheet(book: Path, tmp_path: Path) -> None:
    done = run("attach", book, "-o", tmp_path / "out.xlsx")

    assert done.code == 0
    lines = [line.split() for line in done.out.splitlines()]
    assert ["Orders", "Customer", "customer", "100%", "Orders!A1", "Firm"] in lines
    assert ["Orders", "金额", "amount", "100%", "Orders!B1", "5.5"] in lines
    assert "the sheet 'xlsales' lists them" in done.out
    assert "xl/worksheets/sheet2.xml" in parts_of_file(tmp_path / "out.xlsx")


def test_attach_tells_the_guess_as_json(book: Path, tmp_path: Path) -> None:
    found = run("attach", book, "-o", tmp_path / "out.xlsx", "--json").json()

    assert [(each["column"], each["meaning"]) for each in found["columns"]] == [
        ("Customer", "customer"),
        ("金额", "amount"),
    ]
    listed = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    assert set(found["parts_changed"]) == listed


def test_attach_again_leaves_the_sheet_as_it_is(book: Path, tmp_path: Path) -> None:
    run("attach", book, "-o", tmp_path / "once.xlsx")

    done = run("attach", tmp_path / "once.xlsx", "-o", tmp_path / "twice.xlsx")

    assert "was there already and stays" in done.out
    assert (tmp_path / "twice.xlsx").read_bytes() == (tmp_path / "once.xlsx").read_bytes()


def test_attach_says_where_nothing_was_recognised(tmp_path: Path) -> None:
    book = make_sheet(tmp_path / "plain.xlsx", {"A1": 1})

    done = run("attach", book, "-o", tmp_path / "out.xlsx")

    assert (done.code, "no column was recognised" in done.out) == (0, True)
    assert (tmp_path / "out.xlsx").read_bytes() == book.read_bytes()


def test_attach_lite_puts_the_functions_in(book: Path, tmp_path: Path) -> None:
    done = run("attach", book, "--lite", "-o", tmp_path / "out.xlsx")

    assert "3 parts added and 2 changed" in done.out
    assert "def split(" in properties_of(tmp_path / "out.xlsx")["main.py"]
    again = run("attach", tmp_path / "out.xlsx", "--lite", "-o", tmp_path / "twice.xlsx")
    assert "were in already" in again.out


def test_attach_lite_refuses_what_would_break_a_user_s_code(book: Path, tmp_path: Path) -> None:
    own = with_extension(book, tmp_path / "own.xlsx", {"main.py": "def split(text): ..."})

    done = run("attach", own, "--lite", "-o", tmp_path / "out.xlsx")

    assert done.code == 2
    assert done.err.startswith("LITE-002 at main.py: got own definitions of split")
    assert not (tmp_path / "out.xlsx").exists()


def test_detach_takes_both_out(book: Path, tmp_path: Path) -> None:
    run("attach", book, "-o", tmp_path / "named.xlsx")
    run("attach", tmp_path / "named.xlsx", "--lite", "-o", tmp_path / "both.xlsx")

    done = run("detach", tmp_path / "both.xlsx", "-o", tmp_path / "back.xlsx")

    assert "without the functions for xlwings Lite and the sheet of column names" in done.out
    assert parts_of_file(tmp_path / "back.xlsx") == parts_of_file(book)
    again = run("detach", tmp_path / "back.xlsx", "-o", tmp_path / "again.xlsx", "--json").json()
    assert again["parts_removed"] == []


@pytest.mark.parametrize(
    ("host", "formula"),
    [("lite", b"_xldudf_XLSALES_GROW(B2,0.1)"), ("libreoffice", b"XLSALES.GROW(B2,0.1)")],
)
def test_convert_spells_the_calls(host: str, formula: bytes, book: Path, tmp_path: Path) -> None:
    done = run("convert", book, "--to", host, "-o", tmp_path / "out.xlsx")

    assert f"spelled for {host}: 1 cell; all else is as it was" in done.out
    assert formula in parts_of_file(tmp_path / "out.xlsx")["xl/worksheets/sheet1.xml"]


def test_convert_tells_changes_as_json_and_copies_what_is_spelled_so(book: Path, tmp_path: Path) -> None:
    (change,) = run("convert", book, "--to", "lite", "-o", tmp_path / "out.xlsx", "--json").json()["changes"]

    same = run("convert", book, "--to", "desktop", "-o", tmp_path / "same.xlsx")

    assert (change["kind"], change["where"], change["before"]) == ("cell", "D2", "XLSALES_GROW(B2,0.1)")
    assert "an exact copy" in same.out
    assert (tmp_path / "same.xlsx").read_bytes() == book.read_bytes()


@pytest.mark.parametrize(
    "command", [["attach"], ["attach", "--lite"], ["detach"], ["convert", "--to", "lite"]]
)
def test_the_workbook_itself_is_never_written(command: list[str], book: Path) -> None:
    before = book.read_bytes()

    done = run(*command, book, "-o", book)

    assert done.code == 2
    assert done.err.startswith("WB-023")
    assert book.read_bytes() == before
