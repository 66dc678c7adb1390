"""Pages about the input: rows that were left out, each with its reason, and how columns were read."""

from __future__ import annotations

from typing import Final

from xlsales.jobs.grading import Grading
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.words import Say

#: Rows that are listed one by one; reasons are counted over all of them.
MOST_ROWS: Final = 20_000


def left_out_page(result: Grading, say: Say) -> Page:
    """Return how many rows were left out and why, and each of them."""
    ledger = result.tables.ledger
    counts = [(say(reason), count) for reason, count in ledger.reasons().most_common()]
    counted: list[Mark] = ["total", "total"]
    counted += ["plain"] * len(counts)
    reasons = Table(
        say("Reasons"),
        (Column(say("Reason"), "text", 26), Column(say("Rows"), "whole", 14)),
        [(say("read"), ledger.rows), (say("counted"), len(ledger.transactions)), *counts],
        counted,
    )
    listed = ledger.notes[:MOST_ROWS]
    rows: list[tuple[Value, ...]] = [
        (note.where, say(note.reason), note.got, say("yes" if note.kept else "no")) for note in listed
    ]
    differ = any(note.kept for note in listed)
    marks: list[Mark] = ["warn" if note.kept else "bad" if differ else "plain" for note in listed]
    columns = (
        Column(say("Row"), "text", 26),
        Column(say("Reason"), "text", 22),
        Column(say("Got"), "text", 24),
        Column(say("Counted"), "text", 10),
    )
    more = len(ledger.notes) - len(listed)
    notes = (f"+ {more:,}",) if more else ()
    tables = (reasons, Table(say("Rows left out"), columns, rows, marks)) if rows else (reasons,)
    return Page(say("Rows left out"), say("Rows left out"), "", tables, notes)


def reading_page(result: Grading, say: Say) -> Page:
    """Return what each column was taken for, to be confirmed by the reader."""
    rows: list[tuple[Value, ...]] = [
        (reading.table, reading.column, reading.meaning, reading.where) for reading in result.tables.readings
    ]
    columns = (
        Column(say("Table"), "text", 20),
        Column(say("Column"), "text", 24),
        Column(say("Read as"), "text", 24),
        Column(say("Where"), "text", 24),
    )
    table = Table("", columns, rows)
    return Page(say("How it was read"), say("How it was read"), "", (table,))
