"""Sales by one label: the greatest lines, the rest in one, provinces in their fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, Final

from xlsales.jobs.summary_sums import LedgerSums, Line
from xlsales.tables.fact_columns import Texts

#: Provinces in the order of official statistics (GB/T 2260).
PROVINCES: Final = (
    *("北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海"),
    *("江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南"),
    *("广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西"),
    *("甘肃", "青海", "宁夏", "新疆", "台湾", "香港", "澳门"),
)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Sales by one label; the lines add up to the total.

    Attributes:
        dimension: Name of the label.
        lines: The greatest first, provinces in their fixed order; rows without a label last.
        rest: What the labels that are not listed brought together; ``None`` where all are listed.
        rest_labels: How many labels that are.
        total: Everything.
    """

    dimension: str
    lines: tuple[Line, ...]
    rest: Line | None
    rest_labels: int
    total: Line


def break_down(sums: LedgerSums, dimension: str, texts: Texts, top: int | None = None) -> Breakdown:
    """Return the sales by a label.

    Args:
        sums: The ledger.
        dimension: Name of the label.
        texts: Label of each row.
        top: Labels listed one by one at most; all of them unless given.
    """
    lines = sums.lines(texts)
    named = [line for line in lines if line.label]
    blank = [line for line in lines if not line.label]
    named = _in_order(named)
    listed = named if top is None or len(named) <= top + 1 else named[:top]
    others = named[len(listed) :]
    rest = added_up("", others) if others else None
    return Breakdown(dimension, (*listed, *blank), rest, len(others), sums.total())


def added_up(label: str, lines: Iterable[Line]) -> Line:
    """Return several lines as one."""
    found = list(lines)
    sums: dict[str, Any] = {}
    for name in (one.name for one in fields(Line) if one.name != "label"):
        values = [getattr(line, name) for line in found]
        sums[name] = None if None in values else sum(values, 0 if name == "orders" else Fraction(0))
    return Line(label, **sums)


def _in_order(lines: Sequence[Line]) -> list[Line]:
    places = {line.label: _province(line.label) for line in lines}
    known = sum(place is not None for place in places.values())
    if lines and 2 * known > len(lines):
        last = len(PROVINCES)
        return sorted(lines, key=lambda line: (last if (at := places[line.label]) is None else at, -line.now))
    return sorted(lines, key=lambda line: (-line.now, -line.year_before, line.label))


def _province(label: str) -> int | None:
    """Return the place of a province in the fixed order.

    Examples:
        >>> _province("广东省"), _province("内蒙古自治区"), _province("Texas")
        (18, 4, None)
    """
    return next((at for at, name in enumerate(PROVINCES) if label.startswith(name)), None)
