"""The menu and the toolbar: one list of commands, shown in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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
    """

    key: str
    english: str
    chinese: str
    in_toolbar: bool = True

    @property
    def url(self) -> str:
        """What LibreOffice calls."""
        return f"service:org.xlsales.calc.Commands?{self.key}"

    @property
    def titles(self) -> dict[str, str]:
        """The title by language."""
        return {"en": self.english, "zh": self.chinese}


COMMANDS: Final = (
    Command("recalculate", "~Recalculate everything", "全部重新计算(~R)"),
    Command("insert", "~Insert function...", "插入函数(~I)..."),
    Command("reference", "~Function reference", "函数参考(~F)"),
    Command("errors", "Show ~errors", "显示错误(~E)"),
    Command("about", "~About XLSALES", "关于 XLSALES(~A)", in_toolbar=False),
)


def menu_file() -> str:
    """Return ``Addons.xcu``."""
    items = [_item(f"m{i}", command) for i, command in enumerate(COMMANDS)]
    buttons = [
        _item(f"b{i}", command, setting("Context", _CALC))
        for i, command in enumerate(COMMANDS)
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
            group("Images", *map(_image, COMMANDS)),
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


def _image(command: Command) -> str:
    icon = f"%origin%/icons/{command.key}.svg"
    return entry(
        f"org.xlsales.calc.{command.key}",
        setting("URL", command.url),
        group("UserDefinedImages", setting("ImageSmallURL", icon), setting("ImageBigURL", icon)),
    )
