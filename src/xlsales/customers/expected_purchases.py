"""How often a customer will buy again: the BG/NBD model with given parameters."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from xlsales.kernel.issues import ComputationError, InvalidInputError, Issue

_MOST_TERMS: Final = 100_000
_SMALL: Final = 1e-15


@dataclass(frozen=True, slots=True)
class BgNbd:
    """Parameters of the model, all above 0; ``a`` is not 1.

    Attributes:
        r: Shape of the purchase rates.
        alpha: Scale of the purchase rates, in periods.
        a: First parameter of the chance to drop out after a purchase.
        b: Second parameter of it.
    """

    r: float
    alpha: float
    a: float
    b: float


def probability_of_no_purchase(model: BgNbd, periods: float) -> float:
    """Return the probability that a new customer does not buy again within some periods.

    References:
        Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way, equation 8 at 0.

    Examples:
        >>> round(probability_of_no_purchase(BgNbd(0.243, 4.414, 0.793, 2.426), 39), 4)
        0.5738
    """
    return math.pow(model.alpha / (model.alpha + periods), model.r)


def expected_purchases(model: BgNbd, repeats: int, last: float, observed: float, periods: float) -> float:
    """Return how many purchases to expect of a customer in the coming periods.

    Args:
        model: Parameters of the model.
        repeats: Repeat purchases so far.
        last: Periods from the first to the last purchase, 0 without a repeat.
        observed: Periods from the first purchase until now.
        periods: Coming periods.

    Raises:
        InvalidInputError: BGNBD-001 the parameters or times cannot be.
        ComputationError: BGNBD-002 far too many coming periods for the series to settle.

    References:
        Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way, equation 10.

    Examples:
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> round(expected_purchases(model, 2, 30.43, 38.86, 39), 3)
        1.226
    """
    _check(model, last, observed, periods)
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    z = periods / (alpha + observed + periods)
    series = _hypergeometric(r + repeats, b + repeats, a + b + repeats - 1, z)
    shrink = math.pow((alpha + observed) / (alpha + observed + periods), r + repeats)
    bought = (a + b + repeats - 1) / (a - 1) * (1 - shrink * series)
    if not repeats:
        return bought
    ratio = math.pow((alpha + observed) / (alpha + last), r + repeats)
    return bought / (1 + a / (b + repeats - 1) * ratio)


def _hypergeometric(a: float, b: float, c: float, z: float) -> float:
    """Return Gauss's hypergeometric function for 0 <= z < 1, by its series."""
    term = total = 1.0
    for n in range(_MOST_TERMS):
        term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z
        total += term
        if abs(term) < _SMALL * abs(total):
            return total
    came = f"a series that does not settle at {z:g}"
    fix = "Ask for fewer coming periods."
    raise ComputationError(Issue("BGNBD-002", "periods", came, "periods like the observed ones", fix))


def _check(model: BgNbd, last: float, observed: float, periods: float) -> None:
    parameters = (model.r, model.alpha, model.a, model.b)
    times_fit = 0 <= last <= observed and periods >= 0
    if not times_fit or min(parameters) <= 0 or math.isclose(model.a, 1):
        came = f"parameters {parameters}, times {last}, {observed}, {periods}"
        expected = "parameters above 0, a other than 1, and 0 <= last <= observed"
        fix = "Check the fit and the customer's row."
        raise InvalidInputError(Issue("BGNBD-001", "model", came, expected, fix))
