"""Who is meant: customers matched by id, and by name whatever its width, case and blanks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from xlsales.kernel.numbers import shown
from xlsales.kernel.values import CellValue, is_blank, is_number
from xlsales.kernel.words import folded


def id_text(value: CellValue) -> str:
    """Return an id as text: a number without its zeroes, a text in half width.

    Examples:
        >>> id_text(1001.0), id_text(" Ａ１ "), id_text(None)
        ('1001', 'a1', '')
    """
    if is_blank(value):
        return ""
    return shown(value) if is_number(value) else folded(str(value))  # type: ignore[arg-type]


def name_key(name: str) -> str:
    """Return a name as names are compared: half width, without case and blanks.

    Examples:
        >>> name_key("华东　机械（上海）") == name_key("华东机械(上海)")
        True
    """
    return "".join(folded(name).split())


@dataclass(frozen=True, slots=True)
class Match:
    """Who was found.

    Attributes:
        key: The customer.
        known: It stands in the customer file.
        conflict: Another customer that the name alone would have meant.
    """

    key: str
    known: bool
    conflict: str | None = None


@dataclass(slots=True)
class Directory:
    """The customers of a file by id and by name.

    A row is matched by its id; where it has none, or one that the file lacks, by its name. A row that is
    in no file stands for a customer of its own.

    Examples:
        >>> directory = Directory()
        >>> directory.add("c1", "ＡＣＭＥ Ltd", ["Acme Limited"])
        'c1'
        >>> directory.match(None, "acme ltd").key, directory.match("c9", "Acme  Limited").key
        ('c1', 'c1')
        >>> directory.match("c9", None)
        Match(key='c9', known=False, conflict=None)
    """

    _ids: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def add(self, customer_id: CellValue, name: str | None, aliases: Iterable[str] = ()) -> str | None:
        """Add a customer; its key is its id, or its name where it has none.

        Returns:
            The key; ``None`` where the file already has a customer of this id, or has neither.
        """
        key = id_text(customer_id) or name_key(name or "")
        if not key or key in self._ids:
            return None
        self._ids[key] = key
        for word in (name, *aliases):
            if word:
                self._names.setdefault(name_key(word), key)
        return key

    def match(self, customer_id: CellValue, name: str | None) -> Match | None:
        """Return who is meant; ``None`` where a row names nobody."""
        identity, called = id_text(customer_id), name_key(name or "")
        by_name = self._names.get(called)
        if identity in self._ids:
            conflict = by_name if by_name is not None and by_name != identity else None
            return Match(identity, True, conflict)
        if by_name is not None:
            return Match(by_name, True)
        own = identity or called
        return Match(own, False) if own else None
