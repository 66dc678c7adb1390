"""Orders from contract to cash: the stage of each, and how late it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

#: The eight steps of the handbook, English to Chinese.
STEPS: Final = {
    "contract": "合同",
    "deposit": "定金",
    "production": "生产",
    "inspection": "验货",
    "shipment": "发货",
    "documents": "单证",
    "invoice": "开票",
    "payment": "收款",
}


@dataclass(frozen=True, slots=True)
class OrderProgress:
    """Where an order stands.

    Attributes:
        step: The first step that is not done; ``None`` when all are.
        due: Its planned day, where there is one.
        late_days: Days beyond it; 0 in time, ``None`` without a plan.
        skipped: Steps left open before one that is done.
    """

    step: str | None
    due: date | None
    late_days: int | None
    skipped: tuple[str, ...]


def order_progress(
    planned: Mapping[str, date],
    done: Mapping[str, date],
    as_of: date,
    steps: Sequence[str] = tuple(STEPS),
) -> OrderProgress:
    """Return where an order stands between contract and payment (LD10).

    Args:
        planned: Planned day of steps.
        done: Day on which steps were done; later than ``as_of`` is not done yet.
        as_of: Today.
        steps: In their order.

    Examples:
        >>> progress = order_progress(
        ...     {"deposit": date(2026, 1, 5)}, {"contract": date(2026, 1, 1)}, date(2026, 1, 8)
        ... )
        >>> progress.step, progress.late_days
        ('deposit', 3)
    """
    finished = [step for step in steps if step in done and done[step] <= as_of]
    last = max((steps.index(step) for step in finished), default=-1)
    skipped = tuple(step for step in steps[:last] if step not in finished)
    current = next((step for step in steps if step not in finished), None)
    due = planned.get(current) if current else None
    late = None if due is None else max(0, (as_of - due).days)
    return OrderProgress(current, due, late, skipped)
