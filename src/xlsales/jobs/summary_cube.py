"""The flat table behind a summary: months and labels with their sums, ready for a pivot table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

import numpy as np

from xlsales.jobs.summary_sums import LedgerSums
from xlsales.kernel.numbers import ZERO

#: Labels of the flat table, always in this order, whether the ledger has them or not.
LABELS: Final = ("region", "province", "channel", "segment", "category")


@dataclass(frozen=True, slots=True)
class CubeRow:
    """The sums of a month and its labels; a label that is not stated is blank."""

    month: date
    labels: tuple[str, ...]
    gross: Fraction
    returned: Fraction
    rows: int


def cube_of(sums: LedgerSums) -> tuple[CubeRow, ...]:
    """Return the year to date and the same days of the year before, by month and label."""
    ledger, spans = sums.ledger, sums.spans
    mask = sums.rows_of(spans.to_date) | sums.rows_of(spans.to_date_before)
    codes = ledger.months[mask].astype(np.int64)
    known = [name for name in LABELS if name in ledger.labels]
    for name in known:
        texts = ledger.labels[name]
        codes = codes * (len(texts.names) + 1) + texts.codes[mask] + 1
    different, places, counts = np.unique(codes, return_inverse=True, return_counts=True)
    amounts = []
    for values in (ledger.gross[mask], ledger.returned[mask]):
        found = np.zeros(len(different), dtype=values.dtype)
        np.add.at(found, places, values)
        amounts.append(found.tolist())
    rows = []
    for code, gross, back, count in zip(different.tolist(), *amounts, counts.tolist(), strict=True):
        month, labels = _taken_apart(code, known, sums)
        row = tuple(labels.get(name, "") for name in LABELS)
        parts = ledger.parts
        rows.append(CubeRow(month, row, _exact(gross, parts), _exact(back, parts), count))
    return tuple(sorted(rows, key=lambda row: (row.month, row.labels)))


def _taken_apart(code: int, known: list[str], sums: LedgerSums) -> tuple[date, dict[str, str]]:
    labels = {}
    for name in reversed(known):
        names = sums.ledger.labels[name].names
        code, at = divmod(code, len(names) + 1)
        labels[name] = names[at - 1] if at else ""
    return date(code // 12, code % 12 + 1, 1), labels


def _exact(units: int, parts: int) -> Fraction:
    return Fraction(units, parts) if units else ZERO
