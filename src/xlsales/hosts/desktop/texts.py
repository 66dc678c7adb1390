"""Tables that the add-in carries on its sheet: settings, words in both languages, help of the functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from xlsales.functions import GROUPS, CellFunction
from xlsales.hosts.desktop.ribbon import MESSAGES, TAB, Group, Menu, Text
from xlsales.hosts.desktop.wrappers import PREFIX

Row: TypeAlias = tuple[str | int, ...]

#: Excel cuts or refuses longer help of a function or an argument.
MOST_SIGNS: Final = 255

#: Settings of every installation; those of one computer stand in the user's file.
SETTINGS: Final[tuple[Row, ...]] = (
    ("USE UDF SERVER", "True"),
    ("ADD_WORKBOOK_TO_PYTHONPATH", "False"),
    ("UDF MODULES", "xlsales.hosts.desktop.server"),
    ("SHOW CONSOLE", "False"),
)


def text_rows(groups: Iterable[Group]) -> list[Row]:
    """Return key, label, Chinese label, tip and Chinese tip of everything that is shown."""
    texts: dict[str, Text] = {"xsTab": TAB, **MESSAGES}
    for group in groups:
        texts[group.id] = group.text
        for control in group.controls:
            texts[control.id] = control.text
            if isinstance(control, Menu):
                texts |= {button.id: button.text for button in control.buttons}
    return [
        (key, text.label, text.chinese, text.tip or text.label, text.chinese_tip or text.chinese)
        for key, text in texts.items()
    ]


def help_rows(functions: Iterable[CellFunction]) -> list[Row]:
    """Return language, name, category, description, number of arguments and their help, in both languages."""
    return [row for function in functions for row in _help(function)]


def _help(function: CellFunction) -> Iterator[Row]:
    count = len(function.arguments)
    english = (_short(f"{argument.doc}.") for argument in function.arguments)
    yield (
        "en",
        PREFIX + function.name,
        f"xlsales {function.group}",
        _short(function.summary),
        count,
        *english,
    )
    chinese = (_short(argument.chinese or argument.doc) for argument in function.arguments)
    yield (
        "zh",
        PREFIX + function.name,
        f"xlsales {GROUPS[function.group]}",
        _short(function.chinese),
        count,
        *chinese,
    )


def _short(text: str) -> str:
    return text if len(text) <= MOST_SIGNS else text[: MOST_SIGNS - 1] + "…"
