"""Every benchmark, one after the other, and one Markdown table of all of them.

It takes about ten minutes on two cores; ``--quick`` takes smaller sizes and fewer runs. The two sides of a
line are measured by turns; nothing else should run meanwhile.
"""

from __future__ import annotations

import sys

import arithmetic
import calls
import customers
import grading
import incentives
import patching
import recalculation
import start_up
import summary
from measuring import Line, show

BENCHMARKS = (recalculation, patching, calls, start_up, arithmetic, customers, grading, incentives, summary)


def main(quick: bool) -> None:
    """Run all and print the table."""
    found: list[Line] = []
    for benchmark in BENCHMARKS:
        print(f"{benchmark.__name__} ...", file=sys.stderr, flush=True)
        found += benchmark.lines(quick)
    show(found)


if __name__ == "__main__":
    main("--quick" in sys.argv)
