"""Taking our code out of a workbook's xlwings Lite part: what a user wrote stays."""

from __future__ import annotations

from xlsales.hosts.lite.attaching import GAP
from xlsales.hosts.lite.extension import OURS, LiteExtension, find_extension, find_property
from xlsales.hosts.lite.own_code import PROGRAM
from xlsales.hosts.lite.program import BLOCK
from xlsales.hosts.lite.property_text import replaced
from xlsales.hosts.lite.requirements import ALSO_NEEDED, NEEDED, REQUIREMENTS
from xlsales.workbook.outline import Node, without
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.splice import Change, splice


def detach_lite(parts: PartEdits) -> bool:
    """Take our program out; what attaching added is gone, what a user wrote stays.

    Returns:
        Whether there was anything of ours.
    """
    extension = find_extension(parts)
    if extension is None:
        return False
    data, root = parts.outline(extension.part)
    found = find_property(data, root, PROGRAM)
    text = found.text if found else None
    block = BLOCK.search(text) if text else None
    if found is None or text is None or block is None:
        return False
    start = block.start()
    if text[:start].endswith(GAP):
        start -= len(GAP)
    if block[0] != text:
        parts.write(extension.part, found.with_raw(data, replaced(found.raw, start, block.end(), "")))
        _withdraw_requirements(parts, extension.part)
    elif root.get("id") == OURS:
        _remove_extension(parts, extension)
    else:
        _remove_property(parts, extension.part, PROGRAM)
        _withdraw_requirements(parts, extension.part)
    return True


def _withdraw_requirements(parts: PartEdits, part: str) -> None:
    data, root = parts.outline(part)
    found = find_property(data, root, REQUIREMENTS)
    text = found.text if found else None
    if found is None or text is None:
        return
    if text == NEEDED and root.get("id") != OURS:
        _remove_property(parts, part, REQUIREMENTS)
    elif text.endswith(ALSO_NEEDED):
        raw = replaced(found.raw, len(text) - len(ALSO_NEEDED), len(text), "")
        parts.write(part, found.with_raw(data, raw))


def _remove_property(parts: PartEdits, part: str, name: str) -> None:
    data, root = parts.outline(part)
    listing = root.first("properties")
    assert listing is not None
    gone = [node for node in listing.all("property") if node.get("name") == name]
    if gone == listing.children:
        parts.write(part, _emptied(data, listing))
    else:
        parts.write(part, without(data, gone))


def _emptied(data: bytes, node: Node) -> bytes:
    """Return the part with an element as Office writes an empty one."""
    opening = data[node.span.start : node.span.content_start]
    empty = opening.removesuffix(b"/>").removesuffix(b">") + b"/>"
    return splice(data, 0, len(data), [Change(node.span.start, node.span.end, empty)])


def _remove_extension(parts: PartEdits, extension: LiteExtension) -> None:
    parts.remove_part(extension.part)
    links = parts.remove_links(extension.panes, extension.part)
    data, root = parts.outline(extension.panes)
    gone = [pane for pane in root.all("taskpane") if _shows(pane, links)]
    if len(gone) < len(root.children):
        parts.write(extension.panes, without(data, gone))
        return
    parts.remove_part(extension.panes)
    parts.remove_links("", extension.panes)


def _shows(pane: Node, links: list[str]) -> bool:
    return any(
        node.local == "webextensionref" and any(value in links for value in node.span.attributes.values())
        for node in pane.inside()
    )
