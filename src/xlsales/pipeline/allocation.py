"""Who gets which lead: by region and free capacity, in turns."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seller:
    """Somebody who takes leads.

    Attributes:
        name: Who.
        regions: Regions served, folded words; empty serves all.
        capacity: Leads that can be worked on at a time.
        load: Leads held already.
    """

    name: str
    regions: frozenset[str]
    capacity: int
    load: int = 0


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who gets a lead, or why nobody does."""

    lead: Hashable
    owner: str | None
    reason: str


def allocate_leads(
    leads: Iterable[tuple[Hashable, str | None]], sellers: Sequence[Seller]
) -> tuple[Allocation, ...]:
    """Give leads to sellers (LD6).

    Args:
        leads: Lead and folded region (``None`` is unknown), most urgent first.
        sellers: In the order of their turns.

    Returns:
        One entry a lead: the seller of the region with the smallest part of the capacity in use, of equal
        ones the earlier in ``sellers``; nobody is given more than the capacity.

    References:
        Handbook: a system that sees to it that leads are shared out effectively.

    Examples:
        >>> sellers = [Seller("Li", frozenset({"east"}), 2), Seller("Wang", frozenset(), 1)]
        >>> [entry.owner for entry in allocate_leads([(1, "east"), (2, "west"), (3, "west")], sellers)]
        ['Li', 'Wang', None]
    """
    loads = [seller.load for seller in sellers]
    found = []
    for lead, region in leads:
        serving = [i for i, seller in enumerate(sellers) if not seller.regions or region in seller.regions]
        free = [i for i in serving if loads[i] < sellers[i].capacity]
        if not free:
            found.append(Allocation(lead, None, "no capacity" if serving else "nobody serves the region"))
            continue
        chosen = min(free, key=lambda i: (loads[i] / sellers[i].capacity, i))
        loads[chosen] += 1
        found.append(Allocation(lead, sellers[chosen].name, f"{loads[chosen]} of {sellers[chosen].capacity}"))
    return tuple(found)
