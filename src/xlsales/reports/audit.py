"""Pages of what the audit of workbooks found, each finding with a link to its cell."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from xlsales.formula.addresses import quoted_sheet
from xlsales.jobs.audit.audit import Audit
from xlsales.jobs.audit.finding import Finding
from xlsales.jobs.audit.words import severity_of, subject_of, title_of, told
from xlsales.kernel.issues import Severity
from xlsales.kernel.words import Language
from xlsales.reports.audit_words import say
from xlsales.reports.model import Column, Link, Mark, Page, Report, Table, Value

#: Severities, the gravest first, with the heading of each.
_HEADINGS: Final[dict[Severity, str]] = {"error": "Errors", "warning": "Warnings", "note": "Notes"}


def counts_of(audit: Audit) -> Counter[Severity]:
    """Return how many findings there are of each severity."""
    return Counter(severity_of(finding.rule) for finding in audit.findings)


def audit_report(audits: Sequence[Audit], language: Language, folder: Path | None = None) -> Report:
    """Return the pages: a summary by workbook and rule, then every finding.

    Args:
        audits: What was found, workbook by workbook.
        language: Of the words.
        folder: Where the report will lie, so that its links survive when both are moved together.
    """
    title = say("Workbook check", language)
    pages = (_summary_page(audits, language), _findings_page(audits, language, folder))
    return Report(title, pages, language=language)


def _summary_page(audits: Sequence[Audit], language: Language) -> Page:
    tables = [_books_table(audits, language)]
    if any(audit.findings for audit in audits):
        tables.append(_rules_table(audits, language))
    title = say("Summary", language)
    return Page(title, say("Workbook check", language), say("What it looks for", language), tuple(tables))


def _books_table(audits: Sequence[Audit], language: Language) -> Table:
    columns = (
        Column(say("Workbook", language), "text", 34),
        Column(say("Cells", language), "whole", 12),
        Column(say("Formulas", language), "whole", 12),
        Column(say("Errors", language), "whole", 10),
        Column(say("Warnings", language), "whole", 10),
        Column(say("Notes", language), "whole", 10),
        Column(say("Result", language), "long", 40),
    )
    rows: list[tuple[Value, ...]] = []
    marks: list[Mark] = []
    for audit in audits:
        counts = counts_of(audit)
        result = "; ".join(map(str, audit.issues)) or _result(counts, language)
        rows.append(
            (
                audit.path.name,
                audit.cells,
                audit.formulas,
                counts["error"],
                counts["warning"],
                counts["note"],
                result,
            )
        )
        marks.append("bad" if audit.failed else "warn" if audit.findings else "good")
    return Table(say("Workbooks", language), columns, rows, marks)


def _result(counts: Counter[Severity], language: Language) -> str:
    if counts["error"]:
        return say("To be mended", language)
    return say("To be looked at", language) if counts else say("Nothing found", language)


def _rules_table(audits: Sequence[Audit], language: Language) -> Table:
    findings = [finding for audit in audits for finding in audit.findings]
    counts = Counter(finding.rule for finding in findings)
    cells = Counter[str]()
    for finding in findings:
        cells[finding.rule] += finding.cells
    order = sorted(counts, key=lambda rule: (list(_HEADINGS).index(severity_of(rule)), rule))
    columns = (
        Column(say("Rule", language), "text", 34),
        Column(say("Code", language), "text", 12),
        Column(say("About", language), "text", 12),
        Column(say("Severity", language), "text", 10),
        Column(say("Count", language), "whole", 10),
        Column(say("Cells", language), "whole", 10),
    )
    rows = [
        (
            title_of(rule, language),
            rule,
            subject_of(rule, language),
            say(severity_of(rule), language),
            counts[rule],
            cells[rule],
        )
        for rule in order
    ]
    return Table(say("By rule", language), columns, rows)


def _findings_page(audits: Sequence[Audit], language: Language, folder: Path | None) -> Page:
    found = [(audit, finding) for audit in audits for finding in audit.findings]
    several = len(audits) > 1
    tables = [
        _severity_table(of_severity, title, language, folder, several=several)
        for severity, title in _HEADINGS.items()
        if (of_severity := [each for each in found if severity_of(each[1].rule) == severity])
    ]
    name = say("Findings", language)
    subtitle = say("Press a place to open the workbook there" if found else "Nothing found", language)
    return Page(name, name, subtitle, tuple(tables))


def _severity_table(
    found: Sequence[tuple[Audit, Finding]],
    title: str,
    language: Language,
    folder: Path | None,
    *,
    several: bool,
) -> Table:
    columns = (
        *((Column(say("Workbook", language), "text", 22),) if several else ()),
        Column(say("Place", language), "text", 20),
        Column(say("Rule", language), "long", 28),
        Column(say("Found", language), "long", 44),
        Column(say("Expected", language), "long", 32),
        Column(say("How to mend it", language), "long", 42),
        Column(say("Code", language), "text", 12),
    )
    rows: list[tuple[Value, ...]] = []
    for audit, finding in found:
        issue = told(finding, language)
        rows.append(
            (
                *((audit.path.name,) if several else ()),
                Link(issue.where, _target(audit.path, finding, folder)),
                title_of(finding.rule, language),
                issue.got,
                issue.expected,
                issue.fix,
                finding.rule,
            )
        )
    return Table(f"{say(title, language)} ({len(rows)})", columns, rows)


def _target(book: Path, finding: Finding, folder: Path | None) -> str:
    """Return the link to a finding's cell; a finding without one leads to the workbook."""
    path = os.path.relpath(book, folder) if folder is not None else str(book.resolve())
    if finding.sheet is None:
        return f"external:{path}"
    cell = finding.areas[0] if finding.areas else "A1"
    return f"external:{path}#{quoted_sheet(finding.sheet)}!{cell}"
