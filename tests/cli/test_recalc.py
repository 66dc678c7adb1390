"""``xlsales recalc``: inputs set, results written, failures told, exit codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from books import make_book, make_sheet, put
from cli.plan_book import cells, make_plan
from cli.running import run, run_apart


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return make_plan(tmp_path / "plan.xlsx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of three workbooks; the second one is damaged."""
    make_plan(tmp_path / "in" / "a.xlsx")
    (tmp_path / "in" / "b.xlsx").write_bytes(b"PK\x03\x04 cut off")
    make_plan(tmp_path / "in" / "north" / "c.xlsm")
    return tmp_path / "in"


def changed(document: Mapping[str, Any], workbook: int = 0) -> dict[str, tuple[object, object]]:
    """Return before and after of every changed cell."""
    return {
        each["cell"]: (each["before"], each["after"]) for each in document["workbooks"][workbook]["changed"]
    }


def test_an_input_reaches_our_functions_and_native_formulas_on_every_sheet(
    plan: Path, tmp_path: Path
) -> None:
    done = run("recalc", plan, "-o", tmp_path / "out", "--set", "Plan!B2=120000", "--json")

    assert done.code == 0
    assert changed(done.json()) == {
        "Plan!B2": (100, 120000),
        "Plan!D2": (33.34, 40000),
        "Plan!D3": (33.33, 40000),
        "Plan!D4": (33.33, 40000),
        "Plan!D5": (100, 120000),
        "Plan!E3": (5, 6000),
        "'计划'!A1": (66.68, 80000),
    }
    written = cells(tmp_path / "out" / "plan.xlsx")
    assert (written["B2"], written["D2"], written["D5"], written["E3"]) == (120000, 40000, 120000, 6000)
    assert cells(tmp_path / "out" / "plan.xlsx", "计划") == {"A1": 80000}


@pytest.mark.parametrize(
    ("setting", "cell", "value", "formula", "result"),
    [
        ("AnnualTarget=90", "B2", 90, "D2", 30),
        ("annualtarget=90", "B2", 90, "D2", 30),
        ("Plan!$B$2=1,200.5", "B2", 1200.5, "D5", 1200.5),
        ("Plan!B3=8%", "B3", 0.08, "E3", 8),
        ("AsOf=2026-06-30", "B4", 46203, "E4", 46204),
        ("Plan!B5=South", "B5", "South", "E5", "South!"),
        ("Plan!B5=华南", "B5", "华南", "E5", "华南!"),
        ('Plan!B5="007"', "B5", "007", "E5", "007!"),
        ("Plan!B5=a=b", "B5", "a=b", "E5", "a=b!"),
        ("Plan!B5=", "B5", None, "E5", "!"),
        ("Plan!B6=false", "B6", False, "D5", 100),
        ("Plan!F9=5", "F9", 5, "D5", 100),
    ],
)
def test_a_setting_is_read_as_a_person_means_it(
    plan: Path, tmp_path: Path, setting: str, cell: str, value: object, formula: str, result: object
) -> None:
    done = run("recalc", plan, "-o", tmp_path / "out", "--set", setting)

    written = cells(tmp_path / "out" / "plan.xlsx")
    assert done.code == 0, done.err + done.out
    assert written.get(cell) == value
    assert written[formula] == result


def test_the_last_of_two_settings_for_a_cell_wins(plan: Path, tmp_path: Path) -> None:
    run("recalc", plan, "-o", tmp_path / "out", "--set", "Plan!B2=1", "--set", "AnnualTarget=60")

    assert cells(tmp_path / "out" / "plan.xlsx")["D2"] == 20


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("B2", "INPUT-001"),
        ("B2=1", "INPUT-002"),
        ("Nope=1", "INPUT-002"),
        ("Plann!B2=1", "INPUT-002"),
        ("Plan!B2:B3=1", "INPUT-002"),
        ("Plan!D5=1", "INPUT-003"),
        ("Plan!D2=1", "INPUT-003"),
        ("Plan!D3=1", "INPUT-004"),
    ],
)
def test_a_setting_that_cannot_be_written_fails_the_workbook_and_says_why(
    plan: Path, tmp_path: Path, setting: str, code: str
) -> None:
    done = run("recalc", plan, "-o", tmp_path / "out", "--set", setting, "--json")

    (workbook,) = done.json()["workbooks"]
    (error,) = workbook["errors"]
    assert (done.code, workbook["ok"], error["code"]) == (1, False, code)
    assert all(error[part] for part in ("where", "got", "expected", "fix"))
    assert not (tmp_path / "out" / "plan.xlsx").exists()


def test_every_wrong_setting_is_told_at_once(plan: Path, tmp_path: Path) -> None:
    done = run("recalc", plan, "-o", tmp_path / "out", "--set", "B2", "--set", "Plan!D5=1", "--set", "Nope=1")

    assert re.findall(r"INPUT-\d{3}", done.out) == ["INPUT-001", "INPUT-003", "INPUT-002"]


def test_without_new_inputs_nothing_changes_and_the_copy_has_the_same_bytes(
    plan: Path, tmp_path: Path
) -> None:
    done = run("recalc", plan, "-o", tmp_path / "out")

    assert done.code == 0
    assert "0 cells changed" in done.out
    assert (tmp_path / "out" / "plan.xlsx").read_bytes() == plan.read_bytes()


def test_a_folder_goes_on_after_a_bad_file_and_ends_with_1(folder: Path, tmp_path: Path) -> None:
    done = run("recalc", folder, "-o", tmp_path / "out", "--set", "AnnualTarget=300")

    assert done.code == 1
    assert cells(tmp_path / "out" / "a.xlsx")["D2"] == 100
    assert cells(tmp_path / "out" / "north" / "c.xlsm")["D2"] == 100
    assert not (tmp_path / "out" / "b.xlsx").exists()
    assert "b.xlsx was left alone\n  WB-004 at " in done.out
    assert done.out.endswith("\n3 workbooks, 14 cells changed, 1 failed\n")


def test_two_jobs_do_the_same_in_the_same_order(folder: Path, tmp_path: Path) -> None:
    one = run_apart("recalc", folder, "-o", tmp_path / "one", "--set", "AnnualTarget=300", "--json")
    two = run_apart(
        "recalc", folder, "-o", tmp_path / "two", "--set", "AnnualTarget=300", "--json", "--jobs", "2"
    )

    assert (one.code, two.code) == (1, 1)
    assert [each["workbook"] for each in one.json()["workbooks"]] == [
        each["workbook"] for each in two.json()["workbooks"]
    ]
    assert changed(one.json(), 2) == changed(two.json(), 2) != {}
    for name in ("a.xlsx", "north/c.xlsm"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_in_place_replaces_the_workbook_and_keeps_what_it_was(plan: Path, tmp_path: Path) -> None:
    before = plan.read_bytes()

    done = run("recalc", plan, "--in-place", "--set", "AnnualTarget=300", "--json")

    (workbook,) = done.json()["workbooks"]
    backup = Path(workbook["backup"])
    assert done.code == 0
    assert cells(plan)["D2"] == 100
    assert backup.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted([plan, backup])


def test_a_folder_recalculated_in_place_again_leaves_the_backups_alone(tmp_path: Path) -> None:
    plan = make_plan(tmp_path / "books" / "plan.xlsx")
    backup = make_plan(plan.parent / "other.backup-20200131-120000.xlsx")
    first = backup.read_bytes()

    done = run("recalc", plan.parent, "--in-place", "--set", "AnnualTarget=600", "--json")

    assert [Path(each["workbook"]).name for each in done.json()["workbooks"]] == ["plan.xlsx"]
    assert backup.read_bytes() == first


def test_an_output_folder_inside_the_folder_is_not_recalculated_again(folder: Path) -> None:
    (folder / "b.xlsx").unlink()
    run("recalc", folder, "-o", folder / "out")

    done = run("recalc", folder, "-o", folder / "out", "--json")

    assert sorted(Path(each["workbook"]).name for each in done.json()["workbooks"]) == ["a.xlsx", "c.xlsm"]
    assert not (folder / "out" / "out").exists()


def test_hidden_files_locks_and_other_files_of_a_folder_are_no_workbooks(tmp_path: Path) -> None:
    make_plan(tmp_path / "in" / "plan.xlsx")
    for name in ("~$plan.xlsx", ".hidden.xlsx", "notes.txt", "old.xls", "plan.csv"):
        (tmp_path / "in" / name).write_bytes(b"x")
    (tmp_path / "in" / "folder.xlsx").mkdir()

    done = run("recalc", tmp_path / "in", "-o", tmp_path / "out", "--json")

    assert [Path(each["workbook"]).name for each in done.json()["workbooks"]] == ["plan.xlsx"]


def test_the_output_is_never_the_workbook_itself(plan: Path) -> None:
    before = plan.read_bytes()

    done = run("recalc", plan, "-o", plan.parent, "--set", "AnnualTarget=300")

    assert done.code == 1
    assert "FILE-003" in done.out
    assert "--in-place" in done.out
    assert plan.read_bytes() == before


def test_two_workbooks_never_become_one(tmp_path: Path) -> None:
    north = make_plan(tmp_path / "north" / "plan.xlsx")
    south = make_plan(tmp_path / "south" / "plan.xlsx")

    done = run("recalc", north, south, "-o", tmp_path / "out")

    assert done.code == 2
    assert "FILE-006" in done.err
    assert not (tmp_path / "out").exists()


def test_a_workbook_that_is_open_is_left_alone_in_place_but_can_be_read(plan: Path, tmp_path: Path) -> None:
    plan.with_name("~$plan.xlsx").write_bytes(b"\x05Alice")
    before = plan.read_bytes()

    in_place = run("recalc", plan, "--in-place", "--set", "AnnualTarget=300")
    aside = run("recalc", plan, "-o", tmp_path / "out", "--set", "AnnualTarget=300")

    assert (in_place.code, aside.code) == (1, 0)
    assert "WB-021" in in_place.out
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere.xlsx", "-o", "out"), "FILE-001 at nowhere.xlsx"),
        (("empty", "-o", "out"), "FILE-002 at empty"),
        (("plan.xlsx",), "one of the arguments -o/--output --in-place is required"),
        (("plan.xlsx", "-o", "out", "--in-place"), "not allowed with argument"),
        (("plan.xlsx", "-o", "out", "--today", "31.1.2026"), "INPUT-005 at --today"),
        (("plan.xlsx", "-o", "out", "--jobs", "0"), "got '0', expected a whole number from 1"),
        (("plan.xlsx", "-o", "out", "--jobs", "two"), "got 'two', expected a whole number"),
        (("plan.xlsx", "-o", "out", "--engine", "abacus"), "invalid choice"),
    ],
)
def test_a_wrong_command_ends_with_2_before_anything_is_written(
    plan: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(plan.parent)
    Path("empty").mkdir()

    done = run("recalc", *arguments)

    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert not Path("out").exists()


def test_today_is_what_volatile_formulas_see(tmp_path: Path) -> None:
    book = make_sheet(tmp_path / "day.xlsx", {"A1": "=TODAY()", "A2": "=XLSALES.ATTAINMENT(TODAY(),A1)"})

    done = run("recalc", book, "-o", tmp_path / "out", "--today", "2026-01-31", "--json")

    after = {cell: values[1] for cell, values in changed(done.json()).items()}
    assert after == {"S!A1": 46053, "S!A2": 1}


def test_json_tells_everything_about_a_workbook(plan: Path, tmp_path: Path) -> None:
    done = run("recalc", plan, "-o", tmp_path / "out", "--set", "AnnualTarget=300", "--json")

    document = done.json()
    (workbook,) = document["workbooks"]
    assert document["failed"] == 0
    assert workbook["workbook"] == str(plan)
    assert workbook["output"] == str(tmp_path / "out" / "plan.xlsx")
    assert (workbook["ok"], workbook["backup"], workbook["errors"]) == (True, None, [])
    assert (workbook["formulas"], workbook["own"], workbook["calls"]) == (6, 1, 1)
    assert workbook["engines"] == {"cellrune": workbook["verified"]}
    assert (workbook["kept"], workbook["unverified"], workbook["issues"]) == ([], [], [])
    assert [each["cell"] for each in workbook["changed"] if each["input"]] == ["Plan!B2"]


def test_json_of_a_formula_that_is_kept_says_why(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        put(page, "A1", 1)
        put(page, "A2", "=A1*2", 7)  # a saved result that no engine finds again
        put(page, "A3", "=XLSALES.ATTAINMENT(A2,10)", 0.7)

    book = make_book(tmp_path / "kept.xlsx", build)

    done = run("recalc", book, "-o", tmp_path / "out", "--set", "S!A1=5", "--json")

    (workbook,) = done.json()["workbooks"]
    kept = {each["cell"]: each for each in workbook["kept"]}
    assert done.code == 0
    assert kept["S!A2"]["why"] == "baseline"
    assert kept["S!A2"]["stale"] is True
    assert kept["S!A3"]["why"] == "uncertain"
    written = cells(tmp_path / "out" / "kept.xlsx", "S")
    assert (written["A1"], written["A2"], written["A3"]) == (5, 7, 0.7)


def test_the_report_shows_inputs_first_and_counts_what_it_leaves_out(plan: Path, tmp_path: Path) -> None:
    inputs = ("AsOf=2026-06-30", "AnnualTarget=300", "Plan!B3=8%", "Plan!F9=1", "Plan!F10=2", "Plan!F8=3")

    done = run("recalc", plan, "-o", tmp_path / "out", *(f"--set={each}" for each in inputs))

    lines = done.out.splitlines()
    places = [line.split()[0] for line in lines if line.startswith("  Plan!")]
    assert "13 cells changed" in lines[1]
    assert places[:6] == ["Plan!B2", "Plan!B3", "Plan!B4", "Plan!F8", "Plan!F9", "Plan!F10"]
    assert places[6:] == ["Plan!D2", "Plan!D3", "Plan!E3", "Plan!D4", "Plan!E4", "Plan!D5"]
    assert lines[-1].strip() == "… 1 more: 计划 1"


def test_a_pipe_gets_no_trace_of_the_progress_bar(plan: Path, tmp_path: Path) -> None:
    done = run_apart("recalc", plan, "-o", tmp_path / "out", "--set", "AnnualTarget=300")

    assert done.code == 0
    assert "\x1b" not in done.out
    assert "\r" not in done.out
    assert "━" not in done.out
    assert done.err == ""
    assert not done.out.endswith("\n\n")


def test_a_message_is_one_line_however_narrow_the_terminal(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")

    done = run("recalc", folder, "-o", tmp_path / "out")

    (message,) = [line for line in done.out.splitlines() if "WB-004" in line]
    assert message.endswith("Restore the workbook from a backup.")
