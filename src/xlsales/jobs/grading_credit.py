"""Receivables of a day: ageing, days sales outstanding, expected loss, whom to ask for money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlsales.plans.grading import GradingSettings
from xlsales.receivables.ageing import DEFAULT_BUCKETS, ageing_of, bucket_labels
from xlsales.receivables.collection import CollectionItem, OpenInvoice, collection_list
from xlsales.receivables.days_sales_outstanding import simple_dso
from xlsales.receivables.expected_loss import expected_losses
from xlsales.tables.grading_rows import Invoice


@dataclass(frozen=True, slots=True)
class Receivables:
    """What is owed on a day.

    Attributes:
        buckets: Label, open amount, loss rate and expected loss of each age.
        dso: Days sales outstanding; ``None`` without sales.
        collection: Customers to ask for money, most urgent first.
    """

    buckets: tuple[tuple[str, Fraction, Fraction, Fraction], ...]
    dso: Fraction | None
    collection: tuple[CollectionItem, ...]


def receivables_of(
    invoices: Sequence[Invoice], day: date, sales: Fraction, days: int, settings: GradingSettings
) -> Receivables | None:
    """Sum up open invoices.

    Args:
        invoices: All invoices.
        day: The day of the question.
        sales: Net sales of the period.
        days: Days of the period.
        settings: Loss rates.

    Returns:
        What is owed; ``None`` without invoices.
    """
    if not invoices:
        return None
    rest = [invoice for invoice in invoices if invoice.open]
    amounts = ageing_of([(invoice.open, invoice.due) for invoice in rest], day)
    rates = tuple(
        map(
            Fraction,
            (
                settings.loss_not_due,
                settings.loss_30,
                settings.loss_60,
                settings.loss_90,
                settings.loss_over,
            ),
        )
    )
    losses = expected_losses(amounts, rates)
    owed = sum(amounts, Fraction(0))
    asked = collection_list(
        (OpenInvoice(invoice.customer, invoice.name, invoice.due, invoice.open) for invoice in rest), day
    )
    labels = bucket_labels(DEFAULT_BUCKETS)
    return Receivables(
        tuple(zip(labels, amounts, rates, losses, strict=True)),
        simple_dso(owed, sales, Fraction(days)),
        asked,
    )
