"""ABC classes and RFM scores of all customers of a period; many customers by whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from xlsales.customers.abc_classes import AbcRule, Ties, abc_classes, class_labels
from xlsales.customers.common_units import whole_units
from xlsales.customers.quantiles import BinRule
from xlsales.customers.rfm import Purchases, RfmScore, rfm_scores
from xlsales.jobs.grading_attributes import Known
from xlsales.jobs.grading_policy import Rules
from xlsales.kernel.minor_units import BLOCK_FROM, INT64_SAFE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def abc_of(population: Sequence[Known], rules: Rules) -> list[str | None]:
    """Return the class of each customer by volume; ``None`` without one."""
    settings = rules.policy.settings
    cuts = (Fraction(settings.abc_a), Fraction(settings.abc_b))
    rule = AbcRule(cuts, settings.abc_crossing, settings.ties)
    places = _class_places([known.number("volume") for known in population], rule)
    labels = class_labels(None, len(cuts) + 1)
    return [None if place is None else str(labels[place]) for place in places]


def rfm_of(population: Sequence[Known], rules: Rules, end: date) -> dict[str, RfmScore]:
    """Return the scores of each customer with an order; equal ones are ranked by key where ties say row."""
    buyers = [
        Purchases(known.key, (end - known.measures.last).days, known.measures.orders, known.measures.volume)
        for known in population
        if known.measures.last is not None
    ]
    settings = rules.policy.settings
    scores = _scores(buyers, settings.rfm_bins, settings.rfm_rule, settings.ties)
    return {str(one.customer): score for one, score in zip(buyers, scores, strict=True)}


def _class_places(volumes: Sequence[Fraction | None], rule: AbcRule) -> Sequence[int | None]:
    filled = [volume for volume in volumes if volume is not None]
    found = _int64(filled) if len(filled) >= BLOCK_FROM else None
    if found is not None:
        from xlsales.customers.abc_block import class_units

        classes = class_units(found[0], rule)
        if classes is not None:
            given = iter(classes.tolist())
            return [None if volume is None else next(given) for volume in volumes]
    return abc_classes(volumes, rule)


def _scores(buyers: Sequence[Purchases], bins: int, rule: BinRule, ties: Ties) -> Sequence[RfmScore]:
    if not buyers:
        return ()
    found = _int64([one.amount for one in buyers]) if len(buyers) >= BLOCK_FROM else None
    if found is None:
        return rfm_scores(buyers, bins, rule, ties)
    import numpy as np

    from xlsales.customers.quantiles_block import bin_whole_numbers

    amounts, one = found
    recency = bin_whole_numbers(np.array([buyer.recency_days for buyer in buyers]), bins, rule, 1, ties)
    orders = bin_whole_numbers(np.array([buyer.orders for buyer in buyers]), bins, rule, 1, ties)
    money = bin_whole_numbers(amounts, bins, rule, one, ties)
    columns = (column.tolist() for column in (recency, orders, money))
    return [RfmScore(bins + 1 - r, f, m, bins) for r, f, m in zip(*columns, strict=True)]


def _int64(numbers: Sequence[Fraction]) -> tuple[NDArray[np.int64], int] | None:
    """Return numbers as whole units in int64 with what 1 is; ``None`` where they do not fit."""
    found = whole_units(numbers)
    if found is None:
        return None
    units, scale = found
    if max(map(abs, units), default=0) + scale >= INT64_SAFE:
        return None
    import numpy as np

    return np.array(units, dtype=np.int64), scale
