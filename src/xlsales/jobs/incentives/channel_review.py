"""The review of channels: the tier of every dealer, its score, and what the next tier asks."""

from __future__ import annotations

from fractions import Fraction

from xlsales.customers.channel_tiers import ChannelStanding, ChannelTier, channel_standing
from xlsales.kernel.words import folded
from xlsales.tables.incentive_rows import ChannelRow, ChannelTierRow, Happened


def channel_review(happened: Happened) -> dict[str, ChannelStanding]:
    """Return where each dealer stands (CG15), in the order of the table.

    Args:
        happened: Tiers, rising as they are listed, and what each dealer has; names compare without case.
    """
    tiers = _tiers(happened.channel_tiers)
    weights = {folded(row.measure): row.weight for row in happened.channel_tiers if row.weight is not None}
    by_dealer: dict[str, list[ChannelRow]] = {}
    for row in happened.channels:
        by_dealer.setdefault(row.channel, []).append(row)
    names = {folded(row.measure): row.measure for row in happened.channel_tiers}
    return {
        dealer: _named(
            channel_standing(
                {folded(row.measure): row.value for row in rows if row.value is not None},
                [row.measure for row in rows if row.value is None],
                tiers,
                weights,
            ),
            names,
        )
        for dealer, rows in by_dealer.items()
    }


def _tiers(rows: tuple[ChannelTierRow, ...]) -> list[ChannelTier]:
    minimums: dict[str, dict[str, Fraction]] = {}
    certificates: dict[str, list[str]] = {}
    for row in rows:
        minimums.setdefault(row.tier, {})
        if row.minimum is None:
            certificates.setdefault(row.tier, []).append(row.measure)
        else:
            minimums[row.tier][folded(row.measure)] = row.minimum
    return [ChannelTier(tier, found, tuple(certificates.get(tier, ()))) for tier, found in minimums.items()]


def _named(standing: ChannelStanding, names: dict[str, str]) -> ChannelStanding:
    """Return a standing whose gaps are called as the tiers call them."""
    gaps = tuple(gap._replace(what=names.get(folded(gap.what), gap.what)) for gap in standing.gaps)
    return standing._replace(gaps=gaps)
