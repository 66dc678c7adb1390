"""Makes the report ``pipeline`` of a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from xlsales.jobs.pipeline_report import PipelineReport, pipeline_report
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.words import Language
from xlsales.reports.catalogue import Serves
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.model import Page
from xlsales.reports.pipeline_deals import (
    ageing_page,
    deal_data_page,
    forecast_page,
    funnel_page,
    open_deals_page,
    outlook_page,
)
from xlsales.reports.pipeline_leads import leads_page, referrals_page
from xlsales.reports.pipeline_orders import orders_page, quotes_page
from xlsales.reports.pipeline_overview import overview_page
from xlsales.reports.pipeline_words import CHINESE
from xlsales.reports.row_report import data_page, made_report
from xlsales.reports.row_words import said_from

CATALOGUE: Final = (
    Serves("pipeline", "Funnel", ("LD5",)),
    Serves("pipeline", "Ageing", ("LD5",)),
    Serves("pipeline", "Open deals", ("LD9", "LD11")),
    Serves("pipeline", "Forecast", ("FC1",)),
    Serves("pipeline", "Outlook", ("FC1",)),
    Serves("pipeline", "Leads", ("LD3", "LD4", "LD6", "LD7")),
    Serves("pipeline", "Quotes", ("PR5",)),
    Serves("pipeline", "Orders", ("LD10",)),
)


def make_pipeline(source: Path, language: Language, options: ReportOptions) -> MadeReport:
    """Return stages, conversion, ageing, weighted forecast, leads, quotes and orders.

    Raises:
        XlSalesError: as ``pipeline_report``.
    """
    result = pipeline_report(read_plan_file(source), options.period, options.today)
    say = said_from(CHINESE, language)
    lines = result.pipeline.deals if result.pipeline else ()
    told = f"{len(lines)} deals, {len(result.open_deals)} open; {len(result.quotes.quotes)} quotes"
    pages = pipeline_pages(result, language)
    return made_report(say("Pipeline report"), result.frame, pages, told, source, language, options)


def pipeline_pages(result: PipelineReport, language: Language) -> tuple[Page, ...]:
    """Return the pages of the report (LD4 to LD7, LD9 to LD11, FC1, PR5)."""
    say = said_from(CHINESE, language)
    return (
        overview_page(result, say),
        funnel_page(result, say),
        ageing_page(result, say),
        open_deals_page(result, say),
        forecast_page(result, say),
        outlook_page(result, say),
        leads_page(result, say),
        referrals_page(result, say),
        quotes_page(result, say),
        orders_page(result, say),
        data_page(result.frame, say, language),
        deal_data_page(result, say),
    )
