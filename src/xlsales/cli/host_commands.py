"""Arguments of the commands that bring a workbook to the hosts: attach, detach, convert."""

from __future__ import annotations

import argparse

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
    convert.add_argument("--to", required=True, choices=("desktop", "lite", "libreoffice"), dest="host")


def _command(commands: Commands[argparse.ArgumentParser], name: str, text: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text)
    command.add_argument("book", metavar="BOOK", help="workbook, which stays as it is")
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="workbook to write")
    command.add_argument("--json", action="store_true", help="what was done, as JSON")
    command.set_defaults(run=name)
    return command
