"""Every fault planted once is found on its cell, and nothing else; clean workbooks stay clean (RP10)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from jobs.audit.planted import FAULTS, write_planted
from xlsales.jobs.audit.audit import audit_file
from xlsales.jobs.audit.titles import CHINESE, ENGLISH
from xlsales.jobs.audit.words import severity_of, subject_of, told

#: Faults of plan tables are planted in the workbooks of plans.
PLAN_TABLES = "CHECK-062"
WORKBOOKS = Path(__file__).parents[3] / "workbooks"


def test_every_planted_fault_is_found_on_its_cell_and_nothing_else(tmp_path: Path) -> None:
    audit = audit_file(write_planted(tmp_path))

    assert {(finding.rule, finding.where) for finding in audit.findings} == FAULTS
    assert len(audit.findings) == len(FAULTS)


def test_every_rule_has_its_fault() -> None:
    assert {rule for rule, _ in FAULTS} | {PLAN_TABLES} == set(ENGLISH) == set(CHINESE)


def test_the_gravest_come_first(tmp_path: Path) -> None:
    audit = audit_file(write_planted(tmp_path))

    gravity = [("error", "warning", "note").index(severity_of(each.rule)) for each in audit.findings]

    assert gravity == sorted(gravity)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_finding_says_what_came_what_was_expected_and_how_to_mend_it(
    tmp_path: Path, language: str
) -> None:
    audit = audit_file(write_planted(tmp_path))

    for finding in audit.findings:
        issue = told(finding, "zh" if language == "zh" else "en")
        assert issue.got
        assert issue.expected
        assert issue.fix
        assert "{" not in str(issue)
        assert subject_of(finding.rule, "zh" if language == "zh" else "en")


def test_a_workbook_is_never_written(tmp_path: Path) -> None:
    path = write_planted(tmp_path)
    before = hashlib.sha256(path.read_bytes()).digest()

    audit_file(path)

    assert hashlib.sha256(path.read_bytes()).digest() == before


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(path.name, marks=pytest.mark.slow if path.stem == "sales_plan" else ())
        for path in sorted(WORKBOOKS.glob("*.xls[xm]"))
    ],
)
def test_nothing_is_found_in_the_demo_workbooks(name: str) -> None:
    audit = audit_file(WORKBOOKS / name)

    assert [str(told(finding)) for finding in audit.findings] == []
    assert audit.issues == ()
