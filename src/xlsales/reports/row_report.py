"""What the reports on rows share: cover, period, and the page about their data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xlsales.jobs.report_frame import ReportFrame
from xlsales.kernel.words import Language
from xlsales.reports.cover import cover_of
from xlsales.reports.dressing import dressed
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.model import Column, Cover, Mark, Page, Report, Table, Value
from xlsales.reports.words import Say


def made_report(
    name: str,
    frame: ReportFrame,
    pages: Sequence[Page],
    told: str,
    source: Path,
    language: Language,
    options: ReportOptions,
) -> MadeReport:
    """Return a report with its cover.

    Args:
        name: What it is called, in its language.
        frame: Period and settings.
        pages: Its pages.
        told: One line that says what came out.
        source: The workbook.
        language: Of its words.
        options: What the reader chose.
    """
    stated = {key: str(value) for key, value in frame.settings.items()}
    company, currency = stated.get("company", ""), stated.get("currency", "")
    cover = cover_of(
        name,
        f"{frame.period.start} – {frame.period.end}",
        source,
        language,
        options,
        subtitle=company,
        version=stated.get("version", ""),
        currency=currency,
    )
    footer = " · ".join(part for part in (company, name, frame.period.code) if part)
    report = Report(name, tuple(pages), footer)
    dress = dressed(report, _signed(cover, stated), language, options, currency)
    return MadeReport(dress, told, frame.period.code, frame.issues)


def _signed(cover: Cover, stated: dict[str, str]) -> Cover:
    """Return the cover with the names of those who sign, where the file states them."""
    names = (stated.get(f"{role}_by", "") for role in ("prepared", "reviewed", "approved"))
    labels = (
        f"{label}: {name}" if name else label for label, name in zip(cover.signatures, names, strict=True)
    )
    return replace(cover, signatures=tuple(labels))


def data_page(frame: ReportFrame, say: Say, language: Language) -> Page:
    """Return what became of every row: counted, outside the period or left out, and why."""
    tables = [_counts(frame, say)]
    if frame.notes:
        tables.append(_notes(frame, say))
    if frame.missing:
        tables.append(_missing(frame, say, language))
    if frame.issues:
        tables.append(_issues(frame, say))
    return Page(say("Data"), say("Data"), _period(frame), tuple(tables))


def _period(frame: ReportFrame) -> str:
    return f"{frame.period.start} – {frame.period.end}"


def _counts(frame: ReportFrame, say: Say) -> Table:
    columns = (
        Column(say("Table"), "text", 24),
        Column(say("Rows read"), "whole", 22, summed=True),
        Column(say("Rows counted"), "whole", 22, summed=True),
        Column(say("Outside the period"), "whole", 22, summed=True),
        Column(say("Rows left out"), "whole", 26, summed=True),
    )
    rows = [(one.table, one.read, one.counted, one.outside, one.left_out) for one in frame.counts]
    marks: list[Mark] = ["warn" if one.left_out else "plain" for one in frame.counts]
    return Table(say("Rows of each table"), columns, rows, marks, total=say("Total"), key="data:counts")


def _notes(frame: ReportFrame, say: Say) -> Table:
    columns = (
        Column(say("Table"), "text", 24),
        Column(say("Where"), "text", 22),
        Column(say("Column"), "text", 22),
        Column(say("Reason"), "text", 22),
        Column(say("Got"), "text", 26),
        Column(say("Row counted"), "text", 14),
    )
    rows: list[tuple[Value, ...]] = [
        (
            note.table,
            note.where,
            note.column,
            say(note.reason),
            note.got,
            say("yes" if note.counted else "no"),
        )
        for note in frame.notes
    ]
    marks: list[Mark] = ["warn" if note.counted else "bad" for note in frame.notes]
    return Table(say("Cells that could not be used"), columns, rows, marks, key="data:notes")


def _missing(frame: ReportFrame, say: Say, language: Language) -> Table:
    columns = (Column(say("Missing tables"), "text", 24), Column(say("Would feed"), "text", 22))
    rows = [(one.chinese if language == "zh" else one.table, say(one.feeds)) for one in frame.missing]
    return Table(say("Missing tables"), columns, rows, key="data:missing")


def _issues(frame: ReportFrame, say: Say) -> Table:
    columns = (
        Column(say("Code"), "text", 24),
        Column(say("Where"), "text", 22),
        Column(say("Got"), "text", 22),
        Column(say("Expected"), "text", 22),
        Column(say("What to do"), "long", 40),
    )
    rows = [(one.code, one.where, one.got, one.expected, one.fix) for one in frame.issues]
    return Table(say("Problems"), columns, rows, ["bad"] * len(rows), key="data:issues")


def empty_note(*tables: Table, say: Say) -> tuple[str, ...]:
    """Return a note for a page that has nothing to show."""
    return () if any(table.rows for table in tables) else (say("Nothing in this period."),)
