"""COMMISSION on large blocks: options read once, numbers in whole minor units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsales.functions.incentives.options import BOUNDARY, MODE, UnitKind
from xlsales.functions.raw_columns import (
    RawColumn,
    numpy_is_there,
    raw_column,
    single_option,
    spread_cells,
)
from xlsales.functions.registry import PLAIN
from xlsales.incentives.payout_blocks import Ledger, payout_block, same_places
from xlsales.incentives.tiers import Terms, Tiers
from xlsales.kernel.blocks import Block, Shape
from xlsales.kernel.minor_units import MinorUnits, read_minor_units
from xlsales.kernel.numbers import CENT
from xlsales.kernel.values import CellValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RawBlock = Block[CellValue]


def commission_block(
    *,
    shape: Shape,
    tiers: Tiers,
    amount: RawBlock,
    prior: RawBlock | None,
    quota: RawBlock | None,
    mode: RawBlock | None,
    boundary: RawBlock | None,
    unit: RawBlock | None,
) -> Block[Any] | None:
    """Return the commissions of a large block, or ``None`` to leave it to the plain path.

    Texts, errors and quotas that are not above 0 are left to the plain path, cell by cell.
    """
    terms = read_terms(mode, boundary, unit)
    if terms is None or not numpy_is_there():
        return None
    columns = [
        raw_column(spread_cells(block, shape)) for block in (amount, prior, quota) if block is not None
    ]
    read = [read_minor_units(column.numbers) for column in columns]
    if any(units is None for units in read):
        return None
    fine = same_places([units for units in read if units is not None])
    if fine is None:
        return None
    ledger = _ledger(fine, has_prior=prior is not None, has_quota=quota is not None)
    paid = payout_block(tiers, ledger, terms) if ledger else None
    if paid is None:
        return None
    return _written(paid, fine, columns, ledger, shape)


def read_terms(mode: RawBlock | None, boundary: RawBlock | None, unit: RawBlock | None) -> Terms | None:
    """Return options that stand for a whole block, or ``None`` where they vary or are wrong."""
    mode_word = single_option(mode, MODE, "marginal")
    boundary_word = single_option(boundary, BOUNDARY, "lower")
    size = single_option(unit, UnitKind(), CENT)
    if mode_word is None or boundary_word is None or size is None:
        return None
    return Terms(mode_word, boundary_word, size)


def _ledger(fine: list[MinorUnits], *, has_prior: bool, has_quota: bool) -> Ledger | None:
    import numpy as np

    amounts = fine[0]
    before = fine[1].units if has_prior else np.zeros_like(amounts.units)
    largest = amounts.largest + (fine[1].largest if has_prior else 0)
    quotas = np.maximum(fine[-1].units, 1) if has_quota else None
    if largest >= 1 << 61:
        return None
    return Ledger(amounts.units + before, before, amounts.places, quotas, largest)


def _written(
    paid: NDArray[np.float64],
    fine: list[MinorUnits],
    columns: list[RawColumn],
    ledger: Ledger | None,
    shape: Shape,
) -> Block[Any]:
    cells: list[Any] = paid.tolist()
    for i in fine[0].blank.nonzero()[0].tolist():
        cells[i] = None
    if ledger is not None and ledger.quotas is not None:
        for i in (fine[-1].units <= 0).nonzero()[0].tolist():
            cells[i] = PLAIN
    for column in columns:
        for i in column.aside:
            cells[i] = PLAIN
    return Block.filled(cells, shape[1])
