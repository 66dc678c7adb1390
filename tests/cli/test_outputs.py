"""Outputs that cannot be written, and words a Chinese keyboard types: told and read by every command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.plan_book import make_plan
from cli.running import run
from xlsales.cli.narrow_signs import narrow_signs

TEMPLATES = Path(__file__).parents[2] / "workbooks"
#: Commands that write one file, without their output.
WRITERS = [
    ["run", "targets", TEMPLATES / "target_plan.xlsx"],
    ["run", "grading", TEMPLATES / "grading_template.xlsx"],
    ["report", "market", TEMPLATES / "follow_up.xlsx"],
    ["report", "summary", "--blank"],
    ["check", TEMPLATES / "target_plan.xlsx"],
]


@pytest.fixture
def occupied(tmp_path: Path) -> Path:
    """Return a file where a folder would be needed; the superuser cannot write into it either."""
    path = tmp_path / "occupied"
    path.write_bytes(b"")
    return path


@pytest.mark.parametrize("command", WRITERS, ids=lambda command: " ".join(map(str, command[:2])))
def test_a_place_that_cannot_be_written_is_told(command: list[str | Path], occupied: Path) -> None:
    output = occupied / "out.xlsx"

    done = run(*command, "-o", output)

    assert done.code == 2
    assert f"INPUT-018 at {output}: got " in done.err
    assert "name another place" in done.err


@pytest.mark.parametrize("command", [["extension", "build", "-o"], ["demo"], ["addin", "build"]])
def test_a_folder_that_cannot_be_made_is_told(command: list[str], occupied: Path) -> None:
    done = run(*command, occupied / "below")

    assert done.code == 2
    assert f"INPUT-018 at {occupied / 'below'}" in done.err


def test_the_extension_is_not_written_over_a_folder(tmp_path: Path) -> None:
    done = run("extension", "build", "-o", tmp_path)

    assert done.code == 2
    assert f"INPUT-018 at {tmp_path}: got Is a directory" in done.err


def test_what_the_system_refuses_elsewhere_names_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: object) -> int:
        raise PermissionError(13, "Permission denied", "plan.csv")

    monkeypatch.setattr("xlsales.cli.functions_command.run", refused)

    done = run("functions")

    assert done.code == 2
    assert "at plan.csv: got Permission denied" in done.err


@pytest.mark.parametrize("output", ["new.xlsx", "NEW.XLSM", "taken"])
def test_recalc_wants_a_folder_and_says_so(output: str, tmp_path: Path) -> None:
    plan = make_plan(tmp_path / "plan.xlsx")
    (tmp_path / "taken").write_bytes(b"kept")

    done = run("recalc", plan, "-o", tmp_path / output)

    assert done.code == 2
    assert "INPUT-019 at -o" in done.err
    assert "expected a folder" in done.err
    assert (tmp_path / "taken").read_bytes() == b"kept"
    assert not (tmp_path / "new.xlsx").exists()


def test_recalc_takes_a_folder_whatever_it_is_called(tmp_path: Path) -> None:
    plan = make_plan(tmp_path / "plan.xlsx")
    (tmp_path / "results.xlsx").mkdir()

    done = run("recalc", plan, "-o", tmp_path / "results.xlsx")

    assert done.code == 0
    assert (tmp_path / "results.xlsx" / "plan.xlsx").exists()


@pytest.mark.parametrize(
    "command", [["attach"], ["attach", "--lite"], ["detach"], ["convert", "--to", "lite"]], ids=" ".join
)
@pytest.mark.parametrize("output", ["new.xlsm", "new.txt", "folder"])
def test_a_workbook_keeps_its_kind(command: list[str], output: str, tmp_path: Path) -> None:
    plan = make_plan(tmp_path / "plan.xlsx")

    done = run(*command, plan, "-o", tmp_path / output)

    assert done.code == 2
    assert "INPUT-010 at -o" in done.err
    assert "such as plan-new.xlsx" in done.err
    assert not (tmp_path / output).exists()


@pytest.mark.parametrize("word", ["zh", "中文", "Chinese"])
def test_a_language_is_taken_by_its_name(word: str, tmp_path: Path) -> None:
    done = run("check", make_plan(tmp_path / "plan.xlsx"), "--lang", word)

    assert "个公式" in done.out


def test_a_formula_may_have_the_signs_of_a_chinese_keyboard() -> None:
    done = run("eval", "＝XLSALES.SPLIT（100，｛5；3；2｝，，，，，“最大余额法”）")

    assert done.out.split() == ["50", "30", "20"]


@pytest.mark.parametrize("text", ['"（，）"', "'计划（元）'!A1", "销售[金额（元）]", "目标１"])
def test_texts_and_names_keep_their_signs(text: str) -> None:
    assert narrow_signs(f"＝{text}") == f"={text}"


@pytest.mark.parametrize("command", [["--help"], ["report", "--help"], ["functions"], ["run", "目标"]])
def test_no_encoding_of_the_terminal_stops_a_command(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "xlsales", *command],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        timeout=60,
        check=False,
    )

    assert done.returncode == (2 if "目标" in command else 0)
    assert b"Traceback" not in done.stderr


def test_an_unknown_function_is_told_at_its_argument() -> None:
    done = run("functions", "SPLITT")

    assert done.code == 2
    assert "FUNC-001 at NAME: got SPLITT" in done.err
    assert "SPLIT?" in done.err
