"""``xlsales demo``: the whole main job, shown."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cli.plan_book import make_plan
from cli.running import run, run_apart
from xlsales.resources import resource_folder

TASK = """
[[workbook]]
file = "plan.xlsx"
title.en = "A higher target"
title.zh = "提高目标"
[[workbook.set]]
ref = "AnnualTarget"
value = 120000
why.en = "The board raises the target."
why.zh = "董事会上调目标。"
[[workbook.look]]
where = "Plan!D2:D4"
en = "Three parts sum to 120,000."
zh = "三个部分合计12万。"
[[workbook.look]]
where = "Plan!B5:B6"
en = "Nothing to see here."
zh = "此处不变。"
"""


@pytest.fixture
def small_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the demo of one small workbook goes."""
    source = tmp_path / "source"
    make_plan(source / "plan.xlsx")
    (source / "demo.toml").write_text(TASK, "utf-8")
    monkeypatch.setattr("xlsales.cli.demo_command.resource_folder", lambda name: source)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "shown"


def test_the_demo_says_what_was_set_what_changed_and_where_to_look(small_demo: Path) -> None:
    done = run("demo", small_demo)

    assert done.code == 0
    assert "A higher target" in done.out
    assert "  AnnualTarget  120,000  The board raises the target." in done.out
    assert "  Plan!D2:D4  3 cells changed\n    Three parts sum to 120,000.\n" in done.out
    assert "    D2 33.34 → 40,000 · D3 33.33 → 40,000 · D4 33.33 → 40,000\n" in done.out
    assert "  Plan!B5:B6  unchanged, as it should be\n" in done.out
    assert "✓ shown/after/plan.xlsx" in done.out


def test_the_demo_speaks_chinese(small_demo: Path) -> None:
    done = run("demo", small_demo, "--lang", "zh")

    assert done.code == 0
    assert "提高目标" in done.out
    assert "  Plan!D2:D4  3 个单元格有变化\n    三个部分合计12万。\n" in done.out
    assert "where to look" not in done.out


def test_the_workbooks_before_are_those_that_ship(small_demo: Path) -> None:
    run("demo", small_demo)

    shipped = (small_demo.parent / "source" / "plan.xlsx").read_bytes()
    assert (small_demo / "before" / "plan.xlsx").read_bytes() == shipped
    assert (small_demo / "after" / "plan.xlsx").read_bytes() != shipped


def test_the_demo_can_be_run_again(small_demo: Path) -> None:
    first = run("demo", small_demo)
    second = run("demo", small_demo)

    assert (first.code, second.code) == (0, 0)
    assert (small_demo / "after" / "plan.xlsx").is_file()


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_of_places_and_samples_is_wider_than_the_terminal(
    small_demo: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    done = run("demo", small_demo)

    assert max(len(line) for line in done.out.splitlines()) <= width


def test_a_workbook_that_fails_is_told_and_the_demo_ends_with_1(small_demo: Path) -> None:
    (small_demo.parent / "source" / "plan.xlsx").write_bytes(b"PK\x03\x04")

    done = run("demo", small_demo)

    assert done.code == 1
    assert "was left alone" in done.out


@pytest.mark.slow
def test_the_shipped_demo_runs_whole_and_keeps_no_formula_back(tmp_path: Path) -> None:
    done = run_apart("demo", tmp_path / "demo")

    tasks = tomllib.loads((resource_folder("workbooks") / "demo.toml").read_text("utf-8"))["workbook"]
    assert (done.code, done.err) == (0, "")
    assert " kept" not in done.out
    for task in tasks:
        assert task["title"]["en"] in done.out
        assert (tmp_path / "demo" / "after" / task["file"]).is_file()
        for look in task["look"]:
            assert look["where"].rpartition("!")[2] in done.out
