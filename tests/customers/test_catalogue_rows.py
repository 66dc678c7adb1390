"""The smaller rows of the catalogue about customers and markets; each test names its row."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from xlsales.customers.buying_centre import ROLES, role_coverage
from xlsales.customers.channel_alerts import channel_alerts
from xlsales.customers.complaints import Complaint, complaint_summary
from xlsales.customers.completeness import QUOTE_FIELDS, completeness
from xlsales.customers.decision_sheet import FACTORS, coverage_strategy
from xlsales.customers.distribution import Outlet, display_check, distribution_coverage
from xlsales.customers.life_cycle import life_stage
from xlsales.customers.payback import CustomerCost, entry_fee_is_reasonable, payback_months
from xlsales.customers.plan_adherence import plan_adherence
from xlsales.customers.price_moves import price_moves
from xlsales.customers.purchase_type import OrderLine, purchase_types
from xlsales.customers.push_rules import push_advice
from xlsales.customers.relationship import relationship_of_grade, selling_method, tasks_of
from xlsales.customers.release import ReleaseRule, release_of
from xlsales.customers.repeat_rate import repeat_rate
from xlsales.customers.satisfaction import loyalty_tier, satisfaction_index
from xlsales.customers.segment_count import count_segments
from xlsales.customers.shelf_age import shelf_ages
from xlsales.customers.visit_log import LoggedVisit, daily_compliance, visit_anomalies
from xlsales.kernel.issues import InvalidInputError

DAY = date(2026, 3, 2)


def numbers(*values: object) -> list[Fraction]:
    return [Fraction(str(value)) for value in values]


@pytest.mark.parametrize(
    ("count", "verdict"), [(2, "too few"), (3, "ok"), (5, "ok"), (6, "too many"), (0, "too few")]
)
def test_cg8_three_to_five_segments_can_be_served(count: int, verdict: str) -> None:
    assert count_segments([f"segment {place}" for place in range(count)]).verdict == verdict


def test_cg8_customers_without_a_segment_are_counted_apart() -> None:
    found = count_segments(["a", None, "", "Ａ"])

    assert (found.sizes, found.unassigned) == ((("a", 2),), 2)


def test_cg9_the_same_terms_again_are_a_straight_rebuy_other_terms_a_modified_one() -> None:
    lines = [
        OrderLine("a", DAY + timedelta(days=days), product, terms)
        for days, product, terms in (
            (0, "bolt", 1),
            (0, "bolt", 2),
            (5, "bolt", 2),
            (9, "bolt", 3),
            (9, "nut", 3),
        )
    ]

    assert purchase_types(lines) == ("new", "new", "straight", "modified", "new")


def test_cg9_the_order_of_rows_does_not_matter() -> None:
    lines = [
        OrderLine("a", DAY + timedelta(days=days), "bolt", terms) for days, terms in ((0, 1), (3, 1), (6, 2))
    ]

    assert purchase_types(lines[::-1]) == purchase_types(lines)[::-1]


def test_cg10_roles_without_a_contact_are_named() -> None:
    found = role_coverage(["发起者", "INITIATOR", "clerk"])

    assert (found.share, found.missing, found.unread) == (Fraction(1, 4), tuple(ROLES)[1:], ("clerk",))


def test_cg12_buyers_of_more_than_one_order_are_repeat_buyers() -> None:
    assert repeat_rate([0, 1, 2, 5]) == Fraction(2, 3)
    assert repeat_rate([0]) is None


def test_cg14_satisfaction_weighs_questions_not_replies() -> None:
    ratings = [[Fraction(5), Fraction(1)], [None, Fraction(1)], [None, Fraction(1)]]

    assert satisfaction_index(ratings, numbers(1, 1)) == 50
    assert satisfaction_index([[None, None]], numbers(1, 1)) is None


def test_cg14_a_rating_outside_the_scale_is_named_by_its_cell() -> None:
    with pytest.raises(InvalidInputError, match=r"SATI-001 at ratings\[2,1\]"):
        satisfaction_index([[Fraction(5)], [Fraction(6)]], numbers(1))


@pytest.mark.parametrize(("spend", "years", "tier"), [(999, 9, None), (1000, 1, "silver"), (1000, 2, "gold")])
def test_cg14_a_loyalty_tier_needs_spend_and_years(spend: int, years: int, tier: str | None) -> None:
    tiers = [("gold", *numbers(1000, 2)), ("silver", *numbers(1000, 0))]

    assert loyalty_tier(Fraction(spend), Fraction(years), tiers) == tier


def test_cg16_pr6_weights_count_and_zero_is_known() -> None:
    wanted = dict.fromkeys(QUOTE_FIELDS, Fraction(1)) | {"port": Fraction(2)}

    found = completeness(dict.fromkeys(QUOTE_FIELDS, 0) | {"port": "  "}, wanted)

    assert (found.share, found.missing) == (Fraction(8, 10), ("port",))


def test_cg17_pr8_what_never_gains_never_pays_back() -> None:
    cost = CustomerCost(*numbers(1000, 10, 20, 0))

    assert payback_months(cost.outlay, cost.monthly_gain) is None
    assert payback_months(Fraction(0), Fraction(0)) == 0


@pytest.mark.parametrize(("months", "fine"), [("5.99", False), ("6", True)])
def test_pr8_an_entry_fee_that_pays_back_on_the_last_month_is_reasonable(months: str, fine: bool) -> None:
    assert entry_fee_is_reasonable(Fraction(6000), Fraction(1000), Fraction(months)) is fine


@pytest.mark.parametrize(
    ("sales", "market", "stage"),
    [
        ([0, 0], None, None),
        ([0, 1, 2], 100, "introduction"),
        ([10, 11, 12], None, "growth"),
        ([100, 105, 119], None, "saturation"),
        ([100, 110, 120], None, "growth"),
        ([100, 90, 80], None, "decline"),
        ([100, 95, 81], None, "saturation"),
    ],
)
def test_fc4_growth_decides_the_stage_of_life(
    sales: list[int], market: int | None, stage: str | None
) -> None:
    size = None if market is None else Fraction(market)

    assert life_stage(numbers(*sales), size) == stage


def test_fc3_a_value_at_its_limit_is_still_normal() -> None:
    normal = channel_alerts(numbers(100, 80), Fraction(160), Fraction(100), Fraction(10))
    alarming = channel_alerts(numbers(100, "79.9"), Fraction(160), Fraction(100), Fraction("10.1"))

    assert normal == ()
    assert alarming == ("falling sales", "stock piles up", "overdue")


def test_fu1_a_quota_counts_customers_and_reports_of_the_day() -> None:
    noon = datetime(2026, 3, 2, 12)
    log = [
        LoggedVisit(2, "Li", "a", noon, reported=DAY),
        LoggedVisit(3, "Li", "a", noon, reported=DAY + timedelta(days=1)),
        LoggedVisit(4, "Wu", "b", noon),
    ]

    li, wu = daily_compliance(log, [DAY], {"Li": 2, "Wu": 1})

    assert (li.met_rate, li.same_day_rate) == (0, Fraction(1, 2))
    assert (wu.met_rate, wu.same_day_rate) == (1, 0)


def test_fu3_visits_that_overlap_repeat_or_end_too_early_are_named_by_row() -> None:
    def at(hour: int) -> datetime:
        return datetime(2026, 3, 2, hour)

    log = [
        LoggedVisit(2, "Li", "a", at(8), at(12)),
        LoggedVisit(3, "Li", "b", at(9), at(10)),
        LoggedVisit(4, "Li", "c", at(11), at(13)),
        LoggedVisit(5, "Li", "d", at(13), at(14)),
        LoggedVisit(6, "Li", "d", at(13), at(14)),
        LoggedVisit(7, "Wu", "a", at(9), at(8)),
    ]

    found = {(anomaly.kind, anomaly.first, anomaly.second) for anomaly in visit_anomalies(log)}

    assert found == {
        ("overlap", 2, 3),
        ("overlap", 2, 4),
        ("duplicate", 5, 6),
        ("ends before it starts", 7, 7),
    }


@pytest.mark.parametrize(("done", "off"), [(8, ()), (7, ("a",)), (12, ()), (13, ("a",))])
def test_fu4_visits_within_a_fifth_of_the_plan_are_on_plan(done: int, off: tuple[str, ...]) -> None:
    found = plan_adherence({"a": 10}, {"a": done})

    assert (found.off_plan, found.rate) == (off, Fraction(min(done, 10), 10))


def test_fu6_complaints_wait_until_they_are_closed() -> None:
    complaints = [
        Complaint("old", DAY - timedelta(days=8)),
        Complaint("in time", DAY - timedelta(days=7)),
        Complaint("closed late", DAY - timedelta(days=30), DAY - timedelta(days=20)),
        Complaint("closed later than today", DAY - timedelta(days=1), DAY + timedelta(days=1)),
        Complaint("not yet", DAY + timedelta(days=1)),
    ]

    found = complaint_summary(complaints, DAY)

    assert found.open_days == (("old", 8), ("in time", 7), ("closed later than today", 1))
    assert (found.late, found.mean_days, found.in_time_rate) == (1, 10, 0)


@pytest.mark.parametrize(
    ("age", "state"), [(60, "normal"), (61, "slowing"), (180, "slowing"), (181, "slow mover")]
)
def test_if4_age_on_the_shelf_tells_slow_movers(age: int, state: str) -> None:
    assert shelf_ages([("tea", DAY - timedelta(days=age))], DAY)[0].state == state


def test_if5_only_large_moves_of_a_price_are_told() -> None:
    days = [DAY + timedelta(days=step) for step in range(4)]

    found = price_moves(zip(days, numbers(100, "104.99", "99.7405", 120), strict=True))

    assert [(move.direction, move.day) for move in found] == [("down", days[2]), ("up", days[3])]


@pytest.mark.parametrize(
    ("likeness", "resources", "strategy"),
    [(3, 1, "undifferentiated"), (2, 3, "differentiated"), (2, 2, "concentrated")],
)
def test_if6_six_factors_suggest_how_to_cover_a_market(likeness: int, resources: int, strategy: str) -> None:
    ratings = dict.fromkeys(FACTORS, Fraction(likeness)) | {"resources": Fraction(resources)}

    assert coverage_strategy(ratings).strategy == strategy


def test_if6_a_factor_that_is_not_rated_is_named() -> None:
    with pytest.raises(InvalidInputError, match="DECI-001 at few rivals"):
        coverage_strategy({name: Fraction(3) for name in FACTORS if name != "few rivals"})


def test_if7_traits_speak_for_people_or_advertisements() -> None:
    assert push_advice(["多而分散", "客户多而分散"]).push == "advertising"
    assert push_advice(["few buyers", "fixed price"]).push == "both"
    assert push_advice(["?"]).unread == ("?",)
    assert push_advice(["Few Buyers", "ＦＥＷ　ＢＵＹＥＲＳ", "客户少而集中"]).personal == ("few buyers",)


def test_distribution_counts_shops_and_weighs_their_turnover() -> None:
    shops = [
        Outlet("a", Fraction(70), True),
        Outlet("b", Fraction(30), False),
        Outlet("c", Fraction(0), False),
    ]

    found = distribution_coverage(shops)

    assert (found.numeric, found.weighted) == (Fraction(1, 3), Fraction(7, 10))
    assert distribution_coverage([]).numeric is None


def test_a_display_passes_at_the_standard_and_fails_where_nobody_looked() -> None:
    found = display_check(
        {"facings": 4, "poster": "ＹＥＳ"}, {"facings": 4, "poster": "yes", "price tag": True}
    )

    assert (found.share, found.failed) == (Fraction(2, 3), ("price tag",))


def test_cg6_cg7_cg11_each_rung_has_relationship_method_and_tasks() -> None:
    found = [relationship_of_grade(place, 4) for place in range(4)]

    assert [name for name, _ in found] == ["transactional", "problem-solving", "partnership", "alliance"]
    assert selling_method("alliance", "zh") == "顾问式、定制化"
    assert all(tasks_of(strategy, "zh") != tasks_of(strategy) for _, strategy in found)


@pytest.mark.parametrize(
    ("silent", "state"), [(75, "kept"), (76, "due soon"), (89, "due soon"), (90, "release")]
)
def test_a_customer_is_released_on_the_last_day_of_silence(silent: int, state: str) -> None:
    rule = ReleaseRule(silent_days=90, protection_days=30, warn_days=14)
    contact = DAY - timedelta(days=silent)

    assert release_of("Li", contact - timedelta(days=99), contact, DAY, rule).state == state


def test_a_customer_just_given_away_is_protected_from_release() -> None:
    rule = ReleaseRule(silent_days=10, protection_days=30)

    early = release_of("Li", DAY - timedelta(days=29), DAY - timedelta(days=99), DAY, rule)
    late = release_of("Li", DAY - timedelta(days=30), DAY - timedelta(days=99), DAY, rule)

    assert (early.state, late.state) == ("due soon", "release")
