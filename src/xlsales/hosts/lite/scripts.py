"""What the scripts of a workbook do: a job on its tables, the report on new sheets. Runs inside it."""

from __future__ import annotations

from typing import Any

from xlsales.hosts.buttons.pages import Language, issues_page
from xlsales.hosts.buttons.sheets import add_sheet, fill_sheet
from xlsales.hosts.lite.packages import not_installed
from xlsales.kernel.issues import Issue, XlSalesError


def set_targets(book: Any, language: Language) -> None:
    """Split the targets of the plan in the open book onto new sheets.

    Args:
        book: The open book, as xlwings Lite hands it over; its tables are read, none is changed.
        language: Of the report.
    """
    try:
        issues = _set_targets(book, language)
    except XlSalesError as error:
        issues = error.issues
    except ModuleNotFoundError as missing:
        issues = (not_installed("set_targets", missing.name or ""),)
    told = [("", issue) for issue in issues if issue.severity != "note"]
    if told:
        page = issues_page(told, language)
        fill_sheet(add_sheet(book, page.title), page)


def _set_targets(book: Any, language: Language) -> tuple[Issue, ...]:
    from xlsales.hosts.lite.open_tables import open_tables
    from xlsales.hosts.lite.rendering import show_report
    from xlsales.jobs.targets import run_targets
    from xlsales.jobs.year_so_far import year_so_far
    from xlsales.reports.targets import targets_report

    result = run_targets(open_tables(book))
    year = year_so_far(result)
    show_report(book, targets_report(result, year, language))
    return (*result.issues, *year.issues)
