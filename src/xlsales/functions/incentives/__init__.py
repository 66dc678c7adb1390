"""Cell functions for commission, curves, credit, draws and prices."""

from xlsales.functions.incentives import (
    commission,
    credit,
    curves,
    periods,
    planning,
    prices,
    prizes,
    rate_rules,
    rates,
    running,
    scorecard,
    settlements,
)

__all__ = [
    "commission",
    "credit",
    "curves",
    "periods",
    "planning",
    "prices",
    "prizes",
    "rate_rules",
    "rates",
    "running",
    "scorecard",
    "settlements",
]
