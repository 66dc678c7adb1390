"""Makes the report ``activity`` of a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from xlsales.jobs.activity_report import ActivityReport, activity_report
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.words import Language
from xlsales.reports.activity_checks import complaints_page, odd_visits_page, sign_off_page
from xlsales.reports.activity_due import due_page, plan_page
from xlsales.reports.activity_visits import (
    days_page,
    outcomes_page,
    overview_page,
    people_page,
    visit_data_page,
)
from xlsales.reports.activity_words import CHINESE
from xlsales.reports.catalogue import Serves
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.model import Page
from xlsales.reports.row_report import data_page, made_report
from xlsales.reports.row_words import said_from

CATALOGUE: Final = (
    Serves("activity", "People", ("FU1", "FU2")),
    Serves("activity", "Plan", ("FU4",)),
    Serves("activity", "Due", ("FU2", "FU5")),
    Serves("activity", "Outcomes", ("LD8",)),
    Serves("activity", "Odd visits", ("FU3",)),
    Serves("activity", "Complaints", ("FU6",)),
    Serves("activity", "Sign-off", ("OR4",)),
)


def make_activity(source: Path, language: Language, options: ReportOptions) -> MadeReport:
    """Return visits against quota and plan, feedback, due customers, complaints, sign-offs.

    Raises:
        XlSalesError: as ``activity_report``.
    """
    result = activity_report(read_plan_file(source), options.period, options.today)
    say = said_from(CHINESE, language)
    waiting = sum(line.closed is None for line in result.complaints)
    told = f"{len(result.visits)} visits, {len(result.due)} customers, {waiting} complaints open"
    pages = activity_pages(result, language)
    return made_report(say("Activity report"), result.frame, pages, told, source, language, options)


def activity_pages(result: ActivityReport, language: Language) -> tuple[Page, ...]:
    """Return the pages of the report (FU1 to FU6, LD8, OR4)."""
    say = said_from(CHINESE, language)
    return (
        overview_page(result, say),
        people_page(result, say),
        days_page(result, say),
        plan_page(result, say),
        due_page(result, say),
        outcomes_page(result, say),
        odd_visits_page(result, say),
        complaints_page(result, say),
        sign_off_page(result, say),
        data_page(result.frame, say, language),
        visit_data_page(result, say),
    )
