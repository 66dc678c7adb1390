"""What is known of a deal, and which stage it is really in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from xlsales.kernel.values import is_blank
from xlsales.kernel.words import folded

DealOutcome = Literal["open", "won", "lost"]
#: Papers that are no order, whatever a deal says about itself; folded.
PROFORMA: Final = frozenset({"proforma", "proforma invoice", "pro forma", "p/i", "pi", "形式发票"})


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal of the pipeline.

    Attributes:
        name: Which.
        stage: Stage as its owner says.
        amount: What it is worth; ``None`` is unknown.
        created: First day.
        stage_since: Day it came into its stage; ``created`` unless known.
        closed: Day it was won or lost, or ``None``.
        outcome: Open, won or lost.
        document: The strongest paper there is, such as quote, P/I or contract.
        facts: What is known, by name; what exit criteria look at.
    """

    name: str
    stage: str
    amount: Fraction | None
    created: date
    stage_since: date | None = None
    closed: date | None = None
    outcome: DealOutcome = "open"
    document: str = ""
    source: str = ""
    owner: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DealStage:
    """A stage: its chance, how long a deal may stay, and what must be known to leave it.

    Attributes:
        name: Which.
        probability: Chance of winning, 0 to 1.
        longest_days: Days after which a deal is stale; ``None`` sets no limit.
        criteria: Facts that must be known before a deal is in a later stage.
    """

    name: str
    probability: Fraction
    longest_days: int | None = None
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageVerdict:
    """Where a deal really stands.

    Attributes:
        stage: Stage that its facts support.
        missing: Exit criteria of that stage that are not met.
        proforma: A proforma invoice was taken for an order.
    """

    stage: DealStage
    missing: tuple[str, ...]
    proforma: bool


def is_order(document: str) -> bool:
    """Tell whether a paper is an order; a proforma invoice is none (LD9).

    References:
        Handbook: buyers have two and more factories send a P/I for one order.

    Examples:
        >>> is_order("contract"), is_order("Ｐ／Ｉ"), is_order("")
        (True, False, False)
    """
    return bool(document.strip()) and folded(document) not in PROFORMA


def real_stage(deal: Deal, stages: Sequence[DealStage], proforma_stage: str | None = None) -> StageVerdict:
    """Return the stage that a deal's facts support (LD9, LD11).

    Args:
        deal: The deal; its stage is one of ``stages``.
        stages: In the order of the pipeline.
        proforma_stage: Stage in which a deal stays as long as a proforma invoice is its best paper;
            ``None`` lets every paper pass.

    Returns:
        The first stage up to the claimed one whose exit criteria are not all met, else the claimed
        one; never beyond ``proforma_stage`` while there is only a proforma invoice.

    Raises:
        KeyError: The deal's stage is not listed.

    Examples:
        >>> need = DealStage("need", Fraction(1, 5), None, ("budget",))
        >>> stages = [need, DealStage("order", Fraction(9, 10))]
        >>> real_stage(Deal("d", "order", None, date(2026, 1, 1)), stages).missing
        ('budget',)
    """
    places = {folded(stage.name): place for place, stage in enumerate(stages)}
    claimed = places[folded(deal.stage)]
    proforma = False
    if proforma_stage is not None and folded(deal.document) in PROFORMA:
        limit = places[folded(proforma_stage)]
        proforma = claimed > limit
        claimed = min(claimed, limit)
    for stage in stages[:claimed]:
        missing = missing_criteria(deal, stage)
        if missing:
            return StageVerdict(stage, missing, proforma)
    return StageVerdict(stages[claimed], missing_criteria(deal, stages[claimed]), proforma)


def missing_criteria(deal: Deal, stage: DealStage) -> tuple[str, ...]:
    """Return the exit criteria of a stage that a deal does not meet; FALSE and blanks do not."""
    known = {folded(name): value for name, value in deal.facts.items()}
    values = {criterion: known.get(folded(criterion)) for criterion in stage.criteria}
    return tuple(name for name, value in values.items() if is_blank(value) or value is False)
