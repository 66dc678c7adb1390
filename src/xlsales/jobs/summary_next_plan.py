"""What the summary hands on: the base of the next plan, and what bonuses stand on (RP9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

import numpy as np

from xlsales.jobs.summary_sums import LedgerSums
from xlsales.kernel.words import folded
from xlsales.tables.dimensions import dimension_name
from xlsales.tables.fact_columns import Texts
from xlsales.tables.row_intake import SourceRow

#: Labels that the base of the next plan keeps, where the ledger has them.
KEPT: Final = ("region", "person", "category", "channel")
#: The base has at most so many rows; a label that would make more is left out.
_MOST_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class BaseRow:
    """Sales of a month and its labels, as the plan's table of history takes them."""

    month: date
    labels: tuple[str, ...]
    amount: Fraction


@dataclass(frozen=True, slots=True)
class PlanBase:
    """The base of the next plan.

    Attributes:
        dimensions: Labels of a row.
        rows: Sales less returns of the year, by month; they add up to the year to date.
    """

    dimensions: tuple[str, ...]
    rows: tuple[BaseRow, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Growth that a conclusion asks for.

    Attributes:
        dimension, member: What it is about; both blank for everything.
        base: Sales of the year to date.
        growth: As the conclusion says, else the usual growth.
        proposed: Base with the growth.
        conclusion: What was concluded; blank for the usual growth.
    """

    dimension: str
    member: str
    base: Fraction
    growth: Fraction
    proposed: Fraction
    conclusion: str


@dataclass(frozen=True, slots=True)
class BonusBase:
    """What the bonus of a person or a unit stands on."""

    dimension: str
    member: str
    sales: Fraction
    growth: Fraction | None
    factor: Fraction
    conclusion: str


@dataclass(frozen=True, slots=True)
class HandedOn:
    """What the next plan and bonuses stand on."""

    base: PlanBase
    proposals: tuple[Proposal, ...]
    bonuses: tuple[BonusBase, ...]


def handed_on(sums: LedgerSums, conclusions: Sequence[SourceRow], usual: Fraction) -> HandedOn:
    """Return what the summary hands on.

    Args:
        sums: The ledger.
        conclusions: What was concluded, and what it feeds.
        usual: Growth of whatever no conclusion names.
    """
    return HandedOn(plan_base(sums), proposals(sums, conclusions, usual), bonus_bases(sums, conclusions))


def plan_base(sums: LedgerSums) -> PlanBase:
    """Return the sales of the year to date by month and label, ready to be the next plan's history."""
    ledger, rows = sums.ledger, sums.rows_of(sums.spans.to_date)
    kept: list[str] = []
    codes = ledger.months.astype(np.int64)
    for name in KEPT:
        texts = ledger.labels.get(name)
        if texts is None:
            continue
        tried = codes * (len(texts.names) + 1) + texts.codes + 1
        if len(np.unique(tried[rows])) <= _MOST_ROWS:
            codes, kept = tried, [*kept, name]
    different, places = np.unique(codes, return_inverse=True)
    lines = sums.lines(Texts(places.astype(np.int32), tuple(map(str, range(len(different))))))
    found = []
    for line in lines:
        if not line.label or not line.to_date:
            continue
        code, labels = int(different[int(line.label)]), []
        for name in reversed(kept):
            names = ledger.labels[name].names
            code, at = divmod(code, len(names) + 1)
            labels.append(names[at - 1] if at else "")
        month = date(code // 12, code % 12 + 1, 1)
        found.append(BaseRow(month, tuple(reversed(labels)), line.to_date))
    return PlanBase(tuple(kept), tuple(sorted(found, key=lambda row: (row.month, row.labels))))


def proposals(sums: LedgerSums, conclusions: Sequence[SourceRow], usual: Fraction) -> tuple[Proposal, ...]:
    """Return the growth that the conclusions propose, the last line for everything.

    Args:
        sums: The ledger.
        conclusions: Those that feed the plan name a label, a member and a growth.
        usual: Growth of whatever no conclusion names.
    """
    found = []
    for row in conclusions:
        growth = row.number_of("growth")
        if growth is None or row.text("feeds") in ("bonus", "none") or not row.text("member"):
            continue
        name = dimension_name(row.text("dimension"))
        base = _to_date(sums, name).get(folded(row.text("member")))
        if base is not None:
            found.append(
                Proposal(name, row.text("member"), base, growth, base * (1 + growth), row.text("conclusion"))
            )
    total = sums.total().to_date
    return (*found, Proposal("", "", total, usual, total * (1 + usual), ""))


def bonus_bases(sums: LedgerSums, conclusions: Sequence[SourceRow]) -> tuple[BonusBase, ...]:
    """Return what bonuses stand on: sales, growth and the factor that the conclusions give."""
    found = []
    for row in conclusions:
        factor = row.number_of("bonus_factor")
        if factor is None or row.text("feeds") in ("plan", "none"):
            continue
        name = dimension_name(row.text("dimension"))
        texts = sums.ledger.labels.get(name)
        lines = {} if texts is None else {folded(line.label): line for line in sums.lines(texts)}
        line = lines.get(folded(row.text("member")), sums.total() if not row.text("member") else None)
        if line is not None:
            found.append(
                BonusBase(name, row.text("member"), line.now, line.growth, factor, row.text("conclusion"))
            )
    return tuple(found)


def _to_date(sums: LedgerSums, dimension: str) -> Mapping[str, Fraction]:
    texts = sums.ledger.labels.get(dimension)
    return {} if texts is None else {folded(line.label): line.to_date for line in sums.lines(texts)}
