"""Printed pages end between things, not within them; long sheets that are not too wide stand upright."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.reports.xlsx_paper import TITLE_HEIGHT, Paper

#: What a lying page holds at full size.
CAPACITY = 630


def test_what_does_not_fit_any_more_begins_on_a_new_page() -> None:
    paper = Paper(1045, 1462)

    paper.start(3, 300)
    paper.start(20, 255)
    paper.start(40, 1)

    assert paper.breaks == [40]


def test_a_long_table_is_cut_and_what_follows_goes_on() -> None:
    paper = Paper(2000, 9000)

    paper.start(3, 3000)
    paper.start(160, 300)

    assert paper.breaks == []


@pytest.mark.parametrize(
    ("room", "height", "upright"),
    [(1000, 600, False), (1000, 2000, True), (1020, 9000, True), (1021, 9000, False)],
)
def test_long_sheets_that_are_not_too_wide_stand_upright(room: int, height: int, upright: bool) -> None:
    assert Paper(room, height).is_upright is upright


@pytest.mark.parametrize(
    ("room", "height", "one", "upright"),
    [
        (1045, 630, True, False),
        (1101, 969, True, False),
        (1101, 970, False, False),
        (700, 1461, True, True),
        (700, 1462, False, True),
        (2000, 1205, True, False),
        (2000, 1206, False, False),
    ],
)
def test_what_nearly_fits_one_page_is_printed_smaller_rather_than_on_two(
    room: int, height: int, one: bool, upright: bool
) -> None:
    paper = Paper(room, height)

    paper.start(3, 400)
    paper.start(30, 400)

    assert (paper.is_one, paper.is_upright) == (one, upright)
    assert not (one and paper.breaks)


def test_a_table_begins_on_a_new_page_where_its_chart_would_not_follow_it() -> None:
    paper = Paper(1045, 9000)

    paper.start(3, 155)
    paper.start(20, 100, after=301)
    paper.start(30, 300)
    paper.start(50, 155, after=401)

    assert paper.breaks == [20]


@pytest.mark.parametrize(("height", "cut"), [(555, False), (556, True)])
def test_only_what_is_longer_than_a_page_is_cut(height: int, cut: bool) -> None:
    paper = Paper(1045, 9000)

    paper.start(3, height)

    assert paper.is_cut is cut


@given(st.lists(st.integers(20, 380), min_size=1, max_size=30))
def test_nothing_that_fits_a_page_is_cut(heights: list[int]) -> None:
    paper = Paper(1045, 9000)
    used = TITLE_HEIGHT

    for row, height in enumerate(heights):
        before = len(paper.breaks)
        paper.start(row, height)
        used = TITLE_HEIGHT + height if len(paper.breaks) > before else used + height
        assert used <= CAPACITY
