"""RANK_PRIZES and OVERRIDES: prizes by rank, and what managers get."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.incentives.options import OneUnit
from xlsales.functions.kinds import Kind, MaybeNumbers, NumberKind, Numbers, Values, one_of, only_value
from xlsales.functions.notices import notice
from xlsales.functions.registry import cell_function
from xlsales.incentives.keys import BLANK, Key, key_of
from xlsales.incentives.overrides import find_cycle, overrides
from xlsales.incentives.ranking import TIES, Ties, rank_prizes
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import CENT, ZERO
from xlsales.kernel.values import CellValue


@cell_function(
    "RANK_PRIZES",
    group="Incentives",
    chinese="名次奖金：按名次发奖，并列按规则处理",
    words=("名次", "排名", "冠军奖", "竞赛", "奖金"),
    catalogue=("IN4", "IN8", "AP8"),
)
def rank_prizes_of(
    values: Annotated[MaybeNumbers, {"doc": "What is ranked, the highest first", "zh": "参与排名的数值"}],
    prizes: Annotated[Numbers, {"doc": "Prize of each place, first place first", "zh": "各名次奖金"}],
    ties: Annotated[
        Ties,
        one_of(*TIES),
        {"doc": "share (pooled and split), same, first", "zh": "并列的处理"},
    ] = "share",
    minimum: Annotated[
        Fraction | None,
        Kind(NumberKind(), "whole", only_value),
        {"doc": "Below it nothing is won", "zh": "最低资格线"},
    ] = None,
    unit: OneUnit = CENT,
) -> Block[Fraction | None] | None:
    """Prize of each value by rank, in the shape of the values; 0 without a prize.

    Equal values share the prizes of the places that they take, exact to the unit (``share``), all
    get the best of them (``same``), or the earlier cell goes ahead (``first``). A blank value stays
    blank and takes no place.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("RANK_PRIZES", [[[7], [9], [7]], [100, 50]]).rows
        ((25.0,), (100.0,), (25.0,))
    """
    if values is None:
        return None
    ladder = [prize or ZERO for prize in prizes.cells()]
    return values.like(rank_prizes(list(values.cells()), ladder, ties, minimum, unit))


@cell_function(
    "OVERRIDES",
    group="Incentives",
    chinese="管理提成：从下级业绩按层级提取",
    words=("管理提成", "团队提成", "下级"),
    catalogue=("OR1", "OR4", "IN2", "AP10"),
)
def overrides_of(
    people: Annotated[Values, {"doc": "Each person once", "zh": "人员，每人一行"}],
    managers: Annotated[Values, {"doc": "Manager of each; blank at the top", "zh": "上级，最高层留空"}],
    amounts: Annotated[Numbers, {"doc": "What each person sold", "zh": "个人业绩"}],
    rates: Annotated[Numbers, {"doc": "By distance: direct reports, their reports ...", "zh": "各层比率"}],
    unit: OneUnit = CENT,
) -> Block[Fraction | None]:
    """What each person gets from the sales of the people below, by distance.

    Shapes: ``people``, ``managers`` and ``amounts`` have one shape, which the result takes. Own
    sales earn no override; a blank person stays blank; a blank amount is none.

    Errors: OVER-001 a cycle, whose people are named, OVER-002 a person named twice, OVER-004 shapes
    that differ. A manager who is not among the people is told as a warning, OVER-003.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("OVERRIDES", [["a", "b", "c"], ["b", "c", ""], [1000, 500, 0], [0.08, 0.04]]).rows
        ((0.0, 80.0, 80.0),)
    """
    _same_shapes(people, managers, amounts)
    rows = list(zip(people.cells(), managers.cells(), amounts.cells(), strict=True))
    manager_of = _managers(rows)
    sold = {key_of(person): amount or ZERO for person, _, amount in rows if key_of(person) != BLANK}
    paid = overrides(manager_of, sold, [rate or ZERO for rate in rates.cells()], unit)
    return people.map(lambda person: paid.get(key_of(person)))


def _same_shapes(people: Block[CellValue], *others: Block[CellValue] | Block[Fraction | None]) -> None:
    for name, block in zip(("managers", "amounts"), others, strict=True):
        if block.shape != people.shape:
            came = f"{block.height} x {block.width} cells"
            expected = f"{people.height} x {people.width}, as people"
            raise InvalidInputError(Issue("OVER-004", name, came, expected, "Select the same rows for all."))


def _managers(rows: list[tuple[CellValue, CellValue, Fraction | None]]) -> dict[Key, Key | None]:
    """Return the manager of each person.

    Raises:
        InvalidInputError: OVER-001 a cycle, OVER-002 a person named twice.
    """
    manager_of: dict[Key, Key | None] = {}
    names: dict[Key, CellValue] = {}
    issues = []
    for i, (person, manager, _) in enumerate(rows, start=1):
        key, above = key_of(person), key_of(manager)
        if key == BLANK:
            continue
        if key in manager_of:
            fix = "Give each person once; add their amounts up."
            issues.append(Issue("OVER-002", f"people row {i}", f"{person} again", "each person once", fix))
            continue
        names[key] = person
        manager_of[key] = None if above == BLANK else above
        names.setdefault(above, manager)
    if issues:
        raise InvalidInputError(*issues)
    cycle = find_cycle(manager_of)
    if cycle:
        came = " > ".join(str(names[key]) for key in cycle)
        fix = "Let the chain of managers end at someone without a manager."
        raise InvalidInputError(Issue("OVER-001", "managers", came, "no cycle", fix))
    for above in {above for above in manager_of.values() if above is not None} - manager_of.keys():
        fix = "Add the manager to the people, or correct the name; nobody gets this override."
        notice(Issue("OVER-003", "managers", str(names[above]), "one of the people", fix, "warning"))
    return manager_of
