"""Promotion: whether somebody meets a written standard, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from xlsales.kernel.words import folded

Condition: TypeAlias = Literal["tenure", "grades", "barred", "measure"]


@dataclass(frozen=True, slots=True)
class PromotionRule:
    """The standard of a position.

    Attributes:
        tenure_months: Least full months in the present position.
        good_grades: Appraisal grades that count as good.
        good_needed: How many of the last appraisals have to be good.
        appraisals: How many of the latest appraisals are looked at.
        barring_grades: One of these among them bars the promotion.
        minimums: Least value of each measure, such as attainment.
    """

    tenure_months: int = 0
    good_grades: tuple[str, ...] = ()
    good_needed: int = 0
    appraisals: int = 0
    barring_grades: tuple[str, ...] = ()
    minimums: Mapping[str, Fraction] = field(default_factory=dict)


class Lacking(NamedTuple):
    """A condition that is not met.

    Attributes:
        condition: Which one.
        what: The measure or the grade in question, blank for tenure.
        got: What there is; ``None`` is unknown.
        needed: What there has to be; of a barring grade 0.
    """

    condition: Condition
    what: str
    got: Fraction | None
    needed: Fraction

    @property
    def gap(self) -> Fraction | None:
        """How much is missing; ``None`` where nobody knows what there is."""
        return None if self.got is None else abs(self.needed - self.got)


def promotion_lacks(
    rule: PromotionRule,
    tenure_months: int,
    grades: Sequence[str],
    measures: Mapping[str, Fraction | None],
) -> tuple[Lacking, ...]:
    """Return what a person lacks for a promotion (AP9); nothing: the person is eligible.

    Args:
        rule: The standard.
        tenure_months: Full months in the present position.
        grades: Appraisal grades, the latest last.
        measures: Value of each measure; one that is missing or ``None`` is unknown, and so not met.

    References:
        Handbook: clear standards and ways of promotion.

    Examples:
        >>> rule = PromotionRule(12, ("A", "B"), 2, 3, ("D",), {"attainment": Fraction(1)})
        >>> lacks = promotion_lacks(rule, 14, ["C", "A", "B"], {"attainment": Fraction("0.9")})
        >>> [(one.condition, one.what, float(one.gap)) for one in lacks]
        [('measure', 'attainment', 0.1)]
    """
    lacks: list[Lacking] = []
    if tenure_months < rule.tenure_months:
        lacks.append(Lacking("tenure", "", Fraction(tenure_months), Fraction(rule.tenure_months)))
    latest = [folded(grade) for grade in grades[-rule.appraisals :]] if rule.appraisals else []
    good = sum(grade in {folded(one) for one in rule.good_grades} for grade in latest)
    if good < rule.good_needed:
        what = ", ".join(rule.good_grades)
        lacks.append(Lacking("grades", what, Fraction(good), Fraction(rule.good_needed)))
    for grade in rule.barring_grades:
        count = latest.count(folded(grade))
        if count:
            lacks.append(Lacking("barred", grade, Fraction(count), Fraction(0)))
    for name, minimum in rule.minimums.items():
        value = measures.get(name)
        if value is None or value < minimum:
            lacks.append(Lacking("measure", name, value, minimum))
    return tuple(lacks)
