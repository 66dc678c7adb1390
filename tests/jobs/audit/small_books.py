"""Workbooks of a few cells for the rules of the audit, and what the audit finds in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from books import make_book, put
from xlsales.jobs.audit.audit import audit_file

#: A value, or a formula with its saved result.
Content: TypeAlias = object
#: Rule and place of each finding.
Found: TypeAlias = set[tuple[str, str]]


def audited(path: Path, build: Callable[[Any], None]) -> Found:
    """Return what the audit finds in a workbook that ``build`` writes with XlsxWriter."""
    audit = audit_file(make_book(path / "book.xlsx", build))
    assert audit.issues == ()
    return {(finding.rule, finding.where) for finding in audit.findings}


def audited_cells(path: Path, cells: Mapping[str, Content], **others: Mapping[str, Content]) -> Found:
    """Return what the audit finds in a sheet ``S`` of these cells, and in further sheets by name."""

    def build(book: Any) -> None:
        for name, contents in {"S": cells, **others}.items():
            page = book.add_worksheet(name)
            for address, content in contents.items():
                formula, value = content if isinstance(content, tuple) else (content, 0)
                put(page, address, formula, value)

    return audited(path, build)


def column(letter: str, top: int, *contents: Content) -> dict[str, Content]:
    """Return cells one below the other; ``None`` leaves one blank."""
    return {f"{letter}{row}": content for row, content in enumerate(contents, top) if content is not None}


def copied(letter: str, rows: range, formula: str, value: object = 0) -> dict[str, Content]:
    """Return copies of a formula down a column; ``#`` stands for the row."""
    return {f"{letter}{row}": (formula.replace("#", str(row)), value) for row in rows}
