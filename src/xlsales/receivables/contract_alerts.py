"""Contracts that run out, and deliveries that are late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

AlertKind = Literal["expired", "expires soon", "delivery late", "delivered late"]


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract; days are ``None`` where it has none."""

    name: str
    ends: date | None = None
    delivery_due: date | None = None
    delivered: date | None = None


@dataclass(frozen=True, slots=True)
class ContractAlert:
    """Something to act on; ``days`` is to the end, or beyond it."""

    name: str
    kind: AlertKind
    days: int


def contract_alerts(
    contracts: Iterable[Contract], as_of: date, warn_days: int = 60
) -> tuple[ContractAlert, ...]:
    """Return contracts that expire and deliveries that are late (CR4).

    Args:
        contracts: In any order.
        as_of: Today.
        warn_days: Days before the end from which a contract is told.

    Returns:
        Deliveries that are late now first, then expired contracts, those that expire soon, and past late
        deliveries; in each the most days, for the soon ones the fewest, first.

    References:
        Handbook: check contracts and watch that they are kept; deliver on time.

    Examples:
        >>> contracts = [Contract("a", ends=date(2026, 3, 1)), Contract("b", delivery_due=date(2026, 1, 1))]
        >>> [(alert.name, alert.kind, alert.days) for alert in contract_alerts(contracts, date(2026, 1, 31))]
        [('b', 'delivery late', 30), ('a', 'expires soon', 29)]
    """
    found = [alert for contract in contracts for alert in _alerts(contract, as_of, warn_days)]
    return tuple(sorted(found, key=_urgency))


def _alerts(contract: Contract, as_of: date, warn_days: int) -> list[ContractAlert]:
    alerts = []
    if contract.ends is not None:
        left = (contract.ends - as_of).days
        if left < 0:
            alerts.append(ContractAlert(contract.name, "expired", -left))
        elif left <= warn_days:
            alerts.append(ContractAlert(contract.name, "expires soon", left))
    if contract.delivery_due is not None:
        late = ((contract.delivered or as_of) - contract.delivery_due).days
        if late > 0:
            kind: AlertKind = "delivery late" if contract.delivered is None else "delivered late"
            alerts.append(ContractAlert(contract.name, kind, late))
    return alerts


def _urgency(alert: ContractAlert) -> tuple[int, int, str]:
    order: tuple[AlertKind, ...] = ("delivery late", "expired", "expires soon", "delivered late")
    days = alert.days if alert.kind == "expires soon" else -alert.days
    return order.index(alert.kind), days, alert.name
