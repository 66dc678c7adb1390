"""Where orders stand between contract and payment (LD10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlsales.kernel.words import folded
from xlsales.pipeline.order_tracking import OrderProgress, order_progress
from xlsales.tables.row_intake import RowIntake, SourceRow


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order and where it stands."""

    order: str
    customer: str
    person: str
    amount: Fraction | None
    progress: OrderProgress


def order_lines(rows: Sequence[SourceRow], intake: RowIntake, as_of: date) -> tuple[OrderLine, ...]:
    """Return where each order stands, the latest first.

    Args:
        rows: One row a step of an order; customer, person and amount are taken from its first row that
            has them.
        intake: Is told of a step that comes twice.
        as_of: Today.
    """
    steps: dict[str, dict[str, SourceRow]] = {}
    for row in rows:
        own = steps.setdefault(folded(row.text("order")), {})
        if row.text("step") in own:
            intake.refuse(row, "step", "repeated")
        else:
            own[row.text("step")] = row
    lines = [_line(list(own.values()), as_of) for own in steps.values()]
    return tuple(sorted(lines, key=lambda line: (-(line.progress.late_days or 0), line.order)))


def _line(rows: Sequence[SourceRow], as_of: date) -> OrderLine:
    planned = {row.text("step"): day for row in rows if (day := row.day("planned")) is not None}
    done = {row.text("step"): day for row in rows if (day := row.day("done")) is not None}
    amounts = (row.number_of("amount") for row in rows)
    return OrderLine(
        rows[0].text("order"),
        next((text for row in rows if (text := row.text("customer"))), ""),
        next((text for row in rows if (text := row.text("person"))), ""),
        next((amount for amount in amounts if amount is not None), None),
        order_progress(planned, done, as_of),
    )
