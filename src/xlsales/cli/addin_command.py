"""``xlsales addin``: build, install, remove and examine the add-in for Excel on the desktop."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsales.cli.language_option import language_word
from xlsales.cli.writing import writing
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.resources import resource_folder

if TYPE_CHECKING:
    from xlsales.hosts.desktop.machine import Machine


def add_addin_command(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command and its actions to the parser."""
    command = commands.add_parser("addin", help="the add-in for Excel on Windows and on a Mac")
    actions = command.add_subparsers(title="actions", required=True, metavar="ACTION", dest="action")
    build = actions.add_parser("build", help="write xlsales.xlam and its readable files from the registry")
    build.add_argument("folder", nargs="?", metavar="DIR", help="where to (udfs/desktop unless given)")
    install = actions.add_parser("install", help="install the add-in for this user; Excel must be closed")
    install.add_argument(
        "--language",
        type=language_word,
        choices=("en", "zh"),
        help="of ribbon and help (Excel's own unless given)",
    )
    actions.add_parser("uninstall", help="take everything back that install has written")
    actions.add_parser("doctor", help="say what keeps the add-in from working, and what to do")
    command.set_defaults(run="addin")


def run(options: argparse.Namespace) -> int:
    """Do the action; 1 where the doctor found something to mend."""
    if options.action == "build":
        return _build(options)
    machine = _machine()
    if options.action == "doctor":
        return _doctor(machine)
    return _install(machine, options) if options.action == "install" else _uninstall(machine)


def _shipped() -> Path:
    return resource_folder("udfs") / "desktop"


def _machine() -> Machine:
    """Return this computer.

    Raises:
        InvalidInputError: ADDIN-003 Excel for the desktop does not run on this system.
    """
    from xlsales.hosts.desktop.machine import this_machine

    machine = this_machine()
    if machine is None:
        raise InvalidInputError(
            Issue(
                "ADDIN-003",
                "this computer",
                "neither Windows nor macOS",
                "a computer that runs Excel",
                "Use xlsales recalc here, or the extension for LibreOffice.",
            )
        )
    return machine


def _build(options: argparse.Namespace) -> int:
    from xlsales.hosts.desktop.build import build_addin

    folder = Path(options.folder) if options.folder else _shipped()
    with writing(folder):
        written = build_addin(folder)
    for path in written:
        print(path)
    return 0


def _install(machine: Machine, options: argparse.Namespace) -> int:
    from xlsales.hosts.desktop.installation import install

    for path in install(machine, _shipped(), options.language):
        print(f"wrote {path}")
    return _doctor(machine)


def _uninstall(machine: Machine) -> int:
    from xlsales.hosts.desktop.installation import uninstall

    for path in uninstall(machine):
        print(f"removed {path}")
    return 0


def _doctor(machine: Machine) -> int:
    from xlsales.hosts.desktop.doctor import examine

    findings = examine(machine, _shipped())
    for finding in findings:
        print(finding)
    return 0 if all(finding.ok for finding in findings) else 1
