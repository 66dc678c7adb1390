"""Makes the report ``market`` of a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from xlsales.jobs.market_report import MarketReport, market_report
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.words import Language
from xlsales.reports.catalogue import Serves
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.market_competition import (
    competitors_page,
    price_data_page,
    price_moves_page,
    prices_page,
    promotions_page,
)
from xlsales.reports.market_feedback import feedback_page, overview_page
from xlsales.reports.market_shops import decisions_page, distribution_page, margins_page, shelves_page
from xlsales.reports.market_words import CHINESE
from xlsales.reports.model import Page
from xlsales.reports.row_report import data_page, made_report
from xlsales.reports.row_words import said_from

CATALOGUE: Final = (
    Serves("market", "Feedback", ("IF1",)),
    Serves("market", "Competitors", ("IF2",)),
    Serves("market", "Promotions", ("IF3",)),
    Serves("market", "Prices", ("IF5",)),
    Serves("market", "Large moves", ("IF5",)),
    Serves("market", "Shelf and stock", ("IF4",)),
    Serves("market", "Margins", ("PR4",)),
    Serves("market", "Decisions", ("IF6", "IF7")),
)


def make_market(source: Path, language: Language, options: ReportOptions) -> MadeReport:
    """Return feedback, competitors, promotions, prices, shelves, margins, displays, decisions.

    Raises:
        XlSalesError: as ``market_report``.
    """
    result = market_report(read_plan_file(source), options.period, options.today)
    say = said_from(CHINESE, language)
    told = (
        f"{len(result.feedback.lines)} entries of feedback, {len(result.prices)} prices, "
        f"{len(result.shelves)} goods on shelves"
    )
    pages = market_pages(result, language)
    return made_report(say("Market report"), result.frame, pages, told, source, language, options)


def market_pages(result: MarketReport, language: Language) -> tuple[Page, ...]:
    """Return the pages of the report (IF1 to IF7, PR4)."""
    say = said_from(CHINESE, language)
    return (
        overview_page(result, say),
        feedback_page(result, say),
        competitors_page(result, say),
        promotions_page(result, say),
        prices_page(result, say),
        price_moves_page(result, say),
        shelves_page(result, say),
        margins_page(result, say),
        distribution_page(result, say),
        decisions_page(result, say),
        data_page(result.frame, say, language),
        price_data_page(result, say),
    )
