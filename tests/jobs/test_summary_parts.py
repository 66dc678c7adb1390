"""The other parts of a summary, on cases that can be worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from reports.summary_tables import raw_table, settings, summary_of
from xlsales.jobs.summary_sections import SECTION_WORDS
from xlsales.tables.specs import plain
from xlsales.tables.summary_specs import SETTING_FIELDS

SALES = [
    {"date": date(2024, 5, 5), "amount": 800, "region": "North", "person": "Li Na", "cost": 500},
    {"date": date(2025, 5, 5), "amount": 1000, "region": "North", "person": "Li Na", "cost": 600},
    {"date": date(2025, 12, 6), "amount": 500, "region": "South", "person": "Bo Wu", "cost": 350},
]


@pytest.mark.parametrize(
    ("joined", "left", "heads"),
    [
        (date(2024, 12, 31), None, (1, 0, 0, 1)),
        (date(2025, 1, 1), None, (0, 1, 0, 1)),
        (date(2025, 12, 31), None, (0, 1, 0, 1)),
        (date(2026, 1, 1), None, (0, 0, 0, 0)),
        (date(2020, 1, 1), date(2024, 12, 31), (0, 0, 0, 0)),
        (date(2020, 1, 1), date(2025, 1, 1), (1, 0, 1, 0)),
        (date(2020, 1, 1), date(2025, 12, 31), (1, 0, 1, 0)),
        (date(2020, 1, 1), date(2026, 1, 1), (1, 0, 0, 1)),
    ],
)
def test_rp5_whoever_joins_or_leaves_counts_on_that_day(
    joined: date, left: date | None, heads: tuple[int, ...]
) -> None:
    staff = raw_table("staff", [{"person": "A", "joined": joined, "left": left, "region": "North"}])

    line = summary_of(SALES, staff).people.movement[-1]

    assert (line.opening, line.joined, line.left, line.closing) == heads


def test_rp5_opening_and_joined_less_left_is_closing_in_every_region() -> None:
    staff = raw_table(
        "staff",
        [
            {
                "person": f"P{n}",
                "joined": date(2023 + n % 3, 1 + n % 12, 3),
                "left": date(2025, 1 + n % 12, 20) if n % 4 == 0 and n % 3 != 2 else None,
                "region": ("North", "South")[n % 2],
            }
            for n in range(40)
        ],
    )

    lines = summary_of(SALES, staff).people.movement

    assert all(line.opening + line.joined - line.left == line.closing for line in lines)
    assert sum(line.closing for line in lines[:-1]) == lines[-1].closing


def test_a_person_who_left_before_joining_is_told_and_left_out() -> None:
    staff = raw_table("staff", [{"person": "A", "joined": date(2025, 2, 1), "left": date(2025, 1, 1)}])

    found = summary_of(SALES, staff)

    assert found.people.movement[-1].joined == 0
    assert [note.reason for note in found.tables.intake.notes] == ["left before joining"]


def _training(
    person: str, course: str, day: date, hours: int, score: int | None = None, cost: int | None = None
) -> dict[str, object]:
    return {"person": person, "course": course, "date": day, "hours": hours, "score": score, "cost": cost}


def test_ap11_training_is_summed_by_course_and_person_beside_last_year() -> None:
    training = raw_table(
        "training",
        [
            {
                "person": "A",
                "course": "Pricing",
                "date": date(2025, 3, 1),
                "hours": 8,
                "score": 70,
                "cost": 10,
            },
            {"person": "B", "course": "Pricing", "date": date(2025, 3, 1), "hours": 8, "score": 90},
            {"person": "A", "course": "Credit", "date": date(2025, 4, 1), "hours": 3},
            {"person": "A", "course": "Pricing", "date": date(2024, 3, 1), "hours": 5, "score": 60},
        ],
    )

    found = summary_of(SALES, training)

    assert [(one.course, one.people, one.hours, one.score, one.cost) for one in found.people.courses] == [
        ("Pricing", 2, 16, 80, 10),
        ("Credit", 1, 3, None, 0),
    ]
    assert [(one.person, one.hours, one.score, one.score_before) for one in found.people.trained] == [
        ("A", 11, 70, 60),
        ("B", 8, 90, None),
    ]


def test_rp12_market_share_stands_beside_return_on_investment() -> None:
    market = raw_table(
        "market size",
        [
            {"date": date(2025, 12, 31), "region": "North", "size": 5000, "profit": 90, "investment": 60},
            {"date": date(2024, 12, 31), "region": "North", "size": 3200},
            {"date": date(2025, 12, 31), "region": "South", "size": 2500},
        ],
    )
    expenses = raw_table(
        "expenses", [{"date": date(2025, 6, 1), "item": "Travel", "amount": 50, "region": "South"}]
    )

    north, south, total = summary_of(SALES, market, expenses).money.market

    assert (north.share, north.share_before, north.return_on_investment) == (
        Fraction(1, 5),
        Fraction(1, 4),
        Fraction(3, 2),
    )
    # Nothing is typed for the South: its margin of 150 less expenses of 50, over these 50.
    assert (south.share, south.return_on_investment) == (Fraction(1, 5), 2)
    assert (total.own, total.size, total.share) == (1500, 7500, Fraction(1, 5))


@pytest.mark.parametrize(("spent", "left", "used"), [(99, 1, "99/100"), (100, 0, "1"), (101, -1, "101/100")])
def test_or5_expenses_stand_against_their_budget(spent: int, left: int, used: str) -> None:
    expenses = raw_table("expenses", [{"date": date(2025, 6, 1), "item": "Travel", "amount": spent}])
    budget = raw_table("expense budget", [{"date": date(2025, 1, 1), "item": "travel ", "amount": 100}])

    found = summary_of(SALES, expenses, budget).money.expenses

    assert (found[-1].left, found[-1].used, found[-1].ratio) == (left, Fraction(used), Fraction(spent, 1500))


def test_cash_is_compared_with_sales_on_the_same_tax_basis() -> None:
    cash = raw_table("collections", [{"date": date(2025, 6, 1), "amount": 847.5}])

    stated = summary_of(SALES, cash, settings(tax_basis="excluded", tax_rate=0.13)).figures
    included = summary_of(SALES, cash, settings(tax_basis="含税")).figures
    unknown = summary_of(SALES, cash).figures

    assert (stated.taxed_sales, stated.collection_rate) == (1695, Fraction(1, 2))
    assert included.collection_rate == Fraction(8475, 15000)
    assert unknown.collection_rate is None


def test_a_target_stands_beside_the_time_that_has_passed() -> None:
    targets = raw_table("sales targets", [{"date": date(2025, m, 1), "target": 500} for m in range(1, 13)])
    half = [row for row in SALES if row["date"] < date(2025, 7, 1)]  # type: ignore[operator]

    figures = summary_of(half, targets, settings(count_day=date(2025, 7, 2))).figures

    assert (figures.attainment, figures.elapsed) == (Fraction(1, 6), Fraction(183, 365))
    assert figures.target == 3500


def test_rp4_a_product_is_new_by_its_day_or_by_its_first_sale() -> None:
    ledger = [
        {"date": date(2024, 1, 5), "amount": 5, "product": "old"},
        {"date": date(2025, 3, 1), "amount": 30, "product": "old"},
        {"date": date(2025, 4, 1), "amount": 20, "product": "fresh"},
        {"date": date(2025, 5, 1), "amount": 50, "product": "listed early"},
    ]
    products = raw_table("products", [{"product": "listed early", "listed": date(2024, 6, 1)}])
    listings = raw_table(
        "listings",
        [
            {"date": date(2025, 4, n), "product": "Fresh", "dealer": d, "quantity": 2}
            for n, d in ((2, "X"), (3, "Y"))
        ],
    )

    (new,) = summary_of(ledger, products, listings).products

    assert (new.product, new.since, new.is_stated) == ("fresh", date(2025, 4, 1), False)
    assert (new.dealers, new.samples, new.sales, new.share) == (2, 4, 20, Fraction(1, 5))


def test_or2_a_unit_that_changes_its_parent_takes_along_only_what_it_sells_from_then_on() -> None:
    ledger = [
        {"date": date(2025, 6, 30), "amount": 1, "person": "Li Na"},
        {"date": date(2025, 7, 1), "amount": 10, "person": "Li Na"},
        {"date": date(2025, 7, 1), "amount": 100, "person": "Bo Wu"},
    ]
    forms = raw_table("organisation forms", [{"form": "Teams", "kind": "function", "levels": "person"}])
    units = raw_table(
        "organisation units",
        [
            {"form": "Teams", "unit": "Li Na", "parent": "Team A", "end": date(2025, 6, 30)},
            {"form": "Teams", "unit": "Li Na", "parent": "Team B", "start": date(2025, 7, 1)},
            {"form": "Teams", "unit": "Team A", "parent": "North"},
            {"form": "Teams", "unit": "Team B", "parent": "South"},
        ],
    )

    (rolled,) = summary_of(ledger, forms, units).forms

    assert {node.path: node.now for node in rolled.nodes} == {
        ("South",): 10,
        ("South", "Team B"): 10,
        ("South", "Team B", "Li Na"): 10,
        ("North",): 1,
        ("North", "Team A"): 1,
        ("North", "Team A", "Li Na"): 1,
        ("",): 100,
        ("", "Bo Wu"): 100,
    }


def test_or2_units_in_a_circle_are_told_and_the_sums_stay_whole() -> None:
    forms = raw_table("organisation forms", [{"form": "Teams", "kind": "function", "levels": "person"}])
    units = raw_table(
        "organisation units",
        [
            {"form": "Teams", "unit": "Li Na", "parent": "A"},
            {"form": "Teams", "unit": "A", "parent": "Li Na"},
        ],
    )

    found = summary_of(SALES, forms, units)

    assert [issue.code for issue in found.issues] == ["SUM-004"]
    assert "Li Na under A under Li Na" in found.issues[0].got
    assert sum(node.now for node in found.forms[0].nodes if len(node.path) == 1) == 1500


def test_or2_a_form_of_columns_that_are_not_there_is_told() -> None:
    forms = raw_table("organisation forms", [{"form": "Plants", "kind": "mixed", "levels": "plant, region"}])

    found = summary_of(SALES, forms)

    assert [(issue.code, issue.got) for issue in found.issues] == [("SUM-003", "Plants: plant")]
    assert found.forms == ()


def _about(dimension: str, member: str) -> dict[str, object]:
    return {"dimension": dimension, "member": member}


def test_rp9_conclusions_feed_the_next_plan_and_bonuses() -> None:
    conclusions = raw_table(
        "conclusions",
        [
            {
                "conclusion": "North grows",
                "feeds": "plan",
                "dimension": "region",
                "member": "north",
                "growth": 0.2,
            },
            {
                "conclusion": "Li Na led",
                "feeds": "bonus",
                "dimension": "person",
                "member": "Li Na",
                "bonus_factor": 1.5,
            },
            {
                "conclusion": "A remark",
                "feeds": "none",
                "growth": 0.9,
                "member": "North",
                "dimension": "region",
            },
        ],
    )

    found = summary_of(SALES, conclusions, settings(next_growth=0.1))

    assert [(one.member, one.base, one.proposed) for one in found.handed_on.proposals] == [
        ("north", 1000, 1200),
        ("", 1500, 1650),
    ]
    assert [(one.member, one.sales, one.growth, one.factor) for one in found.handed_on.bonuses] == [
        ("Li Na", 1000, Fraction(1, 4), Fraction(3, 2))
    ]


@pytest.mark.parametrize(
    ("deadline", "state"),
    [(date(2026, 1, 11), "late"), (date(2026, 1, 12), "missing"), (None, "missing")],
)
def test_rp10_a_missing_part_is_late_after_its_deadline(deadline: date | None, state: str) -> None:
    duties = raw_table("summary sections", [{"section": "培训", "owner": "Li Na", "deadline": deadline}])

    found = {section.name: section for section in summary_of(SALES, duties).sections}

    assert (found["Training"].state, found["Training"].owner) == (state, "Li Na")
    assert found["Training"].fed.needs == "training"
    assert set(found) == {english for english, _ in SECTION_WORDS}


def test_a_rating_outside_the_scale_is_told_and_left_out() -> None:
    ratings = raw_table(
        "satisfaction",
        [{"date": date(2025, 3, 1), "score": score, "question": "Q"} for score in (1, 5, 6, 0)],
    )

    found = summary_of(SALES, ratings)

    assert (found.people.by_question[-1].answers, found.people.by_question[-1].index) == (2, 50)
    assert [note.got for note in found.tables.intake.notes] == ["6", "0"]


def test_no_word_means_two_settings() -> None:
    words = [plain(word) for field in SETTING_FIELDS for word in (field.name, *field.words)]

    assert sorted(words) == sorted(set(words))
