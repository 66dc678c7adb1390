"""Everything that a sales summary is made of, read from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.tables import summary_specs as specs
from xlsales.tables.appraisal_specs import TRAINING
from xlsales.tables.matching import Reading, matched, table_of
from xlsales.tables.raw import RawTable
from xlsales.tables.report_settings import FIELDS, REPORT_SETTINGS
from xlsales.tables.row_intake import RowIntake, SourceRow
from xlsales.tables.specs import TableSpec
from xlsales.tables.summary_ledger import SalesLedger, read_ledger
from xlsales.tables.transactions import file_table
from xlsales.tables.values import FieldValue

#: Tables beside the ledger: the fields that a row needs, and what the table feeds.
SIDE: Final[tuple[tuple[TableSpec, tuple[str, ...], str], ...]] = (
    (specs.COLLECTIONS, ("date", "amount"), "Cash collected"),
    (specs.TARGETS, ("date", "target"), "Targets"),
    (specs.PRODUCTS, ("product",), "New products"),
    (specs.LISTINGS, ("date", "product"), "New products"),
    (specs.STAFF, ("person", "joined"), "Staff"),
    (TRAINING, ("person", "course", "date", "hours"), "Training"),
    (specs.SATISFACTION, ("date", "score"), "Satisfaction"),
    (specs.MARKET, ("date", "size"), "Market share and return"),
    (specs.EXPENSES, ("date", "item", "amount"), "Expenses and budget"),
    (specs.BUDGET, ("date", "item", "amount"), "Expenses and budget"),
    (specs.SWOT, ("kind", "point"), "SWOT"),
    (specs.COMPETITORS, ("competitor",), "Competitors"),
    (specs.DEVELOPMENT, ("product", "trend"), "Product development"),
    (specs.CONCLUSIONS, ("conclusion",), "Conclusions"),
    (specs.SECTIONS, ("section",), "Completeness"),
    (specs.FORMS, ("form", "levels"), "Organisation"),
    (specs.UNITS, ("form", "unit"), "Organisation"),
)


@dataclass(frozen=True)
class SummaryTables:
    """What was read.

    Attributes:
        settings: What the file states, by name.
        ledger: The sales.
        rows: Usable rows of the other tables, by the name of their kind.
        intake: Counts and notes of these rows; a job may refuse more of them.
        readings: How the columns of the ledger were understood.
        issues: Problems of tables, columns and settings.
    """

    settings: Mapping[str, FieldValue]
    ledger: SalesLedger
    rows: Mapping[str, tuple[SourceRow, ...]]
    intake: RowIntake
    readings: tuple[Reading, ...]
    issues: tuple[Issue, ...]

    def has(self, spec: TableSpec) -> bool:
        """Tell whether the file has a table."""
        return self.intake.has(spec)

    def number(self, name: str, usual: Fraction) -> Fraction:
        """Return a setting that is a number, else what is usual."""
        value = self.settings.get(name)
        if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
            return Fraction(value)
        return usual


def read_summary_tables(raw: Sequence[RawTable], folder: Path | None = None) -> SummaryTables:
    """Read the tables of a summary.

    Args:
        raw: All tables of the workbook or file.
        folder: Where the file of the ledger is looked for, if the settings name one.

    Raises:
        InvalidInputError: SUM-001 there is no ledger, SUM-002 it has no date or no amount; TABLE-020
            and TABLE-021 as ``file_table``.
    """
    intake = RowIntake(raw)
    settings = {
        **intake.settings(REPORT_SETTINGS, FIELDS),
        **intake.settings(specs.SETTINGS, specs.SETTING_FIELDS),
    }
    ledger, readings, issues = _ledger(raw, settings, folder)
    rows = {spec.name: intake.rows(spec, *needed, feeds=feeds) for spec, needed, feeds in SIDE}
    return SummaryTables(settings, ledger, rows, intake, readings, (*intake.issues, *issues))


def _ledger(
    raw: Sequence[RawTable], settings: Mapping[str, FieldValue], folder: Path | None
) -> tuple[SalesLedger, tuple[Reading, ...], list[Issue]]:
    name = settings.get("ledger_file")
    if name is not None:
        table = replace(file_table((folder or Path()) / str(name)), name=specs.LEDGER.name)
        issues: list[Issue] = []
    else:
        found, issues = table_of(specs.LEDGER, raw)
        if found is None:
            words = ", ".join((specs.LEDGER.name, *specs.LEDGER.words[:4]))
            fix = "Name the sheet or the table so, or set ledger_file to a CSV or Parquet file."
            raise InvalidInputError(
                Issue("SUM-001", "workbook", "no sales", f"a table or a sheet called one of: {words}", fix)
            )
        table = found
    match, more = matched(specs.LEDGER, table)
    lacking = [issue for issue in more if issue.code == "TABLE-002"]
    if lacking:
        raise InvalidInputError(*(replace(issue, code="SUM-002") for issue in lacking))
    remarks = [replace(issue, severity="note") for issue in more]
    return read_ledger(match), tuple(match.readings()), [*issues, *remarks]
