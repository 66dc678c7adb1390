"""The reports there are: one line each, imported only when one is made."""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast

from xlsales.reports.made import FormsWriter, Maker

#: Module and function that makes each report.
REPORTS: Final[dict[str, str]] = {
    "targets": "xlsales.reports.targets_made:make_targets",
    "customers": "xlsales.reports.customers_made:make_customers",
    "statements": "xlsales.reports.statements_made:make_statements",
    "summary": "xlsales.reports.summary_made:make_summary",
    "pipeline": "xlsales.reports.pipeline_made:make_pipeline",
    "activity": "xlsales.reports.activity_made:make_activity",
    "appraisal": "xlsales.reports.appraisal_made:make_appraisal",
    "market": "xlsales.reports.market_made:make_market",
    "check": "xlsales.reports.check_made:make_check",
}

#: Module and function that writes the blank forms of a report.
FORMS: Final[dict[str, str]] = {"summary": "xlsales.reports.summary_blank:write_blank"}


def maker_of(name: str) -> Maker:
    """Return what makes a report.

    Args:
        name: One of ``REPORTS``.
    """
    return cast(Maker, _imported(REPORTS[name]))


def forms_of(name: str) -> FormsWriter:
    """Return what writes the blank forms of a report.

    Args:
        name: One of ``FORMS``.
    """
    return cast(FormsWriter, _imported(FORMS[name]))


def _imported(place: str) -> object:
    module, _, function = place.partition(":")
    return getattr(import_module(module), function)
