"""New purchase, modified rebuy or straight rebuy: what kind of decision an order was."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

PurchaseType = Literal["new", "modified", "straight"]


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A bought product.

    Attributes:
        customer: Who bought.
        day: When.
        product: What.
        terms: What may be changed from one order to the next: specification, supplier, price class.
    """

    customer: Hashable
    day: date
    product: Hashable
    terms: Hashable = None


def purchase_types(lines: Iterable[OrderLine]) -> tuple[PurchaseType, ...]:
    """Tell the kind of each purchase (CG9).

    Args:
        lines: Order lines in any order.

    Returns:
        One kind a line, in the order given: ``new`` when the customer bought the product on no earlier
        day, ``straight`` when the last earlier day had the same terms, else ``modified``. Lines of one
        day do not precede each other.

    References:
        Buy classes of Robinson, Faris and Wind (1967): new task, modified rebuy, straight rebuy.

    Examples:
        >>> days = [date(2026, 1, day) for day in (1, 2, 3)]
        >>> purchase_types([OrderLine("a", day, "bolt", terms) for day, terms in zip(days, "xxy")])
        ('new', 'straight', 'modified')
    """
    placed = list(enumerate(lines))
    kinds: dict[int, PurchaseType] = {}
    latest: dict[tuple[Hashable, Hashable], tuple[date, set[Hashable], set[Hashable]]] = {}
    for place, line in sorted(placed, key=lambda pair: pair[1].day):
        key = (line.customer, line.product)
        day, today, before = latest.get(key, (line.day, set(), set()))
        if line.day > day:
            today, before = set(), today
        kinds[place] = "new" if not before else ("straight" if line.terms in before else "modified")
        latest[key] = (line.day, today | {line.terms}, before)
    return tuple(kinds[place] for place, _ in placed)
