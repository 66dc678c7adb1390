"""Promotion: the written standard of each position, and what each person lacks (AP9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from xlsales.incentives.promotion import Lacking, PromotionRule, promotion_lacks
from xlsales.jobs.appraisal_people import Employee
from xlsales.kernel.dates import months_between
from xlsales.kernel.numbers import exact
from xlsales.kernel.values import is_blank, is_number
from xlsales.kernel.words import folded
from xlsales.tables.row_intake import RowIntake, SourceRow

_SIGNS: Final = re.compile(r"[;；|,，、/]")


@dataclass(frozen=True, slots=True)
class PromotionStep:
    """From which position to which, by what standard."""

    position: str
    to: str
    rule: PromotionRule


@dataclass(frozen=True, slots=True)
class PromotionTest:
    """Whether a person may be promoted: nothing lacks, and tenure is known."""

    person: str
    position: str
    to: str
    tenure_months: int
    lacks: tuple[Lacking, ...]

    @property
    def eligible(self) -> bool:
        """Whether every condition is met."""
        return not self.lacks


def promotion_steps(rows: Sequence[SourceRow], intake: RowIntake) -> tuple[PromotionStep, ...]:
    """Return the standards; columns of the user's own hold the least value of a key figure."""
    return tuple(_step(row, intake) for row in rows)


def promotion_tests(
    employees: Iterable[Employee],
    steps: Sequence[PromotionStep],
    grades: Mapping[str, Sequence[str]],
    measures: Mapping[str, Mapping[str, Fraction | None]],
    as_of: date,
) -> tuple[PromotionTest, ...]:
    """Test everyone whose position has a standard; the eligible first, then by how much they lack.

    Args:
        employees: Who is appraised.
        steps: The standards.
        grades: Appraisal grades of each person, the latest last, by key.
        measures: Key figures of each person by folded name, by key.
        as_of: Day to which tenure counts.
    """
    tests = []
    for one in employees:
        for step in steps:
            if folded(step.position) == folded(one.position):
                tenure = full_months(one.position_since, as_of) if one.position_since else 0
                known = {name: measures[one.key].get(folded(name)) for name in step.rule.minimums}
                lacks = promotion_lacks(step.rule, tenure, grades.get(one.key, ()), known)
                tests.append(PromotionTest(one.name, step.position, step.to, tenure, lacks))
    return tuple(sorted(tests, key=lambda test: (len(test.lacks), test.person, test.to)))


def full_months(first: date, last: date) -> int:
    """Return the full months from a first day to the end of a last one, 0 where there is none.

    Examples:
        >>> full_months(date(2026, 1, 1), date(2026, 6, 30)), full_months(date(2026, 1, 5), date(2026, 2, 3))
        (6, 0)
    """
    after = last + timedelta(1)
    return max(0, months_between(first, after) - (after.day < first.day))


def _step(row: SourceRow, intake: RowIntake) -> PromotionStep:
    minimums = {}
    for heading, value in row.others.items():
        if is_number(value):
            minimums[heading.strip()] = exact(value)  # type: ignore[arg-type]
        elif not is_blank(value):
            intake.remark(row, heading, "no number")
    rule = PromotionRule(
        row.whole("tenure_months") or 0,
        _words(row.text("good_grades")),
        row.whole("good_needed") or 0,
        row.whole("appraisals") or 0,
        _words(row.text("barred_by")),
        minimums,
    )
    return PromotionStep(row.text("position"), row.text("to"), rule)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in _SIGNS.split(text) if word.strip())
