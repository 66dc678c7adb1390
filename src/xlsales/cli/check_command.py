"""``xlsales check``: the audit of workbooks and folders; nothing of them is ever written."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from xlsales.cli.language_option import add_language
from xlsales.cli.writing import writing
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.words import Language

if TYPE_CHECKING:
    from xlsales.jobs.audit.audit import Audit


def add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command ``check``."""
    command = commands.add_parser("check", help="audit workbooks: totals, formulas, lookups, links")
    command.add_argument("paths", nargs="+", metavar="PATH", help="workbook or folder; none is changed")
    command.add_argument("-o", "--output", metavar="OUT", help="new .xlsx of the findings, linked to cells")
    command.add_argument("--json", action="store_true", help="every finding with all its cells, as JSON")
    add_language(command, "language of the words")
    command.set_defaults(run="check")


def run(options: argparse.Namespace) -> int:
    """Audit, report, and return 1 if a workbook has errors or cannot be read."""
    from xlsales.recalculation.files import find_workbooks

    paths = [path for path, _ in find_workbooks(map(Path, options.paths))]
    output = Path(options.output) if options.output else None
    if output is not None:
        _check_output(output, paths)
    audits = _audited(paths, options.lang, as_json=options.json)
    if output is not None:
        from xlsales.reports.audit import audit_report
        from xlsales.reports.xlsx import write_xlsx

        with writing(output):
            write_xlsx(audit_report(audits, options.lang, output.parent), output)
    if options.json:
        from xlsales.cli.findings_json import audits_json

        print(audits_json(audits, options.lang))
    elif output is not None:
        print(output)
    return 1 if any(audit.failed for audit in audits) else 0


def _audited(paths: Sequence[Path], language: Language, *, as_json: bool) -> list[Audit]:
    """Audit one workbook after the other, printing each as soon as it is done."""
    from xlsales.jobs.audit.audit import audit_file

    if as_json:
        return [audit_file(path) for path in paths]
    from xlsales.cli.findings_text import FindingsText
    from xlsales.cli.outcome_text import terminal_console

    text = FindingsText(terminal_console(), language)
    audits = []
    for path in paths:
        audits.append(audit_file(path))
        text.show(audits[-1])
    text.total(audits)
    return audits


def _check_output(output: Path, paths: Sequence[Path]) -> None:
    """Refuse an output that is no new workbook.

    Raises:
        InvalidInputError: INPUT-010 it is no .xlsx, INPUT-011 it is one of the workbooks themselves.
    """
    if output.suffix.casefold() != ".xlsx":
        fix = "Name a new file, such as findings.xlsx."
        raise InvalidInputError(
            Issue("INPUT-010", "-o", repr(str(output)), "a file that ends with .xlsx", fix)
        )
    if output.exists() and any(output.samefile(path) for path in paths):
        fix = "Name another file; the workbooks that are checked stay as they are."
        raise InvalidInputError(
            Issue("INPUT-011", "-o", repr(str(output)), "a file other than the workbooks", fix)
        )
