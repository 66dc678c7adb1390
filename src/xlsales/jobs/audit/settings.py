"""CHECK-050: a workbook that calculates only when asked."""

from __future__ import annotations

from collections.abc import Iterator

from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding


def settings(audited: AuditedBook) -> Iterator[Finding]:
    """Find manual calculation; without formulas it is no matter."""
    if audited.calculation.mode == "manual" and any(audited.groups):
        yield Finding("CHECK-050", None, (), part=audited.path.name)
