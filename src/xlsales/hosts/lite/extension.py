"""The web extension part of xlwings Lite: where it is, what it holds, a new one.

References:
    MS-OWEXML, web extensions in Office documents; the layout is that of public workbooks with Lite code.
"""

from __future__ import annotations

import posixpath
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xlsales.hosts.lite.property_text import decoded, encoded
from xlsales.workbook.outline import Node
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.splice import Change, splice

#: xlwings Lite in the Office store.
STORE_ID: Final = "wa200008175"
#: The add-in and Python that public workbooks name; Lite takes newer ones from there.
_ADDIN: Final = "1.0.0.0-35"
_PYODIDE: Final = "0.27.5"
#: Tells an extension that we added from one that a user started.
OURS: Final = f"{{{str(uuid.uuid5(uuid.NAMESPACE_DNS, 'xlsales.lite')).upper()}}}"

PANES_LINK: Final = "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes"
EXTENSION_LINK: Final = "http://schemas.microsoft.com/office/2011/relationships/webextension"
PANES_TYPE: Final = "application/vnd.ms-office.webextensiontaskpanes+xml"
EXTENSION_TYPE: Final = "application/vnd.ms-office.webextension+xml"
_PANES: Final = "http://schemas.microsoft.com/office/webextensions/taskpanes/2010/11"
_EXTENSION: Final = "http://schemas.microsoft.com/office/webextensions/webextension/2010/11"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ATTRIBUTE: Final = re.compile(r"\s([^\s=<>\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True, slots=True)
class LiteExtension:
    """The extension of xlwings Lite in a workbook: the part, and the list of task panes that shows it."""

    part: str
    panes: str


def find_extension(parts: PartEdits) -> LiteExtension | None:
    """Return the extension of xlwings Lite, if the workbook has one."""
    for panes in parts.linked_parts("", "webextensiontaskpanes"):
        if parts.read(panes) is None:
            continue
        for part in parts.linked_parts(panes, "webextension"):
            if parts.read(part) is not None and _is_lite(parts.outline(part)[1]):
                return LiteExtension(part, panes)
    return None


def _is_lite(root: Node) -> bool:
    return any(
        node.local == "reference" and (node.get("id") or "").lower() == STORE_ID for node in root.inside()
    )


def new_extension(properties: dict[str, str]) -> bytes:
    """Return the bytes of a new extension that holds these texts."""
    texts = properties | {"pyodideVersion": _PYODIDE, "addinVersion": _ADDIN}
    listed = "".join(property_element("we:", name, text) for name, text in texts.items())
    return (
        f'{_DECLARATION}<we:webextension xmlns:we="{_EXTENSION}" id="{OURS}">'
        f'<we:reference id="{STORE_ID}" version="1.0.0.0" store="en-US" storeType="OMEX"/>'
        f"<we:alternateReferences/><we:properties>{listed}</we:properties><we:bindings/>"
        f'<we:snapshot xmlns:r="{_RELATIONSHIPS}"/></we:webextension>'
    ).encode()


def new_panes() -> bytes:
    """Return the bytes of a list without task panes."""
    return f'{_DECLARATION}<wetp:taskpanes xmlns:wetp="{_PANES}"></wetp:taskpanes>'.encode()


def pane_element(prefix: str, link: str, row: int) -> str:
    """Return a visible task pane on the right that shows the extension of a link."""
    return (
        f'<{prefix}taskpane dockstate="right" visibility="1" width="350" row="{row}">'
        f'<{prefix}webextensionref xmlns:r="{_RELATIONSHIPS}" r:id="{link}"/></{prefix}taskpane>'
    )


def property_element(prefix: str, name: str, text: str) -> str:
    """Return a property that holds a text."""
    return f'<{prefix}property name="{name}" value="{encoded(text)}"/>'


def extension_folder(parts: PartEdits) -> str:
    """Return the folder where extensions lie."""
    return posixpath.join(posixpath.dirname(parts.package.workbook_part), "webextensions")


@dataclass(frozen=True, slots=True)
class Property:
    """One property of an extension.

    Attributes:
        node: Its element.
        raw: Its value as it stands in the file.
        start: Where the value begins, in bytes.
    """

    node: Node
    raw: str
    start: int

    @property
    def text(self) -> str | None:
        """The text it holds, or ``None`` when it holds something else."""
        return decoded(self.raw)

    def with_raw(self, data: bytes, raw: str) -> bytes:
        """Return the part with another value."""
        end = self.start + len(self.raw.encode())
        return splice(data, 0, len(data), [Change(self.start, end, raw.encode())])


def find_property(data: bytes, root: Node, name: str) -> Property | None:
    """Return a property of an extension by its name."""
    for node in _properties(root):
        if node.get("name") == name:
            tag = data[node.span.start : node.span.content_start].decode()
            for found in _ATTRIBUTE.finditer(tag):
                if found[1] == "value":
                    place = 2 if found[2] is not None else 3
                    before = len(tag[: found.start(place)].encode())
                    return Property(node, found[place], node.span.start + before)
    return None


def _properties(root: Node) -> Iterator[Node]:
    for listing in root.all("properties"):
        yield from listing.all("property")
