"""The Settings button: what is set, what the doctor finds, in a new workbook."""

from __future__ import annotations

from typing import Final

from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language, Page
from xlsales.hosts.desktop import places
from xlsales.hosts.desktop.doctor import examine
from xlsales.hosts.desktop.machine import Machine, this_machine
from xlsales.hosts.desktop.settings_text import read_settings
from xlsales.resources import resource_folder

_TITLES: Final = {"en": ("Settings", "Check"), "zh": ("设置", "检查")}
_SETTINGS: Final = {"en": ("Setting", "Value"), "zh": ("设置", "值")}
_CHECKS: Final = {"en": ("State", "Found", "What to do"), "zh": ("状态", "结果", "怎么办")}
_FILE: Final = {"en": "Settings file", "zh": "设置文件"}


def run(book: OpenBook, person: Person, language: Language) -> None:
    """Show both pages."""
    machine = this_machine()
    if machine is not None:
        book.new_book(pages(machine, language))


def pages(machine: Machine, language: Language) -> tuple[Page, Page]:
    """Return the page of settings and that of the doctor's findings."""
    path = places.settings_file(machine)
    settings = {
        _FILE[language]: str(path),
        **read_settings(path, machine.code_page),
        **{f"{name} (pip)": version for name, version in machine.packages.items()},
    }
    findings = examine(machine, resource_folder("udfs") / "desktop")
    first, second = _TITLES[language]
    return (
        Page(first, _SETTINGS[language], tuple(settings.items())),
        Page(
            second,
            _CHECKS[language],
            tuple(("ok" if each.ok else "fix", each.what, each.fix) for each in findings),
        ),
    )
