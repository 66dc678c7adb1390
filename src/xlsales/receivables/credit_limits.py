"""How much a customer may owe, and when deliveries stop."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

HoldReason = Literal["over limit", "overdue", "no credit"]


@dataclass(frozen=True, slots=True)
class LimitRule:
    """How a limit is set.

    Attributes:
        months: Months of average sales that a customer with a full score may owe.
        least_score: Payment score below which there is no credit.
        full_score: Payment score from which the limit is not cut.
        first_order: Limit of a customer without a payment history.
        unit: Limits are rounded down to this.
        overdue_days: Days overdue from which deliveries stop.
    """

    months: Fraction = Fraction(2)
    least_score: Fraction = Fraction(50)
    full_score: Fraction = Fraction(80)
    first_order: Fraction = Fraction(0)
    unit: Fraction = Fraction(100)
    overdue_days: int = 60


def credit_limit(monthly_sales: Fraction, score: Fraction | None, rule: LimitRule) -> Fraction:
    """Return how much a customer may owe (CR1, CR6).

    Args:
        monthly_sales: Average sales a month.
        score: Payment score 0 to 100; ``None`` has no history and gets the limit of a first order.
        rule: How limits are set.

    Returns:
        Sales x months, in proportion between the two scores, none below the least score; rounded down
        to the unit, never negative.

    References:
        Handbook: a system of customer credit; the risk of a first order.

    Examples:
        >>> rule = LimitRule(first_order=Fraction(5000))
        >>> [int(credit_limit(Fraction(1000), score, rule)) for score in (Fraction(80), Fraction(65), None)]
        [2000, 1000, 5000]
    """
    if score is None:
        return rule.first_order
    if score < rule.least_score:
        return Fraction(0)
    span = rule.full_score - rule.least_score
    part = min(Fraction(1), (score - rule.least_score) / span) if span > 0 else Fraction(1)
    limit = max(Fraction(0), monthly_sales) * rule.months * part
    return limit // rule.unit * rule.unit if rule.unit else limit


def hold_reason(
    owed: Fraction, limit: Fraction, oldest_days: int, rule: LimitRule | None = None
) -> HoldReason | None:
    """Tell whether deliveries stop, and why (CR1).

    Args:
        owed: What the customer owes.
        limit: What it may owe.
        oldest_days: Days that the oldest open invoice is overdue.
        rule: From how many days on deliveries stop.

    Returns:
        ``overdue`` before ``no credit`` (something owed at a limit of 0) before ``over limit``; ``None``
        where deliveries go on. Owing just the limit is fine.

    Examples:
        >>> hold_reason(Fraction(100), Fraction(100), 60), hold_reason(Fraction(101), Fraction(100), 0)
        (None, 'over limit')
    """
    if owed > 0 and oldest_days > (rule or LimitRule()).overdue_days:
        return "overdue"
    if owed > limit:
        return "over limit" if limit > 0 else "no credit"
    return None
