"""The page of customer files: satisfaction, contracts to act on, and what is kept about each customer."""

from __future__ import annotations

from collections import Counter

from xlsales.jobs.customer_care import CareLine
from xlsales.jobs.grading import Grading
from xlsales.reports.grading_list import more_note, ranked
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.words import Say

#: Customers that are listed, those of the highest grade first; all are on the page of customer data.
MOST_LINES: int = 200
#: Share of a file or of buying roles below which a line is marked.
THIN: float = 0.5


def care_page(result: Grading, say: Say) -> Page:
    """Return completeness, buying roles, satisfaction, loyalty and payback by customer, and contracts."""
    care = result.care
    tables = []
    if care.by_question:
        tables.append(_satisfaction(result, say))
    if care.alerts:
        tables.append(_contracts(result, say))
    lacking = _lacking(result, say)
    if lacking.rows:
        tables.append(lacking)
    tables.append(_lines(result, say))
    title = say("Customer files")
    return Page(title, title, f"{result.last.end}", tuple(tables), tuple(_notes(result, say)))


def _satisfaction(result: Grading, say: Say) -> Table:
    care = result.care
    rows: list[tuple[Value, ...]] = [(question, index) for question, index in care.by_question]
    rows.append((f"{say('Total')} ({care.replies} {say('replies')})", care.satisfaction))
    marks: list[Mark] = [*["plain"] * len(care.by_question), "total"]  # type: ignore[list-item]
    columns = (Column(say("Question"), "text", 24), Column(say("Satisfaction index"), "number", 16))
    return Table(say("Satisfaction"), columns, rows, marks)


def _contracts(result: Grading, say: Say) -> Table:
    rows: list[tuple[Value, ...]] = [
        (alert.name, result.name_of(customer) if customer else "", say(alert.kind), alert.days)
        for customer, alert in result.care.alerts
    ]
    marks: list[Mark] = [
        "bad" if alert.kind in ("delivery late", "expired") else "warn" for _, alert in result.care.alerts
    ]
    columns = (
        Column(say("Contract"), "text", 24),
        Column(say("Customer"), "text", 22),
        Column(say("Alert"), "text", 18),
        Column(say("Days"), "whole", 10),
    )
    return Table(say("Contracts to act on"), columns, rows, marks)


def _lacking(result: Grading, say: Say) -> Table:
    """Return how many customer files lack each field, most first."""
    counts = Counter(name for line in result.care.lines if line.file for name in line.file.missing)
    rows: list[tuple[Value, ...]] = [(say(name), count) for name, count in counts.most_common()]
    columns = (Column(say("Field"), "text", 24), Column(say("Files without it"), "whole", 13))
    return Table(say("What the files lack"), columns, rows)


def _lines(result: Grading, say: Say) -> Table:
    care = result.care
    by_key = {line.customer: line for line in care.lines}
    columns = [
        Column(say("Customer"), "text", 24),
        Column(say("Grade"), "text", 13),
        Column(say("File complete"), "percent", 11),
        Column(say("Missing in the file"), "long", 34),
    ]
    if care.has_contacts:
        columns += [
            Column(say("Buying roles known"), "percent", 11),
            Column(say("Roles missing"), "long", 30),
        ]
    if care.replies:
        columns.append(Column(say("Satisfaction index"), "number", 13))
    if care.has_loyalty:
        columns.append(Column(say("Loyalty tier"), "text", 13))
    if care.has_costs:
        columns += [
            Column(say("Customer's outlay"), "money", 13),
            Column(say("Gain a month"), "money", 13),
            Column(say("Months to pay back"), "number", 12),
        ]
    shown = [(one, by_key[one.known.key]) for one, _ in ranked(result) if _is_told(by_key[one.known.key])]
    rows = [
        (result.name_of(line.customer), say(one.given.grade), *_cells(result, line, say))
        for one, line in shown[:MOST_LINES]
    ]
    marks = [_mark(line) for _, line in shown[:MOST_LINES]]
    return Table(say("By customer"), tuple(columns), rows, marks)


def _is_told(line: CareLine) -> bool:
    """Tell whether there is more to say of a customer than that its file is complete."""
    gaps = (line.file.missing if line.file else ()) or (line.roles.missing if line.roles else ())
    return bool(gaps) or any(known is not None for known in (line.satisfaction, line.loyalty, line.payback))


def _cells(result: Grading, line: CareLine, say: Say) -> list[Value]:
    care, file, roles = result.care, line.file, line.roles
    cells: list[Value] = [
        file.share if file else None,
        ", ".join(map(say, file.missing)) if file else say("no file"),
    ]
    if care.has_contacts:
        cells += [roles.share if roles else None, ", ".join(map(say, roles.missing)) if roles else ""]
    if care.replies:
        cells.append(line.satisfaction)
    if care.has_loyalty:
        cells.append(line.loyalty)
    if care.has_costs:
        paid = line.payback
        cells += [paid.outlay, paid.monthly_gain, paid.months] if paid else [None, None, None]
    return cells


def _mark(line: CareLine) -> Mark:
    thin_file = line.file is not None and line.file.share < THIN
    thin_roles = line.roles is not None and line.roles.share < THIN
    return "warn" if thin_file or thin_roles else "plain"


def _notes(result: Grading, say: Say) -> list[str]:
    """Say how many customers are not listed, and which tables would feed columns that are not there."""
    care = result.care
    absent = [
        (care.has_contacts, "contacts"),
        (bool(care.replies), "satisfaction"),
        (care.has_loyalty, "loyalty tiers"),
        (care.has_costs, "customer costs"),
        (bool(result.tables.sheets.contracts), "contracts"),
    ]
    notes = []
    more = sum(map(_is_told, care.lines)) - MOST_LINES
    if more > 0:
        notes.append(more_note(more, say))
    names = [name for there, name in absent if not there]
    if names:
        notes.append(f"{say('These tables would add more here')}: {', '.join(names)}.")
    return notes
