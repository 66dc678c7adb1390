"""The reports there are: one line each, imported only when one is made."""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast

from xlsales.reports.made import Maker

#: Module and function that makes each report.
REPORTS: Final[dict[str, str]] = {
    "targets": "xlsales.reports.targets_made:make_targets",
    "customers": "xlsales.reports.customers_made:make_customers",
    "statements": "xlsales.reports.statements_made:make_statements",
    "summary": "xlsales.reports.summary_made:make_summary",
    "pipeline": "xlsales.reports.pipeline_made:make_pipeline",
    "appraisal": "xlsales.reports.appraisal_made:make_appraisal",
}


def maker_of(name: str) -> Maker:
    """Return what makes a report.

    Args:
        name: One of ``REPORTS``.
    """
    module, _, function = REPORTS[name].partition(":")
    return cast(Maker, getattr(import_module(module), function))
