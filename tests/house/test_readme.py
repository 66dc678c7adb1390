"""The README: its examples run, its commands exist, its files are there."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest

from cli.running import run
from house.repository import README, ROOT, code_blocks
from xlsales.functions import all_functions
from xlsales.reports.registry import REPORTS


def sessions() -> list[tuple[str, str]]:
    """Return every command of the console sessions with what is shown below it."""
    found = []
    for block in code_blocks(README, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


SETUP = [block.strip() for block in code_blocks(README.partition("## Set up")[2].partition("\n## ")[0], "sh")]


@pytest.mark.parametrize(("command", "shown"), sessions())
def test_an_example_prints_what_the_readme_shows(command: str, shown: str) -> None:
    name, *arguments = shlex.split(command)

    done = run(*arguments)

    assert name == "xlsales"
    assert (done.code, done.out) == (0, shown)


def test_the_readme_opens_with_an_example_that_runs() -> None:
    first = README.index("```")

    assert README[first:].startswith("```console\n$ xlsales eval ")
    assert README[:first].count("\n") < 10


def test_there_are_exactly_two_set_up_commands() -> None:
    assert len(SETUP) == 2
    assert all(command.count("\n") == 0 for command in SETUP)
    assert SETUP[0].endswith(".venv/bin/xlsales demo")
    assert ".venv/bin/python -m pytest" in SETUP[1]


def test_the_checks_run_the_two_commands_as_they_stand_in_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    body = script.partition("readme_command() {")[2].partition("\n}\n")[0]
    ask = f"readme_command() {{{body}\n}}\nreadme_command 'xlsales demo'; readme_command 'pytest'"

    found = subprocess.run(["bash", "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)

    assert found.stdout.splitlines() == SETUP
    assert "run_readme_command 'xlsales demo'" in script
    assert "run_readme_command 'pytest'" in script


def test_every_command_of_the_program_is_described() -> None:
    usage = run("--help").out
    commands = re.findall(r"^    (\w+) ", usage, re.MULTILINE)

    described = set(re.findall(r"^\| `xlsales (\w+)", README, re.MULTILINE))

    assert described == set(commands) != set()


def test_every_option_that_the_table_of_commands_names_exists() -> None:
    for row in re.findall(r"^\| `xlsales .*$", README, re.MULTILINE):
        command = row.split()[2].strip("`")
        usage = run(command, "--help").out
        for option in re.findall(r"`(--?[a-z][\w-]*)", row):
            assert option in usage, (command, option)


def row_of(command: str) -> str:
    """Return the row of a command in the table."""
    return next(row for row in README.splitlines() if row.startswith(f"| `xlsales {command} "))


def test_the_table_names_every_job_report_and_host() -> None:
    jobs = re.findall(r"\{([\w,]+)\} BOOK", " ".join(run("run", "--help").out.split()))
    hosts = re.findall(r"--to \{([\w,]+)\}", run("convert", "--help").out)

    named = {
        command: set(re.findall(r"`(\w+)`", row_of(command))) for command in ("run", "report", "convert")
    }

    assert set(jobs[0].split(",")) <= named["run"]
    assert set(REPORTS) <= named["report"]
    assert set(hosts[0].split(",")) <= named["convert"]


def test_every_benchmark_that_runs_is_listed() -> None:
    scripts = {
        path.name for path in (ROOT / "benchmarks").glob("*.py") if "__main__" in path.read_text("utf-8")
    }

    listed = set(re.findall(r"benchmarks/(\w+\.py)", README))

    assert listed == scripts - {"office_save.py"} != set()


def test_every_function_that_the_readme_names_exists() -> None:
    names = set(re.findall(r"XLSALES[._]([A-Z_]+)\(", README))

    assert names <= {function.name for function in all_functions()}


def test_every_file_that_the_readme_names_is_there() -> None:
    names = re.findall(r"(?:\]\(|`|python )((?:src|workbooks|benchmarks|\.ci)/[\w./-]+)", README)

    assert len(names) > 5
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_no_figure_of_speed_stands_in_the_readme() -> None:
    assert re.findall(r"\d+(?:\.\d+)? ?(?:ms|s|seconds|times|MB|GB|×)\b", README) == []
