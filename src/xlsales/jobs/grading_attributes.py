"""What is known of a customer by name: measures of the period, and the columns of the customer file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from xlsales.customers.measures import CustomerMeasures
from xlsales.kernel.numbers import exact, to_float
from xlsales.kernel.values import CellValue, is_blank, is_number
from xlsales.receivables.payment_score import payment_score
from xlsales.tables.grading_rows import CustomerFile

#: Measures that transactions give, in the order of reports; rates are fractions of 1.
MEASURES = (
    "volume",
    "frequency",
    "margin",
    "credit",
    "orders",
    "return_rate",
    "recency_days",
    "payment_days",
    "contact_days",
    "visits",
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one customer.

    Attributes:
        key: The customer.
        file: Its line of the customer file, ``None`` where it has none.
        measures: What its transactions say.
        values: Every attribute by folded name.
        exact_values: Numbers that were asked for already.
    """

    key: str
    file: CustomerFile | None
    measures: CustomerMeasures
    values: Mapping[str, CellValue]
    exact_values: dict[str, Fraction | None] = field(default_factory=dict, compare=False, repr=False)

    def number(self, name: str) -> Fraction | None:
        """Return an attribute as an exact number; ``None`` where it is blank or a text."""
        if name not in self.exact_values:
            value = self.values.get(name)
            self.exact_values[name] = exact(value) if is_number(value) else None  # type: ignore[arg-type]
        return self.exact_values[name]


def known_of(
    key: str,
    file: CustomerFile | None,
    measures: CustomerMeasures,
    end: date,
    months: int,
    last_contact: date | None,
    visits: int | None,
) -> Known:
    """Put together what is known of a customer at the end of a period.

    Args:
        key: The customer.
        file: Its line of the customer file.
        measures: What its transactions say.
        end: Last day of the period.
        months: Months of the period; frequency is orders a year.
        last_contact: Day of the last visit or call.
        visits: Visits in the period; ``None`` where visits are not logged.

    Returns:
        Measures under their names; a filled column of the customer file that is called like a measure goes
        before it.
    """
    paid = measures.payments
    credit = payment_score([amount for amount, _ in paid], [Fraction(days) for _, days in paid])
    bought = measures.first is not None
    found: dict[str, Fraction | int | None] = {
        "volume": measures.volume if bought or measures.returned else None,
        "frequency": Fraction(measures.orders * 12, months) if bought else None,
        "margin": measures.margin_rate,
        "credit": credit,
        "orders": measures.orders if bought else None,
        "return_rate": measures.return_rate,
        "recency_days": (end - measures.last).days if measures.last else None,
        "payment_days": measures.payment_days,
        "contact_days": (end - last_contact).days if last_contact else None,
        "visits": visits,
    }
    values: dict[str, CellValue] = {name: _cell(number) for name, number in found.items()}
    for name, value in (file.attributes if file else {}).items():
        if not is_blank(value) or name not in values:
            values[name] = value
    return Known(key, file, measures, values)


def _cell(number: Fraction | int | None) -> CellValue:
    if number is None or isinstance(number, int):
        return number
    return int(number) if number.denominator == 1 else to_float(number)
