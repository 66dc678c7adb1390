"""The ribbon as the two XML parts that Office reads, the newer for Excel 2010 and later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import quoteattr

from xlsales.hosts.desktop.ribbon import Button, Group, Menu

NAMESPACE_2007: Final = "http://schemas.microsoft.com/office/2006/01/customui"
NAMESPACE_2010: Final = "http://schemas.microsoft.com/office/2009/07/customui"

_MODULE: Final = "XlsalesRibbon"
_WORDS: Final = {
    "getLabel": f"{_MODULE}.XsGetLabel",
    "getScreentip": f"{_MODULE}.XsGetScreentip",
    "getSupertip": f"{_MODULE}.XsGetSupertip",
}
_ENABLED: Final = {"getEnabled": f"{_MODULE}.XsGetEnabled"}
_WINDOWS: Final = {"getVisible": f"{_MODULE}.XsGetVisible"}


def ribbon_xml(groups: Iterable[Group], namespace: str = NAMESPACE_2010) -> str:
    """Return the ribbon; every word and every state is asked for when it is shown."""
    label = _WORDS["getLabel"]
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f'<customUI xmlns="{namespace}" onLoad="{_MODULE}.XsOnLoad">',
        "  <ribbon>",
        "    <tabs>",
        f'      <tab id="xsTab" getLabel="{label}">',
    ]
    for group in groups:
        lines.append(f'        <group id="{group.id}" getLabel="{label}">')
        for control in group.controls:
            lines += _menu(control) if isinstance(control, Menu) else [_top_button(control)]
        lines.append("        </group>")
    lines += ["      </tab>", "    </tabs>", "  </ribbon>", "</customUI>", ""]
    return "\n".join(lines)


def _menu(menu: Menu) -> Iterator[str]:
    attributes = {"id": menu.id, "imageMso": menu.image, "size": "large", **_WORDS, **_ENABLED}
    if menu.windows_only:
        attributes |= _WINDOWS
    yield f"          <menu{_written(attributes)}>"
    for button in menu.buttons:
        yield f"            <button{_written(_button(button))}/>"
    yield "          </menu>"


def _top_button(button: Button) -> str:
    attributes = {**_button(button), "size": "large" if button.large else "normal", **_ENABLED}
    if button.windows_only:
        attributes |= _WINDOWS
    return f"          <button{_written(attributes)}/>"


def _button(button: Button) -> dict[str, str]:
    return {
        "id": button.id,
        "tag": button.tag,
        "imageMso": button.image,
        **_WORDS,
        "onAction": f"{_MODULE}.XsOnAction",
    }


def _written(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
