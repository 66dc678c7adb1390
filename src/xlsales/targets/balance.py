"""Balance: how evenly targets follow the potential behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown, to_float


@dataclass(frozen=True, slots=True)
class Balance:
    """Spread of the ratios of target to potential.

    Attributes:
        variation: Coefficient of variation (standard deviation of all / mean); 0 is even,
            ``None`` where every target is 0.
        gini: Gini coefficient, 0 is even; ``None`` where every target is 0.
        highest: Greatest ratio.
        highest_at: Its first place, from 0.
        lowest: Least ratio.
        lowest_at: Its first place, from 0.
        left_out: Places without a target or without a potential above 0.
    """

    variation: float | None
    gini: float | None
    highest: Fraction
    highest_at: int
    lowest: Fraction
    lowest_at: int
    left_out: tuple[int, ...]


def balance_of(targets: Sequence[Fraction | None], potential: Sequence[Fraction | None]) -> Balance:
    """Return how evenly targets follow potential.

    Args:
        targets: Target of each territory or person from 0, shape (n,).
        potential: What it could bring, shape (n,); where it is blank or 0 there is no ratio.

    Raises:
        InvalidInputError: TARGET-070 a negative target or potential, TARGET-071 no ratio at all.

    References:
        Zoltners and Lorimer, Sales Territory Alignment (2000).

    Examples:
        >>> found = balance_of([Fraction(100), Fraction(300)], [Fraction(100), Fraction(100)])
        >>> found.variation, found.gini, found.highest_at
        (0.5, 0.25, 1)
    """
    _check(targets, potential)
    ratios = {
        at: target / base
        for at, (target, base) in enumerate(zip(targets, potential, strict=True))
        if target is not None and base
    }
    if not ratios:
        fix = "Give at least one target with a potential above 0."
        raise InvalidInputError(Issue("TARGET-071", "potential", "no ratio", "one ratio at least", fix))
    highest_at = max(ratios, key=lambda at: (ratios[at], -at))
    lowest_at = min(ratios, key=lambda at: (ratios[at], at))
    values = [to_float(ratio) for ratio in ratios.values()]
    return Balance(
        _variation(values),
        _gini(values),
        ratios[highest_at],
        highest_at,
        ratios[lowest_at],
        lowest_at,
        tuple(at for at in range(len(targets)) if at not in ratios),
    )


def _check(targets: Sequence[Fraction | None], potential: Sequence[Fraction | None]) -> None:
    issues = [
        Issue(
            "TARGET-070", f"{name} cell {at}", shown(value), "0 or more", "Use amounts that are not negative."
        )
        for name, values in (("targets", targets), ("potential", potential))
        for at, value in enumerate(values, start=1)
        if value is not None and value < 0
    ]
    if issues:
        raise InvalidInputError(*issues)


def _variation(ratios: Sequence[float]) -> float | None:
    mean = fsum(ratios) / len(ratios)
    if not mean:
        return None
    return sqrt(fsum((ratio / mean - 1) ** 2 for ratio in ratios) / len(ratios))


def _gini(ratios: Sequence[float]) -> float | None:
    total, count = fsum(ratios), len(ratios)
    if not total:
        return None
    ranked = fsum((2 * rank - count - 1) * ratio for rank, ratio in enumerate(sorted(ratios), start=1))
    return ranked / (count * total)
