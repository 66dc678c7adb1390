"""This Windows computer: its registry and where Excel is. Nothing here runs anywhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from xlsales.hosts.desktop.machine import Machine, installed_packages

_EXCEL = r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


class WindowsRegistry:
    """The current user's keys, through the standard library."""

    def values(self, key: str) -> Mapping[str, str | int | bytes]:
        """Return the values of a key, none where it does not exist."""
        return _values("HKEY_CURRENT_USER", key)

    def keys(self, key: str) -> tuple[str, ...]:
        """Return the names of the keys below a key."""
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:  # type: ignore[attr-defined,unused-ignore]
                count = winreg.QueryInfoKey(opened)[0]  # type: ignore[attr-defined,unused-ignore]
                return tuple(winreg.EnumKey(opened, i) for i in range(count))  # type: ignore[attr-defined,unused-ignore]
        except FileNotFoundError:
            return ()

    def delete_value(self, key: str, name: str) -> None:
        """Remove a value."""
        import winreg

        access = winreg.KEY_SET_VALUE  # type: ignore[attr-defined,unused-ignore]
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, access) as opened:  # type: ignore[attr-defined,unused-ignore]
            winreg.DeleteValue(opened, name)  # type: ignore[attr-defined,unused-ignore]


def _values(root: str, key: str) -> dict[str, str | int | bytes]:
    import winreg

    try:
        with winreg.OpenKey(getattr(winreg, root), key) as opened:  # type: ignore[attr-defined,unused-ignore]
            count = winreg.QueryInfoKey(opened)[1]  # type: ignore[attr-defined,unused-ignore]
            pairs = (winreg.EnumValue(opened, i)[:2] for i in range(count))  # type: ignore[attr-defined,unused-ignore]
            return {name: value for name, value in pairs if isinstance(value, (str, int, bytes))}
    except FileNotFoundError:
        return {}


def this_windows() -> Machine:
    """Return this computer."""
    home = Path.home()
    program = str(_values("HKEY_LOCAL_MACHINE", _EXCEL).get("") or "")
    return Machine(
        "windows",
        home,
        Path(os.environ.get("APPDATA", home / "AppData" / "Roaming")),
        Path(sys.executable),
        sys.version_info[:2],
        installed_packages(),
        WindowsRegistry(),
        program,
        "EXCEL.EXE" in _running_programs(),
        "mbcs",
    )


def _running_programs() -> str:
    done = subprocess.run(
        ["tasklist", "/FI", "IMAGENAME eq EXCEL.EXE", "/NH"],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    return done.stdout.upper()
