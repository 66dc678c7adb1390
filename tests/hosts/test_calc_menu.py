"""Menu and toolbar in a visible Calc: every command is clicked with a mouse, and does what it says.

Set XLSALES_PICTURES to a folder to keep photographs of the screen.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from books import make_book
from hosts.calc_extension import IDENTIFIER, Extensions
from needs_office import NEEDS_OFFICE
from xlsales.functions import all_functions
from xlsales.hosts.libreoffice.menu import COMMANDS
from xlsales.office import OfficeProcess, find_installation, values_of
from xlsales.office.profile import write_profile

pytestmark = [
    *NEEDS_OFFICE,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool for the mouse"
    ),
]
SECONDS = 240


def build(book: Any) -> None:
    """Fill a plan whose calls have no saved results yet, two of them wrong."""
    sheet = book.add_worksheet("Plan")
    sheet.set_column("A:E", 16)
    sheet.write_row("A1", ("Region", "Weight", "Target", "Sales", "Attainment", "Wrong"))
    for row, line in enumerate((("North", 5, 48000), ("South", 3, 36500), ("华东", 2, 17000)), start=1):
        sheet.write_row(row, 0, line[:2])
        sheet.write(row, 3, line[2])
    sheet.write_array_formula("C2:C4", "{=XLSALES.SPLIT(100000,B2:B4)}")
    sheet.write_array_formula(
        "E2:E4", "{=XLSALES.ATTAINMENT(D2:D4,C2:C4)}", book.add_format({"num_format": "0.0%"})
    )
    sheet.write_formula("F2", "=XLSALES.COMMISSION(100,{100,0.05;0,0.1})")
    sheet.write_formula("F3", "=XLSALES.SPLIT(100,{1;1},-1)")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen when every command was clicked once."""
    folder = tmp_path_factory.mktemp("menu")
    extensions = Extensions(folder)
    extensions.install()
    write_profile(folder / "profile")
    book = make_book(folder / "plan.xlsx", build)
    pictures = Path(os.environ.get("XLSALES_PICTURES", folder))
    pictures.mkdir(parents=True, exist_ok=True)
    office = find_installation()
    script = shutil.copy(Path(__file__).with_name("calc_window.py"), folder)

    done = subprocess.run(
        [office.python, script, office.soffice, str(folder / "profile"), str(book), str(pictures)],
        env={**os.environ, **extensions.variables},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_menu_shows_every_command(told: dict[str, Any]) -> None:
    assert told["menu"] == [command.english.replace("~", "") for command in COMMANDS]


def test_the_toolbar_shows_every_command_of_its_own(told: dict[str, Any]) -> None:
    expected = [command.english.replace("~", "") for command in COMMANDS if command.in_toolbar]

    assert told["toolbar"] == expected


def test_recalculate_computes_what_the_file_had_no_result_for(told: dict[str, Any]) -> None:
    assert [row[5] for row in told["before"][1:3]] == ["0.0", "0.0"]
    assert [row[5] for row in told["after"][1:3]] == ["None", "None"]  # errors
    assert [row[2] for row in told["after"][1:]] == ["50000.0", "30000.0", "20000.0"]


def test_about_says_what_it_is(told: dict[str, Any]) -> None:
    assert any(f"{len(all_functions())} cell functions" in words for words in told["about"])


def test_insert_function_opens_the_wizard(told: dict[str, Any]) -> None:
    assert told["wizard"][0] == "Function Wizard"


def test_show_errors_lists_each_cell_with_its_reason(told: dict[str, Any]) -> None:
    header, *rows = told["errors"]

    assert header == ["Cell", "Shows", "Why", "Formula"]
    assert [(row[0], row[1], row[2].split()[0]) for row in rows] == [
        ("Plan.F2", "#VALUE!", "TIER-001"),
        ("Plan.F3", "#VALUE!", "TARGET-005"),
    ]
    assert [row[1] for row in told["messages"]] == ["Code", "TIER-001", "TARGET-005"]


def test_the_reference_lists_every_function(told: dict[str, Any]) -> None:
    assert [row[1].partition("(")[0] for row in told["reference"][1:]] == [
        f"XLSALES.{function.name}" for function in all_functions()
    ]


def test_removing_it_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extensions = Extensions(tmp_path)
    extensions.install()
    for name, value in extensions.variables.items():
        monkeypatch.setenv(name, value)
    with OfficeProcess() as office:
        used = values_of(make_book(tmp_path / "plan.xlsx", build), office)
    listed = extensions.unopkg("list")

    extensions.unopkg("remove", IDENTIFIER)

    assert used["Plan"][1][2] == 50000
    assert IDENTIFIER in listed
    assert IDENTIFIER not in extensions.unopkg("list")
    assert [path for path in extensions.installed.rglob("*") if path.is_file()] == []
