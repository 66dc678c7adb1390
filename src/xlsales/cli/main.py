"""The ``xlsales`` command: arguments in, exit code out; each command imports what it needs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any, Final

import xlsales
from xlsales.cli.addin_command import add_addin_command
from xlsales.cli.check_command import add_check
from xlsales.cli.count_option import count
from xlsales.cli.host_commands import add_host_commands
from xlsales.cli.incentives_options import add_options
from xlsales.cli.language_option import add_language
from xlsales.cli.report_command import add_report
from xlsales.cli.writing import not_written
from xlsales.kernel.issues import XlSalesError

#: Columns that the names of commands take, with their indent.
_NAMES_WIDTH: Final = 15
_EXAMPLES: Final = """\
examples:
  xlsales demo
  xlsales recalc Plan.xlsx -o recalculated --set 'Plan!B2=120000'
  xlsales functions SPLIT
  xlsales eval '=XLSALES.SPLIT(100,{1;1;1})'

exit codes:
  0  all went well
  1  an error value, or a workbook that failed (the others are done)
  2  the command itself is wrong
  130  stopped by Ctrl-C
"""


class CommandHelp(argparse.RawDescriptionHelpFormatter):
    """Help with names and texts side by side; argparse forgets that the names of commands are indented."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30)
        self._action_max_length = _NAMES_WIDTH


class CommandParser(argparse.ArgumentParser):
    """Parses a command, or shows its help."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": CommandHelp, **options})


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser: argparse.ArgumentParser = CommandParser(
        prog="xlsales",
        description="Sales targets, incentives and customer grades in your own workbooks.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("--version", action="version", version=f"xlsales {xlsales.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_eval(commands)
    _add_functions(commands)
    _add_recalc(commands)
    _add_extension(commands)
    _add_run(commands)
    add_report(commands)
    add_check(commands)
    _add_demo(commands)
    add_host_commands(commands)
    add_addin_command(commands)
    return parser


Commands = argparse._SubParsersAction  # the type of add_subparsers has no public name


def _add_eval(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("eval", help="evaluate one formula, native and ours mixed")
    command.add_argument(
        "formula", metavar="FORMULA", help="such as '=XLSALES.SPLIT(100,{1;1;1})'; - reads lines"
    )
    command.add_argument("--book", metavar="FILE", help="workbook whose cells and names it may use")
    command.add_argument("--sheet", help="sheet that addresses without one mean (the first unless given)")
    command.add_argument("--json", action="store_true", help="print one line of JSON")
    command.set_defaults(run="eval")


def _add_functions(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("functions", help="list every function with its arguments")
    command.add_argument(
        "name", nargs="*", help="only these, in full; a word in English or Chinese finds them too"
    )
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON, with arguments, help and catalogue rows")
    form.add_argument(
        "--markdown", action="store_true", help="as the function reference of the documentation"
    )
    form.add_argument("--catalogue", action="store_true", help="what does each row of the catalogue")
    command.set_defaults(run="functions")


def _add_recalc(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("recalc", help="recalculate workbooks or folders without Excel")
    command.add_argument("paths", nargs="+", metavar="PATH", help="workbook or folder")
    target = command.add_mutually_exclusive_group(required=True)
    target.add_argument("-o", "--output", metavar="DIR", help="folder for the recalculated workbooks")
    target.add_argument("--in-place", action="store_true", help="replace each workbook, keep a dated backup")
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="REF=VALUE",
        dest="settings",
        help="write an input first: Plan!B2=120000, a defined name, a date such as 2026-01-31, a text",
    )
    command.add_argument(
        "--data",
        action="append",
        default=[],
        metavar="TABLE=FILE",
        help="replace the rows of a table from a .csv or .parquet file first; it grows or shrinks with them",
    )
    command.add_argument(
        "--full", action="store_true", help="compute every formula, not only what may change"
    )
    command.add_argument(
        "--engine",
        choices=("auto", "cellrune", "libreoffice"),
        default="auto",
        help="what computes native formulas; auto adds LibreOffice where it is installed",
    )
    command.add_argument("--jobs", type=count, default=1, metavar="N", help="workbooks at a time")
    command.add_argument(
        "--scheduler", metavar="ADDRESS", help="work on a Dask cluster, such as tcp://10.0.0.5:8786"
    )
    command.add_argument("--today", metavar="DATE", help="the day that TODAY() sees, such as 2026-01-31")
    command.add_argument("--json", action="store_true", help="every changed cell before and after, as JSON")
    command.set_defaults(run="recalc")


def _add_extension(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("extension", help="the functions, help and menu for LibreOffice")
    actions = command.add_subparsers(title="actions", required=True, metavar="ACTION")
    build = actions.add_parser("build", help="write the extension file; its extension manager installs it")
    build.add_argument(
        "-o", "--output", metavar="FILE", default="xlsales.oxt", help="xlsales.oxt unless given"
    )
    command.set_defaults(run="extension")


def _add_run(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("run", help="run a job on the tables of a workbook")
    jobs = (
        "targets: split a total to leaves and months; grading: grade customers, what lifts them, what to do; "
        "incentives: the pay of a month, with a statement for each payee"
    )
    command.add_argument("job", choices=("targets", "grading", "incentives"), help=jobs)
    command.add_argument("book", metavar="BOOK", help="workbook or YAML file with the tables of the plan")
    command.add_argument("-o", "--output", required=True, metavar="OUT", help="new .xlsx for the report")
    add_language(command, "language of the report")
    add_options(command)
    command.set_defaults(run="run")


def _add_demo(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("demo", help="the whole main job on the demo workbooks")
    command.add_argument(
        "folder",
        nargs="?",
        default="xlsales-demo",
        metavar="DIR",
        help="where to put them, xlsales-demo unless given",
    )
    add_language(command, "language of the words")
    command.set_defaults(run="demo")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Returns:
        0 when all went well, 1 on an error value or a workbook that failed, 2 on wrong arguments.
    """
    # Before the parser, whose help has Chinese words too.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = build_parser().parse_args(arguments)
    try:
        return _run(options)
    except XlSalesError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        print(not_written(str(error.filename or options.run), error), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Interrupted; no workbook was left half-written.", file=sys.stderr)
        return 130


def _run(options: argparse.Namespace) -> int:
    from importlib import import_module

    command = import_module(f"xlsales.cli.{options.run}_command")
    code: int = command.run(options)
    return code


if __name__ == "__main__":
    sys.exit(main())
