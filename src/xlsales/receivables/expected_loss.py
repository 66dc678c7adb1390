"""Expected credit loss by the age of receivables."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown


def expected_losses(balances: Sequence[Fraction], loss_rates: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Return the allowance for each bucket of age.

    Args:
        balances: Open amount of each bucket, shape (n,).
        loss_rates: Part of it that is expected never to be paid, fractions, shape (n,).

    Returns:
        Allowances, shape (n,), unrounded.

    References:
        Provision matrix of IFRS 9, simplified approach (finlearnhub.com 2019/04).

    Examples:
        >>> expected_losses([Fraction(7_000_000)], [Fraction(15, 1000)])
        (Fraction(105000, 1),)
    """
    return tuple(balance * rate for balance, rate in zip(balances, loss_rates, strict=True))


def loss_rates_from_history(sales: Fraction, paid: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Return loss rates by bucket from what past sales did.

    Args:
        sales: Credit sales of a past period.
        paid: How much of them was paid in each bucket of age, shape (n,).

    Returns:
        Shape (n + 1,): what was never paid, as a part of what reached each bucket; the last bucket,
        where nothing more is paid, has the rate 1.

    Raises:
        InvalidInputError: ECL-001 more was paid than sold, or nothing was left unpaid.

    References:
        ifrscommunity.com, example of a provision matrix.

    Examples:
        >>> loss_rates_from_history(Fraction(100), [Fraction(50), Fraction(40)])
        (Fraction(1, 10), Fraction(1, 5), Fraction(1, 1))
    """
    reached = list(accumulate(paid, lambda open_amount, amount: open_amount - amount, initial=sales))
    never_paid = reached[-1]
    if never_paid <= 0:
        came = f"{shown(sum(paid, Fraction(0)))} paid of {shown(sales)}"
        fix = "Use a past period with unpaid sales, or a loss rate of 0."
        raise InvalidInputError(Issue("ECL-001", "paid", came, "less than the sales", fix))
    return tuple(never_paid / amount for amount in reached)
