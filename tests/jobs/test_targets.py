"""The job from tables to targets, end to end."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from jobs.plans import run_yaml

PLAN = """
plan: {name: Targets, start: 2024-01-01, total: 1200000, unit: 1}
steps:
  - {dimension: region, weights: last year, factor: 0.7}
  - {dimension: region, weights: even, factor: 0.3}
  - {dimension: person, weights: last year, over_assignment: 0.05}
  - {dimension: month, weights: even}
organisation:
  - {person: Zhang, region: North}
  - {person: Wang, region: South, end: 2024-06-30}
  - {person: Wang, region: North, start: 2024-07-01}
  - {person: Zhao, region: South}
history:
  - {date: 2023-01-15, region: North, person: Zhang, amount: 300000}
  - {date: 2023-02-15, region: South, person: Wang, amount: 200000}
  - {date: 2023-03-15, region: South, person: Zhao, amount: 100000}
"""


def test_every_level_adds_up_and_over_assignment_is_stated(tmp_path: Path) -> None:
    result = run_yaml(PLAN, tmp_path)

    assert [(check.level, check.difference, check.worst) for check in result.checks] == [
        ("region", 0, 0),
        ("person", 0, 0),
        ("month", 0, 0),
    ]
    assert result.checks[1].over_assigned == 60_000
    assert sum(line.target for line in result.lines) == 1_260_000


def test_regions_blend_their_share_of_last_year_with_an_even_one(tmp_path: Path) -> None:
    result = run_yaml(PLAN, tmp_path)

    regions = {part.name: result.handed[part].amount for part in result.tree.root.parts}

    assert regions == {"North": Fraction(600_000), "South": Fraction(600_000)}


def test_a_transfer_ends_one_row_of_months_and_begins_another(tmp_path: Path) -> None:
    result = run_yaml(PLAN, tmp_path)

    months = {line.labels[0]: [] for line in result.lines if line.labels[1] == "Wang"}
    for line in result.lines:
        if line.labels[1] == "Wang" and line.target:
            months[line.labels[0]].append(line.month.month)

    assert months == {"South": [1, 2, 3, 4, 5, 6], "North": [7, 8, 9, 10, 11, 12]}
