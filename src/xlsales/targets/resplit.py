"""Rolling targets: what closed periods leave is split again over the open ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile

from xlsales.kernel.apportionment import apportion, weight_issues
from xlsales.kernel.bounds import Place, in_column
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import CENT, ONE, ZERO, shown


@dataclass(frozen=True, slots=True)
class Carrying:
    """How much of a gap the open periods take over.

    Attributes:
        carry: Part of the gap, 1 all of it, 0 none.
        surplus: Whether a surplus lowers the open targets.

    Raises:
        InvalidInputError: TARGET-091 a carry outside 0 to 1.
    """

    carry: Fraction = ONE
    surplus: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.carry <= 1:
            fix = "Give the part of the gap to carry over, 1 for all of it."
            raise InvalidInputError(
                Issue("TARGET-091", "carry", shown(self.carry), "a fraction from 0 to 1", fix)
            )

    def carried(self, gap: Fraction) -> Fraction:
        """Return the part of a gap that is taken over."""
        return ZERO if gap < 0 and not self.surplus else self.carry * gap


def resplit_target(
    target: Fraction,
    actuals: Sequence[Fraction | None],
    weights: Sequence[Fraction | None],
    closed: int | None = None,
    unit: Fraction = CENT,
    carrying: Carrying | None = None,
    place: Place = in_column,
) -> tuple[Fraction | None, ...]:
    """Return the actuals of closed periods and new targets for the open ones.

    The open periods share base + carry x gap, never below 0, by their weights: base is the
    target's part of their weights, gap is what closed periods and base leave of the target.

    Args:
        target: Target of all periods.
        actuals: Actual of each period, shape (n,); those of open periods are not used.
        weights: Weight of each period, shape (n,); an open period without one takes no part.
        closed: How many periods are closed; the leading ones with an actual unless given.
        unit: Smallest amount handed out.
        carrying: What becomes of the gap; all of it is carried unless given.
        place: Says where a period stands, for messages.

    Returns:
        Actuals, then targets, shape (n,): the split of base + carry x gap, where a rest below one
        unit goes to the next period in line. With a full carry they add up to the target.

    Raises:
        InvalidInputError: TARGET-090 a closed period without an actual, TARGET-092 more closed
            periods than there are, TARGET-001, TARGET-002 and TARGET-005 as ``apportion``.

    Examples:
        >>> quarters = [Fraction(10), None, None, None]
        >>> [int(part) for part in resplit_target(Fraction(100), quarters, [Fraction(1)] * 4)]
        [10, 30, 30, 30]
    """
    raise_if_any(weight_issues(ZERO, weights, unit, place))
    count = len(list(takewhile(lambda actual: actual is not None, actuals))) if closed is None else closed
    done = _closed_actuals(actuals, count, place)
    amount = _open_amount(target, sum(done, ZERO), weights, count, carrying or Carrying())
    if count == len(weights):
        return tuple(done)
    return (*done, *apportion(amount, weights[count:], unit))


def _closed_actuals(actuals: Sequence[Fraction | None], count: int, place: Place) -> list[Fraction]:
    if count > len(actuals):
        fix = "Count the closed periods again."
        raise InvalidInputError(
            Issue("TARGET-092", "closed", f"{count}", f"at most {len(actuals)} periods", fix)
        )
    done = [actual for actual in actuals[:count] if actual is not None]
    if len(done) < count:
        fix = "Give the actual of each closed period, 0 where nothing was sold."
        raise InvalidInputError(
            *(
                Issue(
                    "TARGET-090", f"actuals{place(at)}", "a blank cell", "the actual of a closed period", fix
                )
                for at, actual in enumerate(actuals[:count])
                if actual is None
            )
        )
    return done


def _open_amount(
    target: Fraction, done: Fraction, weights: Sequence[Fraction | None], closed: int, carrying: Carrying
) -> Fraction:
    known = [(at, weight) for at, weight in enumerate(weights) if weight is not None]
    if not any(weight for _, weight in known):
        known = [(at, ONE) for at, _ in known]
    total = sum((weight for _, weight in known), ZERO)
    still_open = sum((weight for at, weight in known if at >= closed), ZERO)
    base = target * still_open / total if total else ZERO
    return max(base + carrying.carried(target - done - base), ZERO)
