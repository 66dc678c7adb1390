"""``xlsales addin doctor``: what keeps the add-in from working, and what to do, one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlsales.hosts.desktop import places
from xlsales.hosts.desktop.installation import registered_elsewhere
from xlsales.hosts.desktop.machine import Machine
from xlsales.hosts.desktop.settings_text import read_settings
from xlsales.hosts.desktop.vba_project import XLWINGS

#: The lowest Python that xlsales runs on.
LOWEST_PYTHON: Final = (3, 11)
#: xlwings' DLL starts Python with a command of at most 2,047 signs; the rest of it takes about 400.
LONGEST_PATH: Final = 200
_DISABLED_WITHOUT_A_WORD: Final = 4
_OFFICE: Final = r"Software\Microsoft\Office"
_POLICIES: Final = r"Software\Policies\Microsoft\Office"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        ok: Whether it is as it must be.
        what: What was found.
        fix: What to do about it, empty where nothing.
    """

    ok: bool
    what: str
    fix: str = ""

    def __str__(self) -> str:
        return f"{'ok ' if self.ok else 'fix'} {self.what}{f'. {self.fix}' if self.fix else ''}"


def examine(machine: Machine, shipped: Path) -> list[Finding]:
    """Look at everything that the add-in needs.

    Args:
        machine: The computer.
        shipped: Folder of the files that ship, ``udfs/desktop``.
    """
    checks: tuple[Callable[[Machine], Iterator[Finding]], ...] = (
        _python,
        _packages,
        _library,
        _interpreter,
        _path,
        _excel,
        _trust,
        _registrations,
    )
    found = [finding for check in checks for finding in check(machine)]
    return [*found, *_files(machine, shipped)]


def _python(machine: Machine) -> Iterator[Finding]:
    version = ".".join(map(str, machine.python_version))
    if machine.python_version < LOWEST_PYTHON:
        lowest = ".".join(map(str, LOWEST_PYTHON))
        yield Finding(False, f"Python {version} at {machine.python}", f"Install Python {lowest} or later.")
    else:
        yield Finding(True, f"Python {version} at {machine.python}")


def _packages(machine: Machine) -> Iterator[Finding]:
    found = machine.packages.get("xlwings")
    if found == XLWINGS:
        yield Finding(True, f"xlwings {found}, which the add-in was built for")
    else:
        yield Finding(
            False,
            f"xlwings {found or 'is not installed'}, the add-in needs {XLWINGS}",
            f"Run: python -m pip install xlwings=={XLWINGS}",
        )
    bridge = "pywin32" if machine.system == "windows" else "appscript"
    if bridge in machine.packages:
        yield Finding(True, f"{bridge} {machine.packages[bridge]}")
    else:
        yield Finding(False, f"{bridge} is not installed", f"Run: python -m pip install {bridge}")


def _library(machine: Machine) -> Iterator[Finding]:
    """xlwings' VBA loads its DLL from the folder of Python or the one above."""
    if machine.system != "windows":
        return
    for bits in (64, 32):
        name = f"xlwings{bits}-{XLWINGS}.dll"
        folders = places.library_folders(machine)
        if any((folder / name).is_file() for folder in folders):
            yield Finding(True, name)
        else:
            yield Finding(
                False,
                f"{name} is neither in {folders[0]} nor in {folders[1]}",
                f"Run: python -m pip install --force-reinstall xlwings=={XLWINGS}",
            )


def _interpreter(machine: Machine) -> Iterator[Finding]:
    path = places.settings_file(machine)
    settings = read_settings(path, machine.code_page)
    named = settings.get("INTERPRETER_MAC" if machine.system == "mac" else "INTERPRETER_WIN")
    if named is None:
        yield Finding(False, f"no settings at {path}", "Run: xlsales addin install")
    elif not Path(named).exists():
        yield Finding(False, f"the settings name {named}, which is not there", "Run: xlsales addin install")
    elif Path(named) != places.interpreter(machine):
        yield Finding(
            False, f"Excel uses another Python: {named}", "Run xlsales addin install, or keep it on purpose."
        )
    else:
        yield Finding(True, f"Excel uses this Python ({path})")


def _path(machine: Machine) -> Iterator[Finding]:
    text = str(places.interpreter(machine))
    try:
        text.encode(machine.code_page)
    except UnicodeEncodeError:
        yield Finding(
            False,
            f"{text} has letters that VBA cannot read here",
            r"Install Python into a folder with plain letters, such as C:\xlsales.",
        )
    if len(text) > LONGEST_PATH:
        yield Finding(
            False,
            f"the path of Python has {len(text)} signs",
            f"Install it into a folder of at most {LONGEST_PATH}.",
        )


def _excel(machine: Machine) -> Iterator[Finding]:
    if not machine.excel_folder:
        yield Finding(False, "Excel was not found", "Install it for the desktop; on the web use Lite.")
    elif "windowsapps" in machine.excel_folder.lower():
        yield Finding(
            False,
            "Excel is from the Microsoft Store, which cannot start Python",
            "Install Office from office.com instead.",
        )
    else:
        yield Finding(True, f"Excel at {machine.excel_folder}")


def _trust(machine: Machine) -> Iterator[Finding]:
    for version in _versions(machine):
        for root in (_POLICIES, _OFFICE):
            security = rf"{root}\{version}\Excel\Security"
            warnings = machine.registry.values(security).get("VBAWarnings")
            locations = machine.registry.values(rf"{security}\Trusted Locations")
            if locations.get("AllLocationsDisabled") == 1:
                yield Finding(
                    False,
                    f"Excel {version} trusts no folder",
                    "File, Options, Trust Center, Trusted Locations: allow them; or ask who sets the policy.",
                )
            elif warnings == _DISABLED_WITHOUT_A_WORD and root == _POLICIES:
                yield Finding(
                    False,
                    f"a policy disables macros in Excel {version}",
                    "Ask who sets the policy to allow the start folder.",
                )
        if machine.registry.values(rf"{_OFFICE}\{version}\Excel\Resiliency\DisabledItems"):
            yield Finding(
                False,
                f"Excel {version} has disabled an add-in after a crash",
                "File, Options, Add-ins, Manage: Disabled Items, Go: enable xlsales.",
            )


def _versions(machine: Machine) -> tuple[str, ...]:
    names = {*machine.registry.keys(_OFFICE), *machine.registry.keys(_POLICIES)}
    return tuple(sorted(name for name in names if name.replace(".", "").isdigit()))


def _registrations(machine: Machine) -> Iterator[Finding]:
    for version, name in registered_elsewhere(machine):
        yield Finding(
            False,
            f"Excel {version} loads a second xlsales.xlam ({name})",
            "Run xlsales addin install; then press Repair links in workbooks that name its folder.",
        )


def _files(machine: Machine, shipped: Path) -> Iterator[Finding]:
    installed = places.addin_file(machine)
    if not installed.is_file():
        yield Finding(False, f"the add-in is not at {installed}", "Run: xlsales addin install")
    elif installed.read_bytes() != (shipped / installed.name).read_bytes():
        yield Finding(
            False, f"{installed} is of another release", "Close Excel and run: xlsales addin install"
        )
    else:
        yield Finding(True, f"the add-in is at {installed}")
    if machine.system == "mac" and not places.script_file(machine).is_file():
        yield Finding(False, f"{places.script_file(machine)} is missing", "Run: xlsales addin install")
