"""CG15: channel tiers and scorecards."""

from __future__ import annotations

from fractions import Fraction

import pytest

from xlsales.customers.channel_tiers import ChannelGap, ChannelTier, channel_standing

TIERS = [
    ChannelTier("silver", {"sales": Fraction(100)}),
    ChannelTier("gold", {"sales": Fraction(500), "coverage": Fraction("0.5")}, ("Service",)),
]
WEIGHTS = {"sales": Fraction(3), "coverage": Fraction(1)}


@pytest.mark.parametrize(
    ("sales", "coverage", "held", "tier", "gaps"),
    [
        ("99.99", "0.5", ["service"], None, (ChannelGap("sales", Fraction("0.01")),)),
        ("100", "0.5", ["service"], "silver", (ChannelGap("sales", Fraction(400)),)),
        ("500", "0.5", [], "silver", (ChannelGap("Service", None),)),
        ("500", "0.5", ["SERVICE"], "gold", ()),
    ],
)
def test_cg15_a_dealer_has_the_best_tier_whose_conditions_are_all_met(
    sales: str, coverage: str, held: list[str], tier: str | None, gaps: tuple[ChannelGap, ...]
) -> None:
    figures = {"sales": Fraction(sales), "coverage": Fraction(coverage)}

    found = channel_standing(figures, held, TIERS, WEIGHTS)

    assert (found.tier, found.gaps) == (tier, gaps)


def test_cg15_the_score_counts_each_figure_up_to_the_best_tier() -> None:
    figures = {"sales": Fraction(1000), "coverage": Fraction("0.25")}

    assert channel_standing(figures, [], TIERS, WEIGHTS).score == Fraction(7, 8)
    assert channel_standing(figures, [], TIERS).score is None


def test_cg15_a_figure_that_nobody_knows_meets_nothing_and_leaves_no_score() -> None:
    found = channel_standing({"sales": Fraction(500)}, ["service"], TIERS, WEIGHTS)

    assert (found.tier, found.score) == ("silver", None)
    assert found.gaps == (ChannelGap("coverage", None),)
