"""The page of what is bought and what will be: forecast, kinds of purchase, products."""

from __future__ import annotations

from typing import Final

from xlsales.jobs.deal_outlook import Outlook
from xlsales.jobs.grading import Grading
from xlsales.jobs.purchases import PurchasePatterns
from xlsales.reports.model import Chart, Column, Mark, Page, Table, Value
from xlsales.reports.words import Say

#: Past months shown beside the coming ones.
PAST_MONTHS: Final = 12
#: What kinds of purchase are called.
KIND_LABELS: Final = {"new": "new purchase", "modified": "modified rebuy", "straight": "straight rebuy"}


def outlook_page(result: Grading, say: Say) -> Page:
    """Return the forecast by month, what kinds of purchases there were, and the products."""
    tables = []
    if result.outlook is not None:
        tables.append(_forecast(result.outlook, say))
    if result.purchases is not None:
        tables += [_types(result.purchases, say), _products(result, result.purchases, say)]
    charts = (_chart(say),) if result.outlook is not None else ()
    title = say("Outlook and products")
    return Page(say("Outlook"), title, f"{result.last.end}", tuple(tables), charts=charts)


def _forecast(found: Outlook, say: Say) -> Table:
    past: list[tuple[Value, ...]] = [
        (month, amount, None, None, None) for month, amount in found.past[-PAST_MONTHS:]
    ]
    coming: list[tuple[Value, ...]] = [
        (month, None, *(max(0.0, number) for number in (point.value, point.low, point.high)))
        for month, point in found.coming
    ]
    columns = (
        Column(say("Month"), "month"),
        Column(say("Past"), "money", 16),
        Column(say("Expected"), "money", 16),
        Column(say("Low (80 %)"), "money", 14),
        Column(say("High (80 %)"), "money", 14),
    )
    return Table(say("Forecast"), columns, [*past, *coming], key="forecast")


def _chart(say: Say) -> Chart:
    values = tuple(say(word) for word in ("Past", "Expected", "Low (80 %)", "High (80 %)"))
    return Chart(
        "line",
        say("Forecast"),
        "forecast",
        say("Month"),
        values,
        x_title=say("Month"),
        y_title=say("Amount"),
    )


def _types(found: PurchasePatterns, say: Say) -> Table:
    columns = (
        Column(say("Kind of purchase"), "text", 20),
        Column(say("Order lines"), "whole", 12, summed=True),
        Column(say("Customers"), "whole", 12),
        Column(say("Amount"), "money", 16, summed=True),
    )
    rows = [(say(KIND_LABELS[one.kind]), one.lines, one.customers, one.amount) for one in found.types]
    return Table(say("Kinds of purchase"), columns, rows, total=say("Total"))


def _products(result: Grading, found: PurchasePatterns, say: Say) -> Table:
    periods = len(found.products[0].amounts) if found.products else 0
    months = result.last.rules.policy.settings.period_months
    heads = [say("This period"), *(f"−{months * back} {say('months')}" for back in range(1, periods))]
    columns = (
        Column(say("Product"), "text", 24),
        *(Column(head, "money", 14) for head in reversed(heads)),
        Column(say("Stage of life"), "text", 14),
        Column(say("Return rate"), "percent", 12),
    )
    rows: list[tuple[Value, ...]] = [
        (one.product, *one.amounts, say(one.stage) if one.stage else None, one.return_rate)
        for one in found.products
    ]
    marks: list[Mark] = ["warn" if one.stage == "decline" else "plain" for one in found.products]
    return Table(say("Products"), columns, rows, marks)
