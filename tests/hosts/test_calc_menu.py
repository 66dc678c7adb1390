"""Menu and toolbar in a visible Calc: every command is clicked with a mouse, and does what it says.

Set XLSALES_PICTURES to a folder to keep photographs of the screen.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from books import make_book
from hosts.calc_extension import IDENTIFIER, Extensions
from needs_office import NEEDS_OFFICE
from xlsales.functions import all_functions
from xlsales.hosts.libreoffice.menu import OWN_COMMANDS, commands, job_commands
from xlsales.office import OfficeProcess, find_installation, values_of
from xlsales.office.profile import write_profile
from xlsales.resources import resource_folder

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


def clicked(what: str, folder: Path, book: Path, **variables: str) -> dict[str, Any]:
    """Install the extension, click in a window, and return what was seen."""
    extensions = Extensions(folder)
    extensions.install()
    write_profile(folder / "profile")
    pictures = Path(os.environ.get("XLSALES_PICTURES", folder))
    pictures.mkdir(parents=True, exist_ok=True)
    office = find_installation()
    script = shutil.copy(Path(__file__).with_name("calc_window.py"), folder)

    done = subprocess.run(
        [office.python, script, what, office.soffice, str(folder / "profile"), str(book), str(pictures)],
        env={**os.environ, **extensions.variables, **variables},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen when every command of the menu's own was clicked once."""
    folder = tmp_path_factory.mktemp("menu")
    return clicked("functions", folder, make_book(folder / "plan.xlsx", build))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of targets in a folder of its own."""
    folder = tmp_path_factory.mktemp("jobs")
    return Path(shutil.copy(resource_folder("workbooks") / "target_plan.xlsx", folder / "My plan.xlsx"))


@pytest.fixture(scope="module")
def ran(plan: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen when jobs were run on the plan; they wait as long as a file says so."""
    folder = tmp_path_factory.mktemp("clicks")
    hold, python = folder / "hold", folder / "python"
    python.write_text(f'#!/bin/sh\nwhile [ -e "{hold}" ]; do sleep 0.1; done\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return clicked("jobs", folder, plan, XLSALES_PYTHON=str(python), XLSALES_HOLD=str(hold))


def test_the_menu_shows_jobs_reports_and_every_command(told: dict[str, Any]) -> None:
    entries = [command.english.replace("~", "") for command in (*job_commands(), *OWN_COMMANDS)]

    assert [name for name in told["menu"] if name not in ("", "Reports")] == entries
    assert "Reports" in told["menu"]


def test_the_toolbar_shows_every_command_of_its_own(told: dict[str, Any]) -> None:
    expected = [command.english.replace("~", "") for command in commands() if command.in_toolbar]

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


def test_a_job_opens_its_report_beside_the_plan(ran: dict[str, Any], plan: Path) -> None:
    report = plan.parent / "My plan targets.xlsx"

    assert ran["targets"]["url"] == report.as_uri()
    assert list(ran["targets"]["sheets"]) == load_workbook(report, read_only=True).sheetnames


def test_a_report_opens_with_its_cover(ran: dict[str, Any], plan: Path) -> None:
    assert ran["report"]["url"] == (plan.parent / "My plan Targets.xlsx").as_uri()
    assert next(iter(ran["report"]["sheets"])) == "Cover"


def test_problems_open_with_links_to_their_cells(ran: dict[str, Any], plan: Path) -> None:
    (rows,) = ran["issues"]["sheets"].values()

    assert rows[0] == ["Where", "Code", "Got", "Expected", "What to do"]
    assert len(rows) > 1
    assert all(link.startswith(plan.as_uri()) for link in ran["issues"]["links"])


def test_a_changed_document_is_read_as_it_is_now(ran: dict[str, Any], plan: Path) -> None:
    assert ran["changed"]["url"] == (plan.parent / "My plan targets 2.xlsx").as_uri()
    assert ran["changed"]["sheets"] == ran["targets"]["sheets"]


def test_a_check_opens_its_findings_with_links(ran: dict[str, Any], plan: Path) -> None:
    (rows,) = ran["check"]["sheets"].values()

    assert rows[0][:3] == ["Cell", "How bad", "What was found"]
    assert any(row[4].startswith("#DIV/0!") or "#DIV/0!" in " ".join(row) for row in rows[1:])
    assert ran["check"]["links"]
    assert all(link.startswith(plan.as_uri()) for link in ran["check"]["links"])


def test_esc_stops_a_job(ran: dict[str, Any], plan: Path) -> None:
    assert "Stopped." in ran["stopped"]
    assert not (plan.parent / "My plan targets 3.xlsx").exists()


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
