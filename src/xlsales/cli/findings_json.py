"""What the audit found, as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Sequence

from xlsales.cli.outcome_json import issue_json
from xlsales.jobs.audit.audit import Audit
from xlsales.jobs.audit.finding import Finding
from xlsales.jobs.audit.words import subject_of, title_of, told
from xlsales.kernel.words import Language


def audits_json(audits: Sequence[Audit], language: Language) -> str:
    """Return every workbook with every finding."""
    document = {
        "workbooks": [_audit(audit, language) for audit in audits],
        "failed": sum(1 for audit in audits if audit.failed),
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _audit(audit: Audit, language: Language) -> dict[str, object]:
    return {
        "workbook": str(audit.path),
        "ok": not audit.failed,
        "cells": audit.cells,
        "formulas": audit.formulas,
        "findings": [_finding(finding, language) for finding in audit.findings],
        "errors": [issue_json(issue) for issue in audit.issues],
    }


def _finding(finding: Finding, language: Language) -> dict[str, object]:
    issue = told(finding, language)
    return {
        **issue_json(issue),
        "title": title_of(finding.rule, language),
        "about": subject_of(finding.rule, language),
        "sheet": finding.sheet,
        "areas": [str(area) for area in finding.areas],
    }
