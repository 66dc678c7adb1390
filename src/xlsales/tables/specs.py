"""What tables look like: their names, their columns, and the words by which both are known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from xlsales.kernel.words import folded

Kind: TypeAlias = Literal["text", "number", "day", "time", "whole", "flag", "choice", "any"]

_SIGNS: Final = re.compile(r"[\s_\-./()（）:：]+")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A column that we know.

    Attributes:
        name: Our name for it.
        kind: What stands in it.
        words: Other names, English and Chinese.
        options: Words allowed in a ``choice``, each with its Chinese word.
        required: A row without it is an error.
    """

    name: str
    kind: Kind
    words: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False

    def is_called(self, text: str) -> bool:
        """Tell whether a heading means this column."""
        return plain(text) in {plain(word) for word in (self.name, *self.words)}


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table that we know; other columns of an open one are dimensions or weights."""

    name: str
    words: tuple[str, ...]
    fields: tuple[FieldSpec, ...]
    is_open: bool = False

    def is_called(self, text: str) -> bool:
        """Tell whether a table or a sheet of this name is meant."""
        return plain(text) in {plain(word) for word in (self.name, *self.words)}


def plain(text: str) -> str:
    """Return a name as names are compared: half width, without case, blanks and signs.

    Examples:
        >>> plain("Over-assignment (％)"), plain("effective_from"), plain("分解 步骤")
        ('overassignment%', 'effectivefrom', '分解步骤')
    """
    return _SIGNS.sub("", folded(text))


def field(name: str, kind: Kind = "text", words: str = "", *, required: bool = False) -> FieldSpec:
    """Return a column; ``words`` are separated by commas."""
    return FieldSpec(name, kind, listed(words), required=required)


def choice(name: str, options: Iterable[tuple[str, str]], words: str = "") -> FieldSpec:
    """Return a column whose cells hold one of some option words."""
    return FieldSpec(name, "choice", listed(words), tuple(options))


def listed(words: str) -> tuple[str, ...]:
    """Return words that stand in one text, separated by commas.

    Examples:
        >>> listed("start, from, 开始")
        ('start', 'from', '开始')
    """
    return tuple(word.strip() for word in words.split(",") if word.strip())
