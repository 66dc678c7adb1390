"""Who is appraised, and what is known of each: values, figures, past grades."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from xlsales.incentives.kpis import KPIS, kpi
from xlsales.jobs.appraisal_figures import Figures, person_key
from xlsales.jobs.appraisal_scorecards import Measured
from xlsales.jobs.report_frame import ReportPeriod
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded
from xlsales.tables.labels import Spellings
from xlsales.tables.row_intake import RowIntake, SourceRow

#: Figures of the library by their Chinese names.
CHINESE_FIGURES: Final = {
    "数量": "quantity",
    "销售额": "sales",
    "成本": "cost",
    "目标": "target",
    "去年销售额": "sales before",
    "市场规模": "market",
    "新品销售额": "new product sales",
    "回款": "collected",
    "应收": "due",
    "逾期": "overdue",
    "应收余额": "receivables",
    "退货": "returns",
    "费用": "expenses",
    "满意": "satisfied",
    "答卷": "answers",
    "保留客户": "customers kept",
    "上期客户": "customers before",
    "复购客户": "repeat customers",
    "客户": "customers",
    "投诉": "complaints",
    "订单": "orders",
    "服务得分点": "service points",
    "服务满分": "service points possible",
    "按时解决投诉": "closed in time",
    "实际拜访": "visits done",
    "计划拜访": "visits planned",
    "报价": "quotes",
    "及时报价": "quotes in time",
    "电话": "calls",
    "当天反馈": "feedback in time",
    "赢单": "deals won",
    "已决商机": "deals closed",
    "首单天数": "days to first deal",
    "新客户": "new customers",
    "培训学时": "training hours",
}
#: Figures that the library asks for.
_FIGURES: Final = {name for one in KPIS for name in (one.first, one.second) if name}


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody who is appraised.

    Attributes:
        key: Name as names are compared.
        name, team, leader, position: As written; blank where unknown.
        hired: First day of work.
        position_since: First day in the present position; ``hired`` unless stated.
    """

    key: str
    name: str
    team: str = ""
    leader: str = ""
    position: str = ""
    hired: date | None = None
    position_since: date | None = None


def employees_of(
    rows: Sequence[SourceRow], others: Iterable[SourceRow], intake: RowIntake, period: ReportPeriod
) -> tuple[Employee, ...]:
    """Return who is appraised: everyone of the table of people who was there on the last day.

    Args:
        rows: The table of people; without one, everyone who is named in ``others``.
        others: Rows of values and figures.
        intake: Is told of people who come twice.
        period: The days of the report.
    """
    if not rows:
        names = {person_key(row.text("person")): row.text("person") for row in others}
        return tuple(Employee(key, names[key]) for key in sorted(names))
    found: dict[str, Employee] = {}
    spellings = Spellings()
    for row in rows:
        key = person_key(row.text("person"))
        hired, left = row.day("hired"), row.day("left")
        if key in found:
            intake.refuse(row, "person", "repeated")
        elif not (hired is not None and hired > period.end) and not (left is not None and left <= period.end):
            found[key] = Employee(
                key,
                row.text("person"),
                spellings.of("team", row.text("team")),
                row.text("leader"),
                spellings.of("position", row.text("position")),
                hired,
                row.day("position_since") or hired,
            )
    return tuple(found.values())


def measured_of(
    employees: Sequence[Employee],
    values: Sequence[SourceRow],
    figures: Sequence[SourceRow],
    counted: Figures,
    intake: RowIntake,
) -> dict[str, Measured]:
    """Return what was measured of each person, by key.

    Args:
        employees: Who is appraised.
        values: Typed values of key figures; several of one person and figure are added where the figure
            is an amount or a number of things, and averaged where it is a rate, days or unknown.
        figures: Typed figures, added; they go before counted ones of the same name.
        counted: Figures that were counted from other tables.
        intake: Is told of rows about somebody who is not appraised, and of figures that nothing asks for.
    """
    known = {one.key for one in employees}
    found = _gathered(values, "value", known, intake)
    targets = _gathered(values, "target", known, None)
    stated: dict[str, dict[str, Fraction]] = {}
    for row in figures:
        name = _figure_name(row.text("figure"))
        if name not in _FIGURES:
            intake.refuse(row, "figure", "unknown figure")
        elif (person := _person(row, known, intake)) is not None:
            own = stated.setdefault(person, {})
            own[name] = own.get(name, ZERO) + (row.number_of("value") or ZERO)
    return {
        one.key: Measured(
            found.get(one.key, {}),
            targets.get(one.key, {}),
            counted.get(one.key, {}) | stated.get(one.key, {}),
        )
        for one in employees
    }


def _gathered(
    rows: Sequence[SourceRow], name: str, known: set[str], intake: RowIntake | None
) -> Mapping[str, Mapping[str, Fraction]]:
    lists: dict[str, dict[str, list[Fraction]]] = {}
    for row in rows:
        person = _person(row, known, intake)
        number = row.number_of(name)
        if person is not None and number is not None:
            lists.setdefault(person, {}).setdefault(folded(row.text("kpi")), []).append(number)
    return {
        person: {figure: _together(figure, numbers) for figure, numbers in own.items()}
        for person, own in lists.items()
    }


def _together(figure: str, numbers: Sequence[Fraction]) -> Fraction:
    total = sum(numbers, ZERO)
    known = kpi(figure)
    return total if known is not None and known.unit in ("amount", "count") else total / len(numbers)


def _person(row: SourceRow, known: set[str], intake: RowIntake | None) -> str | None:
    person = person_key(row.text("person"))
    if person in known:
        return person
    if intake is not None:
        intake.refuse(row, "person", "nobody who is appraised")
    return None


def _figure_name(text: str) -> str:
    return CHINESE_FIGURES.get(text.strip(), folded(text))
