"""Makes the report ``statements``: payroll, plan cost, cliffs and what-if, and a statement for each payee."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlsales.jobs.incentives.job import IncentiveRun, run_incentives
from xlsales.jobs.incentives.what_if import what_if
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.decimals import written
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import Language
from xlsales.ledger.store import Ledger, ledger_path
from xlsales.reports.cover import cover_of
from xlsales.reports.dressing import dressed
from xlsales.reports.incentive_pages import incentives_report
from xlsales.reports.incentive_statements import statement_name, statement_report
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.model import Report
from xlsales.reports.period import month_of


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
    report = dressed(
        incentives_report(run, state, language, other), cover, language, options, settings.currency
    )
    total = written(sum(run.payable.values(), ZERO))
    told = f"{run.month:%Y-%m} {state}, {len(run.payable)} payees, {total} payable"
    beside = tuple(
        (statement_name(run, payee), _statement(run, payee, state, language)) for payee in run.payable
    )
    return MadeReport(report, told, f"{run.month:%Y-%m}", run.issues, beside)


def _statement(run: IncentiveRun, payee: str, state: str, language: Language) -> Report:
    return replace(statement_report(run, payee, state, language), language=language)
