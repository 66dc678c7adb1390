"""Tables that stand beside pay: a second log, coupons, their use, and concessions."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from xlsales.tables import incentive_specs as specs
from xlsales.tables.incentive_rows import Concession, CouponRow, LoggedEvent, RedemptionRow
from xlsales.tables.reading import TableReader


class SideRows(NamedTuple):
    """The rows of these tables, in the order of the fields of what happened."""

    second_log: tuple[LoggedEvent, ...]
    coupons: tuple[CouponRow, ...]
    redemptions: tuple[RedemptionRow, ...]
    concessions: tuple[Concession, ...]


def side_tables(
    reader: TableReader,
) -> tuple[tuple[LoggedEvent, ...], tuple[CouponRow, ...], tuple[RedemptionRow, ...], tuple[Concession, ...]]:
    """Return what stands beside pay: the second log, coupons, their use, and concessions."""
    return SideRows(
        tuple(
            LoggedEvent(str(row["id"]), Fraction(row["amount"]) if "amount" in row else None, where)
            for row, where in reader.facts(specs.SECOND_LOG, "id")
        ),
        tuple(
            CouponRow(str(row["id"]), row["issued"], Fraction(row["value"]), row.get("last_day"), where)
            for row, where in reader.facts(specs.COUPONS, "id", "issued", "value")
        ),
        tuple(
            RedemptionRow(
                str(row["coupon"]),
                row["date"],
                Fraction(row["value"]),
                str(row.get("transaction", "")),
                where,
            )
            for row, where in reader.facts(specs.REDEMPTIONS, "coupon", "date", "value")
        ),
        tuple(
            Concession(
                str(row["transaction"]), row["date"], Fraction(row["amount"]), row.get("text", ""), where
            )
            for row, where in reader.facts(specs.CONCESSIONS, "transaction", "date", "amount")
        ),
    )
