"""Rectangles hold the cells that they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.kernel.grid import Area
from xlsales.recalculation.engines.rectangles import column_runs, covering, rectangles
from xlsales.recalculation.graph import area_keys
from xlsales.workbook.keys import cell_key

KEYS = st.sets(st.builds(cell_key, st.integers(1, 12), st.integers(1, 6)), min_size=1)


@pytest.mark.parametrize("gather", [column_runs, rectangles])
@given(keys=KEYS)
def test_every_cell_is_in_exactly_one_rectangle(
    gather: Callable[[Iterable[int]], list[Area]], keys: set[int]
) -> None:
    held = [key for area in gather(keys) for key in area_keys(area)]

    assert sorted(held) == sorted(keys)


@given(keys=KEYS)
def test_covering_rectangles_hold_every_cell_once(keys: set[int]) -> None:
    held = [key for area in covering(keys) for key in area_keys(area)]

    assert len(held) == len(set(held))
    assert keys <= set(held)


def test_cells_far_apart_are_not_covered_by_one_rectangle() -> None:
    assert len(covering([cell_key(1, 1), cell_key(1_048_576, 16_384)])) == 2


def test_of_no_cells_there_is_no_rectangle() -> None:
    assert rectangles([]) == column_runs([]) == covering([]) == []
