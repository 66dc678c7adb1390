"""``pyproject.toml``, the changelog and the checkout itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import xlsales
from cli.running import run
from house.repository import ROOT, SOURCE, project
from xlsales.functions import all_functions

#: What only LibreOffice's own Python has.
OF_LIBREOFFICE = {"uno", "unohelper", "com"}
TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "benchmarks",
    "pyproject.toml",
    "src",
    "tests",
    "udfs",
    "workbooks",
}


def plain(name: str) -> str:
    return re.split(r"[<>=!~;\[ ]", name)[0].lower().replace("_", "-")


def declared(*extras: str) -> set[str]:
    found = project()["project"]
    lists = [found["dependencies"], *(found["optional-dependencies"][extra] for extra in extras)]
    return {plain(requirement) for each in lists for requirement in each}


def imported_names(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                yield node.module.partition(".")[0]


def tracked() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [name for name in listed.decode().split("\0") if name]


def test_everything_that_the_package_imports_is_declared() -> None:
    distributions = packages_distributions()
    names = set(imported_names(SOURCE)) - set(sys.stdlib_module_names) - OF_LIBREOFFICE - {"xlsales"}

    needed = {plain(distributions.get(name, [name])[0]) for name in names}

    assert needed <= declared("build", "cluster", "encrypted", "fast", "parquet")


def test_everything_that_is_installed_by_default_is_imported() -> None:
    distributions = packages_distributions()
    tops = set(imported_names(SOURCE)) | set(imported_names(ROOT / "udfs"))
    used = {plain(name) for top in tops for name in distributions.get(top, [top])}

    assert declared() <= used


def test_the_lowest_releases_are_those_that_the_checks_install() -> None:
    found = project()["project"]
    requirements = [*found["dependencies"], *found["optional-dependencies"]["test"]]
    here = [each.partition(";")[0].strip() for each in requirements if "sys_platform" not in each]
    pins = (ROOT / ".ci" / "lowest.txt").read_text("utf-8").splitlines()

    assert {each.replace(">=", "==") for each in here} == {pin for pin in pins if not pin.startswith("#")}


def test_the_version_has_an_entry_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert re.search(rf"^## {re.escape(xlsales.__version__)} \(", changelog, re.MULTILINE)


def test_every_function_has_an_entry_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert [f.name for f in all_functions() if not re.search(rf"\b{f.name}\b", changelog)] == []


def test_every_command_has_an_entry_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    commands = re.findall(r"^    (\w+) ", run("--help").out, re.MULTILINE)

    assert commands
    assert [command for command in commands if f"`{command}`" not in changelog] == []


def test_an_entry_of_the_changelog_has_its_five_parts() -> None:
    entries = re.findall(r"^- (.*)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert entries
    assert [entry for entry in entries if entry.count(" · ") != 4] == []


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    assert {name.partition("/")[0] for name in tracked()} == TOP_LEVEL


def test_no_path_of_a_machine_stands_in_the_repository() -> None:
    pattern = re.compile(rb"(?<![\w.])/(?:work|home|root|tmp)/[\w.]+")
    found = [
        name
        for name in tracked()
        if Path(name).suffix in {".py", ".md", ".toml", ".txt", ".yaml", ".sh", ".bas", ".cls"}
        or name == ".ci/run"
        if pattern.search((ROOT / name).read_bytes())
    ]

    assert found == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        path for path in SOURCE.rglob("*.py") if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]

    assert silent == []


def test_the_demo_data_comes_with_its_licences() -> None:
    sources = (ROOT / "workbooks" / "data" / "SOURCES.md").read_text("utf-8")
    data = [
        path.name for path in (ROOT / "workbooks" / "data").iterdir() if path.suffix not in (".md", ".txt")
    ]

    assert [name for name in data if f"`{name}`" not in sources] == []
    for licence in re.findall(r"`(LICENSE-[\w.-]+)`", sources):
        assert (ROOT / "workbooks" / "data" / licence).is_file()
