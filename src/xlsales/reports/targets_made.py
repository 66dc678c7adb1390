"""Makes the report ``targets`` of a plan's workbook."""

from __future__ import annotations

from pathlib import Path

from xlsales.jobs.targets import read_plan_file, run_targets
from xlsales.jobs.year_so_far import year_so_far
from xlsales.kernel.words import Language
from xlsales.reports.cover import cover_of
from xlsales.reports.dressing import dressed
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.targets import targets_report


def make_targets(source: Path, language: Language, options: ReportOptions) -> MadeReport:
    """Return the targets of a plan, split, reconciled and measured against what was sold.

    Raises:
        XlSalesError: as ``run_targets``.
    """
    result = run_targets(read_plan_file(source))
    year = year_so_far(result)
    settings = result.tables.plan.settings
    period = f"{result.months[0]:%Y-%m} – {result.months[-1]:%Y-%m}"
    title = {"en": "Sales targets", "zh": "目标分解表"}[language]
    cover = cover_of(
        title,
        period,
        source,
        language,
        options,
        subtitle=settings.name,
        version=settings.version,
        currency=settings.currency,
    )
    report = dressed(targets_report(result, year, language), cover, language, options, settings.currency)
    told = f"{len(result.lines)} targets of {len(result.months)} months, every level adds up"
    return MadeReport(report, told, f"{result.months[0]:%Y}", (*result.issues, *year.issues))
