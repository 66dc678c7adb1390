"""``xlsales check``: what it prints, writes and returns (RP10)."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from books import make_sheet
from cli.running import run
from jobs.audit.planted import FAULTS, write_planted
from shared import needs_shared, shared_file


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    return write_planted(tmp_path)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return make_sheet(tmp_path / "clean.xlsx", {"A1": "East", "B1": 5, "B2": 6})


def test_a_clean_workbook_says_so_and_returns_0(clean: Path) -> None:
    done = run("check", clean)

    assert done.code == 0
    assert "nothing found" in done.out


def test_errors_return_1_and_are_grouped_by_rule(planted: Path) -> None:
    done = run("check", planted)

    assert done.code == 1
    assert "21 errors · 11 warnings · 1 note" in done.out
    assert done.out.index("CHECK-001") < done.out.index("CHECK-061") < done.out.index("CHECK-003")
    assert "Orders!F14  =SUM(F5:F12) without F13" in done.out


def test_warnings_alone_return_0(tmp_path: Path) -> None:
    book = make_sheet(tmp_path / "book.xlsx", {"A1": 5, "B1": "=A1*0.17"})

    done = run("check", book)

    assert done.code == 0
    assert "CHECK-013" in done.out


def test_every_word_can_be_chinese(planted: Path) -> None:
    done = run("check", planted, "--lang", "zh")

    assert "错误 合计漏行  CHECK-001" in done.out
    assert "expected" not in done.out
    assert "mend" not in done.out


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_is_wider_than_the_terminal(
    planted: Path, monkeypatch: pytest.MonkeyPatch, columns: int, language: str
) -> None:
    from xlsales.cli.plain_text import text_width

    monkeypatch.setenv("COLUMNS", str(columns))
    done = run("check", planted, "--lang", language)

    wide = [line for line in done.out.splitlines() if text_width(line) > columns]

    assert [line for line in wide if str(planted) not in line] == []


def test_json_has_every_finding_with_its_cells(planted: Path) -> None:
    done = run("check", planted, "--json")

    (book,) = done.json()["workbooks"]
    assert {(each["code"], each["where"]) for each in book["findings"]} == FAULTS
    assert book["ok"] is False
    split = next(each for each in book["findings"] if each["code"] == "CHECK-005")
    assert (split["sheet"], split["areas"], split["severity"]) == ("Split", ["C3:C5"], "error")
    assert split["title"] == "Parts that do not add up to their whole"


def test_a_long_list_is_cut_in_the_terminal_and_whole_in_json(tmp_path: Path) -> None:
    cells: dict[str, object] = {}
    for row in range(1, 31):
        cells |= {f"A{row}": row, f"{'BCDEFGHI'[row % 8]}{row}": f"=A{row}*0.0{row % 9 + 1}"}
    book = make_sheet(tmp_path / "book.xlsx", cells)

    shown, every = run("check", book), run("check", book, "--json")

    (found,) = every.json()["workbooks"]
    assert len(found["findings"]) > 12
    assert f"… {len(found['findings']) - 12} more; -o and --json have them all" in shown.out


def test_a_folder_goes_on_after_a_bad_workbook(tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "a.xlsx").write_text("no workbook")
    make_sheet(folder / "b.xlsx", {"A1": 5})
    write_planted(folder)

    done = run("check", folder)

    assert done.code == 1
    assert "a.xlsx could not be read" in done.out
    assert "b.xlsx" in done.out
    assert "4 workbooks" in done.out
    assert "2 to be mended" in done.out


@pytest.mark.parametrize(
    ("name", "code"), [("excelize__encryptAES.xlsx", "WB-002"), ("excelize__encryptSHA1.xlsx", "WB-002")]
)
@needs_shared
@pytest.mark.shared
def test_workbooks_that_cannot_be_read_are_told(name: str, code: str) -> None:
    done = run("check", shared_file("corpus", name), "--json")

    (book,) = done.json()["workbooks"]
    assert done.code == 1
    assert book["errors"][0]["code"] == code


def test_a_hostile_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hostile.xlsx"
    with zipfile.ZipFile(make_sheet(tmp_path / "book.xlsx", {"A1": 5})) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/styles.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["xl/styles.xml"].split(b"?>", 1)[1]
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)

    done = run("check", path, "--json")

    assert done.code == 1
    assert done.json()["workbooks"][0]["errors"][0]["code"] == "WB-008"


def test_the_report_links_every_finding_to_its_cell(planted: Path, tmp_path: Path) -> None:
    output = tmp_path / "sub" / "findings.xlsx"
    output.parent.mkdir()

    run("check", planted, "-o", output)

    page = openpyxl.load_workbook(output)["Findings"]
    links = {cell.value: cell.hyperlink for (cell,) in page["A1:A80"] if cell.hyperlink}
    assert set(links) == {where for _, where in FAULTS}
    link = links["Orders!F14"]
    assert link.target.replace("\\", "/").endswith("../planted.xlsx")
    assert link.location == "Orders!F14"


@pytest.mark.parametrize(("output", "code"), [("findings.txt", "INPUT-010"), ("planted.xlsx", "INPUT-011")])
def test_an_output_that_is_no_new_workbook_is_refused(planted: Path, output: str, code: str) -> None:
    before = planted.read_bytes()

    done = run("check", planted, "-o", planted.parent / output)

    assert done.code == 2
    assert code in done.err
    assert planted.read_bytes() == before


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("check", tmp_path / "gone.xlsx")

    assert done.code == 2
    assert "FILE-001" in done.err


def test_the_report_check_is_the_same_audit(planted: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.xlsx"

    done = run("report", "check", planted, "-o", output, "--lang", "zh")

    assert done.code == 0
    book = openpyxl.load_workbook(output)
    assert "问题清单" in book.sheetnames
    assert "21 errors, 11 warnings, 1 note" in done.out
