"""What a part says, however its formulas spell it: two editions can be held against each other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Final

from xlsales.workbook.limits import DEFAULT_LIMITS, Limits
from xlsales.workbook.xml_reading import feed, local_name, safe_parser

#: Elements whose text is a formula, by local name: in cells, rules, names and tables, also in extensions.
FORMULAS: Final = frozenset(
    {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"}
)


def meaning_digest(
    chunks: Iterable[bytes], where: str, canonical: Callable[[str], str], limits: Limits = DEFAULT_LIMITS
) -> bytes:
    """Return a digest of all that a part says, with its formulas in one canonical spelling.

    Two editions of a part with equal digests differ in nothing but how formulas spell the same thing.
    """
    digest = _MeaningDigest(canonical)
    parser = safe_parser(where)
    parser.ordered_attributes = True
    parser.StartElementHandler = digest.start
    parser.EndElementHandler = digest.end
    parser.CharacterDataHandler = digest.texts.append
    parser.CommentHandler = lambda comment: digest.note("!", comment)
    parser.ProcessingInstructionHandler = lambda target, data: digest.note("?", target, data)
    parser.StartNamespaceDeclHandler = lambda prefix, name: digest.note("x", prefix or "", name or "")
    feed(parser, chunks, where, limits)
    return digest.value()


class _MeaningDigest:
    """Events of a part, one after the other; texts are whole, however the parser cuts them."""

    def __init__(self, canonical: Callable[[str], str]) -> None:
        self.texts: list[str] = []
        self._canonical = canonical
        self._digest = hashlib.sha256()
        self._in_formula = False

    def start(self, name: str, attributes: list[str]) -> None:
        self.note("<", name, *attributes)
        self._in_formula = self._in_formula or local_name(name) in FORMULAS

    def end(self, name: str) -> None:
        self.note(">", name)
        if local_name(name) in FORMULAS:
            self._in_formula = False

    def note(self, sign: str, *words: str) -> None:
        """Take an event, and before it the text that came since the last one."""
        text = "".join(self.texts)
        self.texts.clear()
        self._add("." + (self._canonical(text) if self._in_formula else text))
        for word in (sign, *words):
            self._add(word)

    def value(self) -> bytes:
        """Return the digest."""
        return self._digest.digest()

    def _add(self, word: str) -> None:
        data = word.encode("utf-8", "surrogatepass")
        self._digest.update(len(data).to_bytes(8, "big") + data)
