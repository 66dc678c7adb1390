"""The Check button: what ``xlsales check`` finds in the open book, on a new sheet with links to the cells."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language, Link, Page, PageCell
from xlsales.jobs.audit.audit import audit_file
from xlsales.jobs.audit.finding import Finding
from xlsales.jobs.audit.words import title_of, told
from xlsales.kernel.issues import RefusedFileError, Severity

_STAGES: Final = {"en": "looking for slips", "zh": "查找疏漏"}
_TITLE: Final = {"en": "xlsales check", "zh": "xlsales 检查"}
_COLUMNS: Final = {
    "en": ("Cell", "How bad", "What was found", "Where", "Got", "Expected", "What to do", "Code"),
    "zh": ("单元格", "程度", "发现", "位置", "实际", "应为", "怎么办", "代码"),
}
_SEVERITIES: Final[dict[Language, dict[Severity, str]]] = {
    "en": {"error": "error", "warning": "warning", "note": "note"},
    "zh": {"error": "错误", "warning": "警告", "note": "提示"},
}
_NONE: Final = {
    "en": "No slip was found; looked at {cells} cells, {formulas} of them formulas.",
    "zh": "没有发现疏漏；检查了 {cells} 个单元格，其中 {formulas} 个公式。",
}


def run(book: OpenBook, person: Person, language: Language) -> None:
    """Audit the book as it is now.

    Raises:
        RefusedFileError: Why the book could not be read.
    """
    person.tell(f"xlsales: {_STAGES[language]}")
    with TemporaryDirectory() as scratch:
        audit = audit_file(book.copy_to(Path(scratch)))
    if audit.issues:
        raise RefusedFileError(*audit.issues)
    if audit.findings:
        rows = tuple(_row(finding, language) for finding in audit.findings)
        book.add_sheet(Page(_TITLE[language], _COLUMNS[language], rows))
    else:
        person.done(_NONE[language].format(formulas=audit.formulas, cells=audit.cells))


def _row(finding: Finding, language: Language) -> tuple[PageCell, ...]:
    issue = told(finding, language)
    return (
        _place(finding),
        _SEVERITIES[language][issue.severity],
        title_of(finding.rule, language),
        issue.where,
        issue.got,
        issue.expected,
        issue.fix,
        issue.code,
    )


def _place(finding: Finding) -> PageCell:
    """Return a link to the first cell of a finding, the sheet where it names no cell."""
    if finding.sheet is None or not finding.areas:
        return finding.sheet or ""
    return Link(finding.sheet, str(finding.areas[0].corner))
