"""``xlsales report``: a report of a workbook, in a new workbook, on request as PDF and in the archive."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from xlsales.cli.language_option import add_language
from xlsales.cli.writing import writing
from xlsales.kernel.issues import InvalidInputError, Issue, XlSalesError
from xlsales.reports.made import MadeReport, ReportOptions
from xlsales.reports.registry import FORMS, REPORTS, forms_of, maker_of
from xlsales.reports.units import UNITS


def add_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command ``report``."""
    command = commands.add_parser("report", help="write a report of a workbook, ready to print")
    command.add_argument("name", choices=tuple(REPORTS), metavar="NAME", help=", ".join(REPORTS))
    command.add_argument(
        "book", nargs="?", metavar="BOOK", help="workbook or YAML file with the tables; none with --blank"
    )
    command.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="new .xlsx, or a folder: then it names itself"
    )
    add_language(command, "language of the report")
    command.add_argument("--pdf", action="store_true", help="print it into a PDF too (needs LibreOffice)")
    command.add_argument(
        "--archive", action="store_true", help="put a frozen, dated copy into the folder archive beside it"
    )
    command.add_argument(
        "--period",
        metavar="PERIOD",
        help="a year such as 2026, a quarter such as 2026-Q1, a month such as 2026-03",
    )
    command.add_argument(
        "--unit", choices=tuple(UNITS), default="one", metavar="UNIT", help="money in " + ", ".join(UNITS)
    )
    command.add_argument("--today", metavar="DATE", help="day on the cover, today unless given")
    command.add_argument(
        "--ledger", metavar="FILE", help="statements: ledger file, if it is not beside the workbook"
    )
    command.add_argument("--what-if", metavar="PLAN", help="statements: compare with another file's plan")
    command.add_argument("--blank", action="store_true", help="summary: empty forms to fill in, instead")
    command.set_defaults(run="report")


def run(options: argparse.Namespace) -> int:
    """Write the report, and return 2 on bad input, with every problem told."""
    try:
        if options.blank:
            return _blank(options)
        source = _source(options)
        _refuse_unused(options)
        asked = _asked(options)
        made = maker_of(options.name)(source, options.lang, asked)
        output = _output(Path(options.output), options.name, made, source)
        with writing(output):
            files = _written(options, made, source, output, asked.today)
    except XlSalesError as error:
        for issue in error.issues:
            print(issue, file=sys.stderr)
        print(f"{len(error.issues)} problem(s).", file=sys.stderr)
        return 2
    for issue in made.issues:
        if issue.severity == "warning":
            print(issue, file=sys.stderr)
    print(f"{output}: {made.told}")
    for path in files:
        print(path)
    return 0


def _asked(options: argparse.Namespace) -> ReportOptions:
    """Return the options as a maker takes them.

    Raises:
        InvalidInputError: INPUT-014 the day is none.
    """
    try:
        today = date.fromisoformat(options.today) if options.today else date.today()
    except ValueError:
        fix = "Write the day as 2026-03-31."
        raise InvalidInputError(Issue("INPUT-014", "--today", repr(options.today), "a day", fix)) from None
    return ReportOptions(
        period=options.period,
        today=today,
        ledger=Path(options.ledger) if options.ledger else None,
        what_if=Path(options.what_if) if options.what_if else None,
        scale=UNITS[options.unit],
    )


def _source(options: argparse.Namespace) -> Path:
    """Return the workbook.

    Raises:
        InvalidInputError: INPUT-015 none is named.
    """
    if options.book is None:
        fix = "Name the workbook after the report, or ask for blank forms with --blank."
        raise InvalidInputError(Issue("INPUT-015", "BOOK", "nothing", "a workbook or a YAML file", fix))
    return Path(options.book)


def _refuse_unused(options: argparse.Namespace) -> None:
    """Refuse what only the statements know.

    Raises:
        InvalidInputError: INPUT-033 an option that the report does not know.
    """
    given = {"--ledger": options.ledger, "--what-if": options.what_if}
    fix = "Leave it out, or ask for the report statements."
    issues = [
        Issue("INPUT-033", option, repr(value), f"an option that {options.name} has", fix)
        for option, value in given.items()
        if value is not None and options.name != "statements"
    ]
    if issues:
        raise InvalidInputError(*issues)


def _blank(options: argparse.Namespace) -> int:
    """Write the blank forms of a report.

    Raises:
        InvalidInputError: INPUT-016 a report without forms of its own.
    """
    if options.name not in FORMS:
        fix = f"Ask for the forms of one of these: {', '.join(FORMS)}."
        raise InvalidInputError(Issue("INPUT-016", "--blank", repr(options.name), "a report with forms", fix))
    output = _named(Path(options.output), f"{options.name} forms")
    with writing(output):
        forms_of(options.name)(output, options.lang)
    print(f"{output}: blank forms")
    return 0


def _output(output: Path, name: str, made: MadeReport, source: Path) -> Path:
    """Return the file to write; in a folder it is named by period and report, so that names sort.

    Raises:
        InvalidInputError: INPUT-010 it is no .xlsx, INPUT-011 it is the source itself.
    """
    output = _named(output, " ".join(part for part in (made.period, name) if part))
    if output.exists() and source.exists() and output.samefile(source):
        fix = "Name another file; the source stays as it is."
        raise InvalidInputError(
            Issue("INPUT-011", "-o", repr(str(output)), "a file other than the source", fix)
        )
    return output


def _named(output: Path, stem: str) -> Path:
    """Return a file, named by a stem where the output is a folder.

    Raises:
        InvalidInputError: INPUT-010 it is no .xlsx.
    """
    if output.is_dir():
        return output / f"{stem}.xlsx"
    if output.suffix.casefold() != ".xlsx":
        fix = "Name a new file, such as report.xlsx, or a folder that is there."
        raise InvalidInputError(
            Issue("INPUT-010", "-o", repr(str(output)), "a file that ends with .xlsx", fix)
        )
    return output


def _written(
    options: argparse.Namespace, made: MadeReport, source: Path, output: Path, today: date
) -> list[Path]:
    """Write everything that was asked for; return the files beside the report itself."""
    from xlsales.reports.xlsx import write_xlsx

    write_xlsx(made.report, output)
    files: list[Path] = []
    folder = output.with_suffix("")
    for name, report in made.beside:
        folder.mkdir(exist_ok=True)
        write_xlsx(report, folder / name)
        files.append(folder / name)
    pdf = None
    if options.pdf:
        from xlsales.reports.pdf import write_pdf

        pdf = write_pdf(made.report, output.with_suffix(".pdf"))
        files.append(pdf)
        files += [write_pdf(report, (folder / name).with_suffix(".pdf")) for name, report in made.beside]
    if options.archive:
        from xlsales.reports.archive import archive_report

        files += archive_report(options.name, made, source, output, today, pdf).files
    return files
