"""Labels of dimensions: one spelling for all tables, compared as Excel does, without case."""

from __future__ import annotations

from xlsales.kernel.words import folded


class Spellings:
    """The first spelling of every label, by dimension.

    Examples:
        >>> spellings = Spellings()
        >>> spellings.of("region", "North"), spellings.of("region", " NORTH"), spellings.of("team", "NORTH")
        ('North', 'North', 'NORTH')
    """

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], str] = {}
        self._known: dict[tuple[str, str], str] = {}

    def of(self, dimension: str, label: str) -> str:
        """Return the spelling in use for a label."""
        known = self._known.get((dimension, label))
        if known is None:
            known = self._first.setdefault((dimension, folded(label)), label.strip())
            self._known[dimension, label] = known
        return known
