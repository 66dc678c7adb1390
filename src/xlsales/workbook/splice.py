"""Replacing pieces of a text by their place, everything between them untouched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Change(NamedTuple):
    """``text`` in place of the bytes from ``start`` to ``end``; an insertion when both are equal."""

    start: int
    end: int
    text: bytes


def splice(data: bytes, start: int, end: int, changes: Iterable[Change]) -> bytes:
    """Return ``data[start:end]`` with the changes made; they must not overlap.

    Examples:
        >>> splice(b"abcdef", 1, 5, [Change(4, 5, b"E"), Change(2, 2, b"-")])
        b'b-cdE'
    """
    pieces = []
    position = start
    for change in sorted(changes, key=lambda change: change[:2]):
        pieces += [data[position : change.start], change.text]
        position = change.end
    pieces.append(data[position:end])
    return b"".join(pieces)
