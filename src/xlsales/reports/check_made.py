"""Makes the report ``check`` of any workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from xlsales.jobs.audit.audit import audit_file
from xlsales.kernel.issues import RefusedFileError, Severity
from xlsales.kernel.words import Language
from xlsales.reports.audit import audit_report, counts_of
from xlsales.reports.cover import cover_of
from xlsales.reports.dressing import dressed
from xlsales.reports.made import MadeReport, ReportOptions

_KINDS: Final[tuple[Severity, ...]] = ("error", "warning", "note")


def make_check(source: Path, language: Language, options: ReportOptions) -> MadeReport:
    """Return the audit of a workbook, as ``xlsales check`` does it.

    Raises:
        RefusedFileError: WB-001 to WB-013 the workbook cannot be read, FILE-007 for another reason.
    """
    audit = audit_file(source)
    if audit.issues:
        raise RefusedFileError(*audit.issues)
    report = audit_report([audit], language)
    day = options.today.isoformat()
    cover = cover_of(report.title, "", source, language, options)
    cover = replace(cover, lines=cover.lines[:-1])  # the last one states the unit of money: there is none
    counts = counts_of(audit)
    found = ", ".join(f"{counts[kind]} {kind}{'' if counts[kind] == 1 else 's'}" for kind in _KINDS)
    return MadeReport(dressed(report, cover, language, options), found, day)
