"""Channel tiers: what a dealer has to bring, and what is missing for the next tier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded


@dataclass(frozen=True, slots=True)
class ChannelTier:
    """A tier and its thresholds.

    Attributes:
        name: Such as gold.
        minimums: Least value of each key figure, such as sales or market coverage.
        certificates: Certificates that a dealer has to hold.
    """

    name: str
    minimums: Mapping[str, Fraction] = field(default_factory=dict)
    certificates: tuple[str, ...] = ()


class ChannelGap(NamedTuple):
    """What a dealer lacks: a figure with its shortfall, or a certificate without one."""

    what: str
    missing: Fraction | None


class ChannelStanding(NamedTuple):
    """Where a dealer stands.

    Attributes:
        tier: The best tier whose conditions are all met; ``None`` where there is none.
        score: Weighted score of the figures; ``None`` where one that counts is unknown.
        following: The next better tier, ``None`` at the top.
        gaps: What is missing for it.
    """

    tier: str | None
    score: Fraction | None
    following: str | None
    gaps: tuple[ChannelGap, ...]


def channel_standing(
    figures: Mapping[str, Fraction | None],
    certificates: Sequence[str],
    tiers: Sequence[ChannelTier],
    weights: Mapping[str, Fraction] | None = None,
) -> ChannelStanding:
    """Return a dealer's tier and scorecard (CG15).

    Args:
        figures: Key figures of the dealer; one that is missing or ``None`` is unknown and meets nothing.
        certificates: What the dealer holds.
        tiers: Rising, the best last.
        weights: Weight of each figure's share of the best tier's minimum, at most all of it.

    References:
        Handbook: channel structure, certification and performance thresholds, regular review.

    Examples:
        >>> tiers = [
        ...     ChannelTier("silver", {"sales": Fraction(100)}),
        ...     ChannelTier("gold", {"sales": Fraction(500)}, ("service",)),
        ... ]
        >>> standing = channel_standing({"sales": Fraction(450)}, [], tiers, {"sales": Fraction(1)})
        >>> standing.tier, float(standing.score), [gap.what for gap in standing.gaps]
        ('silver', 0.9, ['sales', 'service'])
    """
    held = {folded(one) for one in certificates}
    lacks = [tuple(_gaps(figures, held, tier)) for tier in tiers]
    met = [place for place, gaps in enumerate(lacks) if not gaps]
    best = met[-1] if met else -1
    following = tiers[best + 1] if best + 1 < len(tiers) else None
    return ChannelStanding(
        tiers[best].name if met else None,
        _score(figures, tiers[-1].minimums if tiers else {}, weights or {}),
        following.name if following else None,
        lacks[best + 1] if following else (),
    )


def _gaps(figures: Mapping[str, Fraction | None], held: set[str], tier: ChannelTier) -> list[ChannelGap]:
    gaps = []
    for name, minimum in tier.minimums.items():
        value = figures.get(name)
        if value is None or value < minimum:
            gaps.append(ChannelGap(name, None if value is None else minimum - value))
    return gaps + [ChannelGap(one, None) for one in tier.certificates if folded(one) not in held]


def _score(
    figures: Mapping[str, Fraction | None], best: Mapping[str, Fraction], weights: Mapping[str, Fraction]
) -> Fraction | None:
    total = ZERO
    whole = sum(weights.values(), ZERO)
    for name, weight in weights.items():
        value, standard = figures.get(name), best.get(name)
        if value is None or not standard:
            return None
        total += weight * min(max(value / standard, ZERO), Fraction(1))
    return total / whole if whole else None
