"""Rows that have to be looked at one by one: of a million clean ones, none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsales.jobs.incentives.columns.seats import SeatColumns
from xlsales.plans.incentives import IncentivePlan
from xlsales.plans.versions import Roster
from xlsales.tables.fact_columns import KINDS, UNKNOWN, PaymentColumns, Texts, TransactionColumns
from xlsales.tables.incentive_rows import Happened

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RETURN, _CANCEL, _BOOKING = (KINDS.index(kind) for kind in ("return", "cancel", "booking"))
_ENDS: Final = (_RETURN, _CANCEL)


def to_be_checked(plan: IncentivePlan, happened: Happened) -> Happened:
    """Return the rows that may be wrong, whatever they refer to, and one row for each label.

    The checks of rows come to the same on these as on all rows: what is left out has an id of its
    own, a seller in service under a plan in force, and an original that is a sale before it.

    Args:
        plan: The plan.
        happened: What happened, its transactions by column.
    """
    rows = happened.transactions
    if not isinstance(rows, TransactionColumns):
        return happened
    wanted = _suspects(plan, rows)
    wanted.update(_representatives(rows.labels.values()))
    payments = happened.payments
    if isinstance(payments, PaymentColumns):
        payments = payments.rows(_suspect_payments(rows, payments))
    referred = {share.transaction for share in happened.credits} | {one.transaction for one in payments}
    if referred:
        wanted.update(row for row, id_ in enumerate(rows.ids) if id_ in referred)
    wanted.update(int(rows.originals[row]) for row in list(wanted) if rows.originals[row] >= 0)
    return happened._replace(transactions=rows.rows(sorted(wanted)), payments=tuple(payments))


def _suspects(plan: IncentivePlan, rows: TransactionColumns) -> set[int]:
    seats = SeatColumns(plan, Roster(plan.people))
    found = _same_ids(rows.ids)
    for suspect in (_wrong_originals(rows), _wrong_sellers(seats, rows)):
        found.update(np.flatnonzero(suspect).tolist())
    for column in {one.credited_to for one in plan.components if one.credited_to}:
        texts = rows.labels.get(column)
        if texts is not None:
            unknown = np.array([*(name not in seats.codes for name in texts.names), False])
            found.update(np.flatnonzero(unknown[texts.codes]).tolist())
    return found


def _same_ids(ids: Iterable[str]) -> set[int]:
    """Return the rows of every id that is there more than once."""
    listed = list(ids)
    if len(set(listed)) == len(listed):
        return set()
    places: dict[str, list[int]] = {}
    for row, id_ in enumerate(listed):
        places.setdefault(id_, []).append(row)
    return {row for same in places.values() if len(same) > 1 for row in same}


def _wrong_originals(rows: TransactionColumns) -> NDArray[np.bool_]:
    origin = np.maximum(rows.originals, 0)
    has_origin = rows.originals >= 0
    wrong = rows.originals == UNKNOWN
    wrong |= (rows.kinds == _CANCEL) & ~has_origin
    wrong |= has_origin & (np.isin(rows.kinds[origin], _ENDS) | (rows.days < rows.days[origin]))
    found: NDArray[np.bool_] = wrong | ((rows.kinds == _RETURN) & (rows.amounts.units > 0))
    return found


def _wrong_sellers(seats: SeatColumns, rows: TransactionColumns) -> NDArray[np.bool_]:
    """Tell which sales have nobody, or somebody who was not in service under a plan in force."""
    codes = np.array([*(seats.codes.get(name, -1) for name in rows.people.names), -1], dtype=np.int32)
    payee = codes[rows.people.codes]
    seated = seats.seated.at(payee, rows.days)
    wrong = (payee < 0) | (seated < 0) | ((seated == 1) & (seats.by_terms.at(payee, rows.days) < 0))
    found: NDArray[np.bool_] = wrong & (rows.kinds != _CANCEL) & (rows.originals < 0)
    return found


def _suspect_payments(rows: TransactionColumns, payments: PaymentColumns) -> list[int]:
    """Return payments of an id that is there twice, or of no invoice."""
    unpaid = np.isin(rows.kinds, (_RETURN, _CANCEL, _BOOKING))
    invoices = {id_ for id_, refused in zip(rows.ids, unpaid.tolist(), strict=True) if not refused}
    wrong = {row for row, id_ in enumerate(payments.transactions) if id_ not in invoices}
    return sorted(wrong | _same_ids(payments.ids))


def _representatives(columns: Iterable[Texts]) -> set[int]:
    """Return a row for every different text of some columns."""
    found: set[int] = set()
    for texts in columns:
        codes, firsts = np.unique(texts.codes, return_index=True)
        found.update(firsts[codes >= 0].tolist())
    return found
