"""Other workbooks that a workbook is linked to, by the numbers that its formulas name them by."""

from __future__ import annotations

from xlsales.workbook.package import Package
from xlsales.workbook.relationships import relationships_part
from xlsales.workbook.xml_reading import local_name
from xlsales.workbook.xml_text import unescape_xstring


def outside_books(package: Package) -> tuple[str, ...]:
    """Return the target of each link as it is written, ``""`` where it cannot be told.

    The first is what formulas call ``[1]``. Nothing is fetched or looked up.
    """
    parts = {link.id: link.target for link in package.workbook_links if link.kind == "externalLink"}
    tree = package.parts.tree(package.workbook_part)
    order = [
        next((value for name, value in element.items() if name.endswith("}id")), "")
        for listing in tree
        if local_name(listing.tag) == "externalReferences"
        for element in listing
    ]
    return tuple(_target(package, parts[number]) if number in parts else "" for number in order)


def _target(package: Package, part: str) -> str:
    links = package.parts.optional_tree(relationships_part(part))
    for link in links if links is not None else ():
        if link.get("TargetMode") == "External":
            return unescape_xstring(link.get("Target", ""))
    return ""
