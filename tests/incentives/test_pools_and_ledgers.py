"""Pools, asymmetric rules, two logs, coupons and concessions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.incentives.asymmetric import AsymmetricRule, above_legal_limit, asymmetric_pay
from xlsales.incentives.concessions import margins_after_concessions
from xlsales.incentives.coupons import Coupon, Redemption, coupon_book, coupon_issues
from xlsales.incentives.pools import Member, pool_shares
from xlsales.incentives.two_logs import log_differences

CENTS = st.integers(-(10**7), 10**7).map(lambda cents: Fraction(cents, 100))


@given(
    pool=CENTS,
    claims=st.lists(
        st.tuples(st.integers(0, 5), st.integers(-1, 12), st.integers(0, 31)), min_size=1, max_size=9
    ),
)
def test_a_pool_is_shared_to_the_cent_and_a_full_return_takes_it_all_back(
    pool: Fraction, claims: list[tuple[int, int, int]]
) -> None:
    members = [Member(Fraction(w), Fraction(s, 10), Fraction(d, 31)) for w, s, d in claims]

    shares = pool_shares(pool, members)

    assert sum(shares) == (pool if any(member.claim for member in members) else 0)
    assert pool_shares(-pool, members) == tuple(-share for share in shares)
    assert not any(share for share, member in zip(shares, members, strict=True) if not member.claim)


@pytest.mark.parametrize(
    ("done", "amount", "capped"),
    [(4, -120, True), (7, -120, False), (8, -80, False), (10, 0, False), (11, 5, False)],
)
def test_in6_a_reward_is_optional_and_a_penalty_mandatory(done: int, amount: int, capped: bool) -> None:
    rule = AsymmetricRule(Fraction(40), Fraction(5), Fraction(120))

    pay = asymmetric_pay(Fraction(done), Fraction(10), rule)

    assert (pay.amount, pay.is_capped) == (amount, capped)


@pytest.mark.parametrize(("deducted", "above"), [(199, 0), (200, 0), (201, 1)])
def test_in7_only_what_lies_above_the_limit_is_flagged(deducted: int, above: int) -> None:
    assert above_legal_limit(Fraction(deducted), Fraction(1000), Fraction("0.2")) == above


def test_in11_logs_differ_by_presence_amount_and_number() -> None:
    one = Fraction(1)
    ours = [("a", one), ("b", one), ("c", one), ("c", one), ("d", 2 * one)]
    theirs = [("b", one), ("d", one), ("d", one), ("e", one), ("c", one)]

    found = {d.key: (d.finding, d.difference) for d in log_differences(ours, theirs)}

    assert found == {"a": ("only first", -1), "c": ("amount", -1), "d": ("count", 0), "e": ("only second", 1)}


@pytest.mark.parametrize(("other", "agrees"), [("10.04", True), ("10.05", True), ("10.06", False)])
def test_in11_amounts_may_differ_by_the_tolerance(other: str, agrees: bool) -> None:
    found = log_differences([("x", Fraction(10))], [("x", Fraction(other))], Fraction("0.05"))

    assert (not found) is agrees


COUPONS = [
    Coupon("A", date(2026, 1, 1), Fraction(100), date(2026, 3, 31)),
    Coupon("B", date(2026, 2, 1), Fraction(40)),
]
USED = [Redemption("A", date(2026, 3, 31), Fraction(60)), Redemption("B", date(2026, 5, 1), Fraction(40))]


@pytest.mark.parametrize(
    ("as_of", "book"),
    [
        (date(2026, 1, 31), (100, 0, 0, 100)),
        (date(2026, 3, 31), (140, 60, 0, 80)),
        (date(2026, 4, 1), (140, 60, 40, 40)),
        (date(2026, 5, 1), (140, 100, 40, 0)),
    ],
)
def test_pr2_coupons_are_issued_redeemed_expired_or_owed(as_of: date, book: tuple[int, ...]) -> None:
    found = coupon_book(COUPONS, USED, as_of, Fraction("0.75"))

    assert found[:4] == book
    assert found.issued == found.redeemed + found.expired + found.outstanding
    assert found.liability == found.outstanding * Fraction("0.75")


def test_pr2_a_redemption_without_cover_is_told() -> None:
    used = [
        *USED,
        Redemption("A", date(2026, 4, 1), Fraction(10)),
        Redemption("B", date(2026, 5, 2), Fraction(1)),
        Redemption("Z", date(2026, 5, 2), Fraction(1)),
    ]

    found = [(issue.code, issue.where) for issue in coupon_issues(COUPONS, used)]

    assert found == [
        ("COUPON-002", "A on 2026-04-01"),
        ("COUPON-003", "B on 2026-05-02"),
        ("COUPON-001", "Z on 2026-05-02"),
    ]
    assert coupon_issues(COUPONS, USED) == ()


def test_pr2_what_is_given_after_an_order_is_its_cost() -> None:
    deals = {"D1": (Fraction(1000), Fraction(900)), "D2": (Fraction(0), Fraction(0))}

    found = margins_after_concessions(deals, [("D1", Fraction(120)), ("D9", Fraction(5))])

    assert [(name, one.margin, one.margin_rate) for name, one in found.items()] == [
        ("D1", -20, Fraction("-0.02")),
        ("D2", 0, None),
        ("D9", -5, None),
    ]
