"""Tables that stand beside pay: a second log, coupons, their use, concessions, and channels."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from xlsales.tables import incentive_specs as specs
from xlsales.tables.incentive_rows import (
    ChannelRow,
    ChannelTierRow,
    Concession,
    CouponRow,
    LoggedEvent,
    RedemptionRow,
)
from xlsales.tables.reading import TableReader


class SideRows(NamedTuple):
    """The rows of these tables, in the order of the fields of what happened."""

    second_log: tuple[LoggedEvent, ...]
    coupons: tuple[CouponRow, ...]
    redemptions: tuple[RedemptionRow, ...]
    concessions: tuple[Concession, ...]
    channel_tiers: tuple[ChannelTierRow, ...]
    channels: tuple[ChannelRow, ...]


def side_tables(reader: TableReader) -> SideRows:
    """Return what stands beside pay: the second log, coupons, their use, concessions, and channels."""
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
        tuple(
            ChannelTierRow(
                row["tier"], row["measure"], _number(row, "minimum"), _number(row, "weight"), where
            )
            for row, where in reader.facts(specs.CHANNEL_TIERS, "tier", "measure")
        ),
        tuple(
            ChannelRow(row["channel"], row["measure"], _number(row, "value"), where)
            for row, where in reader.facts(specs.CHANNELS, "channel", "measure")
        ),
    )


def _number(row: Mapping[str, Any], name: str) -> Fraction | None:
    return Fraction(row[name]) if name in row else None
