"""Makes the report ``customers`` of a grading's workbook."""

from __future__ import annotations

from pathlib import Path

from xlsales.jobs.grading import run_grading
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.words import Language
from xlsales.reports.cover import cover_of
from xlsales.reports.dressing import dressed
from xlsales.reports.grading_pages import grading_report
from xlsales.reports.made import MadeReport, ReportOptions


def make_customers(source: Path, language: Language, options: ReportOptions) -> MadeReport:
    """Return the grades of customers with reasons, migration, portfolio, visits, credit and collection.

    Raises:
        XlSalesError: as ``run_grading``.
    """
    result = run_grading(read_plan_file(source), options.folder or source.parent)
    settings = result.last.rules.policy.settings
    cover = cover_of(
        {"en": "Customer grades", "zh": "客户分级报告"}[language],
        f"{result.last.start} – {result.last.end}",
        source,
        language,
        options,
        subtitle=settings.name,
        currency=settings.currency,
    )
    report = dressed(grading_report(result, language), cover, language, options, settings.currency)
    left = result.tables.ledger.rows - len(result.tables.ledger.transactions)
    told = f"{len(result.last.customers)} customers graded, {left} transactions left out and listed"
    return MadeReport(report, told, f"{result.last.end:%Y-%m}", result.issues)
