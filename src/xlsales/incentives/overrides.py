"""Management overrides: what people get from the sales of those below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from xlsales.kernel.numbers import CENT, ZERO, round_to_unit

Person = TypeVar("Person")


def overrides(
    manager_of: Mapping[Person, Person | None],
    amounts: Mapping[Person, Fraction],
    rates: Sequence[Fraction],
    unit: Fraction = CENT,
) -> dict[Person, Fraction]:
    """Return what each person gets from the people below.

    Args:
        manager_of: The manager of each person, ``None`` at the top; without cycles.
        amounts: What each person sold; own sales earn no override.
        rates: By distance: of direct reports, of their reports, and so on.
        unit: Each person's sum is rounded to it once, halves away from zero.

    Examples:
        >>> lead = {"rep": "lead", "lead": "head", "head": None}
        >>> paid = overrides(lead, {"rep": Fraction(1000)}, [Fraction("0.08"), Fraction("0.04")])
        >>> {person: float(amount) for person, amount in paid.items()}
        {'rep': 0.0, 'lead': 80.0, 'head': 40.0}
    """
    sums = dict.fromkeys(manager_of, ZERO)
    for person, amount in amounts.items():
        above = manager_of.get(person)
        for rate in rates:
            if above is None:
                break
            if above in sums:
                sums[above] += rate * amount
            above = manager_of.get(above)
    return {person: round_to_unit(total, unit) for person, total in sums.items()}


def find_cycle(manager_of: Mapping[Person, Person | None]) -> tuple[Person, ...] | None:
    """Return people who manage each other in a circle, the first one again at the end.

    Examples:
        >>> find_cycle({"a": "b", "b": "a"}), find_cycle({"a": "b", "b": None})
        (('a', 'b', 'a'), None)
    """
    cleared: set[Person] = set()
    for start in manager_of:
        chain: dict[Person, None] = {}
        person: Person | None = start
        while person is not None and person not in cleared:
            if person in chain:
                people = list(chain)
                return (*people[people.index(person) :], person)
            chain[person] = None
            person = manager_of.get(person)
        cleared.update(chain)
    return None
