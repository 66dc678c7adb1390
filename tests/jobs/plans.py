"""Plans for tests: YAML texts and workbooks, run through the job."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from xlsales.jobs.targets import Targets, read_plan_file, run_targets


def run_yaml(text: str, folder: Path) -> Targets:
    """Run the job on a plan written as YAML."""
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return run_targets(read_plan_file(path))


def amounts_of(result: Targets, dimension: str) -> dict[str, Fraction]:
    """Return the targets added up by the labels of a dimension."""
    at = result.dimensions.index(dimension)
    sums: dict[str, Fraction] = {}
    for line in result.lines:
        sums[line.labels[at]] = sums.get(line.labels[at], Fraction(0)) + line.target
    return sums
