"""Follow-up of a period, from the tables that a workbook has."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jobs.grading_tables import table
from xlsales.jobs.visit_activity import VisitActivity, visit_activity
from xlsales.tables.activity_tables import read_activity_tables
from xlsales.tables.raw import RawTable
from xlsales.tables.reading import TableReader

MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)
VISIT = ("customer", "person", "date", "start", "end", "reported", "outcome", "content")


def activity_of(*tables: RawTable, start: date = MONDAY, end: date = FRIDAY, **options: int) -> VisitActivity:
    reader = TableReader(tables)
    found = visit_activity(read_activity_tables(reader), start, end, **options)  # type: ignore[arg-type]
    assert found is not None
    assert reader.issues == []
    return found


def visits(*rows: list[object]) -> RawTable:
    return table("visits", VISIT, [[*row, *[None] * (len(VISIT) - len(row))] for row in rows])


def test_a_daily_quota_counts_working_days_and_customers_fu1() -> None:
    team = table("people", ("person", "daily_visits"), [["Li", 2], ["Wu", 1]])
    log = visits(
        ["a", "Li", MONDAY, None, None, MONDAY],
        ["b", "Li", MONDAY, None, None, TUESDAY],
        ["a", "Li", TUESDAY, None, None, TUESDAY],
    )

    li, wu = activity_of(log, team).people

    assert li.quota is not None
    assert (li.quota.days, li.quota.met_rate, li.same_day_rate) == (5, Fraction(1, 5), Fraction(2, 3))
    assert (wu.visits, wu.quota is not None and wu.quota.met_rate) == (0, 0)


def test_holidays_of_a_country_are_no_working_days_fu1() -> None:
    log = visits(["a", "Li", date(2026, 5, 6)])

    found = activity_of(log, start=date(2026, 5, 1), end=date(2026, 5, 6), country="CN")  # type: ignore[arg-type]

    assert found.working_days == 1


def test_visits_that_overlap_are_told_with_their_rows_fu3() -> None:
    log = visits(
        ["a", "Li", MONDAY, 0.375, 0.5],
        ["b", "Li", MONDAY, "11:30", "13:00"],
        ["c", "Li", MONDAY, "13:00", "14:00"],
        ["d", "Wu", MONDAY, "11:30", "13:00"],
        ["e", "Li", TUESDAY],
    )

    found = activity_of(log)

    assert [(odd.anomaly.kind, odd.first.where, odd.second.where) for odd in found.odd] == [
        ("overlap", "visits!2,3", "visits!3,3")
    ]
    assert [one.anomalies for one in found.people] == [1, 0]


def test_visits_are_held_against_the_plan_of_the_period_fu4() -> None:
    plan = table(
        "visit plan",
        ("customer", "person", "date"),
        [["a", "Li", MONDAY], ["b", "Li", TUESDAY], ["a", "Li", date(2026, 3, 9)]],
    )

    li = activity_of(visits(["Ａ", "Li", FRIDAY]), plan).people[0]

    assert li.adherence is not None
    assert (li.adherence.planned, li.adherence.rate, li.adherence.off_plan) == (2, Fraction(1, 2), ("b",))


def test_outcomes_are_shares_of_the_visits_that_have_one_ld8() -> None:
    """The 232 doors of the handbook: 29 floors of 8 flats, 20 %, 40 %, 30 % and 10 %."""
    ends = ["hostile"] * 46 + ["impatient"] * 93 + ["indifferent"] * 70 + ["listens"] * 23
    log = visits(*[[f"door {place}", "Li", MONDAY, None, None, None, end] for place, end in enumerate(ends)])

    found = activity_of(log).outcomes

    assert sum(one.count for one in found) == 232
    assert [(one.outcome, round(one.share * 10) * 10) for one in found] == [
        ("impatient", 40),
        ("indifferent", 30),
        ("hostile", 20),
        ("listens", 10),
    ]


def test_complaints_wait_until_they_are_closed_fu6() -> None:
    log = table(
        "complaints",
        ("complaint", "customer", "opened", "closed"),
        [
            ["c1", "a", date(2026, 2, 1), None],
            ["c2", "b", date(2026, 2, 26), None],
            ["c3", "a", MONDAY, FRIDAY],
        ],
    )

    found = activity_of(log)

    assert found.complaints is not None
    assert found.open_complaints == (("c1", "a", 33), ("c2", "b", 8))
    assert (found.complaints.late, found.complaints.mean_days) == (2, 4)


@pytest.mark.parametrize(
    ("signed", "state"), [(TUESDAY, "signed"), (date(2026, 3, 4), "signed late"), (None, "not signed")]
)
def test_leaders_sign_the_reports_of_their_people_by_the_next_day_or4(
    signed: date | None, state: str
) -> None:
    team = table("people", ("person", "leader"), [["Li", "He"], ["Wu", "He"], ["He", None]])
    signs = table("sign-offs", ("leader", "date", "signed"), [["He", MONDAY, signed]])
    log = visits(["a", "Li", MONDAY, None, None, MONDAY])

    monday = activity_of(log, team, signs).roll_up[-1]

    assert (monday.day, monday.visits, monday.reported, monday.silent) == (MONDAY, 1, 1, ("Wu",))
    assert monday.state == state


def test_a_visit_of_nobody_is_told_and_left_out() -> None:
    reader = TableReader([visits([None, "Li", MONDAY])])

    found = read_activity_tables(reader)

    assert found.visits == ()
    assert [(issue.code, issue.severity) for issue in reader.issues] == [("GRAD-002", "warning")]
