"""The sales ledger by column: exact whole units, each label once, every row that cannot be used told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsales.kernel.numbers import ONE, round_to_unit
from xlsales.kernel.words import folded
from xlsales.tables.fact_columns import Texts
from xlsales.tables.matching import Matched
from xlsales.tables.row_intake import RowCount, RowNote
from xlsales.tables.summary_columns import LedgerColumns, Units

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Labels by which sales are rolled up; further text columns are found by their headings.
DIMENSIONS: Final = (
    "region",
    "province",
    "country",
    "city",
    "dealer",
    "channel",
    "person",
    "team",
    "customer",
    "segment",
    "product",
    "category",
    "reason",
)
_RETURNED: Final = frozenset({"returned", "return", "refund", "refunded", "退货", "已退货", "退款"})
_CANCELLED: Final = frozenset({"cancelled", "canceled", "void", "取消", "已取消", "作废"})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that do not count, by reason, with what can be read of their amounts."""

    reason: str
    rows: int
    amount: Fraction


@dataclass(frozen=True)
class SalesLedger:
    """The rows that count, by column; shape (n,) each.

    Attributes:
        days: Days as proleptic ordinals.
        months: Months since year 0: ``12 * year + month - 1``.
        parts: How many units of money make 1.
        gross: Sales before returns, in units.
        returned: What came back, in units, 0 or more.
        tax, cost: Of what was kept, in units; ``None`` without such a column.
        quantity: Pieces kept, with units of their own; ``None`` without such a column.
        orders: Order numbers; ``None`` without such a column.
        labels: Labels by dimension; code -1 is a blank.
        counts: What became of the rows.
        left_out: Rows that do not count, by reason.
        notes: Rows left out or doubtful, each with its place.
    """

    days: NDArray[np.int32]
    months: NDArray[np.int32]
    parts: int
    gross: NDArray[np.generic]
    returned: NDArray[np.generic]
    tax: NDArray[np.generic] | None
    cost: NDArray[np.generic] | None
    quantity: Units | None
    orders: Texts | None
    labels: Mapping[str, Texts]
    counts: RowCount
    left_out: tuple[LeftOut, ...]
    notes: tuple[RowNote, ...]

    def __len__(self) -> int:
        return len(self.days)

    @property
    def net(self) -> NDArray[np.generic]:
        """Sales less returns, in units."""
        kept: NDArray[np.generic] = self.gross - self.returned  # type: ignore[operator]
        return kept


def read_ledger(table: Matched) -> SalesLedger:
    """Read the ledger; nothing is dropped without being told.

    Args:
        table: The matched table; it has a date and an amount.

    Returns:
        Rows with a day and an amount. A negative amount is a return; a row whose status says returned
        brings and returns its amount; a cancelled row does not count. Where part of a row came back, its
        tax, cost and quantity count for the part that was kept, rounded to the smallest unit.
    """
    columns = LedgerColumns(table)
    days = columns.days("date")
    amount = columns.numbers("amount")
    state = _states(columns)
    cancelled = state == _CANCELLED_STATE
    reasons = {
        "no date": days.blank,
        "date unreadable": days.spoilt,
        "no amount": amount.blank,
        "amount unreadable": amount.spoilt,
        "cancelled": cancelled,
    }
    left = np.zeros(len(columns), dtype=bool)
    left_out = []
    for reason, rows in reasons.items():
        first = rows & ~left
        left |= rows
        if first.any():
            left_out.append(LeftOut(reason, int(first.sum()), amount.units.total(first)))
            if reason != "cancelled":
                columns.note(first, "date" if "date" in reason else "amount", reason, counted=False)
    columns.note_repeats(~left)
    money = columns.money(amount, "tax", "returned", "cost")
    kept = ~left
    gross, returned = _gross_and_returned(money.values["amount"], money.values.get("returned"), state)
    read = len(columns)
    counts = RowCount("sales ledger", read, int(kept.sum()), 0, int(left.sum()))
    quantity = columns.quantity()
    return SalesLedger(
        days.ordinals[kept],
        days.months[kept],
        money.parts,
        gross[kept],
        returned[kept],
        _kept_part(money.values.get("tax"), gross, returned, kept),
        _kept_part(money.values.get("cost"), gross, returned, kept),
        None if quantity is None else Units(_of_kept(quantity.values, gross, returned)[kept], quantity.parts),
        columns.texts("order", kept),
        {
            name: texts
            for name in DIMENSIONS
            if (texts := columns.labels(name, kept)) is not None and texts.names
        }
        | columns.own_labels(kept),
        counts,
        tuple(left_out),
        tuple(columns.notes),
    )


_CANCELLED_STATE, _RETURNED_STATE = 2, 1


def _states(columns: LedgerColumns) -> NDArray[np.int8]:
    """Return 0 for a sale, 1 for a return, 2 for a cancelled row."""
    texts = columns.texts("status", None)
    if texts is None:
        return np.zeros(len(columns), dtype=np.int8)
    words = [folded(name) for name in texts.names]
    states = np.array(
        [
            _RETURNED_STATE if word in _RETURNED else _CANCELLED_STATE if word in _CANCELLED else 0
            for word in words
        ]
        + [0],  # the last one is for blanks, whose code is -1
        dtype=np.int8,
    )
    return states[texts.codes]


def _gross_and_returned(
    amount: NDArray[np.generic], returned: NDArray[np.generic] | None, state: NDArray[np.int8]
) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
    back = np.abs(returned) if returned is not None else np.zeros_like(amount)
    is_return = amount < 0  # type: ignore[operator]
    gross = np.where(is_return, 0, amount)
    back = np.where(is_return, back - amount, back)
    back = np.where((state == _RETURNED_STATE) & ~is_return, amount, back)
    return gross, back


def _kept_part(
    values: NDArray[np.generic] | None,
    gross: NDArray[np.generic],
    returned: NDArray[np.generic],
    kept: NDArray[np.bool_],
) -> NDArray[np.generic] | None:
    return None if values is None else _of_kept(values, gross, returned)[kept]


def _of_kept(
    values: NDArray[np.generic], gross: NDArray[np.generic], returned: NDArray[np.generic]
) -> NDArray[np.generic]:
    """Return values for the part that was kept; few rows are split, and those one by one."""
    found = np.where(returned >= gross, np.where(gross > 0, 0, values), values)  # type: ignore[operator]
    for row in np.nonzero((returned > 0) & (returned < gross))[0]:  # type: ignore[operator]
        whole, back = int(gross[row]), int(returned[row])
        found[row] = int(round_to_unit(Fraction(int(values[row]) * (whole - back), whole), ONE))
    return found
