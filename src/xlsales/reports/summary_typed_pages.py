"""Pages that people type and the report carries: SWOT, competitors, product development (RP6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsales.reports.catalogue import Serves
from xlsales.reports.model import Column, Page, Table, Value
from xlsales.reports.summary_lines import Telling
from xlsales.tables import summary_specs as specs
from xlsales.tables.row_intake import SourceRow
from xlsales.tables.specs import TableSpec

CATALOGUE: Final = (
    Serves("summary", "SWOT", ("RP6",)),
    Serves("summary", "Competitors", ("RP6",)),
    Serves("summary", "Product development", ("RP6",)),
)


def typed_pages(telling: Telling) -> list[Page]:
    """Return the typed pages that the file has, each text as it was typed."""
    pages = []
    for name, spec in (
        ("SWOT", specs.SWOT),
        ("Competitors", specs.COMPETITORS),
        ("Product development", specs.DEVELOPMENT),
    ):
        rows = telling.summary.rows(spec)
        if rows:
            title = telling.say(name)
            tables = _swot(telling, rows) if spec is specs.SWOT else (_carried(telling, spec, rows),)
            pages.append(Page(title, title, telling.subtitle, tables))
    return pages


def _swot(telling: Telling, rows: Sequence[SourceRow]) -> tuple[Table, ...]:
    say = telling.say
    columns = (
        Column(say("Point"), "long", 60),
        Column(say("Answer"), "long", 50),
        Column(say("Owner"), "text", 16),
    )
    tables = []
    for kind, _ in specs.SWOT_WORDS:
        points = [
            (row.text("point"), row.text("answer"), row.text("owner"))
            for row in rows
            if row.text("kind") == kind
        ]
        tables.append(Table(say(kind).capitalize(), columns, points or [(say("nothing"), None, None)]))
    return tuple(tables)


#: Headings of the fields that are carried, in their order, and whether they hold long texts.
_HEADINGS: Final[dict[str, tuple[tuple[str, str, bool], ...]]] = {
    "competitor analysis": (
        ("competitor", "Competitor", False),
        ("strength", "Strength", True),
        ("weakness", "Weakness", True),
        ("move", "What they did", True),
        ("answer", "Our answer", True),
    ),
    "product development": (
        ("product", "Product", False),
        ("trend", "Trend", True),
        ("answer", "Our answer", True),
        ("date", "When", False),
    ),
}


def _carried(telling: Telling, spec: TableSpec, rows: Sequence[SourceRow]) -> Table:
    fields = _HEADINGS[spec.name]
    columns = tuple(_column(telling.say(heading), name, is_long=is_long) for name, heading, is_long in fields)
    values: list[list[Value]] = [
        [row.day(name) if name == "date" else row.text(name) for name, _, _ in fields] for row in rows
    ]
    return Table("", columns, values)


def _column(heading: str, name: str, *, is_long: bool) -> Column:
    if is_long:
        return Column(heading, "long", 36)
    return Column(heading, "day" if name == "date" else "text", 18)
