"""The character encoding of a part: read as UTF-8 whatever it is, written back as it was."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from xlsales.workbook.xml_reading import malformed

_DECLARED: Final = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_UTF8: Final = ("utf-8",)


@dataclass(frozen=True, slots=True)
class PartEncoding:
    """An encoding by its Python name; a byte order mark counts as text, so it survives."""

    name: str

    def to_utf8(self, chunks: Iterator[bytes], where: str) -> Iterator[bytes]:
        """Yield the same text in UTF-8; cut between characters.

        Raises:
            RefusedFileError: WB-009 bytes that are no text in this encoding.
        """
        if self.name in _UTF8:
            yield from chunks
            return
        decoder = codecs.getincrementaldecoder(self.name)()
        try:
            for chunk in chunks:
                yield decoder.decode(chunk).encode("utf-8")
            yield decoder.decode(b"", final=True).encode("utf-8")
        except UnicodeError as error:
            raise malformed(where, f"bytes that are no {self.name}") from error

    def fitting(self, text: bytes) -> bytes:
        """Return new UTF-8 text with a reference for each character that this encoding lacks."""
        if self.name in _UTF8:
            return text
        encoded = text.decode("utf-8").encode(self.name, "xmlcharrefreplace")
        return encoded.decode(self.name).encode("utf-8")

    def from_utf8(self, text: bytes) -> bytes:
        """Return UTF-8 text that fits in this encoding."""
        return text if self.name in _UTF8 else text.decode("utf-8").encode(self.name)


def detect_encoding(chunks: Iterator[bytes], where: str) -> tuple[PartEncoding, Iterator[bytes]]:
    """Return the encoding of a part and its chunks, none lost.

    Raises:
        RefusedFileError: WB-009 an encoding that we do not know.
    """
    first = next(chunks, b"")
    name = _by_first_bytes(first)
    if name is None:
        declared = _DECLARED.match(first)
        try:
            name = codecs.lookup(declared[1].decode("ascii") if declared else "utf-8").name
            "".encode(name)
        except LookupError as error:
            raise malformed(where, str(error)) from error
    return PartEncoding(name), chain((first,), chunks)


def _by_first_bytes(first: bytes) -> str | None:
    if first.startswith((b"\xff\xfe", b"<\0")):
        return "utf-16-le"
    if first.startswith((b"\xfe\xff", b"\0<")):
        return "utf-16-be"
    return None
