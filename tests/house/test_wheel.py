"""The wheel, built and installed in an empty environment: it works away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from house.repository import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(build, check=True, timeout=300)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of an environment that holds the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "pip", "install", "--quiet", wheel], check=True, timeout=300)
    return programs


def test_the_wheel_carries_workbooks_hosts_and_references_and_not_what_builds_them(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tasks = tomllib.loads((ROOT / "workbooks" / "demo.toml").read_text("utf-8"))["workbook"]

    assert {f"xlsales/workbooks/{task['file']}" for task in tasks} <= set(names)
    assert {"xlsales/workbooks/demo.toml", "xlsales/py.typed", "xlsales/reference/functions.md"} <= set(names)
    assert [name for name in names if "recipes" in name or "/data/" in name or "cache" in name] == []
    assert {name.partition("/")[0] for name in names} == {"xlsales", names[-1].partition("/")[0]}
    for path in (ROOT / "udfs").rglob("*"):
        if path.is_file() and not {"__pycache__", ".mypy_cache", ".ruff_cache"} & set(path.parts):
            assert f"xlsales/udfs/{path.relative_to(ROOT / 'udfs').as_posix()}" in names


def test_the_installed_command_evaluates(programs: Path, tmp_path: Path) -> None:
    command = [str(programs / "xlsales"), "eval", "=XLSALES.SPLIT(100,{1;1;1})", "--json"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout == '{"value": [[33.34],[33.33],[33.33]]}\n'


def test_the_installed_demo_runs_whole(programs: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [programs / "xlsales", "demo"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    before, after = tmp_path / "xlsales-demo" / "before", tmp_path / "xlsales-demo" / "after"
    assert {path.name for path in before.iterdir()} == {path.name for path in after.iterdir()} != set()


def test_the_source_distribution_builds_the_same_wheel(wheel: Path, programs: Path, tmp_path: Path) -> None:
    subprocess.run([programs / "pip", "install", "--quiet", "build"], check=True, timeout=300)
    subprocess.run(
        [programs / "python", "-m", "build", "--outdir", tmp_path, ROOT], capture_output=True, check=True
    )

    (built,) = tmp_path.glob("*.whl")
    assert sorted(zipfile.ZipFile(built).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())
