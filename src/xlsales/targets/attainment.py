"""How much of a target is reached."""

from __future__ import annotations

from fractions import Fraction


def attainment_of(
    actual: Fraction,
    target: Fraction | None,
    *,
    lower_is_better: bool = False,
    baseline: Fraction | None = None,
) -> Fraction | None:
    """Return the fraction of a target that is reached.

    Args:
        actual: What was reached, in the target's unit.
        target: What was to be reached; ``None`` or 0 has no attainment.
        lower_is_better: For costs and days: target / actual.
        baseline: Where it started: (actual - baseline) / (target - baseline), for a target
            on either side of it.

    Returns:
        Attainment, 1 is 100 %; ``None`` where it is undefined, never an infinite number.

    Examples:
        >>> attainment_of(Fraction(90), Fraction(120))
        Fraction(3, 4)
        >>> attainment_of(Fraction(50), Fraction(40), lower_is_better=True)
        Fraction(4, 5)
        >>> attainment_of(Fraction(18), Fraction(15), baseline=Fraction(20))
        Fraction(2, 5)
    """
    if not target:
        return None
    if baseline is not None:
        return (actual - baseline) / (target - baseline) if target != baseline else None
    if lower_is_better:
        return target / actual if actual else None
    return actual / target
