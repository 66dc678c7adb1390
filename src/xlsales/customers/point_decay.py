"""Points that fade: what an old interaction is still worth."""

from __future__ import annotations

from fractions import Fraction


def decayed_points(points: Fraction, age_days: int, half_life_days: int) -> Fraction:
    """Return what points are worth after some days.

    Args:
        points: Points when fresh; negative ones fade too.
        age_days: Days since; before 0 they are fresh.
        half_life_days: Every time these days are full, half of the rest is lost.

    References:
        Time decay of engagement scores in steps, as in HubSpot's lead scoring.

    Examples:
        >>> [str(decayed_points(Fraction(20), days, 30)) for days in (29, 30, 60)]
        ['20', '10', '5']
    """
    return points / Fraction(2 ** (max(0, age_days) // half_life_days))
