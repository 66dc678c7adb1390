"""The job of the appraisal report: arithmetic, ties, boundaries, and figures counted from other tables."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.report_tables import END, QUARTER, day, settings, table
from xlsales.incentives.kpis import KPIS as KPIS_KNOWN
from xlsales.jobs.appraisal_people import CHINESE_FIGURES
from xlsales.jobs.appraisal_ranks import Appraised
from xlsales.jobs.appraisal_report import AppraisalReport, appraisal_report
from xlsales.jobs.appraisal_scorecards import kpi_achievement
from xlsales.tables.raw import RawTable

KPIS = table(
    "kpis",
    "kpi,weight,target,cap,kind,good",
    ["attainment", 0.6, 1.0, 1.2, None, None],
    ["return rate", 0.2, 0.02, 1.2, None, None],
    ["visit rate", 0.2, 1.0, 1.0, None, None],
)
GRADES = table("appraisal grades", "grade,score,share", ["A", 100.0, 0.2], ["B", 80.0, 0.6], ["C", 0.0, 0.2])


def people(*rows: list[object]) -> RawTable:
    return table("people", "person,team,position,hired,position_since,left", *rows)


def values(*rows: tuple[str, str, float]) -> RawTable:
    return table("kpi values", "person,kpi,value", *(list(row) for row in rows))


def report(*tables: RawTable) -> AppraisalReport:
    return appraisal_report(tables, QUARTER)


def measured(
    name: str, attainment: float, returns: float = 0.02, visits: float = 1.0
) -> list[tuple[str, str, float]]:
    return [(name, "attainment", attainment), (name, "return rate", returns), (name, "visit rate", visits)]


def by_name(found: AppraisalReport) -> dict[str, Appraised]:
    return {one.person.name: one for one in found.people}


@pytest.mark.parametrize(
    ("value", "target", "lower", "expected"),
    [
        (5, 4, False, "1.25"),
        (4, 4, False, "1"),
        (0, 4, False, "0"),
        (4, 4, True, "1"),
        (2, 4, True, "1.5"),
        (8, 4, True, "0"),
        (9, 4, True, "-0.25"),
        (0, 0, True, "1"),
        (1, 0, True, "0"),
    ],
)
def test_achievement_is_value_against_target(value: int, target: int, lower: bool, expected: str) -> None:
    assert kpi_achievement(Fraction(value), Fraction(target), lower_is_better=lower) == Fraction(expected)


def test_nothing_can_be_achieved_of_a_target_of_nothing() -> None:
    assert kpi_achievement(Fraction(5), Fraction(0)) is None


def test_points_are_capped_weighted_and_add_up_to_the_score() -> None:
    found = report(KPIS, people(["Li"]), values(*measured("Li", 1.5, 0.03, 1.4)))

    card = found.people[0].card
    points = [score.points for score in card.scores]

    assert [score.achievement for score in card.scores] == [Fraction(3, 2), Fraction(1, 2), Fraction(7, 5)]
    assert points == [72, 10, 20]
    assert card.score == 102 == sum(point or 0 for point in points)


def test_a_result_far_below_its_target_counts_nothing_and_never_less() -> None:
    found = report(KPIS, people(["Li"]), values(*measured("Li", 1.0, 0.09)))

    assert found.people[0].card.scores[1].counted == 0
    assert found.people[0].card.score == 80


def test_a_figure_that_was_not_measured_leaves_the_score_open_and_is_named() -> None:
    found = report(KPIS, people(["Li"], ["He"]), values(*measured("Li", 1.0), ("He", "attainment", 2.0)))

    he = by_name(found)["He"]

    assert (he.card.score, he.rank, he.card.unknown) == (None, None, ("return rate", "visit rate"))
    assert found.people[-1] is he


def test_equal_scores_share_a_rank_and_no_list_is_cut_through_them() -> None:
    scores = {"a": 1.1, "b": 1.0, "c": 1.0, "d": 0.9, "e": 0.9}
    rows = [entry for name, score in scores.items() for entry in measured(name, score)]

    found = report(
        KPIS, people(*([name] for name in scores)), values(*rows), settings(recognised=2, coached=1)
    )

    assert [one.rank for one in found.people] == [1, 2, 2, 4, 4]
    assert [found.people[place].person.name for place in found.ends.top] == ["a", "b", "c"]
    assert [found.people[place].person.name for place in found.ends.bottom] == ["d", "e"]


@pytest.mark.parametrize(("attainment", "grade"), [(0.9999, "B"), (1.0, "A"), (0.6666, "C"), (0.6667, "B")])
def test_a_grade_is_reached_at_its_score(attainment: float, grade: str) -> None:
    found = report(KPIS, GRADES, people(["Li"]), values(*measured("Li", attainment)))

    assert found.people[0].grade == grade


def test_ratings_are_forced_by_shares_and_ties_go_as_stated() -> None:
    scores = {"a": 1.2, "b": 1.2, "c": 1.0, "d": 0.9, "e": 0.8}
    rows = [entry for name, score in scores.items() for entry in measured(name, score)]
    tables = (KPIS, GRADES, people(*([name] for name in scores)), values(*rows))

    up, down = report(*tables), report(*tables, settings(rating_ties="down"))

    assert [one.rating for one in up.people] == ["A", "A", "B", "B", "C"]
    assert [one.rating for one in down.people] == ["B", "B", "B", "B", "C"]
    assert up.distribution is not None
    assert up.distribution.seats == (1, 3, 1)


def test_nobody_is_forced_in_a_small_group_or_without_shares() -> None:
    small = report(KPIS, GRADES, people(["Li"]), values(*measured("Li", 1.0)))
    free = report(
        KPIS,
        table("appraisal grades", "grade,score", ["A", 0.0]),
        people(["Li"]),
        values(*measured("Li", 1.0)),
    )

    assert (small.distribution is not None, small.people[0].rating) == (True, "")
    assert free.distribution is None


def test_shares_that_do_not_total_one_are_told_and_nobody_is_forced() -> None:
    grades = table("appraisal grades", "grade,share", ["A", 0.5], ["B", 0.2])

    found = report(KPIS, grades, people(["Li"]), values(*measured("Li", 1.0)))

    assert "RATING-001" in [issue.code for issue in found.frame.issues]
    assert found.distribution is None


@pytest.mark.parametrize(("weight", "codes"), [(0.6, []), (0.5, ["REPORT-030"]), (0.7, ["REPORT-030"])])
def test_weights_total_one_for_each_position_or_it_is_told(weight: float, codes: list[str]) -> None:
    lines = ["attainment", "seller", weight, 1.0], ["visit rate", None, 0.4, 1.0]

    found = report(table("kpis", "kpi,position,weight,target", *lines), people(["Li"]))

    assert [issue.code for issue in found.frame.issues] == codes


def test_the_team_counts_by_its_weight_or_multiplies() -> None:
    rows = [*measured("Li", 1.2), *measured("He", 0.8), *measured("Wu", 1.0)]
    tables = (KPIS, people(["Li", "North"], ["He", "north "], ["Wu", None]), values(*rows))

    mean = by_name(report(*tables, settings(team_weight=0.5)))
    product = by_name(report(*tables, settings(team_rule="product")))

    assert (mean["Li"].card.score, mean["Li"].team_score, mean["Li"].final) == (112, 100, 106)
    assert product["Li"].final == 112
    assert (mean["Wu"].team_score, mean["Wu"].final) == (None, 100)
    assert [team.people for team in report(*tables).teams] == [2]


def test_what_was_done_is_counted_from_visits_quotes_and_deals() -> None:
    kpis = table(
        "kpis",
        "kpi,weight,target",
        ["visit rate", 0.25, 1.0],
        ["feedback in time", 0.25, 1.0],
        ["quotes in time", 0.25, 1.0],
        ["win rate", 0.25, 1.0],
    )
    visits = table(
        "visits",
        "customer,person,date,reported",
        ["C1", "Li", day(2, 2), day(2, 2)],
        ["C2", "Li", day(2, 3), day(2, 4)],
        ["C2", "Li", day(4, 3), day(4, 3)],
        [None, "Li", day(2, 5), day(2, 5)],
    )
    plan = table(
        "visit plan", "customer,person,date", *(["C1", "Li", day(2, number)] for number in (1, 2, 3, 4))
    )
    quotes = table(
        "quotes",
        "quote,person,asked,answered",
        ["q1", "Li", day(3, 1), day(3, 4)],
        ["q2", "Li", day(3, 1), day(3, 5)],
        ["still in time", "Li", day(3, 30), None],
    )
    deals = table(
        "deals",
        "deal,stage,created,closed,outcome,owner",
        ["won", "order", day(1, 1), day(2, 1), "won", "Li"],
        ["lost", "order", day(1, 1), day(2, 1), "lost", "Li"],
        ["won before", "order", date(2025, 1, 1), date(2025, 2, 1), "won", "Li"],
    )

    found = report(kpis, people(["Li"]), visits, plan, quotes, deals)

    assert [score.value for score in found.people[0].card.scores] == [Fraction(1, 2)] * 4
    assert found.people[0].card.part(process=True) == 50


def test_typed_figures_go_before_counted_ones_and_add_up_over_months() -> None:
    figures = table(
        "figures",
        "person,figure,month,value",
        ["Li", "sales", day(1, 1), 60.0],
        ["Li", "销售额", day(2, 1), 50.0],
        ["Li", "target", None, 100.0],
        ["Li", "sales", date(2025, 12, 1), 999.0],
        ["Ma", "sales", day(1, 1), 5.0],
    )
    kpis = table("kpis", "kpi,weight,target", ["目标完成率", 1.0, 1.0])

    found = report(kpis, people(["Li"]), figures)

    assert found.people[0].card.score == 110
    assert [(note.reason, note.got) for note in found.frame.notes] == [("nobody who is appraised", "Ma")]
    assert found.frame.counts[2].outside == 1


@pytest.mark.parametrize(
    ("days", "closed", "rate"), [(7, True, 1), (8, True, 0), (7, False, 1), (8, False, 0)]
)
def test_complaints_are_in_time_up_to_the_days_allowed(days: int, closed: bool, rate: int) -> None:
    kpis = table("kpis", "kpi,weight,target", ["complaints closed in time", 1.0, 1.0])
    opened = END - timedelta(days)
    row = ["k", "C", opened, END if closed else None, "Li"]

    found = report(kpis, people(["Li"]), table("complaints", "complaint,customer,opened,closed,person", row))

    assert found.people[0].card.scores[0].value == rate


def test_a_figure_that_nothing_asks_for_is_told() -> None:
    figures = table("figures", "person,figure,value", ["Li", "slaes", 5.0], ["Li", "training hours", 5.0])

    found = report(people(["Li"]), figures)

    assert [(note.reason, note.got) for note in found.frame.notes] == [("unknown figure", "slaes")]


def test_every_figure_of_the_library_has_a_chinese_name() -> None:
    asked = {name for one in KPIS_KNOWN for name in (one.first, one.second) if name}

    assert set(CHINESE_FIGURES.values()) == asked


def test_values_of_amounts_are_added_and_those_of_rates_averaged() -> None:
    kpis = table(
        "kpis", "kpi,weight,target", ["sales amount", 0.5, 100.0], ["customer satisfaction", 0.5, 1.0]
    )
    rows = table(
        "kpi values",
        "person,kpi,month,value",
        *(["Li", "sales amount", day(month, 1), 40.0] for month in (1, 2)),
        *(["Li", "customer satisfaction", day(month, 1), rate] for month, rate in ((1, 0.8), (2, 0.9))),
    )

    found = report(kpis, people(["Li"]), rows)

    assert [score.value for score in found.people[0].card.scores] == [80, Fraction("0.85")]


@pytest.mark.parametrize(
    ("since", "months", "eligible"),
    [(date(2025, 4, 1), 12, True), (date(2025, 4, 2), 11, False)],
)
def test_promotion_asks_for_full_months_in_the_position(since: date, months: int, eligible: bool) -> None:
    rules = table("promotion rules", "position,to,tenure_months", ["seller", "leader", 12])

    (test,) = report(people(["Li", None, "Seller", since, since]), rules).promotions

    assert (test.tenure_months, test.eligible) == (months, eligible)


def test_promotion_names_all_that_is_missing() -> None:
    rules = table(
        "promotion rules",
        "position,to,tenure_months,good_grades,good_needed,appraisals,barred_by,attainment",
        ["seller", "leader", 12, "A;B", 2, 3, "D", 1.0],
    )
    past = table(
        "past appraisals",
        "person,date,grade",
        ["Li", date(2025, 9, 30), "D"],
        ["Li", date(2025, 12, 31), "B"],
    )

    (test,) = report(
        KPIS, rules, past, people(["Li", None, "seller", day(1, 1), day(1, 1)]), values(*measured("Li", 0.9))
    ).promotions

    assert [(one.condition, one.got) for one in test.lacks] == [
        ("tenure", 3),
        ("grades", 1),
        ("barred", 1),
        ("measure", Fraction("0.9")),
    ]


def test_titles_are_won_by_score_by_a_figure_and_by_teams_and_ties_share() -> None:
    titles = table(
        "titles",
        "title,bearer,kpi,places,minimum",
        ["Best", None, None, 1, None],
        ["Fewest returns", "person", "return rate", 1, None],
        ["Team", "team", None, 1, 90.0],
        ["Out of reach", "person", "attainment", 1, 9.0],
    )
    rows = [*measured("Li", 1.1, 0.03), *measured("He", 1.1, 0.03), *measured("Wu", 0.5, 0.01)]

    found = report(KPIS, titles, people(["Li", "N"], ["He", "N"], ["Wu", "S"]), values(*rows))

    assert [(one.title, one.name) for one in found.honours] == [
        ("Best", "He"),
        ("Best", "Li"),
        ("Fewest returns", "Wu"),
        ("Team", "N"),
    ]
    assert found.honours[2].value == Fraction("0.01")


def test_a_first_deal_is_told_of_those_who_came_after_the_first_deal_of_the_file() -> None:
    deals = table(
        "deals",
        "deal,stage,created,closed,outcome,owner",
        ["old", "order", day(1, 1), day(1, 20), "won", "Old"],
        ["new", "order", day(2, 1), day(3, 1), "won", "NEW"],
    )
    staff = people(
        ["Old", None, None, date(2020, 1, 1)],
        ["New", None, None, day(2, 1)],
        ["Waits", None, None, day(3, 1)],
    )

    found = report(staff, deals)

    assert [(one.name, deal.day, deal.days) for one, deal in found.first_deals] == [
        ("Waits", None, 30),
        ("New", day(3, 1), 28),
    ]
    assert (found.first_deal_summary.median_days, found.first_deal_summary.waiting) == (28, 1)


def test_training_is_summed_by_person_and_course_and_those_without_are_named() -> None:
    training = table(
        "training",
        "person,course,date,hours,score,cost",
        ["Li", "Talks", day(1, 5), 4.0, 80.0, 100.0],
        ["Li", "talks ", day(2, 5), 4.0, None, None],
        ["Gone", "Talks", day(2, 5), 2.0, 60.0, 50.0],
        ["Li", "Talks", day(4, 5), 40.0, 80.0, 1.0],
    )

    found = report(people(["Li"], ["He"]), training).training

    assert [(one.name, one.attended, one.others, one.hours, one.mean_score) for one in found.people] == [
        ("Li", 2, 1, 8, 80),
        ("Gone", 1, 1, 2, 60),
    ]
    assert [(one.attended, one.others, one.hours, one.cost) for one in found.courses] == [(3, 2, 10, 150)]
    assert found.without == ("He",)


@pytest.mark.parametrize(
    ("hired", "left", "count"),
    [
        (None, None, 1),
        (day(3, 31), None, 1),
        (day(4, 1), None, 0),
        (None, day(3, 31), 0),
        (None, day(4, 1), 1),
    ],
)
def test_only_those_who_are_there_on_the_last_day_are_appraised(
    hired: date | None, left: date | None, count: int
) -> None:
    assert len(report(people(["Li", None, None, hired, None, left])).people) == count


def test_without_a_table_of_people_everyone_with_a_value_is_appraised() -> None:
    found = report(KPIS, values(*measured("Li", 1.0), *measured("He", 1.1)))

    assert [one.person.name for one in found.people] == ["He", "Li"]


def test_nothing_at_all_is_still_a_report() -> None:
    found = report()

    assert (found.people, found.teams, found.honours, found.promotions) == ((), (), (), ())
    assert len(found.frame.missing) == 14


@given(st.lists(st.integers(0, 6), min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(scores: list[int], chance: Random) -> None:
    staff: list[list[object]] = [[f"p{place}", "NS"[place % 2]] for place in range(len(scores))]
    rows = [entry for place, score in enumerate(scores) for entry in measured(f"p{place}", score / 5)]
    mixed_staff, mixed_rows = list(staff), list(rows)
    chance.shuffle(mixed_staff)
    chance.shuffle(mixed_rows)

    first = report(KPIS, GRADES, people(*staff), values(*rows), settings(team_weight=0.3))
    second = report(KPIS, GRADES, people(*mixed_staff), values(*mixed_rows), settings(team_weight=0.3))

    assert [(one.person.name, one.final, one.rank, one.rating) for one in first.people] == [
        (one.person.name, one.final, one.rank, one.rating) for one in second.people
    ]
    assert first.ends == second.ends
