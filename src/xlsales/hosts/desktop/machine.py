"""The computer as installation and doctor see it: folders, programs, Excel's own settings."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, Protocol, TypeAlias

_MAC_EXCEL: Final = Path("/Applications/Microsoft Excel.app")

System: TypeAlias = Literal["windows", "mac"]


class Registry(Protocol):
    """The user's part of the Windows registry."""

    def values(self, key: str) -> Mapping[str, str | int | bytes]:
        """Return the values of a key, none where it does not exist."""

    def keys(self, key: str) -> tuple[str, ...]:
        """Return the names of the keys below a key."""

    def delete_value(self, key: str, name: str) -> None:
        """Remove a value."""


@dataclass(frozen=True, slots=True)
class NoRegistry:
    """A computer without one."""

    def values(self, key: str) -> Mapping[str, str | int | bytes]:
        """Return nothing."""
        return {}

    def keys(self, key: str) -> tuple[str, ...]:
        """Return nothing."""
        return ()

    def delete_value(self, key: str, name: str) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What installing needs to know.

    Attributes:
        system: Windows or a Mac.
        home: The user's folder.
        roaming: ``%APPDATA%`` on Windows.
        python: The Python that runs xlsales.
        python_version: Its version, such as ``(3, 11)``.
        packages: Versions of installed packages by name.
        registry: Excel's settings on Windows.
        excel_folder: Where Excel's program lies, where it is known.
        excel_is_running: Whether Excel is open.
        code_page: Encoding that VBA reads and writes text files with.
    """

    system: System
    home: Path
    roaming: Path
    python: Path
    python_version: tuple[int, int]
    packages: Mapping[str, str]
    registry: Registry = field(default_factory=NoRegistry)
    excel_folder: str = ""
    excel_is_running: bool = False
    code_page: str = "utf-8"


def this_machine() -> Machine | None:
    """Return this computer, ``None`` where Excel does not run on it."""
    if sys.platform not in ("win32", "darwin"):
        return None
    if sys.platform == "win32":
        from xlsales.hosts.desktop.windows import this_windows

        return this_windows()
    home = Path.home()
    return Machine(
        "mac",
        home,
        home / "Library",
        Path(sys.executable),
        sys.version_info[:2],
        installed_packages(),
        code_page="mac_roman",
        excel_folder=str(_MAC_EXCEL) if _MAC_EXCEL.is_dir() else "",
    )


def installed_packages() -> dict[str, str]:
    """Return the versions of what the desktop host needs and has."""
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in ("xlsales", "xlwings", "pywin32", "appscript"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
