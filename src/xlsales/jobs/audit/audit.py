"""The audit: every rule over one workbook, and one finding a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlsales.jobs.audit.book import AuditedBook, read_audited
from xlsales.jobs.audit.broken import broken
from xlsales.jobs.audit.circles import circles
from xlsales.jobs.audit.currencies import currencies
from xlsales.jobs.audit.double_counting import double_counting
from xlsales.jobs.audit.error_values import error_values
from xlsales.jobs.audit.finding import Finding
from xlsales.jobs.audit.hidden_cells import hidden_cells
from xlsales.jobs.audit.hidden_errors import hidden_errors
from xlsales.jobs.audit.lookup_rules import lookup_rules
from xlsales.jobs.audit.merges import merges
from xlsales.jobs.audit.odd_formulas import odd_formulas
from xlsales.jobs.audit.outside import outside
from xlsales.jobs.audit.own_calls import own_calls
from xlsales.jobs.audit.parts import parts
from xlsales.jobs.audit.plan_tables import plan_tables
from xlsales.jobs.audit.range_sizes import range_sizes
from xlsales.jobs.audit.settings import settings
from xlsales.jobs.audit.shares import shares
from xlsales.jobs.audit.short_ranges import short_ranges
from xlsales.jobs.audit.text_values import text_values
from xlsales.jobs.audit.totals import short_totals
from xlsales.jobs.audit.typed_rates import typed_rates
from xlsales.jobs.audit.unknown_names import unknown_names
from xlsales.jobs.audit.volatile import volatile
from xlsales.jobs.audit.words import severity_of
from xlsales.kernel.collector import collector_paused
from xlsales.kernel.issues import Issue, XlSalesError
from xlsales.workbook import open_package

_RULES: Final[tuple[Callable[[AuditedBook], Iterator[Finding]], ...]] = (
    short_totals,
    double_counting,
    hidden_cells,
    range_sizes,
    parts,
    shares,
    short_ranges,
    odd_formulas,
    typed_rates,
    hidden_errors,
    volatile,
    circles,
    text_values,
    currencies,
    merges,
    lookup_rules,
    broken,
    outside,
    unknown_names,
    settings,
    own_calls,
    plan_tables,
    error_values,
)
#: A rule says nothing of a cell of which one of these has been said: it would say the same again.
_SAID_BY: Final = {
    "CHECK-007": ("CHECK-001", "CHECK-004"),
    "CHECK-010": ("CHECK-001", "CHECK-002", "CHECK-040"),
    "CHECK-022": ("CHECK-004", "CHECK-016", "CHECK-040", "CHECK-042", "CHECK-043", "CHECK-060", "CHECK-061"),
}
_GRAVITY: Final = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Audit:
    """What became of one workbook.

    Attributes:
        path: The workbook.
        findings: What was found, the gravest first, then by rule and place.
        cells, formulas: How many were looked at.
        issues: Why it could not be read.
    """

    path: Path
    findings: tuple[Finding, ...]
    cells: int = 0
    formulas: int = 0
    issues: tuple[Issue, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether something must be mended: a finding that is an error, or a workbook that cannot be read."""
        return bool(self.issues) or any(severity_of(each.rule) == "error" for each in self.findings)


def audit_book(audited: AuditedBook) -> tuple[Finding, ...]:
    """Return everything that the rules find, the gravest first, then by rule and place."""
    order = {sheet.name: place for place, sheet in enumerate(audited.sheets)}
    found = _said_once(finding for rule in _RULES for finding in rule(audited))
    return tuple(
        sorted(
            found,
            key=lambda each: (
                _GRAVITY[severity_of(each.rule)],
                each.rule,
                order.get(each.sheet or "", -1),
                each.areas,
                each.part,
            ),
        )
    )


def _said_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what another rule has said of the same cell."""
    every = list(dict.fromkeys(findings))
    said = {(each.rule, each.sheet, area.corner) for each in every for area in each.areas}
    for each in every:
        before = _SAID_BY.get(each.rule, ())
        known = (
            all(any((rule, each.sheet, area.corner) in said for rule in before) for area in each.areas)
            if each.areas
            else False
        )
        if not known:
            yield each


def audit_file(path: Path) -> Audit:
    """Audit a workbook; whatever goes wrong is told, not raised, and the file is never written.

    Args:
        path: An .xlsx, .xlsm, .xltx or .xltm.
    """
    try:
        with collector_paused(), open_package(path) as package:
            audited = read_audited(package)
            findings = audit_book(audited)
            sheets = audited.book.sheets.values()
            return Audit(
                path,
                findings,
                sum(len(cells.values.keys() | cells.formulas.keys()) for cells in sheets),
                sum(len(cells.formulas) for cells in sheets),
            )
    except XlSalesError as error:
        return Audit(path, (), issues=error.issues)
    except (OSError, MemoryError, RecursionError) as error:
        return Audit(path, (), issues=(_unreadable(path, error),))


def _unreadable(path: Path, error: BaseException) -> Issue:
    return Issue(
        "FILE-007",
        str(path),
        f"{type(error).__name__}: {error}",
        "a workbook that can be read",
        "Open and save the workbook in Excel, then retry.",
    )
