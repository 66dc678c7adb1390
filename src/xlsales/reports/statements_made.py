"""Makes the report ``statements``: payroll, plan cost, cliffs and what-if, and a statement for each payee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from xlsales.jobs.incentives.job import IncentiveRun, run_incentives
from xlsales.jobs.incentives.what_if import what_if
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.decimals import written
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import Language
from xlsales.ledger.store import Ledger, ledger_path
from xlsales.reports.catalogue import Serves
from xlsales.reports.cover import cover_of
from xlsales.reports.dressing import dressed, with_charts
from xlsales.reports.incentive_pages import incentives_report
from xlsales.reports.incentive_statements import statement_report
from xlsales.reports.incentive_words import pay_words
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.model import Chart, Page, Report
from xlsales.reports.period import month_of
from xlsales.reports.statement_files import statement_names
from xlsales.reports.units import unit_text

CATALOGUE: Final = (
    Serves("statements", "Payroll", ("IN1", "IN2", "IN3", "IN4", "IN5", "IN6", "IN7", "IN9", "IN10", "AP1")),
    Serves("statements", "Statement", ("IN2", "AP3")),
    Serves("statements", "Cost and budget", ("IN2", "OR5")),
    Serves("statements", "Cliffs", ("IN1",)),
    Serves("statements", "What if", ("IN1",)),
    Serves("statements", "Accrual", ("IN2",)),
    Serves("statements", "Honours", ("IN4", "IN8")),
    Serves("statements", "In kind", ("IN5",)),
    Serves("statements", "Two logs", ("IN11",)),
    Serves("statements", "Coupons", ("PR2", "PR3")),
    Serves("statements", "Channels", ("CG15",)),
    Serves("statements", "history", ("RP9",)),
)


def make_statements(source: Path, language: Language, options: ReportOptions) -> MadeReport:
    """Return the pay of a month; nothing is posted, the ledger is only read.

    Raises:
        XlSalesError: as ``run_incentives``; INPUT-012 a period that is no month.
    """
    kept = options.ledger or ledger_path(source)
    ledger = Ledger(f"sqlite:///{kept}") if kept.exists() else None
    raw = read_plan_file(source)
    run = run_incentives(raw, month_of(options.period), ledger)
    other = None
    if options.what_if is not None:
        other = what_if(run, raw, read_plan_file(options.what_if), options.what_if.name)
    state = (ledger.state(run.month) if ledger else None) or "draft"
    settings = run.tables.plan.settings
    cover = cover_of(
        {"en": "Incentive payroll", "zh": "提成结算表"}[language],
        f"{run.month:%Y-%m}",
        source,
        language,
        options,
        subtitle=settings.name,
        version=f"{run.stamp.key[:12]}",
        currency=settings.currency,
    )
    plain = incentives_report(run, state, language, other)
    report = dressed(
        replace(plain, pages=_drawn(plain.pages, run, language)), cover, language, options, settings.currency
    )
    total = written(sum(run.payable.values(), ZERO))
    told = f"{run.month:%Y-%m} {state}, {len(run.payable)} payees, {total} payable"
    names = statement_names(run.payable, run.month)
    beside = tuple((names[payee], _statement(run, payee, state, language)) for payee in run.payable)
    return MadeReport(report, told, f"{run.month:%Y-%m}", run.issues, beside)


def _statement(run: IncentiveRun, payee: str, state: str, language: Language) -> Report:
    return replace(statement_report(run, payee, state, language), language=language)


def _drawn(pages: Sequence[Page], run: IncentiveRun, language: Language) -> tuple[Page, ...]:
    """Return the pages with charts: cost beside budget by month and by component."""
    say = pay_words(language)
    components = f"{say('Per component')} {run.month:%Y-%m}"
    unit = unit_text(1, run.tables.plan.settings.currency, language)
    cost, both = f"{say('Cost')} ({unit})" if unit else say("Cost"), (say("Cost"), say("Budget"))
    charts = [
        Chart("column", f"{say('Cost and budget')}: {table}", table, heading, both, y_title=cost)
        for table, heading in ((say("Month by month"), say("Month")), (components, say("Component")))
    ]
    return with_charts(pages, say("Cost and budget"), charts)
