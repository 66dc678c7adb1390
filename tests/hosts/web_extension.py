"""Reads and writes the web extensions of a workbook, without our own code."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

LITE: Final = "wa200008175"
EXTENSION: Final = "xl/webextensions/webextension1.xml"
OFFICE: Final = "http://schemas.microsoft.com/office/webextensions"
LINK: Final = "http://schemas.microsoft.com/office/2011/relationships/webextension"
#: Office writes double quotes around an attribute, whatever is inside.
QUOTES: Final = {'"': "&quot;"}


def properties_of(book: Path) -> dict[str, str]:
    """Return the texts that the workbook's xlwings Lite extension holds."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            if "webextensions/webextension" in name:
                root = ElementTree.fromstring(archive.read(name))
                if any(each.get("id", "").lower() == LITE for each in root.iter() if "reference" in each.tag):
                    for each in root.iter():
                        if each.tag.endswith("}property"):
                            found[each.attrib["name"]] = json.loads(each.attrib["value"])
    return found


def parts_of_file(book: Path) -> dict[str, bytes]:
    """Return the bytes of every part."""
    with zipfile.ZipFile(book) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def with_extension(book: Path, out: Path, properties: Mapping[str, object]) -> Path:
    """Write a workbook that xlwings Lite has saved, with these properties in its extension."""
    parts = parts_of_file(book)
    listed = "".join(
        f"<we:property name={quoteattr(name)} value={quoteattr(json.dumps(value), QUOTES)}/>"
        for name, value in properties.items()
    )
    held = f"<we:properties>{listed}</we:properties>" if listed else "<we:properties/>"
    parts[EXTENSION] = (
        f'<we:webextension xmlns:we="{OFFICE}/webextension/2010/11" id="{{1}}"><we:reference id="{LITE}" '
        f'version="1.0.0.0" store="en-US" storeType="OMEX"/>{held}</we:webextension>'
    ).encode()
    parts["xl/webextensions/taskpanes.xml"] = (
        f'<wetp:taskpanes xmlns:wetp="{OFFICE}/taskpanes/2010/11"><wetp:taskpane dockstate="right" '
        'visibility="1" width="350" row="0"><wetp:webextensionref xmlns:r="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships" r:id="rId1"/></wetp:taskpane></wetp:taskpanes>'
    ).encode()
    parts["xl/webextensions/_rels/taskpanes.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        f'Id="rId1" Type="{LINK}" Target="webextension1.xml"/></Relationships>'
    ).encode()
    links = parts["_rels/.rels"].decode()
    link = f'<Relationship Id="rIdPanes" Type="{LINK}taskpanes" Target="/xl/webextensions/taskpanes.xml"/>'
    parts["_rels/.rels"] = links.replace("</Relationships>", f"{link}</Relationships>").encode()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out
