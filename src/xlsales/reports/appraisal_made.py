"""Makes the report ``appraisal`` of a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from xlsales.jobs.appraisal_report import AppraisalReport, appraisal_report
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.words import Language
from xlsales.reports.appraisal_growth import first_deals_page, promotion_page, training_page
from xlsales.reports.appraisal_ratings import honours_page, lists_page, rating_page, teams_page
from xlsales.reports.appraisal_scores import (
    ranking_page,
    results_and_process_page,
    score_data_page,
    scorecards_page,
)
from xlsales.reports.appraisal_words import CHINESE
from xlsales.reports.catalogue import Serves
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.model import Page
from xlsales.reports.row_report import data_page, made_report
from xlsales.reports.row_words import said_from

CATALOGUE: Final = (
    Serves("appraisal", "Ranking", ("AP8",)),
    Serves("appraisal", "Scorecards", ("AP2", "AP3", "AP4", "AP5")),
    Serves("appraisal", "Results and process", ("AP7",)),
    Serves("appraisal", "Lists", ("AP8",)),
    Serves("appraisal", "Honours", ("IN8",)),
    Serves("appraisal", "Promotion", ("AP9",)),
    Serves("appraisal", "Teams", ("AP10",)),
    Serves("appraisal", "First deals", ("AP12",)),
    Serves("appraisal", "Training", ("AP11",)),
)


def make_appraisal(source: Path, language: Language, options: ReportOptions) -> MadeReport:
    """Return scorecards with their arithmetic, ranks, ratings, lists, honours, promotion, training.

    Raises:
        XlSalesError: as ``appraisal_report``.
    """
    result = appraisal_report(read_plan_file(source), options.period, options.today)
    say = said_from(CHINESE, language)
    scored = sum(one.final is not None for one in result.people)
    told = f"{len(result.people)} people, {scored} with a score"
    pages = appraisal_pages(result, language)
    return made_report(say("Appraisal report"), result.frame, pages, told, source, language, options)


def appraisal_pages(result: AppraisalReport, language: Language) -> tuple[Page, ...]:
    """Return the pages of the report (AP2 to AP4, AP7 to AP12, IN8)."""
    say = said_from(CHINESE, language)
    return (
        ranking_page(result, say),
        scorecards_page(result, say),
        results_and_process_page(result, say),
        rating_page(result, say),
        lists_page(result, say),
        honours_page(result, say),
        promotion_page(result, say),
        teams_page(result, say),
        first_deals_page(result, say),
        training_page(result, say),
        data_page(result.frame, say, language),
        score_data_page(result, say),
    )
