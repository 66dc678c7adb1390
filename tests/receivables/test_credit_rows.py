"""Limits, holds, collections, contracts and returns; each test names its row of the catalogue."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from xlsales.receivables.collection import OpenInvoice, collection_list
from xlsales.receivables.contract_alerts import Contract, contract_alerts
from xlsales.receivables.credit_limits import LimitRule, credit_limit, hold_reason
from xlsales.receivables.return_rates import return_rates

DAY = date(2026, 3, 2)
RULE = LimitRule(first_order=Fraction(500), unit=Fraction(100), overdue_days=60)


@pytest.mark.parametrize(
    ("score", "limit"), [("49.9", 0), ("50", 0), ("65", 1000), ("79.9", 1900), ("80", 2000), ("100", 2000)]
)
def test_cr1_the_payment_score_cuts_the_limit(score: str, limit: int) -> None:
    assert credit_limit(Fraction(1000), Fraction(score), RULE) == limit


def test_cr6_a_customer_without_payments_gets_the_limit_of_a_first_order() -> None:
    assert credit_limit(Fraction(99_999), None, RULE) == 500


def test_cr1_returns_never_make_a_limit_negative() -> None:
    assert credit_limit(Fraction(-1000), Fraction(90), RULE) == 0


@pytest.mark.parametrize(
    ("owed", "limit", "days", "reason"),
    [
        (100, 100, 60, None),
        (101, 100, 0, "over limit"),
        (1, 100, 61, "overdue"),
        (1, 0, 0, "no credit"),
        (0, 0, 99, None),
    ],
)
def test_cr1_deliveries_stop_beyond_the_limit_or_the_days(
    owed: int, limit: int, days: int, reason: str | None
) -> None:
    assert hold_reason(Fraction(owed), Fraction(limit), days, RULE) == reason


def test_cr2_the_collection_list_nets_credit_notes_and_ranks_by_money_and_days() -> None:
    def invoice(customer: str, days: int, amount: int) -> OpenInvoice:
        return OpenInvoice(customer, f"{customer}{days}", DAY - timedelta(days=days), Fraction(amount))

    invoices = [
        invoice("small", 90, 10),
        invoice("large", 30, 1000),
        invoice("large", 0, 999),
        invoice("covered", 50, 100),
        invoice("covered", -5, -100),
    ]

    found = collection_list(invoices, DAY)

    assert [(item.customer, item.overdue, item.oldest_days, item.step) for item in found] == [
        ("large", 1000, 30, "call"),
        ("small", 10, 90, "legal"),
    ]


def test_cr4_contracts_warn_before_their_end_and_late_deliveries_come_first() -> None:
    contracts = [
        Contract("soon", ends=DAY + timedelta(days=60)),
        Contract("not yet", ends=DAY + timedelta(days=61)),
        Contract("over", ends=DAY - timedelta(days=1)),
        Contract("today", delivery_due=DAY),
        Contract("late", delivery_due=DAY - timedelta(days=1)),
        Contract("was late", delivery_due=DAY - timedelta(days=9), delivered=DAY - timedelta(days=8)),
    ]

    found = contract_alerts(contracts, DAY)

    assert [(alert.name, alert.kind, alert.days) for alert in found] == [
        ("late", "delivery late", 1),
        ("over", "expired", 1),
        ("soon", "expires soon", 60),
        ("was late", "delivered late", 1),
    ]


def test_cr5_return_rates_are_of_what_was_sold() -> None:
    rows = [
        ("a", Fraction(100), Fraction(0)),
        ("b", Fraction(50), Fraction(5)),
        ("c", Fraction(0), Fraction(1)),
    ]

    assert [(key, rate) for key, _, _, rate in return_rates(rows)] == [
        ("b", Fraction(1, 10)),
        ("c", None),
        ("a", 0),
    ]
