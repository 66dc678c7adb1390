"""Makes the report ``customers`` of a grading's workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from xlsales.jobs.grading import Grading, run_grading
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.words import Language
from xlsales.reports.catalogue import Serves
from xlsales.reports.cover import cover_of
from xlsales.reports.dressing import dressed, with_charts
from xlsales.reports.grading_pages import grading_report
from xlsales.reports.grading_portfolio import portfolio_page
from xlsales.reports.grading_words import grading_words
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.model import Chart, Page

CATALOGUE: Final = (
    Serves("customers", "Summary", ("CG4", "CG5", "CG8", "OR3")),
    Serves("customers", "Customers", ("CG1", "CG2", "CG3")),
    Serves("customers", "Customer data", ("CG5", "CG6", "CG7", "CG11", "CG13", "CG16", "CR3", "CR6")),
    Serves("customers", "Factors", ("LD1", "LD2")),
    Serves("customers", "Migration", ("CG5",)),
    Serves("customers", "Portfolio", ("CG5", "CG6", "CG11")),
    Serves("customers", "Follow-up", ("FU2", "FU4", "FU5")),
    Serves("customers", "Visit log", ("FU1", "FU3", "FU6", "LD8", "OR4")),
    Serves("customers", "Cards", ("FC2",)),
    Serves("customers", "Care", ("CG10", "CG14", "CG16", "CG17", "CR4")),
    Serves("customers", "Outlook", ("FC1", "FC4", "CG9", "CG12", "CR5")),
    Serves("customers", "Credit", ("CR1", "CR2", "CR6")),
    Serves("customers", "Leads", ("LD3", "LD4", "LD6")),
    Serves("customers", "Pipeline", ("LD5", "LD9")),
    Serves("customers", "Quotes", ("PR1", "PR3", "PR5", "PR6", "PR7")),
    Serves("customers", "Market", ("FC3", "FC4", "IF4", "IF5", "IF6", "IF7", "PR4", "PR8")),
)


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
    grades = [
        Chart(
            "column",
            say("Grades"),
            say("Grades"),
            say("Grade"),
            (say("Volume"),),
            y_title=say("Volume"),
        ),
        Chart("pie", f"{say('Grades')}: {say('Count')}", say("Grades"), say("Grade"), (say("Count"),)),
    ]
    ageing = Chart(
        "column",
        say("Ageing"),
        say("Ageing"),
        say("Age"),
        (say("Amount"), say("Expected loss")),
        y_title=say("Amount"),
    )
    drawn = with_charts(with_charts(pages, say("Summary"), grades), say("Credit"), [ageing])
    portfolio = portfolio_page(result, say, language)
    if portfolio is None:
        return drawn
    before = {say("Follow-up"), say("Cards")}
    at = next((number for number, page in enumerate(drawn) if page.name in before), len(drawn))
    return (*drawn[:at], portfolio, *drawn[at:])
