"""Parts and their whole: rounded splits, typed totals, shares."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobs.audit.small_books import audited_cells, column


@pytest.mark.parametrize(
    ("goals", "misses"),
    [((333, 333, 334), False), ((333, 333, 333), True), ((334, 334, 334), True)],
)
def test_a_rounded_split_adds_up_to_its_whole(tmp_path: Path, goals: tuple[int, ...], misses: bool) -> None:
    cells = {
        "A1": "Goal",
        "B1": 1000,
        **column("A", 3, "Ann", "Bo", "Cy"),
        **column("B", 3, 3, 3, 3),
        **{f"C{row}": (f"=ROUND($B$1*B{row}/9,0)", goal) for row, goal in enumerate(goals, 3)},
    }

    assert audited_cells(tmp_path, cells) == ({("CHECK-005", "S!C3:C5")} if misses else set())


def test_rounded_parts_that_are_no_split_of_one_whole_may_total_anything(tmp_path: Path) -> None:
    cells = {
        "B1": 100,
        **column("B", 3, 0.1, 0.1, 0.1),
        **{f"C{row}": (f"=ROUND($B$1*B{row},0)", 10) for row in range(3, 6)},
    }

    assert audited_cells(tmp_path, cells) == set()


@pytest.mark.parametrize(
    ("label", "total", "misses"),
    [
        ("Total", 31, False),
        ("Total", 31 + 1e-8, False),
        ("Total", 31.0001, True),
        ("Total", 32, True),
        ("合计", 30, True),
        ("Total", 37.2, True),
        ("Total", 37.3, False),
        ("Centre", 32, False),
    ],
)
def test_a_typed_total_is_compared_with_its_rows(
    tmp_path: Path, label: str, total: float, misses: bool
) -> None:
    cells = {**column("A", 1, "Region", "East", "West", "North", label), **column("B", 1, "Sales", 11, 7, 13)}

    found = audited_cells(tmp_path, {**cells, "B5": total})

    assert found == ({("CHECK-005", "S!B5")} if misses else set())


@pytest.mark.parametrize(
    ("heading", "numbers", "misses"),
    [
        ("Weight", (0.5, 0.3, 0.2), False),
        ("Weight", (0.5, 0.3, 0.1999), False),
        ("Weight", (0.5, 0.3, 0.1998), True),
        ("Weight", (0.5, 0.3, 0.25), True),
        ("占比", (50, 30, 19), True),
        ("Weight", (0.5, 0.3, 0.1), True),
        ("Weight", (0.5, 0.3, 0.0999), False),
        ("Sales", (0.5, 0.3, 0.25), False),
        ("Weight", (5, 3, 2), False),
    ],
)
def test_shares_total_a_hundred_percent(
    tmp_path: Path, heading: str, numbers: tuple[float, ...], misses: bool
) -> None:
    cells = {**column("A", 2, "East", "West", "North"), **column("B", 1, heading, *numbers)}

    assert audited_cells(tmp_path, cells) == ({("CHECK-006", "S!B2:B4")} if misses else set())


@pytest.mark.parametrize(("last", "misses"), [(0.2, False), (0.19, True), (0.15, True), (0.14, False)])
def test_shares_may_lie_across(tmp_path: Path, last: float, misses: bool) -> None:
    cells = {"A2": "Weight", "B2": 0.5, "C2": 0.3, "D2": last}

    assert audited_cells(tmp_path, cells) == ({("CHECK-006", "S!B2:D2")} if misses else set())
