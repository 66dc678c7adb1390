"""A formula that gives the same result from any cell of any sheet."""

from __future__ import annotations

from dataclasses import dataclass

from xlsales.formula.context import BookNames, Place
from xlsales.kernel.issues import Issue


@dataclass(frozen=True, slots=True)
class Contained:
    """A formula made independent of its place.

    Attributes:
        text: The rewritten formula.
        problems: What could not be resolved; such parts stand as they were.
    """

    text: str
    problems: tuple[Issue, ...] = ()


def self_contained(text: str, place: Place, book: BookNames) -> Contained:
    """Rewrite a formula so that it gives the same result from any cell of any sheet."""
    raise NotImplementedError
