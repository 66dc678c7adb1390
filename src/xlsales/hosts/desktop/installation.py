"""``xlsales addin install`` and ``uninstall``: files copied, settings written, and all of it taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from xlsales.hosts.buttons.pages import Language
from xlsales.hosts.desktop import places
from xlsales.hosts.desktop.machine import Machine
from xlsales.hosts.desktop.settings_text import read_settings, write_settings
from xlsales.kernel.issues import InvalidInputError, Issue

_ADDIN: Final = "xlsales.xlam"
#: Set where xlwings' script for Mac was not there before; only then is it removed with us.
_SCRIPT_IS_OURS: Final = "SCRIPT IS OURS"
_INTELLISENSE: Final = {"en": "xlsales.intellisense.xml", "zh": "xlsales.intellisense.zh.xml"}


def install(machine: Machine, shipped: Path, language: Language | None = None) -> list[Path]:
    """Install the add-in for the user, over an older one.

    Args:
        machine: Where to.
        shipped: Folder of the files that ship, ``udfs/desktop``.
        language: Of ribbon and help; unless given, what was set before or Excel's own.

    Returns:
        The files written.

    Raises:
        InvalidInputError: ADDIN-001 Excel is open, ADDIN-002 paths that VBA cannot read.
    """
    _refuse_while_excel_runs(machine)
    settings = read_settings(places.settings_file(machine), machine.code_page)
    name = "INTERPRETER_MAC" if machine.system == "mac" else "INTERPRETER_WIN"
    settings[name] = str(places.interpreter(machine))
    if machine.system == "mac" and not places.script_file(machine).exists():
        settings[_SCRIPT_IS_OURS] = "True"
    if language:
        settings["LANGUAGE"] = language
    write_settings(places.settings_file(machine), settings, machine.code_page)
    help_file = _INTELLISENSE["zh" if settings.get("LANGUAGE") == "zh" else "en"]
    written = [places.settings_file(machine)]
    written.append(_copied(shipped / _ADDIN, places.addin_file(machine)))
    written.append(_copied(shipped / help_file, places.intellisense_file(machine)))
    if _SCRIPT_IS_OURS in settings:
        written.append(_copied(_script(), places.script_file(machine)))
    for version, value in registered_elsewhere(machine):
        machine.registry.delete_value(_options_key(version), value)
    return written


def uninstall(machine: Machine) -> list[Path]:
    """Take everything back that ``install`` and Excel's own lists hold of the add-in.

    Returns:
        The files removed.

    Raises:
        InvalidInputError: ADDIN-001 Excel is open.
    """
    _refuse_while_excel_runs(machine)
    files = [
        places.addin_file(machine),
        places.intellisense_file(machine),
        places.settings_file(machine),
    ]
    if _SCRIPT_IS_OURS in read_settings(places.settings_file(machine), machine.code_page):
        files.append(places.script_file(machine))
    removed = [path for path in files if path.is_file()]
    for path in removed:
        path.unlink()
    folder = places.settings_file(machine).parent
    if machine.system == "windows" and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    for version, value in registered_elsewhere(machine):
        machine.registry.delete_value(_options_key(version), value)
    return removed


def registered_elsewhere(machine: Machine) -> Iterator[tuple[str, str]]:
    """Return version of Office and value of every registration of an xlsales.xlam in another folder.

    Excel would load it a second time, and formulas would link to it.
    """
    for version in machine.registry.keys(r"Software\Microsoft\Office"):
        values = machine.registry.values(_options_key(version))
        for name, value in values.items():
            if name.startswith("OPEN") and _ADDIN in str(value).lower():
                yield version, name


def _options_key(version: str) -> str:
    return rf"Software\Microsoft\Office\{version}\Excel\Options"


def _refuse_while_excel_runs(machine: Machine) -> None:
    if machine.excel_is_running:
        raise InvalidInputError(
            Issue("ADDIN-001", "Excel", "an open Excel", "a closed one", "Close Excel and try again.")
        )


def _copied(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return target


def _script() -> Path:
    import xlwings

    return Path(xlwings.__file__).parent / places.script_name()
