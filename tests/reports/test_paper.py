"""Printed pages end between things, not within them; long sheets that are not too wide stand upright."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.reports.xlsx_paper import TITLE_HEIGHT, Paper

#: What a lying page holds at full size.
CAPACITY = 630


def test_what_does_not_fit_any_more_begins_on_a_new_page() -> None:
    paper = Paper(1045, 600)

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
    ("room", "height", "upright"), [(1000, 600, False), (1000, 700, True), (1201, 9000, False)]
)
def test_long_sheets_that_are_not_too_wide_stand_upright(room: int, height: int, upright: bool) -> None:
    assert Paper(room, height).is_upright is upright


@given(st.lists(st.integers(20, 380), min_size=1, max_size=30))
def test_nothing_that_fits_a_page_is_cut(heights: list[int]) -> None:
    paper = Paper(1045, 1)
    used = TITLE_HEIGHT

    for row, height in enumerate(heights):
        before = len(paper.breaks)
        paper.start(row, height)
        used = TITLE_HEIGHT + height if len(paper.breaks) > before else used + height
        assert used <= CAPACITY
