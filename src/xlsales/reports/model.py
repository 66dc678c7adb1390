"""A report as values: pages of titled tables and notes; a renderer decides how they look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

#: What stands in a column, and so how it is written.
ColumnKind: TypeAlias = Literal[
    "text", "long", "money", "number", "percent", "index", "whole", "month", "day"
]
#: A value of a report.
Value: TypeAlias = str | int | float | Fraction | date | None
#: How much a row matters: its cells are marked.
Mark: TypeAlias = Literal["plain", "good", "warn", "bad", "total"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its heading, in the report's language.
        kind: What stands in it.
        width: Width in characters; by its kind unless given.
        summed: It gets a total below.
    """

    title: str
    kind: ColumnKind = "text"
    width: float | None = None
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table.

    Attributes:
        title: Heading above it; blank for none.
        columns: Shape (k,).
        rows: Values, shape (n, k).
        marks: How each row is marked, shape (n,); none where it is empty.
        name: Name under which Excel knows it; a table without one is a plain range.
        total: Word of the line of totals; without it there is none.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    marks: Sequence[Mark] = ()
    name: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a report.

    Attributes:
        name: Name of the tab, at most 31 characters.
        title: Title on top.
        subtitle: Line below the title.
        tables: One below the other.
        notes: Sentences under the tables.
        is_flat: A single table from the first cell on, to be read by programs.
    """

    name: str
    title: str
    subtitle: str = ""
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    is_flat: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Pages in order.

    Attributes:
        title: Title in the document properties.
        pages: At least one.
        footer: Line at the foot of every printed page, such as who prepared it.
    """

    title: str
    pages: tuple[Page, ...]
    footer: str = ""
