"""CHECK-062: the tables of a plan, checked as the jobs that read them check them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from xlsales.jobs.audit.finding import Finding, at_areas
from xlsales.kernel.grid import parse_area
from xlsales.kernel.issues import Issue

if TYPE_CHECKING:
    from xlsales.jobs.audit.book import AuditedBook
    from xlsales.tables.raw import RawTable
    from xlsales.tables.specs import TableSpec
    from xlsales.workbook.package import Package

_PLACE: Final = re.compile(r"(.+)!([A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?)")
#: Headings of a table that must be known, so that a sheet of the same name is not taken for it.
_FEWEST_KNOWN: Final = 2


def raw_plan_tables(package: Package) -> tuple[RawTable, ...]:
    """Return the tables of a workbook that holds a plan, none for another workbook.

    Files and databases that a plan names are never read.
    """
    names = [*(table.name for table in package.tables), *(sheet.name for sheet in package.sheets)]
    if not any(_is_called(first, names) and _is_called(second, names) for first, second in _pairs()):
        return ()
    from xlsales.tables.worksheets import workbook_tables

    return tuple(workbook_tables(package))


def _is_called(spec: TableSpec, names: Sequence[str]) -> bool:
    return any(map(spec.is_called, names))


def _pairs() -> tuple[tuple[TableSpec, TableSpec], ...]:
    """Return two tables that together make a plan of targets, of incentives, or a grading policy."""
    from xlsales.tables import grading_specs, incentive_specs, target_specs

    return (
        (target_specs.PLAN, target_specs.STEPS),
        (incentive_specs.PLAN, incentive_specs.COMPONENTS),
        (grading_specs.POLICY, grading_specs.CONDITIONS),
    )


def plan_tables(audited: AuditedBook) -> Iterator[Finding]:
    """Find problems of plan tables, each at its cell."""
    if not audited.raw:
        return
    targets, incentives, grading = _pairs()
    if _holds(audited.raw, targets):
        from xlsales.tables.target_tables import read_target_tables

        yield from _told(audited, read_target_tables(audited.raw)[1])
    if _holds(audited.raw, incentives):
        yield from _told(audited, _incentive_issues(audited.raw))
    if _holds(audited.raw, grading) and not _names_a_source(audited.raw):
        from xlsales.tables.grading_tables import read_grading_tables

        yield from _told(audited, read_grading_tables(audited.raw)[1])


def _holds(tables: Sequence[RawTable], pair: tuple[TableSpec, TableSpec]) -> bool:
    return all(any(_is_table(table, spec) for table in tables) for spec in pair)


def _is_table(table: RawTable, spec: TableSpec) -> bool:
    """Tell whether a table has the name and enough headings of one that we know."""
    known = sum(1 for heading in table.headings if any(field.is_called(heading) for field in spec.fields))
    return spec.is_called(table.name) and known >= min(_FEWEST_KNOWN, len(spec.fields))


def _incentive_issues(tables: Sequence[RawTable]) -> list[Issue]:
    from xlsales.plans.incentive_checks import incentive_plan_issues
    from xlsales.tables.incentive_tables import read_incentive_tables

    read, issues = read_incentive_tables(tables)
    if read is None:
        return issues
    dimensions = {name for one in read.happened.transactions for name in one.labels}
    return [*issues, *incentive_plan_issues(read.plan, read.places.where, dimensions)]


def _names_a_source(tables: Sequence[RawTable]) -> bool:
    """Tell whether a policy takes its transactions from a file or a database, which is not asked here."""
    words = {"transactions_file", "transactions_query", "交易文件", "交易数据源", "交易查询"}
    for table in tables:
        for row in table.rows:
            for name, value in pairwise(row):
                if isinstance(name, str) and name.strip() in words and value not in (None, ""):
                    return True
    return False


def _told(audited: AuditedBook, issues: Sequence[Issue]) -> Iterator[Finding]:
    for issue in dict.fromkeys(issues):
        if issue.severity != "error":
            continue
        facts = {"code": issue.code, "got": issue.got, "expected": issue.expected, "fix": issue.fix}
        found = _PLACE.fullmatch(issue.where)
        sheet = audited.book.names.sheet_spelled(found[1].strip("'")) if found else None
        if found is None or sheet is None:
            yield Finding("CHECK-062", None, (), tuple(facts.items()), part=issue.where)
            continue
        yield at_areas("CHECK-062", sheet, (parse_area(found[2]),), **facts)
