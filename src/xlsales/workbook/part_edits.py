"""Changes to small parts of one save: content types, relationships, metadata."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from xlsales.workbook.archive_directory import part_key
from xlsales.workbook.outline import Node, read_outline, with_child, without
from xlsales.workbook.package import CONTENT_TYPES, Package
from xlsales.workbook.part_encoding import detect_encoding
from xlsales.workbook.relationships import relationships_part, resolve_target

_NO_LINKS: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


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
        return next(self.linked_parts(self.package.workbook_part, kind), None)

    def linked_parts(self, source: str, kind: str) -> Iterator[str]:
        """Yield the parts that ``source`` links with this kind, old or new; ``""`` is the package."""
        links_part = relationships_part(source)
        if self.read(links_part) is None:
            return
        _, root = self.outline(links_part)
        for link in root.children:
            if _link_kind(link) == kind and link.get("TargetMode") != "External":
                yield resolve_target(source, link.get("Target") or "")

    def add_linked_part(self, name: str, data: bytes, content_type: str, link_type: str) -> str:
        """Add a part beside the workbook part and link it; return its name."""
        folder = posixpath.dirname(self.package.workbook_part)
        part = posixpath.join(folder, name)
        self.add_part(part, data, content_type)
        self.add_link(self.package.workbook_part, name, link_type)
        return part

    def add_part(self, part: str, data: bytes, content_type: str) -> None:
        """Add a part and its content type."""
        self.write(part, data)
        types, root = self.outline(CONTENT_TYPES)
        override = f'<{root.span.prefix}Override PartName="/{part}" ContentType="{content_type}"/>'
        self.write(CONTENT_TYPES, with_child(types, root, override))

    def add_link(self, source: str, target: str, link_type: str) -> str:
        """Let ``source`` link a target, written as it shall stand; return the new link's id."""
        links_part = relationships_part(source)
        if self.read(links_part) is None:
            self.write(links_part, _NO_LINKS)
        links, root = self.outline(links_part)
        name = _free_id(root)
        link = f'<{root.span.prefix}Relationship Id="{name}" Type="{link_type}" Target="{target}"/>'
        self.write(links_part, with_child(links, root, link))
        return name

    def free_part(self, pattern: str) -> str:
        """Return the first name that no part has; ``{}`` in the pattern is counted from 1."""
        return next(name for i in count(1) if self.read(name := pattern.format(i)) is None)

    def remove_linked_part(self, kind: str) -> None:
        """Remove a part that the workbook links, its link and its content type."""
        part = self.linked_part(kind)
        if part is not None and self.read(part) is not None:
            self.remove_part(part)
            self.remove_links(self.package.workbook_part, part)

    def remove_part(self, part: str) -> None:
        """Remove a part, the relationships that it has, and its content type."""
        for name in (part, relationships_part(part)):
            entry = self.package.parts.archive.find(name)
            if entry is not None:
                self.removed.add(entry.name)
        types, root = self.outline(CONTENT_TYPES)
        gone = [node for node in root.children if part_key(node.get("PartName") or "") == part_key(part)]
        self.write(CONTENT_TYPES, without(types, gone))

    def remove_links(self, source: str, target: str) -> list[str]:
        """Remove every link from ``source`` to a part; return their ids."""
        links_part = relationships_part(source)
        links, root = self.outline(links_part)
        gone = [
            link
            for link in root.children
            if link.get("TargetMode") != "External"
            and part_key(resolve_target(source, link.get("Target") or "")) == part_key(target)
        ]
        self.write(links_part, without(links, gone))
        return [link.get("Id") or "" for link in gone]


def _link_kind(link: Node) -> str:
    return (link.get("Type") or "").rpartition("/")[2]


def _free_id(links: Node) -> str:
    taken = {link.get("Id") for link in links.children}
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1
    return f"rId{number}"
