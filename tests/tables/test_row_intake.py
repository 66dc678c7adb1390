"""Rows for reports: what counts, what is left out, and that every row is told."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.report_tables import day, table
from xlsales.tables.row_intake import RowIntake
from xlsales.tables.specs import TableSpec, field

CALLS = TableSpec(
    "calls",
    ("电话",),
    (
        field("person", "text", "姓名", required=True),
        field("date", "day", "日期", required=True),
        field("minutes", "number", "分钟"),
        field("answered", "flag"),
    ),
    is_open=True,
)
HEADINGS = "姓名,日期,minutes,answered,remark"


def taken(*rows: list[object]) -> tuple[RowIntake, list[str]]:
    intake = RowIntake([table("电话", HEADINGS, *rows)])
    return intake, [row.text("person") for row in intake.rows(CALLS, "person", "date", feeds="calls")]


def test_a_row_that_lacks_what_it_needs_is_left_out_with_its_place_and_reason() -> None:
    intake, people = taken(["Li", day(1, 5), 3.0, None, None], ["He", "soon", 4.0, None, None])

    (note,) = intake.notes

    assert people == ["Li"]
    assert (note.table, note.where, note.column, note.reason, note.got, note.counted) == (
        "电话",
        "电话!3,2",
        "日期",
        "no date",
        "soon",
        False,
    )


@pytest.mark.parametrize(
    ("value", "reason"), [("many", "no number"), (True, "no number"), (3.0, None), (None, None)]
)
def test_a_cell_that_is_not_needed_is_noted_and_its_row_counts(value: object, reason: str | None) -> None:
    intake, people = taken(["Li", day(1, 5), value, None, None])

    assert people == ["Li"]
    assert [(note.reason, note.counted) for note in intake.notes] == ([(reason, True)] if reason else [])


def test_columns_of_ones_own_come_as_they_stand() -> None:
    intake = RowIntake([table("calls", HEADINGS, ["Li", day(1, 5), 2.5, "yes", "angry"])])

    (row,) = intake.rows(CALLS, "person", feeds="calls")

    assert row.others == {"remark": "angry"}
    assert (row.number_of("minutes"), row.is_yes("answered"), row.day("date")) == (
        Fraction(5, 2),
        True,
        day(1, 5),
    )
    with pytest.raises(KeyError):
        row.needed_day("minutes")


def test_a_missing_table_is_told_with_what_it_would_feed() -> None:
    intake = RowIntake([])

    assert intake.rows(CALLS, "person", feeds="calls") == ()
    assert [(one.table, one.chinese, one.feeds) for one in intake.missing] == [("calls", "电话", "calls")]


def test_a_table_without_a_needed_column_is_told_once_and_none_of_its_rows_counts() -> None:
    intake = RowIntake([table("calls", "person", ["Li"], ["He"])])

    rows = intake.rows(CALLS, "person", "date", feeds="calls")

    (count,) = intake.counts
    assert rows == ()
    assert [issue.code for issue in intake.issues] == ["TABLE-002"]
    assert (count.read, count.counted, count.left_out, intake.notes) == (2, 0, 2, [])


def test_a_number_that_is_a_day_is_shown_as_a_day() -> None:
    intake, _ = taken(["Li", day(1, 5), None, None, None])
    (row,) = RowIntake([table("calls", HEADINGS, ["Li", day(1, 5), None, None, None])]).rows(
        CALLS, "person", feeds="calls"
    )

    intake.refuse(row, "date", "repeated")

    assert intake.notes[-1].got == "2026-01-05"


DAYS = st.one_of(st.dates(date(2025, 12, 1), date(2026, 4, 30)), st.just("soon"), st.none())


@given(st.lists(st.tuples(st.sampled_from(["Li", "He", None]), DAYS, st.booleans()), max_size=30))
def test_rows_read_are_those_counted_outside_and_left_out(
    rows: list[tuple[str | None, date | str | None, bool]],
) -> None:
    cells = [[person, day, 1.0, None, None] for person, day, _ in rows if person or day]
    intake = RowIntake([table("calls", HEADINGS, *cells)])

    usable = intake.rows(CALLS, "person", "date", feeds="calls")
    inside = intake.within(usable, "date", date(2026, 1, 1), date(2026, 3, 31))
    for row in inside[::2]:
        intake.refuse(row, "person", "repeated")

    (count,) = intake.counts
    assert count.read == len(cells) == count.counted + count.outside + count.left_out
    assert count.counted == len(inside) - len(inside[::2])
