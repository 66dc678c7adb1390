"""A small part as a tree that knows where each element stands, so that bytes can be added to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xlsales.workbook.refusals import refusal
from xlsales.workbook.splice import Change, splice
from xlsales.workbook.stored_row import TAG, Span, raw_name, split_name
from xlsales.workbook.xml_reading import feed_piece, safe_parser


@dataclass(slots=True)
class Node:
    """An element: local name, span, children, text directly inside."""

    local: str
    span: Span
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def get(self, attribute: str) -> str | None:
        """Return an attribute by its raw name."""
        return self.span.attributes.get(attribute)

    def all(self, local: str) -> Iterator[Node]:
        """Yield the children of this name."""
        return (child for child in self.children if child.local == local)

    def first(self, local: str) -> Node | None:
        """Return the first child of this name."""
        return next(self.all(local), None)

    def inside(self) -> Iterator[Node]:
        """Yield every element inside, in order."""
        for child in self.children:
            yield child
            yield from child.inside()


def read_outline(data: bytes, where: str) -> Node:
    """Return the root of a part in UTF-8.

    Raises:
        RefusedFileError: WB-008 document type, WB-009 not well-formed, or not in UTF-8.
    """
    opened: list[Node] = []
    roots: list[Node] = []
    parser = safe_parser(where, encoding="utf-8")
    parser.namespace_prefixes = True

    def start(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        _, local, prefix = split_name(name)
        tag = TAG.match(data, at)
        raw = {raw_name(key): value for key, value in attributes.items()}
        node = Node(local, Span(prefix, raw, at, tag.end() if tag else at))
        (opened[-1].children if opened else roots).append(node)
        opened.append(node)

    def end(_: str) -> None:
        span = opened.pop().span
        if data[span.content_start - 2 : span.content_start] == b"/>":
            span.content_end = span.end = span.content_start
        else:
            span.content_end = parser.CurrentByteIndex
            span.end = data.index(b">", span.content_end) + 1

    def text(piece: str) -> None:
        opened[-1].text += piece

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    feed_piece(parser, data, where, last=True)
    if not roots:
        raise refusal("WB-009", where, "nothing", "well-formed XML", "Restore the workbook.")
    return roots[0]


def with_child(data: bytes, node: Node, text: str) -> bytes:
    """Return the part with ``text`` as the last child of ``node``, and its ``count`` one higher.

    Examples:
        >>> part = b'<x:list count="1"><x:item/></x:list>'
        >>> with_child(part, read_outline(part, "list.xml"), "<x:item/>")
        Traceback (most recent call last):
        ...
        xlsales.kernel.issues.RefusedFileError: WB-009 at list.xml: got unbound prefix: line 1, column 0, \
expected well-formed XML. Open and save the workbook in Excel, then retry.
        >>> part = b'<list count="1"><item/></list>'
        >>> with_child(part, read_outline(part, "list.xml"), "<item/>")
        b'<list count="2"><item/><item/></list>'
        >>> with_child(b"<list/>", read_outline(b"<list/>", "list.xml"), "<item/>")
        b'<list><item/></list>'
    """
    span = node.span
    opening = _counted(data[span.start : span.content_start], node.get("count"))
    if span.empty:
        name = f"{span.prefix}{node.local}"
        whole = opening.removesuffix(b"/>").rstrip() + f">{text}</{name}>".encode()
        return splice(data, 0, len(data), [Change(span.start, span.end, whole)])
    changes = [
        Change(span.start, span.content_start, opening),
        Change(span.content_end, span.content_end, text.encode()),
    ]
    return splice(data, 0, len(data), changes)


def with_sibling(data: bytes, node: Node, text: str) -> bytes:
    """Return the part with ``text`` right behind ``node``."""
    return splice(data, 0, len(data), [Change(node.span.end, node.span.end, text.encode())])


def without(data: bytes, nodes: list[Node]) -> bytes:
    """Return the part without these elements."""
    return splice(data, 0, len(data), [Change(node.span.start, node.span.end, b"") for node in nodes])


def _counted(opening: bytes, count: str | None) -> bytes:
    """Return a start tag with its ``count`` one higher, if it has one."""
    if count is None or not count.isdecimal():
        return opening
    for quote in ('"', "'"):
        old = f"count={quote}{count}{quote}".encode()
        if old in opening:
            return opening.replace(old, f"count={quote}{int(count) + 1}{quote}".encode(), 1)
    return opening
