"""A report as values: pages of titled tables, charts and texts; a renderer decides how they look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from xlsales.kernel.words import Language

#: What stands in a column, and so how it is written.
ColumnKind: TypeAlias = Literal[
    "text", "long", "money", "number", "percent", "index", "whole", "month", "day"
]
#: How much a row matters: its cells are marked.
Mark: TypeAlias = Literal["plain", "good", "warn", "bad", "total"]
#: How a chart draws: ``combined`` has columns and lines.
ChartKind: TypeAlias = Literal["column", "stacked", "line", "combined", "bar", "bubble", "pie"]


@dataclass(frozen=True, slots=True)
class Link:
    """A text that jumps to a place when it is pressed.

    Attributes:
        label: What is read.
        target: ``internal:'Sheet'!A1`` within the report, ``external:Book.xlsx#'Sheet'!A1`` in another file.
    """

    label: str
    target: str


#: A value of a report.
Value: TypeAlias = str | int | float | Fraction | date | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its heading, in the report's language.
        kind: What stands in it; ``money`` is shown in the report's unit, ``percent`` is a fraction.
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
        key: Name by which charts find it; the title unless given.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    marks: Sequence[Mark] = ()
    name: str = ""
    total: str = ""
    key: str = ""

    @property
    def known_as(self) -> str:
        """The name by which charts find it."""
        return self.key or self.name or self.title


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart, bound to the cells of a table.

    It stands below its table where both are on one page, else below the last table of its page.

    Attributes:
        kind: How it draws.
        title: Title above it.
        table: ``key`` (or title) of the table whose columns it shows; a table without rows has no chart.
        category: Title of the column of labels; of ``bubble`` the numbers along the horizontal axis.
        values: Titles of the columns shown; of ``bubble`` the height, then the size.
        lines: Titles of columns drawn as lines (``combined`` only): on a right axis where that has a
            title, else on the same axis as the columns.
        x_title, y_title, right_title: Titles of the axes; the unit of money is added.
        labels: Title of the column that names the bubbles.
        most: Only so many rows from the top.
    """

    kind: ChartKind
    title: str
    table: str
    category: str
    values: tuple[str, ...]
    lines: tuple[str, ...] = ()
    x_title: str = ""
    y_title: str = ""
    right_title: str = ""
    labels: str = ""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading and paragraphs below it, across the page."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a report.

    Attributes:
        name: Name of the tab, at most 31 characters.
        title: Title on top.
        subtitle: Line below the title.
        tables: One below the other.
        notes: Sentences under the tables.
        is_flat: A single table from the first cell on, to be read by programs; money is never scaled.
        charts: Each below its table.
        texts: Blocks of text below tables and charts.
        lead: Sentences on top, below the subtitle.
    """

    name: str
    title: str
    subtitle: str = ""
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    is_flat: bool = False
    charts: tuple[Chart, ...] = ()
    texts: tuple[TextBlock, ...] = ()
    lead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """The first sheet: what the report is about, what is in it, and who answers for it.

    Attributes:
        name: Name of the tab.
        title, subtitle: What it is about.
        lines: What is stated, label and text, such as period, source, date and version.
        contents: Heading of the list of pages.
        signatures: Labels of the lines to sign on.
        day: Label of the day beside each signature.
    """

    name: str
    title: str
    subtitle: str
    lines: tuple[tuple[str, str], ...]
    contents: str
    signatures: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Report:
    """Pages in order.

    Attributes:
        title: Title in the document properties.
        pages: At least one.
        footer: Line at the foot of every printed page, such as who prepared it.
        cover: The sheet in front of them.
        language: Of its words; decides number formats and the font.
        scale: Money is shown in this many of its unit: 1, or 10,000 for 万元.
        currency: What money is in, such as CNY; blank where it is not stated.
    """

    title: str
    pages: tuple[Page, ...]
    footer: str = ""
    cover: Cover | None = None
    language: Language = "en"
    scale: int = 1
    currency: str = ""
