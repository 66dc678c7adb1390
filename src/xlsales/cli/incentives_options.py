"""Options of ``xlsales run`` that only the job of incentives has."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsales.cli.count_option import count
from xlsales.kernel.issues import InvalidInputError, Issue

if TYPE_CHECKING:
    from xlsales.tables.fact_sources import FactSource

#: Tables that may come from elsewhere.
_FACTS: Final = ("transactions", "payments")


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options that only this job has."""
    group = command.add_argument_group("incentives")
    group.add_argument("--period", metavar="YYYY-MM", help="the open month, unless the plan names it")
    group.add_argument(
        "--ledger", metavar="LEDGER", help="ledger file or database address; beside the workbook unless given"
    )
    group.add_argument(
        "--mark", choices=("draft", "approved", "locked", "paid"), help="bring the month to its next state"
    )
    group.add_argument("--by", metavar="NAME", help="who marks it, for the ledger; the user unless given")
    group.add_argument("--what-if", metavar="PLAN", help="compare with the plan of another file")
    for name in _FACTS:
        group.add_argument(
            f"--{name}",
            metavar="SOURCE",
            help=f"take the {name} from a CSV or Parquet file, a database address or env:NAME",
        )
        group.add_argument(f"--{name}-query", metavar="SQL", help=f"what selects the {name} in the database")
    group.add_argument(
        "--statements",
        choices=("all", "none"),
        default="all",
        help="statements of all payees, unless none are wanted",
    )
    group.add_argument(
        "--jobs", type=count, default=1, metavar="N", help="processes that make statements, 1 unless given"
    )
    group.add_argument("--scheduler", metavar="ADDRESS", help="make the statements on this Dask cluster")


def sources_of(options: argparse.Namespace) -> dict[str, FactSource]:
    """Return where tables come from.

    Raises:
        InvalidInputError: INPUT-034 a query without a database.
    """
    from xlsales.tables.fact_sources import FactSource

    given = {name: (getattr(options, name), getattr(options, f"{name}_query")) for name in _FACTS}
    for name, (address, query) in given.items():
        if query and not address:
            fix = f"Name the database with --{name}."
            raise InvalidInputError(
                Issue("INPUT-034", f"--{name}-query", repr(query), "a database to ask", fix)
            )
    return {
        name: FactSource(_typed(address), query or "") for name, (address, query) in given.items() if address
    }


def _typed(address: str) -> str:
    """Return an address; a file is looked for where the command is typed, then beside the plan."""
    return str(Path(address).resolve()) if "://" not in address and Path(address).is_file() else address


def check_job_options(options: argparse.Namespace) -> None:
    """Refuse options of the pay for another job, which would do nothing with them.

    Raises:
        InvalidInputError: INPUT-033 an option that the job does not know.
    """
    defaults = argparse.ArgumentParser()
    add_options(defaults)
    got = "an option of the job incentives"
    fix = "Leave it out, or run incentives."
    issues = [
        Issue("INPUT-033", _spelled(name), got, f"an option that {options.job} has", fix)
        for name, default in vars(defaults.parse_args([])).items()
        if getattr(options, name) != default
    ]
    if issues:
        raise InvalidInputError(*issues)


def _spelled(name: str) -> str:
    return "--" + name.replace("_", "-")
