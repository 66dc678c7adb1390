"""The page of organisation: parallel hierarchies on one ledger, each adding up to the same total."""

from __future__ import annotations

from typing import Final

from xlsales.jobs.summary_forms import Node, RolledUp
from xlsales.jobs.summary_sums import Line
from xlsales.reports.catalogue import Serves
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.summary_lines import Telling

CATALOGUE: Final = (Serves("summary", "Organisation", ("OR1", "OR2")),)
_INDENT: Final = "    "


def organisation_page(telling: Telling) -> list[Page]:
    """Return a table for each form of organisation; no page where the ledger has no label."""
    tables = tuple(_form_table(telling, rolled) for rolled in telling.summary.forms)
    if not tables:
        return []
    title = telling.say("Organisation")
    note = {
        "en": "Each sale counts for the units above it as they stood on its own day; every form adds up "
        "to the same total.",
        "zh": "每笔销售按其发生当日的组织归属汇总；各组织形式的合计相同。",
    }[telling.language]
    return [Page(title, title, telling.subtitle, tables, (note,))]


def _form_table(telling: Telling, rolled: RolledUp) -> Table:
    say, total = telling.say, telling.summary.sums.total()
    columns = (
        Column(say("Unit"), "text", 34),
        Column(telling.now, "money", 15),
        Column(say("Share"), "percent", 9),
        Column(say("Last year"), "money", 15),
        Column(say("YoY"), "percent", 9),
        *(() if telling.is_year else (Column(telling.before, "money", 15),)),
    )
    rows = [_row(telling, node, total) for node in rolled.nodes]
    has_below = any(len(node.path) > 1 for node in rolled.nodes)
    marks: list[Mark] = ["total" if len(node.path) == 1 and has_below else "plain" for node in rolled.nodes]
    whole = Node((say("Total"),), total.now, total.before, total.year_before)
    rows.append(_row(telling, whole, total))
    marks.append("total")
    return Table(_title(telling, rolled), columns, rows, marks)


def _title(telling: Telling, rolled: RolledUp) -> str:
    levels = " → ".join(telling.label(level) for level in rolled.form.levels)
    parts = [telling.say(rolled.form.kind).capitalize(), rolled.form.name, levels]
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _row(telling: Telling, node: Node, total: Line) -> tuple[Value, ...]:
    say = telling.say
    label = node.path[-1] or say("(not stated)")
    if node.others:
        label = f"{say('Others')} ({node.others})"
    return (
        _INDENT * (len(node.path) - 1) + label,
        node.now,
        node.now / total.now if total.now > 0 else None,
        node.year_before,
        node.growth,
        *(() if telling.is_year else (node.before,)),
    )
