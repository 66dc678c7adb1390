"""One array call on 10,000 rows against 10,000 single calls, through each host that is available here.

``python benchmarks/hosts.py [--quick]``. The desktop's row goes through xlwings' own COM server object and
converters, pywin32 being stubbed: what Windows adds for each call through COM and VBA is not in it. Lite
runs as a workbook carries it, in Pyodide under Node, which has no numpy; there a single call also takes the
way through a pipe, as it takes Office.js's way in Excel. Calc has a benchmark of its own, ``calc.py``.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.hosts.needs_pyodide import PYODIDE, PyodideHost

from calls import QUICK_ROWS, ROWS, Case, cases
from measuring import machine
from xlsales.functions import call_function
from xlsales.hosts.lite.program import lite_program

Call = Callable[[str, list[Any]], Any]
REPEATS = 3


@contextmanager
def directly() -> Iterator[Call]:
    """Python itself, as the measure of the rest."""
    yield call_function


@contextmanager
def desktop() -> Iterator[Call]:
    """The server module of the add-in, asked through xlwings as VBA asks it."""
    from tests.hosts.desktop.windows_xlwings import call_through_xlwings

    def call(name: str, arguments: list[Any]) -> Any:
        return call_through_xlwings("xlsales.hosts.desktop.server", "call", (name, "", 1900, *arguments))

    yield call


@contextmanager
def lite() -> Iterator[Call]:
    """The program of an attached workbook, in Pyodide."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "main.py"
        program.write_text(lite_program(), "utf-8")
        with PyodideHost(program) as host:
            yield host.call


HOSTS: dict[str, tuple[Callable[[], AbstractContextManager[Call]], bool]] = {
    "direct": (directly, True),
    "desktop (xlwings, no COM)": (desktop, find_spec("xlwings") is not None),
    "Lite in Pyodide": (lite, (PYODIDE / "pyodide.mjs").is_file()),
}


def array_seconds(call: Call, case: Case) -> float:
    """Return the median time of one call for all rows."""
    block = [_tuples(argument) for argument in case.block()]
    return statistics.median(_timed(lambda: call(case.name, block)) for _ in range(REPEATS))


def single_seconds(call: Call, case: Case) -> float:
    """Return the time of one call a row."""
    shared = [_tuples(argument) for argument in case.shared]
    rows = [[_tuples([row]) for row in each] for each in zip(*case.varying, strict=True)]

    def all_rows() -> None:
        for arguments in rows:
            call(case.name, [*arguments, *shared])

    return _timed(all_rows)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _tuples(argument: Any) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(row) for row in argument)


def main(count: int) -> None:
    """Print a Markdown table."""
    print(f"{machine()}; one array call on {count:,} rows against {count:,} single calls\n")
    print("| host | function | array call | single calls | times faster |\n|---|---|---|---|---|")
    for name, (host, is_there) in HOSTS.items():
        if not is_there:
            print(f"| {name} | not installed here | | | |")
            continue
        with host() as call:
            for case in cases(count):
                array, single = array_seconds(call, case), single_seconds(call, case)
                times = f"{array:.3f} s | {single:.2f} s | {single / array:.1f}"
                print(f"| {name} | {case.name} | {times} |", flush=True)


if __name__ == "__main__":
    main(QUICK_ROWS if "--quick" in sys.argv else ROWS)
