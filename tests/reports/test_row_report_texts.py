"""Sentences of the reports on rows: arithmetic, what a promotion lacks, calendars."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from xlsales.incentives.kpis import kpi
from xlsales.incentives.promotion import Lacking
from xlsales.jobs.appraisal_scorecards import KpiRule, Measured, scorecard_of
from xlsales.jobs.report_frame import ReportPeriod
from xlsales.kernel.words import Language
from xlsales.reports.appraisal_growth import lacking_text
from xlsales.reports.appraisal_scores import arithmetic
from xlsales.reports.appraisal_words import CHINESE
from xlsales.reports.market_competition import calendar_spans
from xlsales.reports.row_words import said_from


def told(value: str | None, target: str | None, *, lower: bool = False, language: Language = "en") -> str:
    rule = KpiRule(
        "return rate" if lower else "attainment",
        kpi("attainment"),
        "",
        Fraction(1, 4),
        None if target is None else Fraction(target),
        Fraction("1.2"),
        "result",
        lower,
        "KPIs!A1",
    )
    values = {} if value is None else {rule.name: Fraction(value)}
    (score,) = scorecard_of("Li", "", [rule], Measured(values, {}, {})).scores
    return arithmetic(score, said_from(CHINESE, language))


@pytest.mark.parametrize(
    ("value", "target", "lower", "text"),
    [
        ("684000", "610000", False, "684,000 ÷ 610,000 = 112.13 %; 112.13 × 0.25 = 28.03"),
        ("3", "2", False, "3 ÷ 2 = 150.00 % → cap 120.00 %; 120.00 × 0.25 = 30.00"),
        ("0.03", "0.02", True, "2 − 0.03 ÷ 0.02 = 50.00 %; 50.00 × 0.25 = 12.50"),
        ("0.05", "0.02", True, "2 − 0.05 ÷ 0.02 = -50.00 % → 0.00 %; 0.00 × 0.25 = 0.00"),
        ("5", None, False, "5; no target"),
        (None, "1", False, "not measured"),
    ],
)
def test_the_arithmetic_shows_every_number(
    value: str | None, target: str | None, lower: bool, text: str
) -> None:
    assert told(value, target, lower=lower) == text


def test_the_arithmetic_is_told_in_chinese_too() -> None:
    assert told("3", "2", language="zh") == "3 ÷ 2 = 150.00 % → 封顶 120.00 %; 120.00 × 0.25 = 30.00"


@pytest.mark.parametrize(
    ("lacking", "english", "chinese"),
    [
        (Lacking("tenure", "", Fraction(5), Fraction(24)), "tenure: 5 of 24 months", "任职期: 5 ／ 24 个月"),
        (
            Lacking("grades", "A, B", Fraction(1), Fraction(2)),
            "good grades (A, B): 1 of 2",
            "良好等级 (A, B): 1 ／ 2",
        ),
        (Lacking("barred", "D", Fraction(1), Fraction(0)), "barred by D", "一票否决 D"),
        (
            Lacking("measure", "attainment", Fraction("0.9038"), Fraction(1)),
            "attainment: 90.4 %, needed 100.0 %",
            "attainment: 90.4 %, 需 100.0 %",
        ),
        (
            Lacking("measure", "hours", Fraction(5, 2), Fraction(1200)),
            "hours: 2.5, needed 1,200",
            "hours: 2.5, 需 1,200",
        ),
        (Lacking("measure", "hours", None, Fraction(8)), "hours: unknown, needed 8", "hours: 未知, 需 8"),
    ],
)
def test_what_a_promotion_lacks_says_what_there_is_and_what_is_needed(
    lacking: Lacking, english: str, chinese: str
) -> None:
    assert lacking_text(lacking, said_from(CHINESE, "en")) == english
    assert lacking_text(lacking, said_from(CHINESE, "zh")) == chinese


@pytest.mark.parametrize(
    ("start", "end", "labels"),
    [
        (date(2026, 3, 2), date(2026, 3, 8), ["03-02"]),
        (date(2026, 3, 2), date(2026, 3, 9), ["03-02", "03-09"]),
        (date(2026, 2, 28), date(2026, 3, 2), ["02-28", "03-02"]),
        (date(2025, 11, 15), date(2026, 3, 2), ["2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]),
    ],
)
def test_a_calendar_has_weeks_or_in_long_periods_months(start: date, end: date, labels: list[str]) -> None:
    spans = calendar_spans(ReportPeriod(start, end))

    assert [label for label, _, _ in spans] == labels
    assert (spans[0][1], spans[-1][2]) == (start, end)
    assert all((after[1] - before[2]).days == 1 for before, after in pairwise(spans))
