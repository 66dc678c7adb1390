"""The job of the activity report: visits of a period, due customers, complaints, sign-offs."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.report_tables import END, START, day, settings, table
from xlsales.jobs.activity_report import ActivityReport, activity_report
from xlsales.tables.raw import RawTable

VISITS = "customer,person,date,start,end,reported,outcome,content"
CUSTOMERS = "customer_id,customer,grade,owner,last_contact"
RULES = table("actions", "grade,visits,longest_days", ["A", 12.0, 30], ["B", 4.0, None])


def visits(*rows: list[object]) -> RawTable:
    return table("visits", VISITS, *rows)


def visit(customer: str | None, person: str, on: object, **other: object) -> list[object]:
    return [customer, person, on, *(other.get(name) for name in VISITS.split(",")[3:])]


def report(*tables: RawTable, period: str = "2026-Q1") -> ActivityReport:
    return activity_report(tables, period)


def test_visits_of_the_period_are_counted_once_and_the_others_told() -> None:
    found = report(
        visits(
            visit("C1", "Li", START, reported=START),
            visit("C1", "Li", END, reported=END + timedelta(1)),
            visit("C1", "Li", END + timedelta(1)),
            visit("C1", "Li", "yesterday"),
            visit(None, "Li", END),
            visit("C2", "", END, reported=END - timedelta(1)),
        )
    )

    (count,) = (one for one in found.frame.counts if one.table == "visits")
    assert (count.read, count.counted, count.outside, count.left_out) == (6, 3, 1, 2)
    assert len(found.visits) == 3 == sum(line.visits for line in found.days)
    assert sum(line.reported for line in found.days) == 1
    assert [(note.reason, note.counted) for note in found.frame.notes] == [
        ("no date", False),
        ("no customer", False),
        ("no person", True),
        ("before the visit", True),
    ]


@pytest.mark.parametrize(("made", "met"), [(1, 0), (2, 1), (3, 1)])
def test_the_usual_quota_holds_for_those_without_an_own_one(made: int, met: int) -> None:
    rows = [visit(f"C{place}", "Li", day(1, 5)) for place in range(made)]
    people = table("people", "person,daily_visits", ["Li", None], ["He", 1])

    found = report(visits(*rows, visit("C9", "Ma", day(1, 5))), people, settings(visits_a_day=2))

    assert found.activity is not None
    quotas = {one.person: one.quota for one in found.activity.people}
    assert {person: quota and quota.days_met for person, quota in quotas.items()} == {
        "He": 0,
        "Li": met,
        "Ma": 0,
    }


def test_holidays_of_the_country_are_no_working_days() -> None:
    plain = report(visits(visit("C1", "Li", day(2, 2))), period="2026-02")
    china = report(visits(visit("C1", "Li", day(2, 2))), settings(country="CN"), period="2026-02")
    nowhere = report(visits(visit("C1", "Li", day(2, 2))), settings(country="XX"), period="2026-02")

    assert plain.activity is not None
    assert china.activity is not None
    assert nowhere.activity is not None
    assert (plain.activity.working_days, china.activity.working_days) == (20, 16)
    assert nowhere.activity.working_days == 20
    assert [issue.severity for issue in nowhere.frame.issues] == ["warning"]


def test_visits_that_overlap_or_come_twice_are_named_with_both_rows() -> None:
    found = report(
        visits(
            visit("C1", "Li", day(1, 5), start=time(9), end=time(12)),
            visit("C2", "Li", day(1, 5), start=time(11), end=time(11, 30)),
            visit("C1", "Li", day(1, 5), start=time(9), end=time(12)),
            visit("C3", "Li", day(1, 5), start=time(12), end=time(13)),
            visit("C4", "He", day(1, 5), start=time(14), end=time(13)),
        )
    )

    assert found.activity is not None
    assert {(one.anomaly.kind, one.first.where, one.second.where) for one in found.activity.odd} == {
        ("duplicate", "visits!2,3", "visits!4,3"),
        ("overlap", "visits!2,3", "visits!3,3"),
        ("ends before it starts", "visits!6,3", "visits!6,3"),
    }


@pytest.mark.parametrize(
    ("silent", "overdue", "too_long"), [(29, 0, False), (30, 0, False), (31, 1, True), (90, 60, True)]
)
def test_a_customer_is_due_by_the_visits_of_the_grade_and_by_the_longest_silence(
    silent: int, overdue: int, too_long: bool
) -> None:
    customers = table("customers", CUSTOMERS, ["C1", "Acme", "A", "Li", END - timedelta(silent)])

    (due,) = report(customers, RULES).due

    assert (due.silent_days, due.overdue_days, due.too_long) == (silent, overdue, too_long)


def test_the_last_contact_is_the_latest_visit_of_the_log_or_the_day_stated() -> None:
    customers = table(
        "customers",
        CUSTOMERS,
        ["C1", "Acme", "A", "Li", day(1, 10)],
        ["C2", "Bolt", "a", "Li", day(3, 20)],
        ["C3", "Case", "A", "Li", END + timedelta(5)],
    )
    log = visits(
        visit("acme", "Li", day(3, 1)), visit("C2", "Li", day(2, 1)), visit("C3", "Li", END + timedelta(9))
    )

    found = {one.customer: one for one in report(customers, RULES, log).due}

    assert (found["Acme"].last, found["Bolt"].last, found["Case"].last) == (day(3, 1), day(3, 20), None)
    assert (found["Case"].due, found["Case"].too_long) == (END, True)


def test_customers_of_unknown_grades_and_those_listed_twice_are_told() -> None:
    customers = table(
        "customers",
        CUSTOMERS,
        ["C1", "Acme", "Z", "Li", None],
        ["C2", "Bolt", "B", "Li", day(1, 1)],
        ["C2", "Bolt again", "B", "Li", None],
        [None, None, "B", "Li", None],
    )

    found = report(customers, RULES)

    assert [one.customer for one in found.due] == ["Bolt"]
    assert [note.reason for note in found.frame.notes] == [
        "repeated",
        "no customer",
        "no frequency for the grade",
    ]


@pytest.mark.parametrize(("days", "late"), [(6, False), (7, False), (8, True)])
def test_a_complaint_is_late_beyond_the_days_allowed(days: int, late: bool) -> None:
    opened = END - timedelta(days)
    complaints = table(
        "complaints",
        "complaint,customer,opened,closed",
        ["open", "C1", opened, None],
        ["closed", "C1", day(1, 5), day(1, 5) + timedelta(days)],
    )

    found = report(complaints)

    assert [(one.name, one.days, one.late) for one in found.complaints] == [
        ("open", days, late),
        ("closed", days, late),
    ]
    assert report(complaints, settings(complaint_days=days)).complaints[0].late is False


def test_complaints_closed_before_the_period_are_over_and_those_closed_later_are_open() -> None:
    complaints = table(
        "complaints",
        "complaint,customer,opened,closed",
        ["over", "C1", date(2025, 12, 1), date(2025, 12, 31)],
        ["on the first day", "C1", date(2025, 12, 1), START],
        ["later", "C1", day(3, 1), END + timedelta(1)],
        ["not yet", "C1", END + timedelta(1), None],
    )

    found = report(complaints)

    assert [(one.name, one.closed) for one in found.complaints] == [
        ("later", None),
        ("on the first day", START),
    ]


def test_every_day_of_a_leader_is_rolled_up_and_its_signature_judged() -> None:
    people = table("people", "person,leader", ["Li", "Wu"], ["He", "Wu"])
    signed = table(
        "sign-offs",
        "leader,date,signed",
        ["Wu", day(2, 2), day(2, 3)],
        ["Wu", day(2, 3), day(2, 5)],
    )
    log = visits(visit("C1", "Li", day(2, 2), reported=day(2, 2)), visit("C2", "He", day(2, 4)))

    found = report(people, signed, log, period="2026-02").activity

    assert found is not None
    states = {one.day: (one.state, one.visits, one.silent) for one in found.roll_up}
    assert len(states) == 20
    assert states[day(2, 2)] == ("signed", 1, ("He",))
    assert states[day(2, 3)] == ("signed late", 0, ("Li", "He"))
    assert states[day(2, 4)] == ("not signed", 1, ("Li",))


def test_nothing_at_all_is_still_a_report() -> None:
    found = report()

    assert (found.activity, found.visits, found.due, found.complaints) == (None, (), (), ())
    assert len(found.frame.missing) == 7


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["C1", "C2", None]),
        st.sampled_from(["Li", "He"]),
        st.integers(-5, 95),
        st.sampled_from(["listens", "Listens ", "no", None]),
    ),
    max_size=25,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_log_changes_no_total(
    rows: list[tuple[str | None, str, int, str | None]], chance: Random
) -> None:
    log = [
        visit(customer, person, START + timedelta(step), outcome=outcome)
        for customer, person, step, outcome in rows
    ]
    mixed = list(log)
    chance.shuffle(mixed)

    first, second = report(visits(*log)), report(visits(*mixed))

    wanted = sum(customer is not None and 0 <= step < 90 for customer, _, step, _ in rows)
    assert len(first.visits) == wanted
    assert first.days == second.days
    if first.activity and second.activity:
        assert first.activity.people == second.activity.people
        assert [one.count for one in first.activity.outcomes] == [
            one.count for one in second.activity.outcomes
        ]
        assert sum(one.visits for one in first.activity.people) == wanted
