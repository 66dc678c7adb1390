"""Warnings of a run of pay are told in the language of the report."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from xlsales.incentives.coupons import Coupon, Redemption, coupon_issues
from xlsales.kernel.issues import Issue
from xlsales.reports.incentive_warnings import warning_row

LATIN = re.compile("[A-Za-z]{2,}")


@pytest.mark.parametrize(
    ("got", "chinese"),
    [
        ("a month that is not locked", "该月尚未锁定"),
        ("a draw of 500 owed after 2026-02-01", "2026-02-01 离职后尚欠预支 500"),
        ("deductions of 1,200.5", "扣款 1,200.5"),
        ("something new", "something new"),
    ],
)
def test_what_came_is_chinese_with_its_values_in_their_places(got: str, chinese: str) -> None:
    row = warning_row(Issue("INC-100", "2026-01", got, "", ""), "zh")

    assert row == ("2026-01", f"INC-100：{chinese}", "")


def test_english_stays_as_it_was_written() -> None:
    issue = Issue("INC-103", "Ann 2026-01", "no target", "a target", "Add it.")

    assert warning_row(issue, "en") == ("Ann 2026-01", "INC-103: no target", "Add it.")


def test_every_remark_on_coupons_says_in_chinese_what_to_do() -> None:
    issued, last = date(2026, 1, 1), date(2026, 1, 31)
    coupons = [Coupon("1", issued, Fraction(100), last)]
    given = [("1", issued, 101), ("1", date(2026, 2, 1), 1), ("2", issued, 1)]
    used = [Redemption(coupon, day, Fraction(value)) for coupon, day, value in given]

    found = coupon_issues(coupons, used)

    assert {issue.code for issue in found} == {"COUPON-001", "COUPON-002", "COUPON-003"}
    for issue in found:
        assert not LATIN.search(warning_row(issue, "zh")[2])
