"""Sums, orders and differences of columns: small keys by tables, large ones by sorting, the same."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.jobs.incentives.columns.refusal import UnevenError
from xlsales.jobs.incentives.columns.runs import Groups, Runs, distinct, fits, key_of, stable_order

EVENTS = st.lists(st.tuples(st.sampled_from([0, 3, 70_000, 1 << 40]), st.integers(-999, 999)), min_size=1)


@given(events=EVENTS)
def test_groups_sum_up_and_name_the_last_event_of_each_key(events: list[tuple[int, int]]) -> None:
    keys, values = (np.array(column, dtype=np.int64) for column in zip(*events, strict=True))
    sums: dict[int, int] = defaultdict(int)
    last: dict[int, int] = {}
    for place, (key, value) in enumerate(events):
        sums[key] += value
        last[key] = place

    groups = Groups.of(keys, values)

    assert groups.totals.tolist() == [sums[key] for key in sorted(sums)]
    assert groups.lasts.tolist() == [last[key] for key in sorted(last)]


@given(events=EVENTS)
def test_running_totals_begin_anew_with_each_key(events: list[tuple[int, int]]) -> None:
    keys, values = (np.array(column, dtype=np.int64) for column in zip(*events, strict=True))
    so_far: dict[int, int] = defaultdict(int)
    expected = []
    for key, value in sorted(events, key=lambda event: event[0]):
        so_far[key] += value
        expected.append(so_far[key])

    runs = Runs.of(keys)
    running = runs.running(values[runs.order])

    assert running.tolist() == expected
    assert (running - runs.before(running)).tolist() == values[runs.order].tolist()


@given(events=EVENTS)
def test_orders_keep_equal_keys_as_they_came(events: list[tuple[int, int]]) -> None:
    keys = np.array([key for key, _ in events], dtype=np.int64)
    places, numbers = distinct(keys)

    assert stable_order(keys).tolist() == np.argsort(keys, kind="stable").tolist()
    assert keys[places].tolist() == sorted(set(keys.tolist()))
    assert keys[places][numbers].tolist() == keys.tolist()


def test_what_does_not_fit_into_64_bits_is_left_to_the_plain_engine() -> None:
    wide = np.array([0, 1 << 40], dtype=np.int64)

    fits(1 << 61, 1)
    with pytest.raises(UnevenError):
        fits(1 << 61, 2)
    with pytest.raises(UnevenError):
        key_of(wide, wide)
    with pytest.raises(UnevenError):
        Runs.of(np.zeros(2, dtype=np.int64)).running(np.full(2, 1 << 61))
