"""The menu and the toolbar: one list of commands, shown in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsales.hosts.buttons.offered import offered
from xlsales.hosts.libreoffice.registry_files import configuration, entry, group, setting, texts

_CALC: Final = "com.sun.star.sheet.SpreadsheetDocument"
_TITLE: Final = {"en": "XLSALES"}
_TOOLBAR: Final = "org.xlsales.calc.toolbar"


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the menu.

    Attributes:
        key: What the component is told, and the name of its icon.
        english: Its title.
        chinese: The same in Chinese.
        in_toolbar: Whether the toolbar has a button for it.
        icon: Name of its icon, its key unless given.
    """

    key: str
    english: str
    chinese: str
    in_toolbar: bool = True
    icon: str = ""

    @property
    def url(self) -> str:
        """What LibreOffice calls."""
        return f"service:org.xlsales.calc.Commands?{self.key}"

    @property
    def titles(self) -> dict[str, str]:
        """The title by language."""
        return {"en": self.english, "zh": self.chinese}


#: What the menu does by itself; the jobs stand before it.
OWN_COMMANDS: Final = (
    Command("recalculate", "~Recalculate everything", "全部重新计算(~R)"),
    Command("insert", "~Insert function...", "插入函数(~I)..."),
    Command("reference", "~Function reference", "函数参考(~F)"),
    Command("errors", "Show ~errors", "显示错误(~E)"),
    Command("about", "~About XLSALES", "关于 XLSALES(~A)", in_toolbar=False),
)
_REPORTS: Final = {"en": "Re~ports", "zh": "报表(~P)"}


def job_commands() -> tuple[Command, ...]:
    """Return the jobs that are installed."""
    return tuple(
        Command(button.name, button.english.label, button.chinese.label)
        for button in offered()
        if not button.is_report
    )


def report_commands() -> tuple[Command, ...]:
    """Return the reports that are installed; they stand in a menu of their own."""
    return tuple(
        Command(button.name, button.english.label, button.chinese.label, in_toolbar=False, icon="report")
        for button in offered()
        if button.is_report
    )


def commands() -> tuple[Command, ...]:
    """Return every command."""
    return (*job_commands(), *report_commands(), *OWN_COMMANDS)


def menu_file() -> str:
    """Return ``Addons.xcu``."""
    jobs = [_item(f"m1{i:02}", command) for i, command in enumerate(job_commands())]
    reports = [_item(f"r{i:02}", command) for i, command in enumerate(report_commands())]
    own = [_item(f"m3{i:02}", command) for i, command in enumerate(OWN_COMMANDS)]
    report_menu = entry("m200", texts("Title", _REPORTS), group("Submenu", *reports))
    items = [*jobs, *([report_menu] if reports else []), _line("m290"), *own]
    buttons = [
        _item(f"b{i:02}", command, setting("Context", _CALC))
        for i, command in enumerate(commands())
        if command.in_toolbar
    ]
    menu = entry(
        "org.xlsales.calc.menu",
        texts("Title", _TITLE),
        setting("Target", "_self"),
        setting("Context", _CALC),
        group("Submenu", *items),
    )
    toolbar = entry(_TOOLBAR, *buttons)
    return configuration(
        "Addons",
        group(
            "AddonUI",
            group("OfficeMenuBar", menu),
            group("OfficeToolBar", toolbar),
            group("Images", *map(_image, commands())),
        ),
    )


def toolbar_place_file() -> str:
    """Return ``CalcWindowState.xcu``: the toolbar has a name and stands in a line of its own."""
    return configuration(
        "CalcWindowState",
        group(
            "UIElements",
            group(
                "States",
                entry(
                    f"private:resource/toolbar/addon_{_TOOLBAR}",
                    texts("UIName", _TITLE),
                    setting("Visible", "true"),
                    setting("Docked", "true"),
                    setting("DockingArea", "0"),
                    setting("DockPos", "0,5"),
                    setting("ContextSensitive", "false"),
                ),
            ),
        ),
        package="org.openoffice.Office.UI",
    )


def _item(name: str, command: Command, *more: str) -> str:
    return entry(
        name,
        setting("URL", command.url),
        texts("Title", command.titles),
        setting("Target", "_self"),
        *more,
    )


def _line(name: str) -> str:
    """Return a line between entries."""
    return entry(name, setting("URL", "private:separator"))


def _image(command: Command) -> str:
    icon = f"%origin%/icons/{command.icon or command.key}.svg"
    return entry(
        f"org.xlsales.calc.{command.key}",
        setting("URL", command.url),
        group("UserDefinedImages", setting("ImageSmallURL", icon), setting("ImageBigURL", icon)),
    )
