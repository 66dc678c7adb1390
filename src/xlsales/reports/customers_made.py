"""Makes the report ``customers`` of a grading's workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xlsales.jobs.grading import Grading, run_grading
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.words import Language
from xlsales.reports.cover import cover_of
from xlsales.reports.dressing import dressed, with_charts
from xlsales.reports.grading_pages import grading_report
from xlsales.reports.grading_portfolio import portfolio_page
from xlsales.reports.grading_words import grading_words
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.model import Chart, Page


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
    plain = grading_report(result, language)
    report = dressed(
        replace(plain, pages=_drawn(plain.pages, result, language)),
        cover,
        language,
        options,
        settings.currency,
    )
    left = result.tables.ledger.rows - len(result.tables.ledger.transactions)
    told = f"{len(result.last.customers)} customers graded, {left} transactions left out and listed"
    return MadeReport(report, told, f"{result.last.end:%Y-%m}", result.issues)


def _drawn(pages: Sequence[Page], result: Grading, language: Language) -> tuple[Page, ...]:
    """Return the pages with charts, and the portfolio after the migration or the customers."""
    say = grading_words(language)
    ageing = Chart(
        "column",
        say("Ageing"),
        say("Ageing"),
        say("Age"),
        (say("Amount"), say("Expected loss")),
        y_title=say("Amount"),
    )
    drawn = with_charts(pages, say("Credit"), [ageing])
    portfolio = portfolio_page(result, say, language)
    if portfolio is None:
        return drawn
    before = {say("Follow-up"), say("Cards")}
    at = next((number for number, page in enumerate(drawn) if page.name in before), len(drawn))
    return (*drawn[:at], portfolio, *drawn[at:])
