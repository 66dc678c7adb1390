"""Every explanation leads to its number by hand."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.by_hand import redone
from jobs.plans import run_yaml
from xlsales.jobs.explanations import explain_step, explain_weight
from xlsales.kernel.issues import InvalidInputError
from xlsales.targets.cascade import Level, Part, hand_down

PLAN = """
plan: {name: Targets, start: 2024-01-01, total: 1200007, unit: 1}
steps:
  - {dimension: region, weights: last year, factor: 0.7}
  - {dimension: region, weights: column, column: potential, factor: 0.3}
  - {dimension: person, weights: last year, coefficient: ability, over_assignment: 0.05}
  - {dimension: month, weights: season, scope: member}
organisation:
  - {person: Zhang, region: North, potential: 3, ability: 1.2}
  - {person: Li, region: North, start: 2024-04-16, ramp: new, potential: 2, ability: 0.9}
  - {person: Wang, region: South, end: 2024-06-30, potential: 5, ability: 1}
  - {person: Wang, region: North, start: 2024-07-01, potential: 5, ability: 1}
  - {person: Zhao, region: South, potential: 7, ability: 1.1}
ramps:
  - {ramp: new, month: 1, fraction: 0.25}
  - {ramp: new, month: 2, fraction: 0.5}
limits:
  - {region: North, person: Zhang, floor: 400000}
  - {region: South, person: Zhao, cap: 300000}
  - {region: North, person: Zhang, month: 2024-03, lock: 1234}
history:
"""
HISTORY = "".join(
    f"  - {{date: 2023-{month:02d}-15, region: {region}, person: {person}, amount: {amount + 137 * month}}}\n"
    for month in range(1, 13)
    for region, person, amount in (("North", "Zhang", 900), ("South", "Wang", 1700), ("South", "Zhao", 400))
)


def test_every_target_can_be_redone_from_its_explanation(tmp_path: Path) -> None:
    result = run_yaml(PLAN + HISTORY, tmp_path)

    assert len(result.lines) > 40
    for line in result.lines:
        assert redone(line.explanation, Fraction(1_200_007), Fraction(1)) == line.target


def test_bounds_of_the_plan_are_kept(tmp_path: Path) -> None:
    result = run_yaml(PLAN + HISTORY, tmp_path)

    amounts = {part.path: handed.amount for part, handed in result.handed.items()}

    assert amounts["North", "Zhang"] >= 400_000
    assert amounts["South", "Zhao"] <= 300_000
    assert amounts["North", "Zhang", "2024-03"] == 1234
    assert not any(check.difference or check.worst for check in result.checks)


def test_every_weight_can_be_redone_from_its_reasons(tmp_path: Path) -> None:
    result = run_yaml(PLAN + HISTORY, tmp_path)

    for part, reasons in result.tree.reasons.items():
        if part.weight is None:
            continue
        text = re.sub(r"\([a-z][a-z 0-9-]*\)", "", explain_weight(reasons)).replace("×", "*")
        exact = re.sub(r"(\d+(?:\.\d+)?)", r'F("\1")', text)
        worked_out = eval(exact, {"F": Fraction})
        assert worked_out == pytest.approx(part.weight, rel=1e-9)


FITTED = """
plan: {start: 2024-01-01, unit: 1}
steps: [{dimension: region, weights: column, column: size}, {dimension: product}, {dimension: month}]
members:
  - {dimension: region, member: N, size: 3}
  - {dimension: region, member: S, size: 4}
  - {dimension: product, member: P}
  - {dimension: product, member: Q}
margins:
  - {region: N, amount: 700}
  - {region: S, amount: 501}
  - {product: P, amount: 1000}
  - {product: Q, amount: 201}
"""


def test_a_fitted_target_is_its_share_times_the_factors_of_its_totals(tmp_path: Path) -> None:
    result = run_yaml(FITTED, tmp_path)

    for line in result.lines:
        *steps, fit = line.explanation.split("; ")
        seed = redone("; ".join(steps), Fraction(1201), Fraction(1))
        found = re.fullmatch(r"fit: (\d+)((?: × [\d.e-]+ \([a-z ]+\))+) ([↑↓≈]) (\d+)", fit)
        assert found, fit
        assert int(found[1]) == seed
        value = float(seed)
        for factor in re.findall(r"× ([\d.e-]+)", found[2]):
            value *= float(factor)
        assert int(found[4]) == line.target
        assert abs(value - int(found[4])) < (2 if found[3] == "≈" else 1)


amounts = st.integers(0, 30).map(Fraction)


@st.composite
def trees(draw: st.DrawFn) -> tuple[Fraction, Part, list[Level]]:
    levels = [
        Level(
            "region",
            Fraction(draw(st.sampled_from([1, 5]))),
            "hamilton",
            Fraction(draw(st.integers(0, 3)), 10),
        ),
        Level("person", Fraction(1), draw(st.sampled_from(["hamilton", "webster"]))),
    ]
    root = Part(())
    for i in range(draw(st.integers(1, 3))):
        region = Part((f"r{i}",), draw(amounts))
        for j in range(draw(st.integers(1, 4))):
            low = draw(st.none() | st.integers(0, 8).map(Fraction))
            high = draw(st.none() | st.integers(8, 60).map(Fraction))
            weight = draw(amounts)
            lock = draw(st.booleans()) and draw(st.booleans())
            if lock:
                low = high = Fraction(draw(st.integers(0, 10)))
            region.parts.append(Part((f"r{i}", f"p{j}"), weight, low, high))
        root.parts.append(region)
    return Fraction(draw(st.integers(0, 300))), root, levels


@given(trees())
def test_every_level_sums_exactly_within_bounds_or_the_place_is_named(
    case: tuple[Fraction, Part, list[Level]],
) -> None:
    total, root, levels = case

    try:
        handed = hand_down(total, root, levels)
    except InvalidInputError as error:
        codes = {issue.code for issue in error.issues}
    else:
        codes = set()
    if codes:
        assert codes <= {"TARGET-003", "TARGET-110"}
        return

    for part in root.walk():
        if part.parts:
            pool = handed[part.parts[0]].pool
            growth = 1 + levels[len(part.path)].over_assignment
            assert sum(handed[below].amount for below in part.parts) == pool
            assert abs(pool - handed[part].amount * growth) <= levels[len(part.path)].unit
        assert part.low is None or handed[part].amount >= part.low
        assert part.high is None or handed[part].amount <= part.high


@given(trees())
def test_free_parts_of_largest_remainder_are_within_a_unit_of_their_share(
    case: tuple[Fraction, Part, list[Level]],
) -> None:
    total, root, levels = case
    for part in root.walk():
        part.low = part.high = None

    handed = hand_down(total, root, levels)

    for part in root.walk():
        if part.path and levels[len(part.path) - 1].method == "hamilton":
            assert abs(handed[part].amount - handed[part].share) < levels[len(part.path) - 1].unit


@given(st.lists(amounts.filter(bool), min_size=2, max_size=6), st.integers(0, 200), st.data())
def test_a_raised_weight_never_lowers_its_part_with_webster(
    weights: list[Fraction], total: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(weights) - 1))
    raised = [weight + (1 if i == at else 0) for i, weight in enumerate(weights)]

    def part_of(chosen: list[Fraction]) -> Fraction:
        parts = [Part((str(i),), weight) for i, weight in enumerate(chosen)]
        handed = hand_down(Fraction(total), Part((), parts=parts), [Level("x", Fraction(1), "webster")])
        return handed[parts[at]].amount

    assert part_of(raised) >= part_of(weights)


def test_a_held_part_says_so() -> None:
    parts = [Part(("a",), Fraction(1), Fraction(70), None), Part(("b",), Fraction(1))]

    handed = hand_down(Fraction(100), Part((), parts=parts), [Level("x", Fraction(1))])

    texts = [
        explain_step(part.name, part, Fraction(100), handed[part], Level("x", Fraction(1))) for part in parts
    ]
    assert texts == ["a: ■ 70", "b: (100 − 70) × 1 / 1 = 30"]
