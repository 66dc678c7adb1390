"""Adding our code to a workbook's xlwings Lite part, behind a user's own."""

from __future__ import annotations

import posixpath
from typing import Final

from xlsales.hosts.lite.extension import (
    EXTENSION_LINK,
    EXTENSION_TYPE,
    PANES_LINK,
    PANES_TYPE,
    extension_folder,
    find_extension,
    find_property,
    new_extension,
    new_panes,
    pane_element,
    property_element,
)
from xlsales.hosts.lite.own_code import PROGRAM, refuse_clashes, unreadable
from xlsales.hosts.lite.program import BLOCK, lite_program
from xlsales.hosts.lite.property_text import replaced
from xlsales.hosts.lite.requirements import ALSO_NEEDED, NEEDED, REQUIREMENTS, has_numpy
from xlsales.workbook.outline import with_child
from xlsales.workbook.part_edits import PartEdits

#: Between a user's code and ours, even where that code is empty.
GAP: Final = "\n\n\n"


def attach_lite(parts: PartEdits) -> None:
    """Add our program to a workbook, or renew it; a user's own Lite code stays.

    Raises:
        InvalidInputError: LITE-001 the workbook's Lite code cannot be read, LITE-002 it uses a name of ours.
    """
    extension = find_extension(parts)
    if extension is None:
        _add_extension(parts)
    else:
        _merge_program(parts, extension.part)
        _merge_requirements(parts, extension.part)


def _add_extension(parts: PartEdits) -> None:
    folder = extension_folder(parts)
    panes = next(parts.linked_parts("", "webextensiontaskpanes"), None)
    if panes is None or parts.read(panes) is None:
        panes = f"{folder}/taskpanes.xml"
        parts.add_part(panes, new_panes(), PANES_TYPE)
        parts.add_link("", panes, PANES_LINK)
    part = parts.free_part(f"{folder}/webextension{{}}.xml")
    content = new_extension({PROGRAM: lite_program(), REQUIREMENTS: NEEDED})
    parts.add_part(part, content, EXTENSION_TYPE)
    target = posixpath.relpath(part, posixpath.dirname(panes))
    link = parts.add_link(panes, target, EXTENSION_LINK)
    data, root = parts.outline(panes)
    row = len(root.children)
    parts.write(panes, with_child(data, root, pane_element(root.span.prefix, link, row)))


def _merge_program(parts: PartEdits, part: str) -> None:
    data, root = parts.outline(part)
    found = find_property(data, root, PROGRAM)
    if found is None:
        _add_property(parts, part, PROGRAM, lite_program())
        return
    text = found.text
    if text is None:
        raise unreadable(part)
    block = BLOCK.search(text)
    if block is None:
        refuse_clashes(text, part)
        raw = replaced(found.raw, len(text), len(text), GAP + lite_program())
    elif block[0] != lite_program():
        raw = replaced(found.raw, block.start(), block.end(), lite_program())
    else:
        return
    parts.write(part, found.with_raw(data, raw))


def _merge_requirements(parts: PartEdits, part: str) -> None:
    data, root = parts.outline(part)
    found = find_property(data, root, REQUIREMENTS)
    if found is None:
        _add_property(parts, part, REQUIREMENTS, NEEDED)
        return
    text = found.text
    if text is None:
        raise unreadable(part)
    if not has_numpy(text):
        raw = replaced(found.raw, len(text), len(text), ALSO_NEEDED)
        parts.write(part, found.with_raw(data, raw))


def _add_property(parts: PartEdits, part: str, name: str, text: str) -> None:
    data, root = parts.outline(part)
    listing = root.first("properties")
    if listing is None:
        raise unreadable(part)
    parts.write(part, with_child(data, listing, property_element(listing.span.prefix, name, text)))
