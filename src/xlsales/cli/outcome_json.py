"""What a recalculation did, as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Sequence

from xlsales.cli.as_json import json_value
from xlsales.cli.changed_cells import input_places, reading_order
from xlsales.kernel.issues import Issue
from xlsales.recalculation.book import address
from xlsales.recalculation.files import FileOutcome
from xlsales.recalculation.report import Recalculation


def outcomes_json(outcomes: Sequence[FileOutcome]) -> str:
    """Return every workbook with every changed cell before and after, and what was kept."""
    failed = sum(1 for outcome in outcomes if outcome.issues)
    document = {"workbooks": [_outcome(outcome) for outcome in outcomes], "failed": failed}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _outcome(outcome: FileOutcome) -> dict[str, object]:
    found: dict[str, object] = {"workbook": str(outcome.path), "ok": not outcome.issues}
    if outcome.written:
        found["output"] = str(outcome.written.destination)
        found["backup"] = str(outcome.written.backup) if outcome.written.backup else None
        found["stale"] = list(outcome.written.stale)
    if outcome.recalculation:
        found |= _recalculation(outcome.recalculation)
    return found | {"errors": [issue_json(issue) for issue in outcome.issues]}


def _recalculation(done: Recalculation) -> dict[str, object]:
    inputs = input_places(done)
    return {
        "formulas": done.formulas,
        "own": done.own,
        "calls": done.calls,
        "computed": done.computed,
        "verified": done.verified,
        "engines": done.engines,
        "changed": [
            {
                "cell": address(changed.place),
                "before": json_value(changed.before),
                "after": json_value(changed.after),
                "input": changed.place in inputs,
            }
            for changed in reading_order(done.changed, inputs)
        ],
        "kept": [
            {
                "cell": address(kept.place),
                "formula": "=" + kept.formula,
                "why": kept.why,
                "reason": kept.reason,
                "stale": kept.stale,
            }
            for kept in done.kept
        ],
        "unverified": [address(place) for place in done.unverified],
        "issues": [{"cell": address(told.place), **issue_json(told.issue)} for told in done.told],
        "elsewhere": done.elsewhere,
        "data": [
            {
                "table": table.table,
                "file": table.file,
                "rows_before": table.rows_before,
                "rows_after": table.rows_after,
                "area": table.area,
                "issues": [issue_json(issue) for issue in table.issues],
            }
            for table in done.refilled
        ],
    }


def issue_json(issue: Issue) -> dict[str, str]:
    """Return an issue with all its parts."""
    return {
        "code": issue.code,
        "where": issue.where,
        "got": issue.got,
        "expected": issue.expected,
        "fix": issue.fix,
        "severity": issue.severity,
        "message": str(issue),
    }
