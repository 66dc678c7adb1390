"""The workbook part: tabs, names, date system, calculation settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from xlsales.workbook.model import Calculation, CalculationMode, DefinedName, Sheet, SheetKind, SheetState
from xlsales.workbook.relationships import Relationship
from xlsales.workbook.xml_reading import is_main, is_true, local_name
from xlsales.workbook.xml_text import unescape_xstring

_KINDS: Final[dict[str, SheetKind]] = {
    "worksheet": "worksheet",
    "chartsheet": "chartsheet",
    "dialogsheet": "dialogsheet",
    "xlMacrosheet": "macrosheet",
    "xlIntlMacrosheet": "macrosheet",
}
_STATES: Final[dict[str | None, SheetState]] = {"hidden": "hidden", "veryHidden": "veryHidden"}
_MODES: Final[dict[str | None, CalculationMode]] = {"manual": "manual", "autoNoTable": "autoNoTable"}


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """What the workbook part tells; tabs in order, ``active`` counted from 0."""

    sheets: tuple[Sheet, ...]
    active: int
    names: tuple[DefinedName, ...]
    date_1904: bool
    calculation: Calculation


def read_workbook_part(tree: Element, links: Iterable[Relationship]) -> WorkbookPart:
    """Read the tree of the workbook part; a tab whose link is missing or strange is left out."""
    tabs = list(_tabs(tree, {link.id: link for link in links}))
    settings = _first(tree, "workbookPr")
    view = next(_children(tree, "bookViews", "workbookView"), None)
    return WorkbookPart(
        sheets=tuple(tab for tab in tabs if tab is not None),
        active=_active(view, tabs),
        names=tuple(_names(tree, tabs)),
        date_1904=settings is not None and is_true(settings.get("date1904")),
        calculation=_calculation(_first(tree, "calcPr")),
    )


def _tabs(tree: Element, links: dict[str, Relationship]) -> Iterator[Sheet | None]:
    for element in _children(tree, "sheets", "sheet"):
        link = links.get(_relationship_id(element))
        kind = _KINDS.get(link.kind) if link else None
        if link is None or kind is None:
            yield None
            continue
        state = _STATES.get(element.get("state"), "visible")
        yield Sheet(unescape_xstring(element.get("name", "")), link.target, kind, state)


def _relationship_id(element: Element) -> str:
    """Return the ``r:id`` of an element, whatever its namespace's edition."""
    return next((value for name, value in element.items() if name.endswith("}id")), "")


def _active(view: Element | None, tabs: list[Sheet | None]) -> int:
    """Return which of the readable tabs is active: ``activeTab`` counts the unreadable ones too."""
    text = view.get("activeTab", "0") if view is not None else "0"
    place = int(text) if text.isdecimal() and len(text) < 6 else 0
    if place >= len(tabs) or tabs[place] is None:
        return 0
    return sum(tab is not None for tab in tabs[:place])


def _names(tree: Element, tabs: list[Sheet | None]) -> Iterator[DefinedName]:
    for element in _children(tree, "definedNames", "definedName"):
        yield DefinedName(
            unescape_xstring(element.get("name", "")),
            unescape_xstring(element.text or ""),
            _scope(element.get("localSheetId"), tabs),
            is_true(element.get("hidden")),
        )


def _scope(place: str | None, tabs: list[Sheet | None]) -> str | None:
    if place is None or not place.isdecimal() or len(place) > 6 or int(place) >= len(tabs):
        return None
    tab = tabs[int(place)]
    return tab.name if tab else None


def _calculation(element: Element | None) -> Calculation:
    if element is None:
        return Calculation()
    return Calculation(
        mode=_MODES.get(element.get("calcMode"), "auto"),
        iterate=is_true(element.get("iterate")),
        full_precision=is_true(element.get("fullPrecision", "1")),
    )


def _first(tree: Element, local: str) -> Element | None:
    return next((element for element in tree if is_main(element.tag, local)), None)


def _children(tree: Element, list_name: str, local: str) -> Iterator[Element]:
    for listing in tree:
        if is_main(listing.tag, list_name):
            yield from (element for element in listing if local_name(element.tag) == local)
