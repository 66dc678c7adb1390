"""Puts cover, language, unit of money and charts onto a report whose pages a job has already made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlsales.kernel.words import Language
from xlsales.reports.made import ReportOptions
from xlsales.reports.model import Chart, Cover, Page, Report


def dressed(
    report: Report, cover: Cover, language: Language, options: ReportOptions, currency: str = ""
) -> Report:
    """Return a report with a cover, in a language and a unit of money."""
    return replace(report, cover=cover, language=language, scale=options.scale, currency=currency)


def with_charts(pages: Sequence[Page], name: str, charts: Sequence[Chart]) -> tuple[Page, ...]:
    """Return the pages, that of a name with charts added.

    Which pages and tables there are depends on what the workbook has: a chart of a table that the page
    does not have is left out.
    """
    return tuple(_charted(page, charts) if page.name == name else page for page in pages)


def _charted(page: Page, charts: Sequence[Chart]) -> Page:
    known = {table.known_as for table in page.tables}
    return replace(page, charts=(*page.charts, *(chart for chart in charts if chart.table in known)))
