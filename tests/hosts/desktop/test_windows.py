"""This computer seen as a Windows one, with a registry module that is not there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from xlsales.hosts.desktop.windows import WindowsRegistry, this_windows

KEYS: dict[tuple[str, str], dict[str, Any]] = {}
OPTIONS = r"Software\Microsoft\Office\16.0\Excel\Options"
PATHS = r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


@contextmanager
def open_key(root: str, key: str, reserved: int = 0, access: int = 0) -> Iterator[tuple[str, str]]:
    if (root, key) not in KEYS:
        raise FileNotFoundError(key)
    yield root, key


def below(opened: tuple[str, str]) -> list[str]:
    front = f"{opened[1]}\\"
    return sorted({name[len(front) :].split("\\")[0] for _, name in KEYS if name.startswith(front)})


@pytest.fixture(autouse=True)
def _registry(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = SimpleNamespace(
        HKEY_CURRENT_USER="user",
        HKEY_LOCAL_MACHINE="machine",
        KEY_SET_VALUE=2,
        OpenKey=open_key,
        QueryInfoKey=lambda opened: (len(below(opened)), len(KEYS[opened]), 0),
        EnumKey=lambda opened, i: below(opened)[i],
        EnumValue=lambda opened, i: (*list(KEYS[opened].items())[i], 1),
        DeleteValue=lambda opened, name: KEYS[opened].pop(name),
    )
    monkeypatch.setitem(sys.modules, "winreg", fake)
    KEYS.clear()
    KEYS["user", r"Software\Microsoft\Office"] = {}
    KEYS["user", OPTIONS] = {"OPEN": "a.xlam", "Size": 5, "Bits": b"\x00", "Many": ["x"]}
    KEYS["machine", PATHS] = {"": r"C:\Office\EXCEL.EXE"}


def test_values_and_keys_are_read_and_one_value_is_deleted() -> None:
    registry = WindowsRegistry()

    assert registry.values(OPTIONS) == {"OPEN": "a.xlam", "Size": 5, "Bits": b"\x00"}
    assert registry.keys(r"Software\Microsoft\Office") == ("16.0",)
    assert registry.values("Software\\None") == {}
    assert registry.keys("Software\\None") == ()

    registry.delete_value(OPTIONS, "OPEN")

    assert "OPEN" not in registry.values(OPTIONS)


@pytest.mark.parametrize(
    ("listed", "running"), [("EXCEL.EXE   4711 Console", True), ("INFO: No tasks are running", False)]
)
def test_excel_is_found_with_its_folder_and_whether_it_runs(
    monkeypatch: pytest.MonkeyPatch, listed: str, running: bool
) -> None:
    monkeypatch.setenv("APPDATA", "/roaming")
    monkeypatch.setattr(subprocess, "run", lambda *arguments, **options: SimpleNamespace(stdout=listed))

    machine = this_windows()

    assert machine.system == "windows"
    assert machine.roaming == Path("/roaming")
    assert machine.excel_folder == r"C:\Office\EXCEL.EXE"
    assert machine.excel_is_running is running
