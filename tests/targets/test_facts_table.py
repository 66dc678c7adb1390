"""Table B of facts/incentives_and_targets.md: what the best systems do, row by row.

Row 16 (versions and audit) is a matter of plans and row 17 of CREDIT; the rest is served here.
"""

from __future__ import annotations

import pytest

from incentives.calls import call, cells, column, day, error, value


def test_row_1_even_split_is_repaired_to_the_total() -> None:
    months = cells("SPLIT", 1000, [1] * 12)

    assert months == [83.34] * 4 + [83.33] * 8
    assert round(sum(months), 2) == 1000


def test_row_2_history_share_with_an_even_fallback_and_no_negative_history() -> None:
    assert cells("SPLIT", 100, column(300, 100)) == [75, 25]
    assert cells("SPLIT", 100, column(0, 0)) == [50, 50]
    assert "TARGET-002" in error("SPLIT", 100, column(-5, 5))


def test_row_3_growth_adjusted_with_guard_rails() -> None:
    assert value("GROW", 1000, 0.1, 0.02, 0.05, 0.25) == 1080
    assert value("GROW", 1000, 0.5, 0.02, 0.05, 0.25) == 1250


def test_row_4_potential_weighted_blend() -> None:
    weights = cells("BLEND", [[600, 100], [300, 400], [100, 500]], [0.5, 0.5])

    assert weights == [0.35, 0.35, 0.3]


def test_row_5_season_indices_lose_no_money() -> None:
    history = [9, 12, 17, 10, 11, 13, 21, 12, 13, 17, 22, 15]

    for method in ("average", "moving", "trend"):
        indices = cells("SEASONALITY", history, 4, method)
        assert sum(indices) == pytest.approx(4, abs=1e-14)
        assert round(sum(cells("SPLIT", 400, indices)), 2) == 400


def test_row_6_working_days_of_months_and_of_retail_calendars() -> None:
    assert cells("WORKDAYS", day("2025-01-01"), 2, "month", "CN") == [19, 19]
    assert cells("WORKDAYS", day("2026-01-01"), 2, "month", "CN") == [21, 16]
    assert cells("WORKDAYS", day("2026-01-01"), 4, "4-4-5") == [20, 20, 25, 20]
    assert cells("WORKDAYS", day("2026-01-01"), 13, "13") == [20] * 13


def test_row_7_two_dimensions_at_once_with_structural_zeros() -> None:
    table = call("SPLIT_MATRIX", column(20, 18), [18, 16, 4], [[8, 4, 0], [3, 6, 5]], 1).rows

    assert [sum(row) for row in table] == [20, 18]  # type: ignore[arg-type]
    assert [sum(line) for line in zip(*table, strict=True)] == [18, 16, 4]  # type: ignore[arg-type]
    assert table[0][2] == 0
    assert "got 4 for column 3" in error("SPLIT_MATRIX", [20, 18], [18, 16, 4], [[8, 4, 0], [3, 6, 0]])
    assert "TARGET-101" in error("SPLIT_MATRIX", [20, 18], [18, 16, 5])


def test_row_8_units_that_sum_by_five_methods() -> None:
    states = [3411, 2421, 11586, 4494, 3126, 4962]
    by_method = {
        method: cells("SPLIT", 200, states, 1, None, None, None, method)
        for method in ("hamilton", "webster", "jefferson", "adams", "hill")
    }

    assert all(sum(seats) == 200 for seats in by_method.values())
    assert by_method["hamilton"] != by_method["jefferson"] != by_method["adams"]
    assert min(cells("SPLIT", 3, [100, 1, 1], 1, None, None, None, "adams")) == 1


def test_row_9_locks_floors_and_caps_redistribute() -> None:
    assert cells("SPLIT", 100, [10, 20, 30], 1, None, None, [None, 20, None]) == [20, 20, 60]
    assert cells("SPLIT", 100, [8, 1, 1], 1, 15, 60) == [60, 20, 20]
    assert "floors that add up to 120" in error("SPLIT", 100, [1, 1, 1], 1, 40)
    assert "locked parts that add up to 90" in error("SPLIT", 100, [1, 1], 1, None, None, [40, 50])


def test_row_10_over_assignment_per_level() -> None:
    levels = [["North", "Ann"], ["South", "Eve"]]

    assert cells("SPLIT_TREE", 100, levels, 1, 0.01, None, None, None, None, [0.1, 0]) == [55, 55]
    assert cells("SPLIT_TREE", 100, levels, 1, 0.01, None, None, None, None, [0.1, 0.1]) == [60.5, 60.5]


def test_row_11_ramp_and_territory_dates() -> None:
    assert value("RAMP", day("2026-03-15"), day("2026-04-01"), [0.25, 0.5, 0.75]) == 0.5
    year = (day("2026-01-01"), day("2026-12-31"))
    before, after = day("2026-06-30"), day("2026-07-01")
    halves = [value("PRORATE", 365, year[0], before, *year), value("PRORATE", 365, after, None, *year)]
    assert halves == [181, 184]


def test_row_12_shortfalls_are_carried_in_part_or_forgiven() -> None:
    closed = [10, None, None]

    assert cells("RESPLIT", 90, closed, [1, 1, 1]) == [10, 40, 40]
    assert cells("RESPLIT", 90, closed, [1, 1, 1], None, 0.01, 0.5) == [10, 35, 35]
    assert cells("RESPLIT", 90, closed, [1, 1, 1], None, 0.01, 0) == [10, 30, 30]
    assert cells("RESPLIT", 90, [50, None, None], [1, 1, 1], None, 0.01, 1, False) == [50, 30, 30]


def test_row_13_commitments_are_reconciled_with_targets() -> None:
    assert cells("RECONCILE", [["North", 100], ["South", 50]], [["North", 90], ["South", 55]]) == [-10, 5]


def test_row_14_balance_metrics() -> None:
    assert [row[0] for row in call("BALANCE", [1, 2], [1, 1]).rows] == [
        "coefficient of variation",
        "gini",
        "highest ratio",
        "lowest ratio",
    ]


def test_row_15_attainment_and_pace_survive_day_0_and_goal_0() -> None:
    assert value("ATTAINMENT", 90, 0) is None
    assert cells("PACE", 0, 100, day("2026-05-31"), day("2026-06-01"), day("2026-06-30"))[2:4] == [None, None]


def test_catalogue_pl10_targets_are_checked_against_their_history() -> None:
    verdicts = [row[0] for row in call("TARGET_CHECK", column(80, 100, 140), 100).rows]

    assert verdicts == ["too low", "ok", "too high"]
