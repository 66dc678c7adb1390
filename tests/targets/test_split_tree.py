"""SPLIT_TREE: every level sums exactly, limits hold through the levels, uplift compounds."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import cells, column, error
from xlsales.kernel.apportionment import METHODS, Method
from xlsales.kernel.blocks import Block
from xlsales.kernel.numbers import CENT, ONE
from xlsales.targets.split import Limits
from xlsales.targets.split_tree import split_tree

F = Fraction
PEOPLE = [["North", "Red", "Ann"], ["North", "Red", "Bob"], ["North", "Blue", "Cy"], ["South", "Red", "Di"]]


def test_each_level_is_split_before_the_next_so_that_every_node_is_exact() -> None:
    leaves = cells("SPLIT_TREE", 100, PEOPLE, column(1, 1, 1, 1), 1)

    assert leaves == [25, 25, 25, 25]
    assert cells("SPLIT_TREE", 10, PEOPLE, column(1, 1, 1, 1), 1) == [3, 2, 3, 2]


def test_a_node_is_a_whole_path_so_one_name_in_two_regions_is_two_nodes() -> None:
    levels = [["North", "Red"], ["South", "Red"]]

    assert cells("SPLIT_TREE", 9, levels, column(2, 1), 1) == [6, 3]


def test_labels_are_compared_without_case_and_width() -> None:
    levels = [["North", "Ａｎｎ"], ["NORTH ", "ann"], ["South", "Eve"]]

    assert cells("SPLIT_TREE", 99, levels, column(1, 1, 1), 33) == [33, 33, 33]


def test_numbers_may_be_labels() -> None:
    assert cells("SPLIT_TREE", 10, [[2025, 1], [2025, 2], [2026, 1]], column(1, 1, 2)) == [2.5, 2.5, 5]


def test_blanks_at_the_end_of_a_row_end_its_path() -> None:
    levels = [["North", "Ann"], ["South", ""], ["West", None]]

    assert cells("SPLIT_TREE", 40, levels, column(2, 1, 1)) == [20, 10, 10]


def test_a_row_that_ends_at_a_node_with_children_is_a_part_of_it() -> None:
    levels = [["North", ""], ["North", "Ann"], ["South", "Eve"]]

    assert cells("SPLIT_TREE", 40, levels, column(1, 2, 1)) == [10, 20, 10]


def test_a_blank_between_labels_is_a_label_of_its_own() -> None:
    levels = [["North", "", "Ann"], ["North", "Red", "Bob"], ["North", "", "Cy"]]

    assert cells("SPLIT_TREE", 10, levels, column(1, 1, 1), 1) == [4, 3, 3]


def test_rows_of_one_path_share_its_amount() -> None:
    levels = [["North", "Ann"], ["North", "Ann"], ["North", "Bob"]]

    assert cells("SPLIT_TREE", 10, levels, column(1, 1, 2), 1) == [3, 2, 5]


def test_blank_weights_take_no_part_and_a_node_without_weights_neither() -> None:
    levels = [["North", "Ann"], ["North", "Bob"], ["South", "Eve"]]

    assert cells("SPLIT_TREE", 10, levels, column(1, 1, None)) == [5, 5, None]
    assert cells("SPLIT_TREE", "", levels, column(1, 1, None)) == [None, None, None]


def test_one_weight_serves_all_rows_and_zero_weights_split_evenly() -> None:
    assert cells("SPLIT_TREE", 12, PEOPLE, 5, 1) == [3, 3, 3, 3]
    assert cells("SPLIT_TREE", 12, PEOPLE, 0, 1) == [2, 1, 3, 6]


def test_a_locked_leaf_stays_and_the_others_in_its_tree_take_the_rest() -> None:
    leaves = cells("SPLIT_TREE", 100, PEOPLE, 1, 1, None, None, column(None, 60, None, None))

    assert leaves[1] == 60
    assert sum(leaves) == 100
    assert min(leaves) >= 0


def test_floors_of_leaves_lift_the_nodes_above_them() -> None:
    leaves = cells("SPLIT_TREE", 100, PEOPLE, column(1, 1, 1, 97), 1, 10)

    assert leaves == [10, 10, 10, 70]


def test_caps_of_leaves_pass_on_to_the_other_regions() -> None:
    weights = column(50, 30, 10, 10)

    assert cells("SPLIT_TREE", 100, PEOPLE, weights, 1, None, column(20, 20, 10, None)) == [20, 20, 10, 50]
    assert cells("SPLIT_TREE", 100, PEOPLE, weights, 1, None, column(20, 20, None, None)) == [20, 20, 50, 10]


def test_limits_between_two_units_hold_for_the_sums_of_whole_units() -> None:
    levels = [["North", "Ann"], ["North", "Bob"], ["South", "Eve"]]

    assert cells("SPLIT_TREE", 10, levels, column(1, 1, 8), 1, column(1.5, 1.5, None)) == [2, 2, 6]


def test_over_assignment_compounds_level_by_level() -> None:
    """Facts table B row 10: child sum = parent x (1 + s) per level."""
    levels = [["North", "Ann"], ["North", "Bob"], ["South", "Eve"]]

    leaves = cells("SPLIT_TREE", 1000, levels, column(1, 1, 2), 0.01, None, None, None, None, [0.1, 0.05])

    assert leaves == [288.75, 288.75, 577.5]
    assert sum(leaves) == pytest.approx(1000 * 1.1 * 1.05)


def test_one_uplift_serves_every_level_and_ends_with_the_path() -> None:
    levels = [["North", "Ann"], ["South", ""]]

    assert cells("SPLIT_TREE", 100, levels, 1, 0.01, None, None, None, None, 0.1) == [60.5, 55]


def test_what_an_uplift_leaves_below_one_unit_goes_to_the_next_node() -> None:
    # 33.33 x 1.05 is 34.9965
    arguments = (33.33, [["N"], ["S"]], 1, 0.01, None, None, None, None, 0.05)

    assert cells("SPLIT_TREE", *arguments) == [17.5, 17.4965]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((100, [["N"], [""]], 1), "TARGET-010 at levels[2,1]: got only blank cells"),
        ((100, [["N"], ["S"]], column(1, -1)), "TARGET-002 at weights[2,1]: got -1"),
        ((100, [["N"], ["S"]], column(1, 1, 1)), "TARGET-007 at weights: got 3 x 1 cells"),
        ((100, [["N"], ["S"]], 1, 1, column(1, 2, 3)), "TARGET-007 at floors: got 3 x 1 cells"),
        ((100, [["N"], ["S"]], 1, 1, 60), "TARGET-003 at floors: got floors that add up to 120"),
        ((100, [["N"], ["S"]], 1, 1, None, 40), "TARGET-003 at caps: got caps that add up to 80"),
        ((100, [["N"], ["S"]], 1, 1, column(None, 9), column(None, 8)), "TARGET-004 at floors[2,1]: got 9"),
        ((100, [["N"], ["S"]], 1, 1, None, None, column(70, 40)), "TARGET-003 at locked: got locked parts"),
        (
            (100, [["N", "A"], ["N", "B"], ["S", "C"]], 1, 1, None, None, column(120, None, None)),
            "TARGET-003 at locked: got locked parts that add up to 120",
        ),
        (
            (100, [["N", "A"], ["N", "B"]], 1, 1, 61, None, None, None, 0.1),
            "TARGET-003 at floors: got floors that add up to",
        ),
        ((100, [["N", "A"]], 1, 1, None, None, None, None, [0.1, 0.1, 0.1]), "TARGET-007 at uplift"),
        ((100, [["N", "A"]], 1, 1, None, None, None, None, [0.1, -1]), "TARGET-011 at uplift[1,2]: got -1"),
        ((100, [["N"]], 1, -1), "TARGET-005 at unit"),
        (([1, 2], [["N"]], 1), "ARG-007 at total"),
    ],
)
def test_wrong_arguments_are_named(arguments: tuple[object, ...], message: str) -> None:
    assert error("SPLIT_TREE", *arguments).startswith(f"#VALUE! {message}")


# --- properties ---

Path = tuple[str | None, ...]
Tree = tuple[list[Path], list[Fraction | None]]

labels = st.sampled_from(["a", "b", "c", None])
paths = st.tuples(st.sampled_from("xyz"), labels, labels)
shares = st.none() | st.integers(0, 20).map(F)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    rows = draw(st.lists(st.tuples(paths, shares), min_size=1, max_size=9))
    weights = [weight for _, weight in rows]
    if all(weight is None for weight in weights):
        weights[0] = ONE
    return [path for path, _ in rows], weights


def ended(path: Path) -> Path:
    while path and path[-1] is None:
        path = path[:-1]
    return path


def sums_of_nodes(levels: list[Path], parts: tuple[Fraction | None, ...]) -> dict[Path, Fraction]:
    sums: dict[Path, Fraction] = defaultdict(Fraction)
    for path, part in zip(levels, parts, strict=True):
        whole = ended(path)
        for depth in range(len(whole) + 1):
            sums[whole[:depth]] += part or 0
    return sums


cents = st.integers(0, 10**6).map(lambda cents: F(cents, 100))


@given(
    trees(),
    st.integers(-(10**6), 10**6).map(lambda units: F(units, 100)),
    st.sampled_from([CENT, ONE, F(50), F(0)]),
    st.sampled_from(METHODS),
)
def test_each_node_gets_less_than_a_unit_from_its_share_and_levels_are_exact(
    tree: Tree,
    total: Fraction,
    unit: Fraction,
    method: Method,
) -> None:
    levels, weights = tree

    parts = split_tree(total, levels, weights, unit, method=method)

    assert sum(part or 0 for part in parts) == total
    assert [part is None for part in parts] == [weight is None for weight in weights]
    sums, claims = sums_of_nodes(levels, parts), sums_of_nodes(levels, tuple(weights))
    for path, amount in sums.items():
        if path and method == "hamilton" and claims[path[:-1]]:
            share = sums[path[:-1]] * claims[path] / claims[path[:-1]]
            assert abs(amount - share) < unit or amount == share


@given(
    trees(), st.integers(0, 10**6).map(lambda cents: F(cents, 100)), st.sampled_from([CENT, ONE]), st.data()
)
def test_limits_of_leaves_are_kept_wherever_they_can_be(
    tree: Tree,
    total: Fraction,
    unit: Fraction,
    data: st.DataObject,
) -> None:
    levels, weights = tree
    some = split_tree(total, levels, weights, unit)
    room = st.none() | st.integers(0, 300).map(lambda tenths: F(tenths, 10))
    floors, caps, locks = [], [], []
    for part in some:
        below, above = data.draw(room), data.draw(room)
        floors.append(None if part is None or below is None else max(part - below, F(0)))
        caps.append(None if part is None or above is None else part + above)
        locks.append(part if data.draw(st.integers(0, 6)) == 0 else None)

    limits = Limits(Block.column(floors), Block.column(caps), Block.column(locks))
    parts = split_tree(total, levels, weights, unit, limits)

    assert sum(part or 0 for part in parts) == total
    for part, floor, cap, lock in zip(parts, floors, caps, locks, strict=True):
        if part is not None:
            assert part == lock if lock is not None else (floor or 0) <= part and (cap is None or part <= cap)


@given(
    trees(),
    cents,
    st.lists(st.integers(-50, 50).map(lambda percent: F(percent, 100)), min_size=3, max_size=3),
)
def test_with_uplift_each_level_is_its_parent_times_the_uplift(
    tree: Tree, total: Fraction, uplift: list[Fraction]
) -> None:
    levels = [tuple(label or "-" for label in path) for path in tree[0]]

    parts = split_tree(total, levels, tree[1], CENT, uplift=uplift)

    exact = total * (1 + uplift[0]) * (1 + uplift[1]) * (1 + uplift[2])
    assert sum(part or 0 for part in parts) == exact
