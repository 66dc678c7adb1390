"""How deals move: what each stage lets through, how old deals are, and how long a sale takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from xlsales.kernel.words import folded
from xlsales.pipeline.deals import Deal, DealStage


@dataclass(frozen=True, slots=True)
class StagePass:
    """How many deals came into a stage or beyond it, and the part of those of the stage before."""

    stage: str
    reached: int
    from_previous: Fraction | None


@dataclass(frozen=True, slots=True)
class DealAge:
    """How old a deal is and how long it stands in its stage; ``stale`` when beyond the stage's limit."""

    deal: Deal
    age_days: int
    stage_days: int
    stale: bool


@dataclass(frozen=True, slots=True)
class SalesCycle:
    """Days from the first day of won deals to their closing."""

    deals: int
    mean_days: Fraction
    median_days: Fraction


def stage_passes(deals: Iterable[Deal], stages: Sequence[DealStage]) -> tuple[StagePass, ...]:
    """Count how far deals came (LD5).

    Args:
        deals: Open and lost deals count up to their stage, won ones through all stages.
        stages: In the order of the pipeline.

    Examples:
        >>> stages = [DealStage("lead", Fraction(1, 10)), DealStage("quote", Fraction(1, 2))]
        >>> day = date(2026, 1, 1)
        >>> deals = [Deal("a", "lead", None, day), Deal("b", "quote", None, day)]
        >>> [(entry.reached, str(entry.from_previous)) for entry in stage_passes(deals, stages)]
        [(2, 'None'), (1, '1/2')]
    """
    places = {folded(stage.name): place for place, stage in enumerate(stages)}
    reached = [0] * len(stages)
    for deal in deals:
        last = len(stages) - 1 if deal.outcome == "won" else places[folded(deal.stage)]
        for place in range(last + 1):
            reached[place] += 1
    before: list[int | None] = [None, *reached]
    return tuple(
        StagePass(stage.name, count, Fraction(count, previous) if previous else None)
        for stage, count, previous in zip(stages, reached, before, strict=False)
    )


def deal_ages(deals: Iterable[Deal], stages: Sequence[DealStage], as_of: date) -> tuple[DealAge, ...]:
    """Return how old open deals are, the longest in their stage first (LD5).

    Examples:
        >>> stages = [DealStage("quote", Fraction(1, 2), 30)]
        >>> found = deal_ages([Deal("a", "quote", None, date(2026, 1, 1))], stages, date(2026, 2, 1))[0]
        >>> found.age_days, found.stale
        (31, True)
    """
    limits = {folded(stage.name): stage.longest_days for stage in stages}
    ages = []
    for deal in deals:
        if deal.outcome == "open":
            limit = limits.get(folded(deal.stage))
            days = (as_of - (deal.stage_since or deal.created)).days
            stale = limit is not None and days > limit
            ages.append(DealAge(deal, (as_of - deal.created).days, days, stale))
    return tuple(sorted(ages, key=lambda age: (-age.stage_days, age.deal.name)))


def sales_cycle(deals: Iterable[Deal]) -> SalesCycle | None:
    """Measure the sales cycle over won deals with a closing day; ``None`` without any (LD5).

    Examples:
        >>> won = Deal("a", "order", None, date(2026, 1, 1), closed=date(2026, 1, 31), outcome="won")
        >>> sales_cycle([won]).mean_days
        Fraction(30, 1)
    """
    days = [
        (deal.closed - deal.created).days
        for deal in deals
        if deal.outcome == "won" and deal.closed is not None
    ]
    if not days:
        return None
    return SalesCycle(len(days), Fraction(sum(days), len(days)), Fraction(median(days)))
