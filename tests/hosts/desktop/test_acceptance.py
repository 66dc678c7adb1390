"""The acceptance workbook: its cells pass with the right results and fail with wrong ones."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from books import after, recalculated
from xlsales.functions import GROUPS, find_function
from xlsales.kernel.values import CellError
from xlsales.resources import resource_folder

FOLDER = resource_folder("udfs") / "desktop"


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(FOLDER / "build_acceptance.py"))


def states(path: Path, count: int, *settings: str) -> list[Any]:
    values = after(recalculated(path, *settings), path)
    return [values[f"C{row}"] for row in range(5, 5 + count)]


def test_every_check_passes_where_the_functions_work(script: dict[str, Any], tmp_path: Path) -> None:
    script["build"](tmp_path / "a.xlsx")

    found = states(tmp_path / "a.xlsx", len(script["CHECKS"]))

    assert found == ["pass"] * len(script["CHECKS"])


def test_a_wrong_result_fails_in_its_row_alone(script: dict[str, Any], tmp_path: Path) -> None:
    script["build"](tmp_path / "a.xlsx")

    found = states(tmp_path / "a.xlsx", len(script["CHECKS"]), "Expected!B1=33.33")

    assert found == ["FAIL"] + ["pass"] * (len(script["CHECKS"]) - 1)


def test_a_call_that_nobody_answers_fails(script: dict[str, Any]) -> None:
    test = script["_test"]("XLSALES_SPLIT(1)", [[1.0]], "Expected!$B$1")

    assert test.startswith("=IFERROR(IF(")
    assert test.endswith(',"FAIL")')


def test_the_workbook_that_ships_is_in_step_with_the_functions(
    script: dict[str, Any], tmp_path: Path
) -> None:
    script["build"](tmp_path / "a.xlsx")

    with ZipFile(tmp_path / "a.xlsx") as new, ZipFile(FOLDER / "acceptance.xlsx") as shipped:
        assert {name: shipped.read(name) for name in shipped.namelist()} == {
            name: new.read(name) for name in new.namelist()
        }, "run python udfs/desktop/build_acceptance.py"


def test_the_checks_cover_every_group_errors_blanks_dates_and_chinese(script: dict[str, Any]) -> None:
    checks = script["CHECKS"]
    given = [cell for check in checks for each in check.arguments for cell in _cells(each)]

    assert {find_function(check.function).group for check in checks} == set(GROUPS)
    assert {type(cell) for cell in given} >= {int, float, str, bool, CellError, type(None)}
    assert any(isinstance(cell, str) and not cell.isascii() for cell in given)


def _cells(argument: Any) -> list[Any]:
    return [cell for row in argument for cell in row] if isinstance(argument, list) else [argument]


def test_the_script_for_a_person_names_as_many_checks_as_there_are(script: dict[str, Any]) -> None:
    text = (FOLDER / "ACCEPTANCE.md").read_text(encoding="utf-8")

    assert f"`{len(script['CHECKS'])} of {len(script['CHECKS'])} pass`" in text
