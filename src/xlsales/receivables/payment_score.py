"""How promptly a customer pays, as a score from 0 to 100 weighted by money."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import shown
from xlsales.kernel.steps import first_not_rising

#: Days beyond terms, rising, and the score of each.
Key: TypeAlias = tuple[tuple[Fraction, Fraction], ...]

_PAYDEX: Final = ((-30, 100), (0, 80), (15, 70), (22, 60), (30, 50), (60, 40), (90, 30), (120, 20))
DEFAULT_KEY: Final[Key] = tuple((Fraction(days), Fraction(score)) for days, score in _PAYDEX)


def read_key(rows: Sequence[Sequence[Fraction | None]]) -> Key:
    """Read a table of days beyond terms and scores.

    Args:
        rows: Days and score, shape (n, 2), days rising or falling; wholly blank rows are passed over.

    Raises:
        InvalidInputError: PAY-001 not two columns, PAY-002 a blank cell or a score outside 0 to 100,
            PAY-003 the days neither rise nor fall.

    Examples:
        >>> read_key([[Fraction(30), Fraction(50)], [Fraction(0), Fraction(80)]])[0]
        (Fraction(0, 1), Fraction(80, 1))
    """
    placed = [(i + 1, row) for i, row in enumerate(rows) if any(cell is not None for cell in row)]
    if not placed or len(rows[0]) != 2:
        came = f"{len(rows[0])} columns" if placed else "nothing"
        fix = "Select the columns days and score."
        raise InvalidInputError(Issue("PAY-001", "", came, "two columns: days beyond terms, score", fix))
    key: list[tuple[Fraction, Fraction]] = []
    issues = []
    for place, (days, score) in placed:
        if days is None or score is None or not 0 <= score <= 100:
            came = "a blank" if days is None or score is None else f"the score {shown(score)}"
            issues.append(
                Issue("PAY-002", f"row {place}", came, "days and a score, 0 to 100", "Correct the row.")
            )
        else:
            key.append((days, score))
    raise_if_any(issues)
    if len(key) > 1 and key[0][0] > key[1][0]:
        key.reverse()
    if first_not_rising([days for days, _ in key]) is not None:
        came = ", ".join(shown(days) for days, _ in key)
        raise InvalidInputError(
            Issue("PAY-003", "", came, "days that rise", "List each number of days once.")
        )
    return tuple(key)


def score_of_days(days: Fraction, key: Key = DEFAULT_KEY) -> Fraction:
    """Return the score of a payment, linear between the days of the key, level outside them.

    Args:
        days: Days beyond terms; negative is before they end.
        key: Days and scores, days rising.

    Examples:
        >>> score_of_days(Fraction(26)), score_of_days(Fraction(-99))
        (Fraction(55, 1), Fraction(100, 1))
    """
    after = bisect_right([knot for knot, _ in key], days)
    if after == 0:
        return key[0][1]
    if after == len(key):
        return key[-1][1]
    (start, first), (end, second) = key[after - 1], key[after]
    return first + (second - first) * (days - start) / (end - start)


def payment_score(
    amounts: Sequence[Fraction | None], days: Sequence[Fraction | None], key: Key = DEFAULT_KEY
) -> Fraction | None:
    """Return the mean score of payments, each weighted by its money.

    Args:
        amounts: Amount of each payment, shape (n,), 0 or more; a payment with a blank takes no part.
        days: Days beyond terms of each, shape (n,).
        key: Days and scores.

    Returns:
        0 to 100, unrounded; ``None`` where no money was paid.

    Raises:
        InvalidInputError: PAY-004 a negative amount.

    References:
        Dun & Bradstreet PAYDEX: dollar-weighted, 80 is prompt, 50 is 30 days beyond terms.

    Examples:
        >>> payment_score([Fraction(900), Fraction(100)], [Fraction(0), Fraction(30)])
        Fraction(77, 1)
    """
    fix = "Leave credit notes out."
    raise_if_any(
        Issue("PAY-004", f"amounts cell {i}", shown(amount), "0 or more", fix)
        for i, amount in enumerate(amounts, start=1)
        if amount is not None and amount < 0
    )
    scores = {late: score_of_days(late, key) for late in set(days) if late is not None}
    paid = [
        (amount, scores[late])
        for amount, late in zip(amounts, days, strict=True)
        if amount is not None and late is not None
    ]
    money = sum((amount for amount, _ in paid), Fraction(0))
    return sum((amount * score for amount, score in paid), Fraction(0)) / money if money else None
