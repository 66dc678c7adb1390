"""Lines of pay: each amount with what it was worked out from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

LineKind: TypeAlias = Literal[
    "pay",
    "prize",
    "pool",
    "override",
    "penalty",
    "cap",
    "holdback",
    "release",
    "clawback",
    "rounding",
    "adjustment",
    "manual",
    "guarantee",
    "draw",
    "delta",
]


@dataclass(frozen=True, slots=True)
class PayStep:
    """A piece of arithmetic: ``base × rate + fixed`` pays ``pay``, before the factor of its line.

    A piece that is no product has no rate, and its words say what it is.
    """

    pay: Fraction
    base: Fraction | None = None
    rate: Fraction | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An amount for a payee in a month, and how it comes about.

    Attributes:
        payee: Who is paid.
        component: For what.
        month: First day of the month in which it is posted.
        kind: Pay, or a later stage: cap, holdback, clawback and so on.
        source: Id of the event, or what else it stands for.
        day: Day of the event.
        amount: What is paid; of ``line`` rounding a multiple of the unit.
        base: What counted, such as the credited amount.
        steps: Arithmetic whose pays, times ``factor``, sum to the exact amount.
        factor: Product of multipliers; a factor of 0 stays visible.
        words: Remark: plan version, factors, reasons.
        share: The payee's part of what the steps and the factor come to, where a deal is shared.
        goods: Worth of what is given in kind; no part of the amount.
    """

    payee: str
    component: str
    month: date
    kind: LineKind
    source: str
    day: date
    amount: Fraction
    base: Fraction | None = None
    steps: tuple[PayStep, ...] = ()
    factor: Fraction = Fraction(1)
    words: str = ""
    share: Fraction = Fraction(1)
    goods: Fraction = Fraction(0)

    @property
    def exact(self) -> Fraction:
        """What the steps, the factor and the share come to, before rounding."""
        return sum((step.pay for step in self.steps), Fraction(0)) * self.factor * self.share

    @property
    def rounding(self) -> Fraction:
        """What rounding added; what runs up is rounded as a whole, so that lines sum to it."""
        return self.amount - self.exact

    @property
    def order(self) -> tuple[object, ...]:
        """The key by which lines stand: nothing depends on the order of rows."""
        return (self.payee, self.month, self.component, self.day, self.source, self.kind, self.words)
