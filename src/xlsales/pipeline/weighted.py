"""The pipeline by stage: deals, their amount, and what it is worth by probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import exact, shown
from xlsales.kernel.values import CellValue, is_blank
from xlsales.kernel.words import folded


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the pipeline and how likely its deals are won, 0 to 1."""

    name: CellValue
    probability: Fraction


@dataclass(frozen=True, slots=True)
class StageTotal:
    """Deals of a stage.

    Attributes:
        name: The stage, or ``total``.
        count: How many deals.
        amount: Their sum.
        weighted: The sum of amount x probability.
    """

    name: CellValue
    count: int
    amount: Fraction
    weighted: Fraction


def read_stages(rows: Sequence[Sequence[CellValue]]) -> tuple[Stage, ...]:
    """Read stages and their probabilities.

    Args:
        rows: Stage and probability, shape (n, 2), in the order of the pipeline; wholly blank rows are
            passed over.

    Raises:
        InvalidInputError: PIPE-001 not two columns, PIPE-002 a stage missing or listed twice, PIPE-003 a
            probability outside 0 to 1.

    Examples:
        >>> read_stages([["quote", 0.3], ["contract", 0.9]])[1].probability
        Fraction(9, 10)
    """
    placed = [(i + 1, row) for i, row in enumerate(rows) if not all(map(is_blank, row))]
    if not placed or len(rows[0]) != 2:
        came = f"{len(rows[0])} columns" if placed else "no stage"
        fix = "Select the columns stage and probability."
        raise InvalidInputError(Issue("PIPE-001", "", came, "two columns: stage, probability", fix))
    issues: list[Issue] = []
    stages: dict[str, Stage] = {}
    for place, (name, probability) in placed:
        if is_blank(name) or folded(str(name)) in stages:
            came = "blank" if is_blank(name) else f"{name!r} again"
            issues.append(Issue("PIPE-002", f"[{place},1]", came, "each stage once", "Correct the stage."))
        elif not isinstance(probability, (int, float)) or not 0 <= probability <= 1:
            came = "blank" if is_blank(probability) else repr(probability)
            fix = "Write 0.7 for 70 %."
            issues.append(Issue("PIPE-003", f"[{place},2]", came, "a probability from 0 to 1", fix))
        else:
            stages[folded(str(name))] = Stage(name, exact(probability))
    raise_if_any(issues)
    return tuple(stages.values())


def pipeline_totals(
    amounts: Sequence[Fraction | None], deal_stages: Sequence[CellValue], stages: Sequence[Stage]
) -> tuple[StageTotal, ...]:
    """Sum up deals by stage.

    Args:
        amounts: Amount of each deal, shape (n,); a blank counts as a deal without an amount yet.
        deal_stages: Stage of each deal, shape (n,); a row without both is no deal.
        stages: Stages, in the order of the pipeline.

    Returns:
        One entry a stage, in that order, also for stages without deals, and the total.

    Raises:
        InvalidInputError: PIPE-004 different numbers of cells, PIPE-005 a deal without a stage or with
            one that is not listed.

    References:
        Weighted pipeline of Freshworks CRM and others: amount x probability of the stage.

    Examples:
        >>> stages = read_stages([["quote", 0.3], ["contract", 0.8]])
        >>> for entry in pipeline_totals([Fraction(200), Fraction(50)], ["quote", "contract"], stages):
        ...     print(entry.name, entry.count, entry.amount, entry.weighted)
        quote 1 200 60
        contract 1 50 40
        total 2 250 100
    """
    if len(amounts) != len(deal_stages):
        came = f"{len(deal_stages)} stages"
        fix = "Select the same rows in both."
        raise InvalidInputError(Issue("PIPE-004", "stages", came, f"{len(amounts)}, one a deal", fix))
    places = {folded(str(stage.name)): place for place, stage in enumerate(stages)}
    raise_if_any(_deal_issues(amounts, deal_stages, places))
    counts, sums = [0] * len(stages), [Fraction(0)] * len(stages)
    for amount, name in zip(amounts, deal_stages, strict=True):
        if not is_blank(name):
            place = places[folded(str(name))]
            counts[place] += 1
            sums[place] += amount or 0
    rows = [
        StageTotal(stage.name, count, amount, amount * stage.probability)
        for stage, count, amount in zip(stages, counts, sums, strict=True)
    ]
    weighted = sum((row.weighted for row in rows), Fraction(0))
    return (*rows, StageTotal("total", sum(counts), sum(sums, Fraction(0)), weighted))


def _deal_issues(
    amounts: Sequence[Fraction | None], names: Sequence[CellValue], known: dict[str, int]
) -> list[Issue]:
    issues = []
    for i, (amount, name) in enumerate(zip(amounts, names, strict=True), start=1):
        if is_blank(name):
            if amount is not None:
                came = f"{shown(amount)} without a stage"
                fix = "Fill the stage of this deal."
                issues.append(Issue("PIPE-005", f"stages cell {i}", came, "a stage", fix))
        elif folded(str(name)) not in known:
            fix = f"Use one of {', '.join(known)}, or add it to probabilities."
            issues.append(Issue("PIPE-005", f"stages cell {i}", repr(name), "a listed stage", fix))
    return issues
