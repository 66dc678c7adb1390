"""CLIFFS: where the payout jumps."""

from __future__ import annotations

from incentives.calls import TIERS, call, error
from incentives.oracle import Table

FIXED = [[0, 0.05, 10], [100, 0.08, 25]]


def rows(tiers: Table, *options: object) -> list[tuple[object, ...]]:
    return list(call("CLIFFS", tiers, *options).rows)


def test_whole_tiers_jump_at_their_bounds() -> None:
    assert rows(TIERS, "whole") == [(0, 0, 0, 0), (100, 5, 8, 3)]


def test_marginal_tiers_go_on_smoothly() -> None:
    assert rows(TIERS) == [(0, 0, 0, 0), (100, 5, 5, 0)]


def test_fixed_amounts_are_jumps_in_both_modes() -> None:
    assert rows(FIXED) == [(0, 0, 10, 10), (100, 15, 40, 25)]
    assert rows(FIXED, "whole") == [(0, 0, 10, 10), (100, 15, 33, 18)]


def test_with_boundary_upper_the_bound_itself_is_still_below() -> None:
    assert rows(TIERS, "whole", "upper") == rows(TIERS, "whole", "lower")


def test_falling_rates_jump_down() -> None:
    assert rows([[0, 0.1], [100, 0.05]], "whole")[1] == (100, 10, 5, -5)


def test_bounds_below_0_are_looked_at_from_both_sides() -> None:
    assert rows([[-50, 0.1], [100, 0.2]], "whole") == [(-50, 0, -5, -5), (100, 10, 20, 10)]


def test_jumps_are_not_rounded() -> None:
    assert rows([[0, 0], [1, 0.001]], "whole")[1] == (1, 0, 0.001, 0.001)


def test_a_wrong_option_is_told() -> None:
    assert error("CLIFFS", TIERS, "hole").startswith("#VALUE! ARG-002 at mode")
