"""XML read with expat: no document type, no endless tag, no deep nesting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook.limits import DEFAULT_LIMITS, Limits
from xlsales.workbook.refusals import refusal

#: Main namespaces: ECMA-376 transitional, and strict.
MAIN: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
#: What stands between namespace and local name in the names that expat reports.
SEPARATOR: Final = "}"
_MOST_ELEMENTS: Final = 1_000_000


def safe_parser(where: str, *, encoding: str | None = None) -> expat.XMLParserType:
    """Return a parser that reports names as ``namespace}local`` and refuses a DOCTYPE.

    Raises:
        RefusedFileError: WB-008, later, from ``Parse``.
    """

    def refuse_doctype(*_: object) -> None:
        raise refusal(
            "WB-008",
            where,
            "a document type declaration",
            "plain XML",
            "Do not open this file; ask who sent it.",
        )

    parser = expat.ParserCreate(encoding, SEPARATOR)
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.buffer_text = True
    return parser


def feed(
    parser: expat.XMLParserType, chunks: Iterable[bytes], where: str, limits: Limits = DEFAULT_LIMITS
) -> None:
    """Parse all chunks to the end.

    Raises:
        RefusedFileError: WB-009 not well-formed, WB-006 a tag without end, and what handlers raise.
    """
    fed = 0
    for chunk in chunks:
        fed += len(chunk)
        feed_piece(parser, chunk, where)
        if fed - parser.CurrentByteIndex > limits.token:
            raise endless_tag(where, limits)
    feed_piece(parser, b"", where, last=True)


def feed_piece(parser: expat.XMLParserType, piece: bytes, where: str, *, last: bool = False) -> None:
    """Parse one piece; see ``feed``."""
    try:
        parser.Parse(piece, last)
    except expat.ExpatError as error:
        raise malformed(where, str(error)) from error
    except (ValueError, LookupError) as error:
        raise malformed(where, f"an unreadable encoding ({error})") from error


def malformed(where: str, got: str) -> RefusedFileError:
    """Return the refusal for XML that is not well-formed."""
    return refusal(
        "WB-009", where, got, "well-formed XML", "Open and save the workbook in Excel, then retry."
    )


def endless_tag(where: str, limits: Limits) -> RefusedFileError:
    """Return the refusal for a tag that does not end."""
    return refusal(
        "WB-006",
        where,
        f"a tag longer than {limits.token} bytes",
        "tags of usual length",
        "If you trust the file, raise the limits.",
    )


def read_tree(chunks: Iterable[bytes], where: str, limits: Limits = DEFAULT_LIMITS) -> Element:
    """Return a small part as a tree whose tags are ``namespace}local``.

    Raises:
        RefusedFileError: WB-006 too large or too deep, WB-008 document type, WB-009 not well-formed.
    """
    builder = TreeBuilder()
    depth = count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > limits.depth or count > _MOST_ELEMENTS:
            raise refusal(
                "WB-006",
                where,
                f"{count} elements, {depth} deep",
                f"at most {_MOST_ELEMENTS}, {limits.depth} deep",
                "If you trust the file, raise the limits.",
            )
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    parser = safe_parser(where)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    feed(parser, chunks, where, limits)
    return builder.close()


def local_name(name: str) -> str:
    """Return a name without its namespace.

    Examples:
        >>> local_name("urn:x}sheet"), local_name("sheet")
        ('sheet', 'sheet')
    """
    return name.rpartition(SEPARATOR)[2]


def is_main(name: str, local: str) -> bool:
    """Tell whether a reported name is ``local`` in a main namespace."""
    namespace, _, found = name.rpartition(SEPARATOR)
    return found == local and namespace in MAIN


def is_true(text: str | None) -> bool:
    """Tell whether an attribute says yes.

    Examples:
        >>> is_true("1"), is_true("true"), is_true("0"), is_true(None)
        (True, True, False, False)
    """
    return text in ("1", "true", "on")


class _RootFoundError(Exception):
    """The root element began: nothing before it was refused."""


def refuse_doctype(chunks: Iterable[bytes], where: str, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse a part that declares a document type, reading it only as far as its root element.

    A part that we do not read and that is no well-formed XML is no matter here.

    Raises:
        RefusedFileError: WB-006 a tag without end, WB-008 document type.
    """

    def stop(*_: object) -> None:
        raise _RootFoundError

    parser = safe_parser(where)
    parser.StartElementHandler = stop
    try:
        feed(parser, chunks, where, limits)
    except _RootFoundError:
        return
    except RefusedFileError as error:
        if error.issues[0].code != "WB-009":
            raise
