"""Hashes of transactions and payments, the same by row and by column, blind to the order of rows."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from xlsales.tables.incentive_rows import Payment, Transaction

if TYPE_CHECKING:
    from xlsales.kernel.minor_units import MinorUnits
    from xlsales.tables.fact_columns import TransactionColumns

#: Whole numbers in the hash have 64 bits; other numbers are hashed as texts.
_MOST: Final = 1 << 62
_MOST_PLACES: Final = 9
_NUMBERS: Final = frozenset(("amount", "tax", "quantity", "cost", "discount"))


def rows_hash(rows: Sequence[Transaction] | Sequence[Payment]) -> str:
    """Return the hash of transactions or payments; each id is there once.

    Examples:
        >>> from datetime import date
        >>> paid = [Payment(id_, "T1", date(2026, 1, 5), Fraction(5, 2), id_) for id_ in "AB"]
        >>> rows_hash(paid) == rows_hash(paid[::-1]) != rows_hash(paid[:1])
        True
    """
    columns = _of_rows(rows) if isinstance(rows, (tuple, list)) else _of_columns(rows)
    parts = [f"{name} {digest}" for name, digest in sorted(columns.items())]
    return sha256("\n".join(parts).encode()).hexdigest()


def _of_rows(rows: Sequence[Any]) -> Mapping[str, str]:
    ordered = sorted(rows, key=lambda one: one.id)
    if not ordered:
        return {}
    found: dict[str, str] = {}
    names = sorted({name for one in ordered for name in getattr(one, "labels", ())})
    for name in names:
        found[f"label {name}"] = _texts(one.labels.get(name, "") for one in ordered)
    for name in ordered[0]._fields:
        values = [getattr(one, name) for one in ordered]
        if name in _NUMBERS:
            found[name] = _fractions(values)
        elif name not in ("labels", "where") and any(value not in (None, "") for value in values):
            found[name] = _texts("" if value is None else str(value) for value in values)
    return found


def _texts(texts: Iterable[str]) -> str:
    return sha256("\x00".join(texts).encode()).hexdigest()


def _fractions(values: Sequence[Fraction]) -> str:
    for places in range(_MOST_PLACES + 1):
        units = [value * 10**places for value in values]
        if all(unit.denominator == 1 and abs(unit) < _MOST for unit in units):
            return _units(array("q", map(int, units)).tobytes(), places)
    return _texts(map(str, values))


def _units(units: bytes, places: int) -> str:
    return sha256(f"{places} ".encode() + units).hexdigest()


def _of_columns(rows: Any) -> Mapping[str, str]:
    import numpy as np

    from xlsales.tables.fact_columns import PaymentColumns, TransactionColumns

    assert isinstance(rows, (PaymentColumns, TransactionColumns))
    if not len(rows):
        return {}
    order = np.array(sorted(range(len(rows)), key=rows.ids.__getitem__), dtype=np.int64)
    found = {
        "id": _texts(map(rows.ids.__getitem__, order.tolist())),
        "day": _days(rows.days[order]),
        "amount": _minor(rows.amounts, order),
    }
    if isinstance(rows, PaymentColumns):
        found["transaction"] = _texts(map(rows.transactions.__getitem__, order.tolist()))
        return found
    return found | _rest(rows, order)


def _rest(rows: TransactionColumns, order: Any) -> dict[str, str]:
    """Return the hashes of what only transactions have."""
    import numpy as np

    from xlsales.kernel.minor_units import MinorUnits
    from xlsales.tables.fact_columns import KINDS, Texts

    count = len(rows)
    none = MinorUnits(np.zeros(count, dtype=np.int64), 0, np.zeros(count, dtype=bool))
    one = np.where(rows.amounts.units >= 0, 1, -1)
    stated = rows.quantities or MinorUnits(one, 0, none.blank)
    units = np.where(stated.blank, one * 10**stated.places, stated.units)
    quantity = MinorUnits(units, stated.places, none.blank)
    found = {"kind": _coded(Texts(rows.kinds.astype(np.int32), KINDS), order)}
    numbers = {"tax": rows.tax, "quantity": quantity, "cost": rows.costs, "discount": rows.discounts}
    found |= {name: _minor(column or none, order) for name, column in numbers.items()}
    texts = {"person": rows.people} | {f"label {name}": one for name, one in rows.labels.items()}
    found |= {name: _coded(column, order) for name, column in texts.items() if column.names}
    if rows.named:
        found["original"] = _texts(rows.named.get(row, "") for row in order.tolist())
    if rows.due is not None and rows.due.any():
        found["due"] = _days(rows.due[order])
    return found


def _coded(column: Any, order: Any) -> str:
    names = (*column.names, "")
    return _texts(map(names.__getitem__, column.codes[order].tolist()))


def _days(ordinals: Any) -> str:
    import numpy as np

    different, places = np.unique(ordinals, return_inverse=True)
    texts = [str(date.fromordinal(int(day))) if day else "" for day in different]
    return _texts(map(texts.__getitem__, places.tolist()))


def _minor(column: MinorUnits, order: Any) -> str:
    units, places = column.units[order], column.places
    while places and not (units % 10).any():
        units, places = units // 10, places - 1
    return _units(units.tobytes(), places)
