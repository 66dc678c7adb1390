"""Where the files of an installation belong, on Windows and on a Mac."""

from __future__ import annotations

from pathlib import Path

from xlsales.hosts.desktop.machine import Machine
from xlsales.hosts.desktop.vba_project import XLWINGS

_GROUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"


def startup_folder(machine: Machine) -> Path:
    """Return the folder whose add-ins Excel loads by itself and trusts."""
    if machine.system == "mac":
        return machine.home / _GROUP
    return machine.roaming / "Microsoft" / "Excel" / "XLSTART"


def addin_file(machine: Machine) -> Path:
    """Return where the add-in is installed."""
    return startup_folder(machine) / "xlsales.xlam"


def intellisense_file(machine: Machine) -> Path:
    """Return where Excel-DNA IntelliSense looks for the help of the add-in."""
    return startup_folder(machine) / "xlsales.intellisense.xml"


def settings_file(machine: Machine) -> Path:
    """Return the user's settings, where xlwings' VBA looks for them."""
    if machine.system == "mac":
        return machine.home / "Library/Containers/com.microsoft.Excel/Data/xlsales.conf"
    return machine.home / ".xlsales" / "xlsales.conf"


def script_name() -> str:
    """Return the name of xlwings' script for Excel on a Mac."""
    return f"xlwings-{XLWINGS}.applescript"


def script_file(machine: Machine) -> Path:
    """Return where Excel for Mac finds the script through which it may start Python."""
    return machine.home / "Library/Application Scripts/com.microsoft.Excel" / script_name()


def interpreter(machine: Machine) -> Path:
    """Return the Python for Excel: without a console window on Windows, where there is one."""
    quiet = machine.python.with_name("pythonw.exe")
    return quiet if machine.system == "windows" and quiet.exists() else machine.python


def library_folders(machine: Machine) -> tuple[Path, Path]:
    """Return the two folders in which xlwings' VBA looks for its DLL."""
    folder = interpreter(machine).parent
    return folder, folder.parent
