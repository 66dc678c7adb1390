"""Coupons: what was issued, redeemed and expired, and what may still have to be given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ONE, ZERO, shown


@dataclass(frozen=True, slots=True)
class Coupon:
    """A promise of a reduction; the last day still counts, ``None`` has no end."""

    id: str
    issued: date
    value: Fraction
    last_day: date | None = None


class Redemption(NamedTuple):
    """A reduction taken against a coupon."""

    coupon: str
    day: date
    value: Fraction


class CouponBook(NamedTuple):
    """Where coupons stand on a day; issued = redeemed + expired + outstanding, always.

    Attributes:
        issued, redeemed, expired, outstanding: Values in currency.
        liability: What is expected to be redeemed of the outstanding value.
        by_coupon: Outstanding value of each coupon that has any.
    """

    issued: Fraction
    redeemed: Fraction
    expired: Fraction
    outstanding: Fraction
    liability: Fraction
    by_coupon: Mapping[str, Fraction]


def coupon_book(
    coupons: Iterable[Coupon],
    redemptions: Sequence[Redemption],
    as_of: date,
    redemption_rate: Fraction = ONE,
) -> CouponBook:
    """Return where coupons stand at the end of a day (PR2).

    Args:
        coupons: Each once, checked by ``coupon_issues``; one issued later is not there yet.
        redemptions: In any order; those after ``as_of`` have not happened yet.
        as_of: The day of the question.
        redemption_rate: Part of the outstanding value that is expected to be used.

    Examples:
        >>> coupons = [
        ...     Coupon("C1", date(2026, 1, 1), Fraction(100)),
        ...     Coupon("C2", date(2026, 1, 1), Fraction(50), date(2026, 3, 31)),
        ... ]
        >>> used = [Redemption("C1", date(2026, 2, 1), Fraction(30))]
        >>> book = coupon_book(coupons, used, date(2026, 4, 1), Fraction("0.8"))
        >>> [float(value) for value in book[:5]]
        [150.0, 30.0, 50.0, 70.0, 56.0]
    """
    used: dict[str, Fraction] = {}
    for one in redemptions:
        if one.day <= as_of:
            used[one.coupon] = used.get(one.coupon, ZERO) + one.value
    issued = redeemed = expired = ZERO
    left: dict[str, Fraction] = {}
    for coupon in coupons:
        if coupon.issued > as_of:
            continue
        taken = used.get(coupon.id, ZERO)
        issued += coupon.value
        redeemed += taken
        rest = coupon.value - taken
        if coupon.last_day is not None and coupon.last_day < as_of:
            expired += rest
        elif rest:
            left[coupon.id] = rest
    outstanding = sum(left.values(), ZERO)
    return CouponBook(issued, redeemed, expired, outstanding, outstanding * redemption_rate, left)


def coupon_issues(coupons: Iterable[Coupon], redemptions: Sequence[Redemption]) -> tuple[Issue, ...]:
    """Return every redemption that its coupon does not cover.

    Raises:
        InvalidInputError: COUPON-001 a coupon that nobody issued, COUPON-002 a redemption before its
            coupon or after its last day, COUPON-003 more redeemed than a coupon is worth; all of them
            are returned, none is raised.

    Examples:
        >>> late = [Redemption("C1", date(2026, 4, 1), Fraction(1))]
        >>> [one.code for one in coupon_issues([Coupon("C1", date(2026, 1, 1), ONE, date(2026, 3, 1))], late)]
        ['COUPON-002']
    """
    known = {coupon.id: coupon for coupon in coupons}
    found: list[Issue] = []
    used: dict[str, Fraction] = {}
    for one in sorted(redemptions, key=lambda one: (one.day, one.coupon)):
        coupon = known.get(one.coupon)
        where = f"{one.coupon} on {one.day}"
        if coupon is None:
            fix = "Correct the coupon's id, or add the coupon."
            found.append(Issue("COUPON-001", where, repr(one.coupon), "a coupon that was issued", fix))
            continue
        if one.day < coupon.issued or (coupon.last_day is not None and one.day > coupon.last_day):
            expected = f"a day from {coupon.issued}" + (f" to {coupon.last_day}" if coupon.last_day else "")
            fix = "Correct the day; what is given after the last day is a concession."
            found.append(Issue("COUPON-002", where, f"{one.day}", expected, fix))
        used[one.coupon] = used.get(one.coupon, ZERO) + one.value
        if used[one.coupon] > coupon.value:
            got, expected = f"{shown(used[one.coupon])} in all", f"at most {shown(coupon.value)}"
            fix = "Correct the amount; what is given beyond it is a concession."
            found.append(Issue("COUPON-003", where, got, expected, fix))
    return tuple(found)
