"""Why a customer has a grade, and what is missing to the next one, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlsales.customers.grade import MEASURES, GradeLabels, Measures, missing_conditions
from xlsales.kernel.numbers import shown
from xlsales.kernel.words import Language, label

_NAMES: Final[Mapping[Language, tuple[str, ...]]] = {
    "en": MEASURES,
    "zh": ("采购量", "年采购次数", "利润率", "诚信度"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A condition that is not met.

    Attributes:
        measure: Which of ``MEASURES``, from 0.
        have: The measure, ``None`` where unknown.
        need: Its threshold.
    """

    measure: int
    have: Fraction | None
    need: Fraction

    @property
    def relative(self) -> tuple[int, Fraction]:
        """What to sort by: the gap as a part of the threshold; thresholds of 0 and unknowns last."""
        if self.have is None:
            return (2, Fraction(0))
        missing = self.need - self.have
        return (0, missing / abs(self.need)) if self.need else (1, missing)


def default_labels(language: Language) -> GradeLabels:
    """Return the grades' names in a language.

    Examples:
        >>> default_labels("zh").key
        '目标大客户'
    """
    potential, target, key = (label(word, language) for word in ("potential", "target", "key"))
    return GradeLabels(potential, target, key, potential)


def gaps_of(measures: Measures, thresholds: Measures) -> tuple[Gap, ...]:
    """Return the conditions of a key account that are not met, smallest relative gap first.

    Args:
        measures: Volume, orders a year, margin, credit; ``None`` is unknown.
        thresholds: Least value of each; ``None`` is not used.

    Examples:
        >>> have, need = [Fraction(50), Fraction(11), None, None], [Fraction(100), Fraction(12), None, None]
        >>> [MEASURES[gap.measure] for gap in gaps_of(have, need)]
        ['frequency', 'volume']
    """
    gaps = []
    for i in missing_conditions(measures, thresholds):
        need = thresholds[i]
        assert need is not None
        gaps.append(Gap(i, measures[i], need))
    return tuple(sorted(gaps, key=lambda gap: gap.relative))


def explain_grade(
    fit: bool | None,
    measures: Measures,
    thresholds: Measures,
    labels: GradeLabels,
    language: Language = "en",
) -> str | None:
    """Say what decided a grade, and every missing condition of the next grade with its number.

    Args:
        fit: Whether we can meet the customer's needs; ``None`` is unknown.
        measures: Volume, orders a year, margin, credit 0 to 100, shape (4,).
        thresholds: Least value of each, shape (4,); ``None`` is not used.
        labels: Names of the grades.
        language: Language of the sentence.

    Returns:
        One line; ``None`` where fit and all measures are blank. Doing all that it asks for reaches
        the next grade.

    Examples:
        >>> have, need = [Fraction(80), Fraction(11), None, None], [Fraction(100), Fraction(12), None, None]
        >>> print(explain_grade(True, have, need, GradeLabels()))
        target: fit is TRUE, 2 of 2 conditions of key are missing. For key: frequency from 11 to 12 (+1); \
volume from 80 to 100 (+20)
    """
    if fit is None and all(measure is None for measure in measures):
        return None
    words = _ENGLISH if language == "en" else _CHINESE
    if fit is None:
        return words["unknown"].format(grade=labels.unknown, next=labels.target)
    if not fit:
        return words["potential"].format(grade=labels.potential, next=labels.target)
    names = _NAMES[language]
    used = [i for i, threshold in enumerate(thresholds) if threshold is not None]
    gaps = gaps_of(measures, thresholds)
    if gaps:
        parts = words["between"].join(_asked(gap, names, words) for gap in gaps)
        return words["target"].format(
            grade=labels.target, next=labels.key, gaps=len(gaps), used=len(used), parts=parts
        )
    proofs = words["between"].join(
        words["proof"].format(name=names[i], have=_shown(measures[i]), need=_shown(thresholds[i]))
        for i in used
    )
    return words["key" if used else "no conditions"].format(grade=labels.key, used=len(used), parts=proofs)


def _asked(gap: Gap, names: tuple[str, ...], words: Mapping[str, str]) -> str:
    form = words["unknown gap" if gap.have is None else "gap"]
    missing = None if gap.have is None else gap.need - gap.have
    return form.format(
        name=names[gap.measure], have=_shown(gap.have), need=_shown(gap.need), missing=_shown(missing)
    )


def _shown(number: Fraction | None) -> str:
    return "" if number is None else shown(number)


_ENGLISH: Final[Mapping[str, str]] = {
    "unknown": "{grade}: it is unknown whether the needs can be met. For {next}: make fit TRUE",
    "potential": "{grade}: fit is FALSE, the needs are not met. For {next}: make fit TRUE",
    "target": "{grade}: fit is TRUE, {gaps} of {used} conditions of {next} are missing. For {next}: {parts}",
    "key": "{grade}: fit is TRUE and all {used} conditions are met ({parts})",
    "no conditions": "{grade}: fit is TRUE and no condition is used",
    "gap": "{name} from {have} to {need} (+{missing})",
    "unknown gap": "{name} from unknown to {need}",
    "proof": "{name} {have} >= {need}",
    "between": "; ",
}
_CHINESE: Final[Mapping[str, str]] = {
    "unknown": "{grade}：能否满足需求未知。升为{next}：须能满足需求。",
    "potential": "{grade}：不能满足需求。升为{next}：须能满足需求。",
    "target": "{grade}：能满足需求，{next}的{used}项条件缺{gaps}项。升为{next}：{parts}。",
    "key": "{grade}：能满足需求，{used}项条件全部达到（{parts}）。",
    "no conditions": "{grade}：能满足需求，未设条件。",
    "gap": "{name}由 {have} 到 {need}（差 {missing}）",
    "unknown gap": "{name}由未知到 {need}",
    "proof": "{name} {have} ≥ {need}",
    "between": "；",
}
