"""SCORE and SCORE_WHY: points for attributes, and the reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from xlsales.customers.score_rules import ScoreRules, check_rules, read_rules
from xlsales.customers.score_why import explain_score
from xlsales.customers.scoring import Missing, Score, score_of
from xlsales.customers.tables import attribute_columns
from xlsales.functions.cells import Result
from xlsales.functions.customers.isolation import Row, header_and_rows, isolated_rows
from xlsales.functions.kinds import AnyKind, Kind, Unread, one_of
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError
from xlsales.kernel.words import folded

Attributes = Annotated[
    Unread,
    Kind(AnyKind("values with a header row"), "whole", unread=True),
    {"doc": "Attributes: a header row, one row each", "zh": "属性值（含表头）"},
]
Rules = Annotated[
    ScoreRules,
    Kind(AnyKind("scoring rules"), "whole", build=lambda block: read_rules(block.rows)),
    {
        "doc": "attribute, test such as >=100, points, [group], [group limit]",
        "zh": "规则：属性、条件、分值、组、组上限",
    },
]
OneMissing = Annotated[
    Missing,
    one_of("neutral", "zero", "block"),
    {"doc": "Blank attributes: neutral (default), zero or block", "zh": "空白：忽略、按零、不评分"},
]


def _each_score(
    values: Unread, rules: ScoreRules, missing: Missing, result: Callable[[Score], Result]
) -> Block[Result]:
    header, rows = header_and_rows(values)
    columns = attribute_columns(header)
    unknown = check_rules(rules, columns)
    if unknown:
        raise InvalidInputError(*(issue.at(f"rules{issue.where}") for issue in unknown))

    def compute(row: Row) -> tuple[Result, ...]:
        score = score_of(row, columns, rules, missing)
        return (None if score is None else result(score),)

    used = sorted({columns[folded(rule.attribute)] for rule in rules.rules})
    return isolated_rows(rows, compute, used=used, width=1, where=values.reading.where)


@cell_function(
    "SCORE",
    group="Customers",
    chinese="线索评分：按规则给属性打分",
    words=("线索评分", "客户评分", "打分"),
    catalogue=("LD1", "LD2", "CG5", "CG15"),
)
def score(values: Attributes, rules: Rules, missing: OneMissing = "neutral") -> Block[Result]:
    """Score each row by rules: every rule that matches adds its points, groups kept within limits.

    Examples:
        >>> from xlsales.functions import call_function
        >>> leads = [["visits", "field"], [4, "Retail"], [1, ""]]
        >>> call_function("SCORE", [leads, [["visits", ">=3", 10], ["field", "=retail", 5]]]).rows
        ((15.0,), (0.0,))
    """
    return _each_score(values, rules, missing, lambda found: found.points)


@cell_function(
    "SCORE_WHY",
    group="Customers",
    chinese="评分理由：最强的三个加分项和三个减分项",
    words=("评分理由", "加分", "减分"),
    catalogue=("LD1", "LD2"),
)
def score_why(values: Attributes, rules: Rules, missing: OneMissing = "neutral") -> Block[Result]:
    """Say where each row's score comes from: the strongest three rules for and against.

    Examples:
        >>> from xlsales.functions import call_function
        >>> leads = [["visits", "size"], [4, 5]]
        >>> call_function("SCORE_WHY", [leads, [["visits", ">=3", 10], ["size", "<10", -4]]]).value
        '6 = for: +10 visits (>=3); against: -4 size (<10)'
    """
    return _each_score(values, rules, missing, explain_score)
