"""Makes the report ``summary``: the yearly or monthly sales summary of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from xlsales.jobs.summary import Summary, run_summary
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.words import Language
from xlsales.reports.catalogue import Serves
from xlsales.reports.cover import cover_of
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.model import Page, Report
from xlsales.reports.summary_check_pages import completeness_page, problems_page, reading_page
from xlsales.reports.summary_dashboard import dashboard_page
from xlsales.reports.summary_data_page import data_page
from xlsales.reports.summary_field_pages import field_pages
from xlsales.reports.summary_lines import Telling
from xlsales.reports.summary_money_pages import money_pages
from xlsales.reports.summary_organisation import organisation_page
from xlsales.reports.summary_people_pages import people_pages
from xlsales.reports.summary_plan_pages import plan_pages
from xlsales.reports.summary_sales_pages import sales_pages
from xlsales.reports.summary_typed_pages import typed_pages
from xlsales.tables.raw import RawTable

CATALOGUE: Final = (
    Serves("summary", "--archive", ("RP8",)),
    Serves("summary", "--blank", ("RP7",)),
)
_SIGNERS: Final = (
    ("Prepared by", "prepared_by"),
    ("Reviewed by", "reviewed_by"),
    ("Approved by", "approved_by"),
)


def make_summary(source: Path, language: Language, options: ReportOptions) -> MadeReport:
    """Return the summary of a period.

    Raises:
        XlSalesError: as ``run_summary``.
    """
    raw = read_plan_file(source)
    result = run_summary(raw, options.period, options.today, options.folder or source.parent)
    telling = Telling(result, language)
    report = summary_report(result, raw, source, language, options)
    counts = result.tables.ledger.counts
    whole = sum(section.state == "complete" for section in result.sections)
    told = (
        f"{result.spans.whole.code}, {counts.counted} rows counted, {counts.left_out} left out and told, "
        f"{whole} of {len(result.sections)} parts with data"
    )
    return MadeReport(report, told, telling.summary.spans.whole.code, result.issues)


def summary_report(
    result: Summary, raw: Sequence[RawTable], source: Path, language: Language, options: ReportOptions
) -> Report:
    """Return the pages of a summary.

    Args:
        result: What the job worked out.
        raw: All tables of the file, for the pages that other reports have.
        source: The workbook, for the cover.
        language: ``en`` or ``zh``; labels of the user's own data stay as they are.
        options: Unit of money and day of the cover.
    """
    telling = Telling(result, language)
    pages: list[Page] = [
        dashboard_page(telling),
        *sales_pages(telling),
        *organisation_page(telling),
        *people_pages(telling),
        *money_pages(telling),
        *typed_pages(telling),
        *field_pages(telling, raw, options.today),
        *plan_pages(telling),
        completeness_page(telling),
        problems_page(telling),
        reading_page(telling),
        data_page(telling),
    ]
    title = telling.say("Sales summary")
    currency = result.text("currency")
    cover = cover_of(
        title,
        telling.subtitle.split(" · ")[0],
        source,
        language,
        options,
        subtitle=" ".join(part for part in (result.text("company"), result.spans.whole.code) if part),
        version=result.text("version"),
        currency=currency,
        lines=((telling.say("Basis"), telling.basis),),
    )
    footer = "  ".join(f"{telling.say(word)}: {result.text(name) or '________'}" for word, name in _SIGNERS)
    return Report(
        f"{title} {result.spans.whole.code}",
        tuple(pages),
        footer,
        cover,
        language,
        options.scale,
        currency,
    )
