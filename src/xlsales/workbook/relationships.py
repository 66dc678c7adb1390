"""Relationships: how one part of the package names another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from xlsales.workbook.refusals import refusal
from xlsales.workbook.xml_reading import local_name


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link inside the package; ``kind`` is the last word of its type, such as ``worksheet``."""

    id: str
    kind: str
    target: str


def relationships_part(part: str) -> str:
    """Return the part that holds the relationships of ``part``; ``""`` is the package.

    Examples:
        >>> relationships_part("xl/workbook.xml"), relationships_part("")
        ('xl/_rels/workbook.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolve_target(part: str, target: str) -> str:
    """Return the part that ``target`` means when ``part`` names it.

    Examples:
        >>> resolve_target("xl/workbook.xml", "worksheets/sheet1.xml")
        'xl/worksheets/sheet1.xml'
        >>> resolve_target("xl/worksheets/sheet1.xml", "..\\\\tables\\\\table1.xml")
        'xl/tables/table1.xml'
        >>> resolve_target("xl/workbook.xml", "/xl/styles.xml")
        'xl/styles.xml'

    Raises:
        RefusedFileError: WB-005 it points outside the package.
    """
    path = unquote(target.replace("\\", "/"))
    if path.startswith("/"):
        resolved = posixpath.normpath(path).lstrip("/")
    else:
        resolved = posixpath.normpath(posixpath.join(posixpath.dirname(part), path))
    if resolved.startswith("..") or "\0" in resolved:
        raise refusal(
            "WB-005",
            part,
            f"a link to {target!r}",
            "links inside the package",
            "Do not open this file; ask who sent it.",
        )
    return resolved


def read_relationships(tree: Element, part: str) -> tuple[Relationship, ...]:
    """Return the links of ``part`` that stay inside the package; links to the outside are left alone."""
    return tuple(
        Relationship(
            element.get("Id", ""),
            element.get("Type", "").rpartition("/")[2],
            resolve_target(part, element.get("Target", "")),
        )
        for element in tree
        if local_name(element.tag) == "Relationship" and element.get("TargetMode") != "External"
    )
