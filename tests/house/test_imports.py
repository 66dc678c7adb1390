"""Who may import whom, and what a cell never waits for."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from house.repository import ROOT, SOURCE, project

#: Far too slow to wait for in a cell.
HEAVY = {"pydantic", "pandas", "openpyxl", "yaml", "rich", "xlsxwriter", "sqlalchemy", "holidays"}

AFTER = """
import json, sys
from xlsales.cli.main import main
code = main(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def modules_after(*arguments: str) -> set[str]:
    """Return the top names of all modules that a command has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", AFTER, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, names = json.loads(done.stdout.splitlines()[-1])
    assert code == 0
    return set(names)


@pytest.mark.filterwarnings("ignore")
def test_the_rooms_keep_their_contracts() -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_every_folder_of_the_package_is_a_room_of_the_contract() -> None:
    rooms = project()["tool"]["importlinter"]["contracts"][0]
    named = {room.strip("() ") for layer in rooms["layers"] for room in layer.replace("|", ":").split(":")}
    there = {path.name for path in SOURCE.iterdir() if list(path.glob("*.py"))}

    assert rooms["exhaustive"] is True
    assert there <= named


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(1,2)",
        "=XLSALES.SPLIT(100,{1;1;1})",
        "=SUM(XLSALES.SPLIT(100,{1;1;1}))",
        "=XLSALES.SPLIT(1,{-1;1})",
    ],
)
def test_one_eval_waits_for_no_heavy_library(formula: str) -> None:
    formula = f"=IFERROR({formula[1:]},0)"

    assert modules_after("eval", formula, "--json") & HEAVY == set()


def test_a_list_of_functions_waits_for_no_heavy_library() -> None:
    assert modules_after("functions", "--catalogue") & (HEAVY | {"numpy", "cellrune"}) == set()


def test_a_small_call_does_not_wait_for_numpy() -> None:
    assert "numpy" not in modules_after("eval", "=XLSALES.SPLIT(100,{1;1;1})", "--json")
