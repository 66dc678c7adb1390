"""Arguments of the commands that bring a workbook to the hosts: attach, detach, convert."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsales.kernel.issues import InvalidInputError, Issue

Commands = argparse._SubParsersAction  # the type of add_subparsers has no public name


def add_host_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    attach = _command(commands, "attach", "find out which column is what, or carry the functions along")
    attach.add_argument(
        "--lite",
        action="store_true",
        help="put the functions into the workbook for xlwings Lite (Mac, web, Windows without Python)",
    )
    _command(commands, "detach", "take out what attach added")
    convert = _command(commands, "convert", "spell our calls as another host does, all else untouched")
    convert.add_argument(
        "--to",
        required=True,
        choices=("desktop", "lite", "libreoffice"),
        dest="host",
        help="Excel with the add-in, Excel with xlwings Lite or Server, or LibreOffice",
    )


def _command(commands: Commands[argparse.ArgumentParser], name: str, text: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text)
    command.add_argument("book", metavar="BOOK", help="workbook, which stays as it is")
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="workbook to write")
    command.add_argument("--json", action="store_true", help="what was done, as JSON")
    command.set_defaults(run=name)
    return command


def output_of(options: argparse.Namespace) -> Path:
    """Return the file to write, of the kind that the workbook is: Excel opens no .xlsx that is named .xlsm.

    Raises:
        InvalidInputError: INPUT-010 it ends otherwise.
    """
    book, output = Path(options.book), Path(options.output)
    if output.suffix.casefold() != book.suffix.casefold():
        fix = f"Name a new file, such as {book.stem}-new{book.suffix}."
        expected = f"a file that ends with {book.suffix or 'nothing'}, as the workbook does"
        raise InvalidInputError(Issue("INPUT-010", "-o", repr(str(output)), expected, fix))
    return output
