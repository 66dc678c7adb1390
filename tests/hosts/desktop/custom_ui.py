"""The rules of Office's ribbon schemas for the elements that we use, and a check against them.

Typed from [MS-CUSTOMUI] and [MS-CUSTOMUI2] and held against Microsoft's published schema of 2009/07 (types
CT_Button, CT_ButtonRegular, CT_Menu, CT_MenuRegular, CT_Group, CT_Tab; ST_UniqueID, ST_String, ST_Delegate,
ST_Keytip, ST_Size): which children and attributes an element may have, which attributes exclude each other,
how long and of what form their values may be. The schema files themselves are Microsoft's, all rights
reserved, and no package of a registry carries them under a licence of its own, so they are not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

NAMESPACES = (
    "http://schemas.microsoft.com/office/2006/01/customui",
    "http://schemas.microsoft.com/office/2009/07/customui",
)
CHILDREN = {
    "customUI": {"ribbon"},
    "ribbon": {"tabs"},
    "tabs": {"tab"},
    "tab": {"group"},
    "group": {"button", "menu"},
    "menu": {"button", "menu", "menuSeparator"},
    "menuSeparator": set[str](),
    "button": set[str](),
}
_ID = {"id", "idQ", "idMso", "tag"}
_LABEL = {"label", "getLabel"}
_SHOWN = {"visible", "getVisible", "keytip", "getKeytip"}
_PLACE = {"insertAfterMso", "insertBeforeMso", "insertAfterQ", "insertBeforeQ"}
_TIPS = {"screentip", "getScreentip", "supertip", "getSupertip"}
_IMAGE = {"image", "imageMso", "getImage", "showImage", "getShowImage", "showLabel", "getShowLabel"}
_CONTROL = _ID | _LABEL | _SHOWN | _PLACE | _TIPS | _IMAGE | {"enabled", "getEnabled"}
_SIZE = {"size", "getSize"}
ATTRIBUTES = {
    "customUI": {"onLoad", "loadImage"},
    "ribbon": {"startFromScratch"},
    "tabs": set[str](),
    "tab": _ID | _LABEL | _SHOWN | _PLACE,
    "group": _ID | _LABEL | _SHOWN | _PLACE | _TIPS | {"image", "imageMso", "getImage"},
    "menu": _CONTROL | _SIZE | {"itemSize", "description", "getDescription"},
    "menuSeparator": (_ID - {"idMso"}) | _PLACE | {"title", "getTitle"},
    "button": _CONTROL | _SIZE | {"onAction", "description", "getDescription"},
}
#: Inside a menu a button or a menu has no size of its own.
NOT_IN_A_MENU = _SIZE
ONE_OF = (
    {"id", "idQ", "idMso"},
    {"label", "getLabel"},
    {"image", "imageMso", "getImage"},
    {"screentip", "getScreentip"},
    {"supertip", "getSupertip"},
    {"enabled", "getEnabled"},
    {"visible", "getVisible"},
    {"size", "getSize"},
    {"keytip", "getKeytip"},
    _PLACE,
)
BOOLEANS = {"visible", "enabled", "showImage", "showLabel", "startFromScratch"}
NEEDS_ID = {"tab", "group", "menu", "menuSeparator", "button"}
NAME = re.compile(r"[A-Za-z_][\w.-]*")
LONGEST = 1024
KEYTIP = re.compile(r"\S{1,3}")


def problems(text: str) -> list[str]:
    """Return what a ribbon breaks, nothing when Office would read it."""
    root = ElementTree.fromstring(text)
    namespace, _, name = root.tag.removeprefix("{").rpartition("}")
    if namespace not in NAMESPACES:
        return [f"unknown namespace {namespace}"]
    if name != "customUI":
        return [f"the root is {name}"]
    found = list(_element(root, namespace, None))
    names = [each.get("id") for each in root.iter() if each.get("id")]
    return found + [f"id {each} twice" for each in sorted({n for n in names if names.count(n) > 1 and n})]


def _element(element: ElementTree.Element, namespace: str, parent: str | None) -> Iterator[str]:
    name = element.tag.removeprefix(f"{{{namespace}}}")
    if name not in CHILDREN:
        yield f"unknown element {name}"
        return
    yield from _attributes(element, name, parent)
    for child in element:
        child_name = child.tag.removeprefix(f"{{{namespace}}}")
        if child_name not in CHILDREN[name]:
            yield f"{child_name} inside {name}"
        yield from _element(child, namespace, name)


def _attributes(element: ElementTree.Element, name: str, parent: str | None) -> Iterator[str]:
    allowed = ATTRIBUTES[name] - (NOT_IN_A_MENU if parent == "menu" else set())
    for attribute, value in element.items():
        if attribute not in allowed:
            yield f"{name} has no attribute {attribute} here"
        if not 1 <= len(value) <= LONGEST:
            yield f"{attribute} of {len(value)} signs"
        if attribute == "id" and not NAME.fullmatch(value):
            yield f"id {value} is no name"
        if attribute == "keytip" and not KEYTIP.fullmatch(value):
            yield f"keytip {value}"
        if attribute in BOOLEANS and value not in ("true", "false", "1", "0"):
            yield f"{attribute} {value}"
        if attribute in ("size", "itemSize") and value not in ("large", "normal"):
            yield f"{attribute} {value}"
    for group in ONE_OF:
        if len(group & set(element.keys())) > 1:
            yield f"{name} has several of {sorted(group)}"
    if name in NEEDS_ID and not {"id", "idQ", "idMso"} & set(element.keys()):
        yield f"{name} without id"
