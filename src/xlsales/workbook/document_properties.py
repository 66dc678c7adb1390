"""Who saved the workbook, with what, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from xlsales.workbook.xml_reading import local_name


def read_application(tree: Element) -> str | None:
    """Return the program that saved the workbook, from the tree of ``docProps/app.xml``."""
    return _text(tree, "Application")


def read_modified(tree: Element) -> datetime | None:
    """Return when it was last saved, with time zone, from the tree of ``docProps/core.xml``."""
    try:
        moment = datetime.fromisoformat(_text(tree, "modified") or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(tree: Element, local: str) -> str | None:
    for element in tree:
        if local_name(element.tag) == local and element.text:
            return element.text.strip()
    return None
