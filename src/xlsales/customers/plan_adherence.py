"""Visits planned against visits made."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

TOLERANCE: Final = Fraction(1, 5)


@dataclass(frozen=True, slots=True)
class Adherence:
    """How far a plan was kept.

    Attributes:
        planned: Visits planned.
        done: Visits made, those without a plan included.
        kept: Visits made up to the plan of each customer.
        off_plan: Customers whose visits miss the plan by more than the tolerance, in order of the plan.
    """

    planned: int
    done: int
    kept: int
    off_plan: tuple[Hashable, ...]

    @property
    def rate(self) -> Fraction | None:
        """Part of the plan that was done; extra visits do not make up for missed ones."""
        return Fraction(self.kept, self.planned) if self.planned else None


def plan_adherence(
    planned: Mapping[Hashable, int], done: Mapping[Hashable, int], tolerance: Fraction = TOLERANCE
) -> Adherence:
    """Compare visits with their plan (FU4).

    Args:
        planned: Visits planned of each customer.
        done: Visits made.
        tolerance: Part of the plan by which a customer's visits may miss it, both ways.

    References:
        Adherence within 20 % of the target, media-soft; extra visits are not counted, Revo help 4834849.

    Examples:
        >>> found = plan_adherence({"a": 10, "b": 5}, {"a": 12, "b": 3, "c": 1})
        >>> found.rate, found.off_plan
        (Fraction(13, 15), ('b', 'c'))
    """
    customers = dict.fromkeys([*planned, *done])
    off = tuple(
        customer
        for customer in customers
        if abs(done.get(customer, 0) - planned.get(customer, 0)) > tolerance * planned.get(customer, 0)
    )
    kept = sum(min(count, done.get(customer, 0)) for customer, count in planned.items())
    return Adherence(sum(planned.values()), sum(done.values()), kept, off)
