"""What to do about a customer: relationship, selling method and tasks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from xlsales.kernel.words import Language

#: Relationship of a grade where no portfolio says it; from the lowest grade to the highest.
LADDER: Final = ("transactional", "problem-solving", "partnership", "alliance")
#: Strategy of a grade where no portfolio says it.
STRATEGIES: Final = ("harvest", "hold", "build", "build")

#: Selling method of each relationship, English and Chinese.
METHODS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "transactional": ("stimulus-response, mental states", "刺激反应、心理状态"),
        "problem-solving": ("need satisfaction, problem solving", "满足需求、解决问题"),
        "partnership": ("consultative", "顾问式"),
        "alliance": ("consultative, customised", "顾问式、定制化"),
    }
)
#: Tasks of each strategy, English and Chinese.
TASKS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "build": (
            "raise volume; serve at a high level; gather news of product and market",
            "增加销量；提供高水平服务；收集产品和市场信息",
        ),
        "hold": (
            "keep volume; strengthen the position with the main products; keep the service level",
            "保持销量；巩固重点产品地位；维持服务水平",
        ),
        "harvest": (
            "lower selling costs; see only profitable buyers; less service and stock",
            "降低销售成本；只访问有利可图的买家；减少服务和库存",
        ),
        "divest": (
            "least selling costs; clear stocks; pass on to a dealer or to phone sales",
            "把销售成本降到最低；清理库存；转交经销商或电话销售",
        ),
    }
)


def relationship_of_grade(place: int, grades: int) -> tuple[str, str]:
    """Return relationship and strategy of a grade (CG6).

    Args:
        place: Place of the grade, 0 is the lowest; newcomers and unknown grades are -1.
        grades: How many grades there are.

    Returns:
        The highest grade is a partnership with three grades, an alliance from four on.

    Examples:
        >>> [relationship_of_grade(place, 3) for place in range(3)]
        [('transactional', 'harvest'), ('problem-solving', 'hold'), ('partnership', 'build')]
    """
    if place < 0:
        return "transactional", "build"
    if grades <= len(LADDER):
        return LADDER[place], STRATEGIES[place]
    rung = place * len(LADDER) // grades
    return LADDER[rung], STRATEGIES[rung]


def selling_method(relationship: str, language: Language = "en") -> str:
    """Return how to sell in a relationship (CG7).

    Examples:
        >>> selling_method("partnership", "zh")
        '顾问式'
    """
    return METHODS[relationship][language == "zh"]


def tasks_of(strategy: str, language: Language = "en") -> str:
    """Return the sales tasks of a strategy (CG11).

    References:
        Handbook table of tasks to build, hold, harvest and divest; after Strahle and Spiro (1986).
    """
    return TASKS[strategy][language == "zh"]
