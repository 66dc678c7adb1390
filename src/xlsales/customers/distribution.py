"""Distribution coverage of a product in shops, and whether it is displayed as agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from xlsales.kernel.words import folded


@dataclass(frozen=True, slots=True)
class Outlet:
    """A shop.

    Attributes:
        name: Which.
        turnover: What it sells of the whole category, 0 or more.
        stocks: Whether it carries our product.
    """

    name: str
    turnover: Fraction
    stocks: bool


@dataclass(frozen=True, slots=True)
class Distribution:
    """Numeric and weighted distribution, fractions; ``None`` where there is nothing to divide by."""

    numeric: Fraction | None
    weighted: Fraction | None


@dataclass(frozen=True, slots=True)
class DisplayCheck:
    """What a check of a shelf found: part of the points that pass, and those that fail."""

    share: Fraction
    failed: tuple[str, ...]


def distribution_coverage(outlets: Iterable[Outlet]) -> Distribution:
    """Return how much of the market carries a product (distribution coverage).

    References:
        Numeric distribution: shops that stock it by all shops. Weighted: their category turnover by
        that of all shops (Farris et al., Marketing Metrics).

    Examples:
        >>> distribution_coverage([Outlet("a", Fraction(900), True), Outlet("b", Fraction(100), False)])
        Distribution(numeric=Fraction(1, 2), weighted=Fraction(9, 10))
    """
    shops = list(outlets)
    turnover = sum((shop.turnover for shop in shops), Fraction(0))
    stocked = [shop for shop in shops if shop.stocks]
    return Distribution(
        Fraction(len(stocked), len(shops)) if shops else None,
        sum((shop.turnover for shop in stocked), Fraction(0)) / turnover if turnover else None,
    )


def display_check(found: Mapping[str, object], standard: Mapping[str, object]) -> DisplayCheck:
    """Compare a shelf with what was agreed (display check).

    Args:
        found: What was seen, by point of the standard, such as facings, eye level, price tag.
        standard: Least number, or the word or truth that is wanted, by point.

    Returns:
        A number passes at or above the standard, anything else when it is equal; what was not looked
        at fails.

    Examples:
        >>> display_check({"facings": 4, "price tag": "no"}, {"facings": 4, "price tag": "Yes"})
        DisplayCheck(share=Fraction(1, 2), failed=('price tag',))
    """
    failed = tuple(point for point, wanted in standard.items() if not _passes(found.get(point), wanted))
    count = len(standard)
    return DisplayCheck(Fraction(count - len(failed), count) if count else Fraction(1), failed)


def _passes(seen: object, wanted: object) -> bool:
    if isinstance(wanted, (int, float)) and not isinstance(wanted, bool):
        return isinstance(seen, (int, float)) and seen >= wanted
    if isinstance(wanted, str) and isinstance(seen, str):
        return folded(seen) == folded(wanted)
    return seen == wanted
