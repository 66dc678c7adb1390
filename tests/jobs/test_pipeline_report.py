"""The job of the pipeline report: the state on a day, and that its parts add up."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.report_tables import QUARTER, day, settings, table
from xlsales.jobs.pipeline_report import PipelineReport, pipeline_report
from xlsales.tables.raw import RawTable

STAGES = table(
    "stages",
    "stage,probability,longest_days,criteria",
    ["need", 0.2, 30, "budget"],
    ["quote", 0.5, 30, None],
    ["order", 0.9, None, None],
)
DEALS = "deal,stage,amount,created,stage_since,closed,outcome,document,owner,expected,budget"


def deals(*rows: list[object]) -> RawTable:
    return table("deals", DEALS, *rows)


def deal(name: str, stage: str = "quote", amount: object = 100.0, **other: object) -> list[object]:
    values = {"created": day(2, 1), "budget": "yes"} | other
    return [name, stage, amount, *(values.get(one) for one in DEALS.split(",")[3:])]


def report(*tables: RawTable, period: str = QUARTER) -> PipelineReport:
    return pipeline_report([STAGES, *tables], period)


def test_a_deal_that_was_decided_later_is_open_on_the_day() -> None:
    found = report(
        deals(
            deal("won in time", "order", closed=day(3, 31), outcome="won"),
            deal("won later", "order", closed=day(4, 1), outcome="won"),
            deal("created later", created=day(4, 1)),
        )
    )

    assert [line.deal.name for line in found.open_deals] == ["won later"]
    assert found.moves.won == (1, 100)
    assert found.frame.counts[0].outside == 1


@pytest.mark.parametrize("end", [day(1, 1), day(3, 31)])
def test_both_ends_of_the_period_count(end: date) -> None:
    found = report(deals(deal("d", created=end, closed=end, outcome="lost")))

    assert (found.moves.opened[0], found.moves.lost[0]) == (1, 1)


def test_the_day_before_the_period_does_not_count_as_a_move() -> None:
    before = date(2025, 12, 31)

    found = report(deals(deal("d", created=before, closed=before, outcome="won")))

    assert (found.moves.opened, found.moves.won) == ((0, 0), (0, 0))


def test_facts_decide_the_stage_and_a_proforma_is_no_order() -> None:
    policy = table("grading policy", "setting,value", ["proforma_stage", "quote"])
    found = report(
        policy,
        deals(
            deal("no budget", "order", budget=None),
            deal("proforma", "order", document="P/I"),
            deal("sound", "order", document="contract"),
        ),
    )

    real = {line.deal.name: line.verdict.stage.name for line in found.open_deals}

    assert real == {"no budget": "need", "proforma": "quote", "sound": "order"}
    assert sum(line.weighted for line in found.open_deals) == 20 + 50 + 90


@pytest.mark.parametrize(
    ("age", "band"), [(0, 30), (30, 30), (31, 60), (60, 60), (61, 90), (90, 90), (91, None)]
)
def test_a_band_of_ages_holds_its_upper_bound(age: int, band: int | None) -> None:
    found = report(deals(deal("d", created=day(3, 31) - timedelta(age))))

    assert [one.last_days for one in found.ages if one.deals] == [band]


def test_faulty_deals_are_told_and_never_summed() -> None:
    found = report(
        deals(
            deal("good"),
            deal("good", amount=999.0),
            deal("strange", "promised"),
            deal("undated", created="soon"),
            deal("unknown amount", amount=None),
            deal("typed amount", amount="a lot"),
        )
    )

    told = {(note.where, note.reason, note.counted) for note in found.frame.notes}

    assert told == {
        ("deals!3,1", "repeated", False),
        ("deals!4,2", "unknown stage", False),
        ("deals!5,4", "no date", False),
        ("deals!7,3", "no number", True),
    }
    assert sum(band.amount for band in found.ages) == 100
    assert sum(band.deals for band in found.ages) == 3


def test_a_stage_with_an_impossible_chance_is_left_out_with_its_deals() -> None:
    stages = table("stages", "stage,probability", ["need", 0.2], ["sure", 1.2])

    found = pipeline_report([stages, deals(deal("d", "sure"))], QUARTER)

    assert {note.reason for note in found.frame.notes} == {"not from 0 to 1", "unknown stage"}
    assert found.open_deals == ()


def quotes(*rows: tuple[str, date, date | None, str]) -> RawTable:
    return table("quotes", "quote,asked,answered,person", *(list(row) for row in rows))


@pytest.mark.parametrize(
    ("days", "in_time", "late", "waiting"), [(2, 1, 0, 0), (3, 1, 0, 0), (4, 0, 1, 0), (None, 0, 0, 1)]
)
def test_the_third_day_is_in_time(days: int | None, in_time: int, late: int, waiting: int) -> None:
    asked = day(3, 29)
    answered = None if days is None else asked + timedelta(days)

    total = pipeline_report([quotes(("q", asked, answered, "Li"))], "2026").quotes.total

    assert (total.in_time, total.late) == ((in_time, late) if days is not None else (0, 1))
    assert report(quotes(("q", asked, None, "Li"))).quotes.total.waiting == 1


def test_a_quote_answered_after_the_period_still_waits_or_is_late() -> None:
    found = report(
        quotes(("late", day(3, 27), day(4, 1), "Li"), ("waits", day(3, 28), day(4, 1), "He")),
        settings(quote_days=3),
    )

    assert [one.name for one in found.quotes.late] == ["late"]
    assert found.quotes.total.waiting == 1


def test_the_days_of_a_quote_can_be_set() -> None:
    rows = quotes(("q", day(3, 1), day(3, 3), "Li"))

    assert report(rows, settings(quote_days=1)).quotes.total.late == 1
    assert report(rows, settings(quote_days=2)).quotes.total.in_time == 1


def test_a_quote_answered_before_it_was_asked_is_told() -> None:
    found = report(quotes(("q", day(3, 2), day(3, 1), "Li")))

    assert [note.reason for note in found.frame.notes] == ["before it was asked"]
    assert found.quotes.quotes == ()


def test_people_and_months_of_quotes_add_up_to_all() -> None:
    chance = Random(3)
    rows = [
        (f"q{place}", day(1, 1) + timedelta(chance.randrange(89)), None, chance.choice(["Li", "He", ""]))
        for place in range(40)
    ]

    found = report(quotes(*rows)).quotes

    for parts in (found.by_person, found.by_month):
        assert sum(rate.late for _, rate in parts) == found.total.late
        assert sum(rate.waiting for _, rate in parts) == found.total.waiting


def test_orders_stand_at_their_first_open_step_and_skipped_steps_are_told() -> None:
    steps = table(
        "order steps",
        "order,step,planned,done,amount",
        ["A", "contract", day(1, 1), day(1, 1), 500.0],
        ["A", "deposit", day(1, 10), None, None],
        ["A", "production", day(2, 1), day(2, 2), None],
        ["A", "deposit", day(1, 11), day(1, 12), None],
        ["B", "合同", day(4, 1), None, 10.0],
    )

    found = report(steps)

    late, in_time = found.orders
    assert (late.order, late.progress.step, late.progress.late_days) == ("A", "deposit", 80)
    assert late.progress.skipped == ("deposit",)
    assert (in_time.progress.step, in_time.progress.late_days, in_time.amount) == ("contract", 0, 10)
    assert [note.reason for note in found.frame.notes] == ["repeated"]


def test_open_deals_by_month_of_closing_add_up_to_all_open_deals() -> None:
    found = report(
        deals(
            deal("passed", expected=day(3, 31)),
            deal("soon", expected=day(4, 1), amount=50.0),
            deal("undated", amount=7.0),
            deal("done", "order", expected=day(4, 2), closed=day(3, 1), outcome="won"),
        )
    )

    months = found.expected.months

    assert [(one.month, one.overdue) for one in months] == [
        (day(3, 1), True),
        (day(4, 1), False),
        (None, False),
    ]
    assert sum(one.amount for one in months) == sum(line.deal.amount or 0 for line in found.open_deals) == 157


def test_the_past_is_continued_month_by_month_and_a_cut_month_does_not_count() -> None:
    rows = [[day(month, 1), 100.0 * month] for month in (1, 2, 3, 4)]
    history = table("history", "month,amount", *rows)

    whole = report(history, period="2026-04").outlook
    cut = pipeline_report([history, settings(period_start=day(4, 1), period_end=day(4, 20))]).outlook

    assert whole is not None
    assert cut is not None
    assert [month for month, _ in whole.coming] == [day(5, 1), day(6, 1), day(7, 1)]
    assert whole.coming[0][1].value == pytest.approx(500)
    assert [month for month, _ in cut.past] == [day(1, 1), day(2, 1), day(3, 1)]
    assert cut.coming[0][0] == day(4, 1)


def test_two_months_of_the_past_say_nothing() -> None:
    history = table("history", "month,amount", [day(2, 1), 5.0], [day(3, 1), 6.0])

    assert report(history).outlook is None


def test_nothing_at_all_is_still_a_report() -> None:
    found = pipeline_report([], "2026-02")

    assert (found.pipeline, found.orders, found.open_deals, found.outlook) == (None, (), (), None)
    assert {one.table for one in found.frame.missing} == {
        "leads",
        "deals",
        "stages",
        "people",
        "quotes",
        "order steps",
        "history",
    }


NAMES = st.lists(st.sampled_from([f"d{place}" for place in range(12)]), unique=True, min_size=1)


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(names: list[str], chance: Random) -> None:
    rows = [
        deal(
            name,
            ("need", "quote", "order")[place % 3],
            float(place * 10),
            expected=day(4, 1) + timedelta(place * 9),
            outcome=("open", "won", "lost")[place % 4 % 3],
            closed=day(3, place + 1) if place % 4 % 3 else None,
        )
        for place, name in enumerate(names)
    ]
    shuffled = list(rows)
    chance.shuffle(shuffled)

    first, second = report(deals(*rows)), report(deals(*shuffled))

    assert first.open_deals == second.open_deals
    assert (first.ages, first.moves, first.expected.months) == (
        second.ages,
        second.moves,
        second.expected.months,
    )
    assert sum((band.amount for band in first.ages), Fraction(0)) == sum(
        line.deal.amount or 0 for line in first.open_deals
    )
