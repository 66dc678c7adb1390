"""Leads, deals and quotes; each test names its row of the catalogue."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.kernel.issues import InvalidInputError
from xlsales.pipeline.allocation import Seller, allocate_leads
from xlsales.pipeline.conversion import conversion_by_source, outcome_shares
from xlsales.pipeline.deals import Deal, DealStage, is_order, real_stage
from xlsales.pipeline.funnel import deal_ages, sales_cycle, stage_passes
from xlsales.pipeline.lead_queue import Lead, lead_queue
from xlsales.pipeline.order_tracking import order_progress
from xlsales.pipeline.quotes import (
    Sample,
    peer_margin_gap,
    price_approval,
    quote_answers,
    sample_result,
)
from xlsales.pipeline.referrals import Referral, referral_funnel

DAY = date(2026, 3, 2)
STAGES = [
    DealStage("lead", Fraction(1, 10)),
    DealStage("quote", Fraction(2, 5), 30, ("budget",)),
    DealStage("order", Fraction(9, 10)),
]


def deal(name: str, stage: str, **known: object) -> Deal:
    return Deal(name, stage, Fraction(100), DAY - timedelta(days=40), **known)  # type: ignore[arg-type]


def test_ld4_qualified_leads_go_first_and_equal_ones_share_a_place() -> None:
    leads = [
        Lead("open", Fraction(90), None, DAY),
        Lead("no", Fraction(99), False, DAY),
        Lead("b", Fraction(50), True, DAY),
        Lead("a", Fraction(50), True, DAY),
        Lead("longer", Fraction(50), True, DAY - timedelta(days=3)),
    ]

    queue = lead_queue(leads, DAY)

    assert [(entry.place, entry.lead.name) for entry in queue] == [
        (1, "longer"),
        (2, "a"),
        (2, "b"),
        (4, "open"),
        (5, "no"),
    ]
    assert [entry.late_days for entry in queue] == [2, 0, 0, 0, 0]


leads = st.lists(st.sampled_from(["east", "west", None]), max_size=30)
sellers = st.lists(
    st.builds(
        Seller,
        st.sampled_from("abcdef"),
        st.frozensets(st.sampled_from(["east", "west"])),
        st.integers(0, 5),
        st.integers(0, 3),
    ),
    max_size=5,
    unique_by=lambda seller: seller.name,
)


@given(leads, sellers)
def test_ld6_nobody_gets_a_lead_of_another_region_or_beyond_the_capacity(regions, team) -> None:  # type: ignore[no-untyped-def]
    found = allocate_leads(enumerate(regions), team)

    assert [entry.lead for entry in found] == list(range(len(regions)))
    for seller in team:
        own = [regions[entry.lead] for entry in found if entry.owner == seller.name]  # type: ignore[index]
        assert len(own) <= max(0, seller.capacity - seller.load)
        assert all(not seller.regions or region in seller.regions for region in own)


def test_ld6_leads_go_in_turns_by_the_part_of_the_capacity_in_use() -> None:
    team = [Seller("a", frozenset(), 4), Seller("b", frozenset(), 2)]

    owners = [entry.owner for entry in allocate_leads([(place, None) for place in range(7)], team)]

    assert owners == ["a", "b", "a", "a", "b", "a", None]


def test_ld7_sources_are_ranked_by_what_becomes_customers() -> None:
    rows = [
        ("web", True, "lost", Fraction(0)),
        ("web", True, "won", Fraction(5)),
        ("web", False, "open", Fraction(9)),
        ("fair", True, "won", Fraction(7)),
    ]

    fair, web = conversion_by_source(rows)  # type: ignore[arg-type]

    assert (fair.source, fair.conversion_rate) == ("fair", 1)
    assert (web.conversion_rate, web.win_rate, web.amount) == (Fraction(1, 3), Fraction(1, 2), 5)


def test_ld8_232_doors_end_as_the_handbook_counts_them() -> None:
    counts = {"impatient": 93, "lukewarm": 70, "refuses": 46, "listens": 23}

    found = outcome_shares(word for word, count in counts.items() for _ in range(count))

    assert sum(count for _, count, _ in found) == 29 * 8
    assert [(name, round(float(share), 1)) for name, _, share in found] == [
        ("impatient", 0.4),
        ("lukewarm", 0.3),
        ("refuses", 0.2),
        ("listens", 0.1),
    ]


@pytest.mark.parametrize("paper", ["P/I", "proforma invoice", "形式发票", "ＰＩ", ""])
def test_ld9_a_proforma_invoice_is_no_order(paper: str) -> None:
    assert not is_order(paper)


def test_ld9_a_deal_with_a_proforma_invoice_stays_in_the_proforma_stage() -> None:
    claimed = deal("d", "order", document="P/I", facts={"budget": "yes"})

    held = real_stage(claimed, STAGES, "quote")

    assert (held.stage.name, held.proforma) == ("quote", True)
    assert real_stage(claimed, STAGES).stage.name == "order"


@pytest.mark.parametrize(
    ("budget", "stage"), [(None, "quote"), (False, "quote"), ("", "quote"), (0, "order")]
)
def test_ld11_a_stage_is_left_when_its_criteria_are_known(budget: object, stage: str) -> None:
    assert real_stage(deal("d", "order", facts={"Budget": budget}), STAGES).stage.name == stage


def test_ld5_lost_deals_count_up_to_their_stage_and_won_ones_through_all() -> None:
    deals = [deal("a", "lead"), deal("b", "quote", outcome="lost"), deal("c", "lead", outcome="won")]

    assert [entry.reached for entry in stage_passes(deals, STAGES)] == [3, 2, 1]
    assert stage_passes(deals, STAGES)[1].from_previous == Fraction(2, 3)


@pytest.mark.parametrize(("days", "stale"), [(30, False), (31, True)])
def test_ld5_a_deal_is_stale_after_the_last_day_of_its_stage(days: int, stale: bool) -> None:
    found = deal_ages([deal("a", "quote", stage_since=DAY - timedelta(days=days))], STAGES, DAY)

    assert (found[0].stale, found[0].age_days) == (stale, 40)


def test_ld5_the_sales_cycle_is_measured_over_won_deals() -> None:
    won = [deal(str(days), "order", outcome="won", closed=DAY + timedelta(days=days)) for days in (0, 10, 50)]

    cycle = sales_cycle([*won, deal("open", "order"), deal("lost", "order", outcome="lost", closed=DAY)])

    assert cycle is not None
    assert (cycle.deals, cycle.mean_days, cycle.median_days) == (3, 60, 50)


def test_ld10_an_order_stands_at_its_first_open_step() -> None:
    done = {"contract": DAY, "production": DAY, "shipment": DAY + timedelta(days=1)}

    found = order_progress({"deposit": DAY - timedelta(days=2)}, done, DAY)

    assert (found.step, found.late_days, found.skipped) == ("deposit", 2, ("deposit",))
    assert (
        order_progress({}, dict.fromkeys(("contract", "payment"), DAY), DAY, ("contract", "payment")).step
        is None
    )


def test_referrals_never_widen_their_funnel() -> None:
    names = [
        Referral("Li", DAY, won=DAY + timedelta(days=2), amount=Fraction(9)),
        Referral("Li", DAY, contacted=DAY),
        Referral("Wu", DAY, visited=DAY),
        Referral("Wu", DAY - timedelta(days=1), won=DAY),
    ]

    li, wu = referral_funnel(names, DAY, DAY + timedelta(days=2))

    assert (li.referrer, li.given, li.contacted, li.visited, li.won, li.amount) == ("Li", 2, 2, 1, 1, 9)
    assert (wu.given, wu.contacted, wu.visited, wu.won) == (1, 1, 1, 0)


def test_pr5_the_third_day_is_in_time_and_waiting_quotes_are_not_judged() -> None:
    quotes = [
        (DAY - timedelta(days=9), DAY - timedelta(days=6)),
        (DAY - timedelta(days=9), DAY - timedelta(days=5)),
        (DAY - timedelta(days=3), None),
        (DAY - timedelta(days=4), None),
    ]

    found = quote_answers(quotes, DAY)

    assert (found.in_time, found.late, found.waiting, found.rate) == (1, 2, 1, Fraction(1, 3))


@pytest.mark.parametrize(
    ("price", "level", "below"),
    [
        ("142.86", None, False),
        ("142.85", "manager", False),
        ("124", "director", False),
        ("111", "director", True),
    ],
)
def test_pr3_the_lower_the_margin_the_higher_who_approves(price: str, level: str | None, below: bool) -> None:
    levels = [(Fraction(3, 10), "manager"), (Fraction(1, 5), "director")]

    found = price_approval(Fraction(price), Fraction(100), Fraction(1, 10), levels)

    assert (found.level, found.below_floor) == (level, below)


def test_pr3_a_price_at_the_floor_has_the_floor_margin() -> None:
    floor = price_approval(Fraction(200), Fraction(90), Fraction(1, 10)).floor

    assert price_approval(floor, Fraction(90), Fraction(1, 10)).below_floor is False
    with pytest.raises(InvalidInputError, match="PRICE-010"):
        price_approval(Fraction(0), Fraction(1), Fraction(0))
    with pytest.raises(InvalidInputError, match="PRICE-011"):
        price_approval(Fraction(1), Fraction(1), Fraction(1))


def test_pr4_a_margin_is_compared_with_the_median_of_peers() -> None:
    peers = [Fraction(share, 100) for share in (10, 20, 30, 90)]

    assert peer_margin_gap(Fraction(1, 4), peers) == 0
    assert peer_margin_gap(Fraction(1, 4), []) is None


def test_pr7_samples_tell_their_fee_hit_rate_and_note() -> None:
    rows = [
        Sample(DAY, Fraction(20), Fraction(20), DAY + timedelta(days=2), True),
        Sample(DAY, Fraction(30), Fraction(0), DAY + timedelta(days=3), False),
    ]

    found = sample_result(rows)

    assert (found.net_fee, found.hit_rate, found.noted_in_time) == (30, Fraction(1, 2), 1)
