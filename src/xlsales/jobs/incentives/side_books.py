"""What stands beside pay: rewards in kind, a second log, coupons and concessions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from xlsales.incentives.concessions import DealMargin, margins_after_concessions
from xlsales.incentives.coupons import Coupon, CouponBook, Redemption, coupon_book, coupon_issues
from xlsales.incentives.two_logs import LogDifference, log_differences
from xlsales.jobs.incentives.engine import Pay
from xlsales.jobs.incentives.lines import Line
from xlsales.kernel.dates import month_end
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ONE, ZERO
from xlsales.plans.incentives import IncentivePlan
from xlsales.tables.incentive_rows import Happened


@dataclass(frozen=True, slots=True)
class SideBooks:
    """What a run tells beside the pay of its open month.

    Attributes:
        goods: Lines of rewards in kind, of the month.
        differences: Where the second log tells transactions differently; ``None`` without one.
        coupons: Where coupons stand at the end of the month; ``None`` without any.
        margins: Deals on which something was given away, by the end of the month.
        issues: Redemptions that their coupons do not cover, and concessions on unknown orders.
    """

    goods: tuple[Line, ...]
    differences: tuple[LogDifference, ...] | None
    coupons: CouponBook | None
    margins: dict[str, DealMargin]
    issues: tuple[Issue, ...]


def side_books(plan: IncentivePlan, happened: Happened, pay: Pay) -> SideBooks:
    """Return what stands beside the pay of the open month.

    Among the issues: COUPON-001 to COUPON-003, and INC-107 a concession on an unknown order.
    """
    day = month_end(pay.last)
    book, issues = _coupons(plan, happened, day)
    margins, unknown = _margins(happened, day)
    goods = tuple(line for line in pay.kept if line.month == pay.last and line.goods)
    return SideBooks(goods, _second_log(happened, day), book, margins, (*issues, *unknown))


def _second_log(happened: Happened, day: date) -> tuple[LogDifference, ...] | None:
    """Compare transactions up to a day with the second log; one without amounts tells only presence."""
    if not happened.second_log:
        return None
    counted = {one.id: one.amount for one in happened.transactions if one.day <= day and one.kind != "cancel"}
    by_presence = all(one.amount is None for one in happened.second_log)
    first = [(id_, ONE if by_presence else amount) for id_, amount in counted.items()]
    second = [
        (one.id, ONE if by_presence else counted.get(one.id, ZERO) if one.amount is None else one.amount)
        for one in happened.second_log
    ]
    return log_differences(first, second)


def _coupons(
    plan: IncentivePlan, happened: Happened, day: date
) -> tuple[CouponBook | None, tuple[Issue, ...]]:
    if not happened.coupons and not happened.redemptions:
        return None, ()
    coupons = [Coupon(one.id, one.issued, one.value, one.last_day) for one in happened.coupons]
    used = [Redemption(one.coupon, one.day, one.value) for one in happened.redemptions]
    issues = tuple(replace(issue, severity="warning") for issue in coupon_issues(coupons, used))
    return coupon_book(coupons, used, day, Fraction(plan.settings.redemption_rate)), issues


def _margins(happened: Happened, day: date) -> tuple[dict[str, DealMargin], tuple[Issue, ...]]:
    """Return the deals on which something was given away, coupons among it."""
    given = [(one.transaction, one.amount) for one in happened.concessions if one.day <= day]
    given += [
        (one.transaction, one.value) for one in happened.redemptions if one.transaction and one.day <= day
    ]
    if not given:
        return {}, ()
    wanted = {deal for deal, _ in given}
    deals = {one.id: (one.amount, one.cost) for one in happened.transactions if one.id in wanted}
    issues = tuple(
        Issue(
            "INC-107",
            one.where,
            f"order {one.transaction!r}",
            "an order of the transactions",
            "Correct the id; until then the cost stands by itself.",
            severity="warning",
        )
        for one in happened.concessions
        if one.transaction not in deals and one.day <= day
    )
    return margins_after_concessions(deals, given), issues
