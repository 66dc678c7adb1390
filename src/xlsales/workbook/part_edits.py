"""Changes to small parts of one save: content types, relationships, metadata."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from xlsales.workbook.archive_directory import part_key
from xlsales.workbook.outline import Node, read_outline, with_child, without
from xlsales.workbook.package import CONTENT_TYPES, Package
from xlsales.workbook.part_encoding import detect_encoding
from xlsales.workbook.relationships import relationships_part, resolve_target


@dataclass(slots=True)
class PartEdits:
    """Small parts as they shall be; sheets are not among them.

    Attributes:
        changed: New bytes of parts that are there, by entry name.
        added: Bytes of parts that are not.
        removed: Entry names of parts that shall go.
    """

    package: Package
    changed: dict[str, bytes] = field(default_factory=dict)
    added: dict[str, bytes] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)

    def read(self, part: str) -> bytes | None:
        """Return a part as it stands now, in UTF-8; ``None`` when there is none."""
        archive = self.package.parts.archive
        entry = archive.find(part)
        if entry is None:
            return self.added.get(part)
        if entry.name in self.changed:
            return self.changed[entry.name]
        encoding, chunks = detect_encoding(archive.chunks(entry), entry.name)
        return b"".join(encoding.to_utf8(chunks, entry.name))

    def write(self, part: str, data: bytes) -> None:
        """Set the bytes of a part."""
        entry = self.package.parts.archive.find(part)
        if entry is None:
            self.added[part] = data
        else:
            self.changed[entry.name] = data

    def outline(self, part: str) -> tuple[bytes, Node]:
        """Return a part that is there, with its outline."""
        data = self.read(part) or b""
        return data, read_outline(data, part)

    def linked_part(self, kind: str) -> str | None:
        """Return the part that the workbook links with this kind, old or new."""
        _, root = self.outline(relationships_part(self.package.workbook_part))
        for link in root.children:
            if (link.get("Type") or "").rpartition("/")[2] == kind:
                return resolve_target(self.package.workbook_part, link.get("Target") or "")
        return None

    def add_linked_part(self, name: str, data: bytes, content_type: str, link_type: str) -> str:
        """Add a part beside the workbook part and link it; return its name."""
        folder = posixpath.dirname(self.package.workbook_part)
        part = posixpath.join(folder, name)
        self.write(part, data)
        types, root = self.outline(CONTENT_TYPES)
        override = f'<{root.span.prefix}Override PartName="/{part}" ContentType="{content_type}"/>'
        self.write(CONTENT_TYPES, with_child(types, root, override))
        links_part = relationships_part(self.package.workbook_part)
        links, root = self.outline(links_part)
        link = f'<{root.span.prefix}Relationship Id="{_free_id(root)}" Type="{link_type}" Target="{name}"/>'
        self.write(links_part, with_child(links, root, link))
        return part

    def remove_linked_part(self, kind: str) -> None:
        """Remove a part that the workbook links, its link and its content type."""
        part = self.linked_part(kind)
        entry = self.package.parts.archive.find(part) if part else None
        if part is None or entry is None:
            return
        self.removed.add(entry.name)
        types, root = self.outline(CONTENT_TYPES)
        gone = [node for node in root.children if part_key(node.get("PartName") or "") == part_key(part)]
        self.write(CONTENT_TYPES, without(types, gone))
        links_part = relationships_part(self.package.workbook_part)
        links, root = self.outline(links_part)
        gone = [node for node in root.children if (node.get("Type") or "").rpartition("/")[2] == kind]
        self.write(links_part, without(links, gone))


def _free_id(links: Node) -> str:
    taken = {link.get("Id") for link in links.children}
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1
    return f"rId{number}"
