"""What every benchmark needs: whole processes measured, medians, ratios of one run, a table."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Usage:
    """What some work took.

    Attributes:
        wall: Seconds on the clock; other work on the machine makes them more.
        processor: Seconds of all processor cores, user and system; child processes included.
        peak: Greatest resident memory of one process, MB; 0 where it was not measured.
    """

    wall: float
    processor: float
    peak: float = 0.0

    def scaled(self, factor: float) -> Usage:
        """Return what so many times the work would take."""
        return Usage(self.wall * factor, self.processor * factor, self.peak)


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison.

    Attributes:
        what: The work.
        ours: What it took us.
        peer: Who else did it.
        theirs: What it took them, in the same run.
        aim: What was aimed at, in words.
    """

    what: str
    ours: Usage
    peer: str
    theirs: Usage
    aim: str = ""


Work = Callable[[], Usage]


def run(*command: str | Path, stdin: Path | None = None, env: dict[str, str] | None = None) -> Usage:
    """Run a process to its end and return what it and all its children took.

    Raises:
        RuntimeError: It failed; its last words are in the message.
    """
    with tempfile.TemporaryFile() as said, (stdin or Path(os.devnull)).open("rb") as told:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=told,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=os.environ | (env or {}),
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{command[0]} failed: {said.read()[-500:].decode(errors='replace')}")
    return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def xlsales(*arguments: str | Path, stdin: Path | None = None, env: dict[str, str] | None = None) -> Usage:
    """Run the command line of this checkout as a process of its own."""
    return run(sys.executable, "-m", "xlsales.cli.main", *arguments, stdin=stdin, env=env)


def alone(script: str, *arguments: str | Path) -> Usage:
    """Run a script that stands beside this file as a process of its own."""
    return run(sys.executable, HERE / script, *arguments)


def timed(work: Callable[[], object]) -> Usage:
    """Do some work here and return what it took."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Usage(time.perf_counter() - wall, time.process_time() - processor)


def compare(
    what: str, ours: Work, peer: str, theirs: Work, *, repeats: tuple[int, int], aim: str = ""
) -> Line:
    """Measure both by turns, so that whatever else the machine does meets both.

    Args:
        what: The work.
        ours: Does it our way.
        peer: Who else does it.
        theirs: Does it their way.
        repeats: How often each is done, us and them.
        aim: What is aimed at.
    """
    found: tuple[list[Usage], list[Usage]] = ([], [])
    for turn in range(max(repeats)):
        for side, work in enumerate((ours, theirs)):
            if turn < repeats[side]:
                found[side].append(work())
    return Line(what, median(found[0]), peer, median(found[1]), aim)


def median(usages: Sequence[Usage]) -> Usage:
    """Return the median times and the greatest peak."""
    return Usage(
        statistics.median(usage.wall for usage in usages),
        statistics.median(usage.processor for usage in usages),
        max(usage.peak for usage in usages),
    )


def machine() -> str:
    """Return the facts about this machine that explain its times."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {system}{load}"


def table(lines: Sequence[Line]) -> str:
    """Return comparisons as a Markdown table.

    Examples:
        >>> print(table([Line("work", Usage(1, 1, 50), "peer", Usage(3, 2.5, 500))]).splitlines()[-1])
        | work | 1.00 s (1.00 s) 50 MB | peer | 3.00 s (2.50 s) 500 MB | 3.0 (2.5) |  |
    """
    heads = ("work", "xlsales: clock (processor), peak", "peer", "peer: clock (processor), peak")
    rows = [(*heads, "times faster: clock (processor)", "aim"), ("---",) * 6]
    for line in lines:
        ours, theirs = line.ours, line.theirs
        faster = f"{_ratio(theirs.wall, ours.wall)} ({_ratio(theirs.processor, ours.processor)})"
        rows.append((line.what, _shown(ours), line.peer, _shown(theirs), faster, line.aim))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def show(lines: Sequence[Line]) -> None:
    """Print the facts about the machine and the table."""
    print(f"{machine()}; medians of several runs, by turns\n\n{table(lines)}")


def _shown(usage: Usage) -> str:
    peak = f" {usage.peak:.0f} MB" if usage.peak else ""
    return f"{_seconds(usage.wall)} ({_seconds(usage.processor)}){peak}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.2g} ms"


def _ratio(peer: float, ours: float) -> str:
    ratio = peer / ours
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"
