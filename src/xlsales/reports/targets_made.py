"""Makes the report ``targets`` of a plan's workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from xlsales.jobs.targets import Targets, read_plan_file, run_targets
from xlsales.jobs.year_so_far import YearSoFar, year_so_far
from xlsales.kernel.words import Language
from xlsales.reports.catalogue import Serves
from xlsales.reports.cover import cover_of
from xlsales.reports.dressing import dressed, with_charts
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.model import Chart, Page
from xlsales.reports.targets import targets_report
from xlsales.reports.words import words_of
from xlsales.tables.dimensions import dimension_label

CATALOGUE: Final = (
    Serves("targets", "Summary", ("PL1", "PL8", "PL11", "PL13")),
    Serves("targets", "Targets", ("PL1", "PL16")),
    Serves("targets", "Reconciliation", ("PL1", "PL14")),
    Serves("targets", "Fairness", ("PL3", "PL10")),
    Serves("targets", "Standing", ("PL2", "AP6", "OR1")),
    Serves("targets", "Exceptions", ("AP6",)),
    Serves("targets", "Re-split", ("PL2",)),
    Serves("targets", "Commitments", ("PL14",)),
    Serves("targets", "Changes", ("PL2",)),
    Serves("targets", "Goals", ("PL9", "PL12", "PL15", "PL17")),
    Serves("targets", "Weights", ("PL4", "PL5", "PL6", "PL7")),
)
#: A chart of more bars than this cannot be read.
_MOST_BARS: Final = 30


def make_targets(source: Path, language: Language, options: ReportOptions) -> MadeReport:
    """Return the targets of a plan, split, reconciled and measured against what was sold.

    Raises:
        XlSalesError: as ``run_targets``.
    """
    result = run_targets(read_plan_file(source))
    year = year_so_far(result)
    settings = result.tables.plan.settings
    period = f"{result.months[0]:%Y-%m} – {result.months[-1]:%Y-%m}"
    title = {"en": "Sales targets", "zh": "目标分解表"}[language]
    cover = cover_of(
        title,
        period,
        source,
        language,
        options,
        subtitle=settings.name,
        version=settings.version,
        currency=settings.currency,
    )
    plain = targets_report(result, year, language)
    report = dressed(
        replace(plain, pages=_drawn(plain.pages, result, year, language)),
        cover,
        language,
        options,
        settings.currency,
    )
    told = f"{len(result.lines)} targets of {len(result.months)} months, every level adds up"
    return MadeReport(report, told, f"{result.months[0]:%Y}", (*result.issues, *year.issues))


def _drawn(pages: Sequence[Page], result: Targets, year: YearSoFar, language: Language) -> tuple[Page, ...]:
    """Return the pages with charts: targets beside last year, and attainment beside elapsed time."""
    say = words_of(language)
    split, standing = [], []
    for name in result.dimensions:
        label = dimension_label(name, language)
        months = f"{label} × {say('Month')}"
        values = (say("Total"), say("Last year"))
        split.append(
            Chart(
                "column",
                f"{say('Target')}: {label}",
                months,
                label,
                values,
                y_title=say("Target"),
                most=_MOST_BARS,
            )
        )
        if any(one.dimension == name for one in year.standings):
            standing.append(
                Chart(
                    "combined",
                    f"{say('Attainment')} / {say('Elapsed')}: {label}",
                    label,
                    label,
                    (say("Attainment"),),
                    lines=(say("Elapsed"),),
                    y_title=say("Attainment"),
                    most=_MOST_BARS,
                )
            )
    drawn = with_charts(pages, say("Summary"), split)
    return with_charts(drawn, say("Standing"), standing)
