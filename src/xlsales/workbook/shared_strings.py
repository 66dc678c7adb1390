"""The texts that cells share."""

from __future__ import annotations

from collections.abc import Iterable

from xlsales.workbook.limits import Limits
from xlsales.workbook.refusals import refusal
from xlsales.workbook.xml_reading import MAIN, SEPARATOR, feed, safe_parser
from xlsales.workbook.xml_text import unescape_xstring


class StringItem:
    """Collects the text of one string item: runs joined, phonetic guides left out."""

    __slots__ = ("_in_text", "_phonetic", "_pieces", "_size", "limits", "where")

    def __init__(self, where: str, limits: Limits) -> None:
        self.where = where
        self.limits = limits
        self._pieces: list[str] = []
        self._size = 0
        self._in_text = False
        self._phonetic = 0

    def clear(self) -> None:
        """Forget the last item."""
        self._pieces = []
        self._size = 0
        self._in_text = False
        self._phonetic = 0

    def start(self, local: str) -> None:
        """Take the beginning of an element inside the item."""
        if local == "rPh":
            self._phonetic += 1
        elif local == "t":
            self._in_text = not self._phonetic

    def end(self, local: str) -> None:
        """Take the end of an element inside the item."""
        if local == "rPh":
            self._phonetic -= 1
        elif local == "t":
            self._in_text = False

    def data(self, text: str) -> None:
        """Take text, wherever it stands.

        Raises:
            RefusedFileError: WB-006 more text than a cell may hold.
        """
        if self._in_text:
            self._size += len(text)
            if self._size > self.limits.text:
                raise endless_text(self.where, self.limits)
            self._pieces.append(text)

    @property
    def text(self) -> str:
        """The text of the item."""
        return unescape_xstring("".join(self._pieces))


def endless_text(where: str, limits: Limits) -> Exception:
    """Return the refusal for a text that is longer than any cell may hold."""
    return refusal(
        "WB-006",
        where,
        f"a text longer than {limits.text} characters",
        "texts of at most 32,767 characters",
        "If you trust the file, raise the limits.",
    )


def read_shared_strings(chunks: Iterable[bytes], where: str, limits: Limits) -> list[str]:
    """Return the shared texts in order.

    Raises:
        RefusedFileError: WB-006, WB-008, WB-009.
    """
    texts: list[str] = []
    item = StringItem(where, limits)

    def start(name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(SEPARATOR)
        if local == "si" and namespace in MAIN:
            item.clear()
        else:
            item.start(local)

    def end(name: str) -> None:
        namespace, _, local = name.rpartition(SEPARATOR)
        if local == "si" and namespace in MAIN:
            texts.append(item.text)
        else:
            item.end(local)

    parser = safe_parser(where)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = item.data
    feed(parser, chunks, where, limits)
    return texts
