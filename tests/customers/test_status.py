"""STATUS: the day before and the day of each change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from xlsales.functions import call_function
from xlsales.kernel.values import CellError

TODAY = date(2026, 12, 31)
LONG_AGO = date(2020, 1, 1)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def status(first: object, last: object, previous: object = None, *days: object) -> object:
    active, lapsed = (*days, None, None)[:2]
    return call_function("STATUS", [first, last, TODAY, active, lapsed, previous]).value


@pytest.mark.parametrize(
    ("first", "last", "previous", "expected"),
    [
        (LONG_AGO, TODAY, None, "active"),
        (LONG_AGO, ago(180), None, "active"),
        (LONG_AGO, ago(181), None, "dormant"),
        (LONG_AGO, ago(365), None, "dormant"),
        (LONG_AGO, ago(366), None, "lost"),
        (ago(180), ago(180), None, "new"),
        (ago(180), ago(3), ago(90), "new"),
        (ago(181), ago(3), ago(90), "active"),
        (LONG_AGO, ago(10), ago(190), "active"),
        (LONG_AGO, ago(10), ago(191), "reactivated"),
        (LONG_AGO, ago(181), ago(999), "dormant"),
        (None, ago(10), None, "active"),
        (ago(10), None, None, "new"),
        (ago(400), "", None, "lost"),
        (None, None, None, None),
        (0, 0, None, None),
    ],
)
def test_each_change_has_its_day(first: object, last: object, previous: object, expected: object) -> None:
    assert status(first, last, previous) == expected


def test_other_limits() -> None:
    assert status(LONG_AGO, ago(31), None, 30, 60) == "dormant"
    assert status(LONG_AGO, ago(61), None, 30, 60) == "lost"


@pytest.mark.parametrize(
    ("first", "last", "previous"),
    [(TODAY, ago(5), None), (LONG_AGO, TODAY + timedelta(1), None), (LONG_AGO, ago(9), ago(8))],
)
def test_orders_that_cannot_be_are_refused(first: date, last: date, previous: date | None) -> None:
    assert status(first, last, previous) == CellError("#VALUE!")


def test_limits_that_fall_are_refused() -> None:
    assert status(LONG_AGO, TODAY, None, 365, 180) == CellError("#VALUE!")


def test_a_column_keeps_its_shape_and_its_blank_rows() -> None:
    found = call_function("STATUS", [[[LONG_AGO], [None]], [[TODAY], [None]], TODAY]).rows

    assert found == (("active",), (None,))
